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
import type { TestDatabase } from '../../../../platform/testing/index.ts'
import { f6, folderOf } from '../../testing/index.ts'
import { admissionsPages } from '../index.ts'

type Asked = {
  readonly form?: Record<string, string>
  readonly files?: readonly Upload[]
  readonly params?: Record<string, string>
  readonly query?: Record<string, unknown>
}
/** Somebody at the desk of admissions: asks its pages as the server does. `round` is the round that is asked of. */
export type RoundDesk = {
  readonly officer: SignedInReader
  readonly jobs: Ground
  round: string
  ask(path: string, asked?: Asked, reader?: SignedInReader): Promise<Answer>
  close(): Promise<void>
}

/** An officer at the desk of a database. */
export const roundDesk = async (db: TestDatabase): Promise<RoundDesk> => {
  const { pages, jobs } = await testGrounds(db)
  const officer = await aReader(db.owner, 'admissions-officer')
  const desk: RoundDesk = {
    officer,
    jobs,
    round: '',
    ask: (path, { form, files, params = {}, query = {} } = {}, reader = officer) =>
      performRoute(
        pages,
        admissionsPages.find(r => r.path === path && (r.sort === 'desk-action') === (form !== undefined)) as Route,
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
  'page' in answer
    ? String(answer.page.body)
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
    : JSON.stringify(answer)

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
