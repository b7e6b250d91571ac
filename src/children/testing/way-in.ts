import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import {
  type Answer,
  actorContext,
  type Route,
  recordKind,
  type SignedInReader,
  withContext,
} from '../../access/index.ts'
import { aChild, aReader, aTeam, type TestChild, testGrounds, testNow } from '../../access/testing/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import { findPages } from '../find/index.ts'
import { parseQuery } from '../find/parse-query.ts'
import { findChildren } from '../find/search.queries.ts'
import { identifier, identity } from '../kinds/index.ts'
import { indexPersons } from '../linking/index.ts'
import { workPages } from '../work/index.ts'
import { anEntryOf } from './index.ts'
import { overOwn, send } from './routes.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  summary: true,
  schema: Type.Object({ school: Type.String() }),
})
const attendance = recordKind({
  kind: 'session-count',
  title: 'Sessions',
  category: 'attendance',
  schema: Type.Object({}),
})
/** The pages of finding and of a day's work, as the site has them. */
export const routes: readonly Route[] = [
  ...findPages({ sealKey: randomBytes(32), enrolment, dutyPhone: '01632 960400' }),
  ...workPages({ enrolment, owed: [], kinds: [], attendance }),
]

/** What somebody enters to ask for Amelia exactly. */
export const amelia = {
  name: 'amelia okafor reid',
  day: '3',
  month: '5',
  year: '2017',
  reason: 'Referral from school about missed days',
}
export const redirectOf = (answer: Answer): string =>
  'redirect' in answer ? answer.redirect : assert.fail('not a redirect')
export const bodyOf = (answer: Answer): string =>
  'page' in answer
    ? `${answer.status ?? 200} ${answer.page.title} ${String(answer.page.heading)} ${String(answer.page.body)}`
    : assert.fail('not a page')

/** A worker who knows nobody, the manager of the worker's team, and one child: Amelia Okafor-Reid, 3 May 2017. */
export const wayInWorld = async () => {
  const clock = { now: testNow }
  const db = await testDatabase()
  const { pages, jobs } = await testGrounds(db, () => clock.now)
  const team = await aTeam(db.owner, 'Education Welfare North')
  const worker = await aReader(db.owner, 'education-welfare-officer', [team])
  const head = await aReader(db.owner, 'team-manager', [team])
  await db.owner.query('update access.membership set manages = true where user_id = $1', [head.userId])
  const manager: SignedInReader = { ...head, manages: [team] }
  const drop = async (): Promise<void> => {
    await pages.db.destroy().catch(() => {})
    await jobs.db.destroy().catch(() => {})
    await db.drop().catch(() => {})
  }
  const aPerson = async (forename: string, surname: string, birthDate: string, upn?: string): Promise<TestChild> => {
    const made = await aChild(db.owner)
    const about = {
      source: 'test',
      sourcePerson: made.sourcePersonId,
      person: made.id,
      at: new Date('2026-09-01T00:00:00Z'),
    }
    await anEntryOf(db.owner, {
      kind: identity,
      body: { forename, surname, birthDate, birthPrecision: 'day' },
      ...about,
    })
    if (upn) await anEntryOf(db.owner, { kind: identifier, body: { type: 'upn', value: upn, ok: true }, ...about })
    await withContext(jobs, actorContext('linker', testNow), tx => indexPersons(tx, [made.id]))
    return made
  }
  const locate = async (reader: SignedInReader, form: object): Promise<{ search: string; page: string }> => {
    const search = redirectOf(await send(pages, routes, reader, 'POST', '/locate', { form })).split('/')[2] ?? ''
    return { search, page: bodyOf(await send(pages, routes, reader, 'GET', '/locate/:search', { params: { search } })) }
  }
  const shield = async (kind: string, subject: TestChild, holder?: number): Promise<void> => {
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, $2, 'test', $3, '2026-01-01')`,
      [subject.id, kind, holder ?? null],
    )
  }
  const find = (reader: SignedInReader, line: string) =>
    overOwn(pages, reader, [identity], g => findChildren(g as never, parseQuery(line))).then(f => f.map(x => x.childId))
  const rules = async (reader: SignedInReader): Promise<string[]> =>
    (
      await db.owner.query(
        `select rule from access.access_event where user_id = $1 and rule like 'locate:%' order by id`,
        [reader.userId],
      )
    ).rows.map(r => r.rule)

  const child = await aPerson('Amelia', 'Okafor-Reid', '2017-05-03', 'A123456789012')
  return { clock, db, pages, jobs, worker, manager, child, drop, aPerson, locate, shield, find, rules }
}
