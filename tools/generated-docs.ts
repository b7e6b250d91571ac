// Writes docs/generated/ from the lists of the product: what a document can be read off the code is never kept by hand.
// `--check` says instead which of them are no longer so. Needs no database.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { type Route, roles } from '../src/access/index.ts'
import { recordKinds } from '../src/app/domains.ts'
import { pages } from '../src/app/pages.ts'
import { sources } from '../src/app/sources.ts'
import type { Database } from '../src/platform/database/index.ts'
import { targets } from '../src/sources/spreadsheet/targets.ts'
import { auditEvents } from './documents/audit-events.ts'
import { dataDictionary } from './documents/data-dictionary.ts'
import { permissions } from './documents/permissions.ts'

const folder = join(import.meta.dirname, '../docs/generated')

/** Every page as the server lists it. They are listed, never asked: the database behind them answers nothing. */
const listRoutes = (): readonly Route[] => {
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: own => new PostgresIntrospector(own),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const key = Buffer.alloc(32)
  const ground = { db, contextKey: key, filesKey: key, now: () => new Date(0) }
  return pages({
    ground,
    council: 'Northmere Council',
    authority: '899',
    dutyPhone: '01632 960000',
    told: { services: [], isSampled: () => false, key: Buffer.alloc(32) },
    families: { open: true, phone: '01632 960474' },
    sendsMail: true,
  })
}

/** The documents by their names, as they should be. */
export const documents = (): ReadonlyMap<string, string> =>
  new Map([
    ['permissions.md', permissions(roles)],
    ['data-dictionary.md', dataDictionary(recordKinds, sources, targets)],
    ['audit-events.md', auditEvents(listRoutes())],
  ])

/** Which documents are not what the code says, one line each. */
export const findStaleDocuments = (): string[] =>
  [...documents()]
    .filter(([name, text]) => readWritten(name) !== text)
    .map(([name]) => `docs/generated/${name} is not what the code says: run node tools/generated-docs.ts`)

const readWritten = (name: string): string | undefined => {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    return undefined
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = findStaleDocuments()
    for (const line of stale) process.stderr.write(`${line}\n`)
    process.exitCode = stale.length === 0 ? 0 : 1
  } else {
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of documents()) writeFileSync(join(folder, name), text)
  }
}
