import { readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineJob, type Job } from '../platform/jobs/index.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import { openingPrefix } from './raw-files.actions.ts'

const dayMilliseconds = 86_400_000

/** Drops raw files whose ninety days are over; their hashes stay (design 2.1, rule 6). Gives how many files lost their bytes. */
export const dropRawFiles = (ground: IntakeGround): Promise<number> =>
  asIntake(
    ground,
    async (tx, at) => {
      const { rows } = await sql<{ files: number }>`
      with dropped as (delete from import_part p using import_file f where f.id = p.file_id and f.keep_until < ${at} returning p.file_id)
      select count(distinct file_id)::int as files from dropped`.execute(tx)
      return rows[0]?.files ?? 0
    },
    900,
  )

/** Takes away private folders in which a killed reader was opening a file more than a day ago. */
export const dropLeftFolders = async (ground: IntakeGround): Promise<void> => {
  const root = ground.tempDir ?? tmpdir()
  for (const name of await readdir(root)) {
    if (!name.startsWith(openingPrefix)) continue
    const known = await stat(join(root, name)).catch(() => undefined)
    if (known && ground.now().getTime() - known.mtimeMs > dayMilliseconds)
      await rm(join(root, name), { recursive: true, force: true })
  }
}

/** The nightly clean-up of both; under a legal hold raw files stay. */
export const cleanUpJob = (ground: IntakeGround, { hold }: { readonly hold: boolean }): Job =>
  defineJob({
    name: 'clean-up-files',
    schema: Type.Object({}),
    cron: '20 2 * * *',
    run: async () => {
      if (!hold) await dropRawFiles(ground)
      await dropLeftFolders(ground)
    },
  }) as Job
