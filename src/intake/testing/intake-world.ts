import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { VaultGround } from '../../access/index.ts'
import { kysely } from '../../platform/database/index.ts'
import { makeVaultKey, openKeys, openVaultKeys } from '../../platform/keys/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import type { IntakeGround } from '../ground.ts'
import { receiveFiles } from '../receive.actions.ts'
import type { RunReport } from '../report.queries.ts'
import { type WorkOptions, workRun } from '../work-run.job.ts'
import { youthClubs } from './youth-clubs.ts'

/** A database of its own with intake running on it, and files for it to read. */
export type IntakeWorld = {
  readonly ground: IntakeGround & VaultGround
  readonly owner: pg.Pool
  readonly pages: pg.Pool
  /** Writes a file of the youth clubs: its table, the moment it speaks of, and its rows. */
  file(
    name: string,
    head: { table: string; period?: string; asOf: string; mode?: 'snapshot' | 'delta' },
    rows: readonly string[],
  ): Promise<string>
  /** Imports files to the end, all as one arrival. */
  bring(...paths: string[]): Promise<RunReport>
  receive(...paths: string[]): Promise<string>
  work(uuid: string, options?: Partial<WorkOptions>): Promise<RunReport>
  rows<R extends pg.QueryResultRow>(query: string, values?: unknown[]): Promise<R[]>
  drop(): Promise<void>
}

/** Opens it. `now` is the clock; without it, one that goes on a second at each look. */
export const intakeWorld = async (now?: () => Date): Promise<IntakeWorld> => {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'throughline-intake-test-'))
  const keys = openKeys(database.keyDir)
  await database.owner.query(
    `insert into access.key (name, key) values ('context', $1) on conflict (name) do update set key = excluded.key`,
    [keys.context],
  )
  let tick = Date.parse('2025-10-06T08:00:00Z')
  const onward = () => {
    tick += 1000
    return new Date(tick)
  }
  const vault = openVaultKeys(database.keyDir)
  makeVaultKey(vault)
  const ground = {
    db: kysely(database.jobs),
    contextKey: keys.context,
    filesKey: keys.files,
    vault,
    tempDir: folder,
    now: now ?? onward,
  }
  const receive = async (...paths: string[]) => {
    const { runs, refused } = await receiveFiles(ground, paths, { sources: [youthClubs] })
    if (runs.length !== 1 || !runs[0] || refused.length > 0)
      throw new Error(`Not one run: ${JSON.stringify({ runs, refused })}`)
    return runs[0].run
  }
  const work = (uuid: string, options: Partial<WorkOptions> = {}) =>
    workRun(ground, uuid, { sources: [youthClubs], link: async () => {}, ...options })
  return {
    ground,
    owner: database.owner,
    pages: database.pages,
    receive,
    work,
    file: async (name, { table, period = '2025', asOf, mode = 'snapshot' }, rows) => {
      const path = join(folder, name)
      await writeFile(
        path,
        [`${table},${period},${asOf},${mode}`, 'key,forename,surname,born,postcode', ...rows, ''].join('\n'),
      )
      return path
    },
    bring: async (...paths) => await work(await receive(...paths)),
    rows: async (query, values) => (await database.owner.query(query, values)).rows,
    drop: async () => {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
