import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Answer,
  type Ground,
  performRoute,
  type Route,
  type SignedInReader,
  type Upload,
} from '../../../../access/index.ts'
import { aReader, testGrounds } from '../../../../access/testing/index.ts'
import { type LetterDoor, letterDoor } from '../../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../../kernel/index.ts'
import type { TestDatabase } from '../../../../platform/testing/index.ts'
import { wordsShown } from '../../../../platform/views/testing/index.ts'
import { f6, folderOf } from '../../testing/index.ts'
import { admissionsPages } from '../index.ts'
import { releaseOffers, workRun } from '../runs/run.job.ts'
import { rankLists } from '../waiting/waiting.job.ts'

type Asked = {
  readonly form?: Record<string, string>
  readonly files?: readonly Upload[]
  readonly params?: Record<string, string>
  readonly query?: Record<string, unknown>
}
/** Somebody at the desk of admissions: asks its pages as the server does. `round` is the round that is asked of. */
export type RoundDesk = {
  readonly officer: SignedInReader
  readonly pages: Ground
  readonly jobs: Ground
  round: string
  ask(path: string, asked?: Asked, reader?: SignedInReader): Promise<Answer>
  close(): Promise<void>
}

/** An officer at the desk of a database; with pages besides those of rounds, and a clock that the test moves, where they are given. */
export const roundDesk = async (
  db: TestDatabase,
  { more = () => [], now }: { more?: (door: LetterDoor) => readonly Route[]; now?: () => Date } = {},
): Promise<RoundDesk> => {
  const { pages, jobs } = await testGrounds(db, now)
  const door = letterDoor(pages)
  const routes = [...more(door), ...admissionsPages(door)]
  const officer = await aReader(db.owner, 'admissions-officer')
  const desk: RoundDesk = {
    officer,
    pages,
    jobs,
    round: '',
    ask: (path, { form, files, params = {}, query = {} } = {}, reader = officer) =>
      performRoute(
        pages,
        routes.find(r => r.path === path && (r.sort === 'desk-action') === (form !== undefined)) as Route,
        reader,
        { params: { round: desk.round, ...params }, query, form: form ?? {}, files: files ?? [], requestId: 'test' },
      ),
    close: async () => {
      for (const one of [pages, jobs]) await one.db.destroy().catch(() => {})
      await db.drop().catch(() => {})
    },
  }
  return desk
}

/** What a page says, without its marks. */
export const words = (answer: Answer): string =>
  'page' in answer ? wordsShown(answer.page.body) : JSON.stringify(answer)

/** Files as a form sends them. */
export const upload = (files: Readonly<Record<string, string>>): Upload[] => {
  const folder = folderOf(files)
  return Object.entries(files).map(([name, text]) => ({
    field: 'files',
    name,
    mediaType: 'text/plain',
    path: join(folder, name),
    bytes: text.length,
  }))
}
/** A file of F6. */
export const inF6 = (name: string): string => readFileSync(join(f6, name), 'utf8')
/** children.csv of F6 with who each child is, and how everything they say was checked. */
export const f6Children = (): string =>
  inF6('children.csv')
    .trimEnd()
    .split('\n')
    .map((line, i) =>
      i === 0
        ? `${line},forename,surname,birth_date,received_on,address_proof,named_school_proof,looked_after_proof,faith_proof,sibling_proof`
        : `${line},${line.split(',')[0]},Marsh,2023-03-09,2026-11-20,council tax,${line.split(',')[1] ? 'plan' : ''},${line.split(',')[2] ? 'letter' : ''},${line.split(',')[5] ? 'form' : ''},${line.split(',')[4] ? 'roll' : ''}`,
    )
    .join('\n')
const days = { bornFrom: [1, 9, 2022], bornTo: [31, 8, 2023], closesOn: [15, 1, 2027], offerDay: [16, 4, 2027] }
/** The form that begins the round of F6. */
export const f6Form: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(days).flatMap(([name, parts]) =>
      ['day', 'month', 'year'].map((part, i) => [`${name}-${part}`, String(parts[i])]),
    ),
  ),
  name: 'Reception 2027',
  supervisor: 'The monitoring officer',
  hour: '09:00',
}

/** Begins the round of F6 in which Cedar ranks for itself; every application is in, checked and tied. */
export const beginCedarRound = async (db: TestDatabase, desk: RoundDesk): Promise<void> => {
  const begun = await desk.ask('/admissions', { form: f6Form })
  desk.round = 'redirect' in begun ? (begun.redirect.split('/').at(-1) ?? '') : ''
  const schools = inF6('schools.csv')
    .replace('places', 'places,own_order')
    .replace(/(CED,\d+)/, '$1,yes')
    .replace(/((ASH|BIR),\d+)/g, '$1,')
  const settings = upload({ 'schools.csv': schools, 'criteria.json': inF6('criteria.json') })
  await desk.ask('/admissions/:round/schools', { form: {}, files: settings })
  const files = Object.fromEntries(['preferences.csv', 'distances.csv'].map(name => [name, inF6(name)]))
  await desk.ask('/admissions/:round/applications', {
    form: {},
    files: upload({ 'children.csv': f6Children(), ...files }),
  })
  await db.owner.query(`update admission_application set tied = 'none'`)
}

/** Runs the round, two people approve it, and its offers are out at once. */
export const releaseRound = async (db: TestDatabase, desk: RoundDesk): Promise<void> => {
  await desk.ask('/admissions/:round/runs', { form: {} })
  const { rows } = await db.owner.query(`select id, uuid from admission_run`)
  await workRun(desk.jobs, rows[0].id)
  for (const officer of [desk.officer, await aReader(db.owner, 'admissions-officer')])
    await desk.ask('/admissions/:round/runs/:run/approve', { form: {}, params: { run: rows[0].uuid } }, officer)
  await db.owner.query(`update admission_round set release_at = '2020-01-01'`)
  await releaseOffers(desk.jobs)
}

/** A day in the three boxes of a form. */
export const dayBoxes = (name: string, date: PlainDate): Record<string, string> => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

/** What families and officers do once offers are out, by the reference of an application. */
export const families = (at: () => readonly [TestDatabase, RoundDesk]) => {
  const one = async (statement: string, values: readonly unknown[] = []) => {
    const { rows } = await at()[0].owner.query(statement, [...values])
    return rows[0]
  }
  const addressOf = async (reference: string): Promise<string> =>
    (await one(`select uuid from admission_application where reference = $1`, [reference])).uuid
  const offerOf = async (reference: string): Promise<string> =>
    (
      await one(
        `select o.uuid from admission_offer o join admission_application a on a.id = o.application_id where a.reference = $1 order by o.id desc`,
        [reference],
      )
    ).uuid
  /** Puts the lists in order, as the worker does after each change. */
  const orderLists = async (): Promise<void> =>
    rankLists(at()[1].jobs, (await one(`select id from admission_round`)).id)
  const listOf = async (key: string): Promise<string> =>
    words(await at()[1].ask('/admissions/:round/waiting/:key', { params: { key }, query: { page: 1 } }))
  const answer = async (reference: string, reply: 'accepted' | 'happy' | 'declined'): Promise<string> => {
    const said = dayBoxes('said', londonDate(at()[1].jobs.now()))
    const form = { reply, how: 'telephone', saidBy: 'the mother', ...said }
    return words(
      await at()[1].ask('/admissions/:round/offers/:offer/reply', {
        params: { offer: await offerOf(reference) },
        form,
      }),
    )
  }
  const propose = (key: string, supervisor = ''): Promise<Answer> =>
    at()[1].ask('/admissions/:round/waiting/:key/propose', { params: { key }, form: { supervisor } })
  return { addressOf, offerOf, orderLists, listOf, answer, propose }
}
