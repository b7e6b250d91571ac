import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Conflict, NotFound } from '../kernel/index.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import { openingPrefix, unseal } from './raw-files.actions.ts'
import { type Received, receiveFiles } from './receive.actions.ts'
import type { Source } from './source.ts'

type FileRow = { id: number; name: string; source_id: string; kept: boolean }

/**
 * Brings the files of an import in once more, after its source has been told more (a meaning, a column): a run of its own, in
 * which rows that are known already are the same and those that waited are used. Throws NotFound, and Conflict where the
 * files are no longer kept.
 */
export const bringAgain = async (
  ground: IntakeGround,
  uuid: string,
  options: { readonly sources: readonly Source[]; readonly byUser?: number },
): Promise<Received> => {
  const files = await asIntake(ground, async tx => {
    const { rows } = await sql<FileRow>`
      select f.id, f.name, u.source_id, exists (select 1 from import_part p where p.file_id = f.id) as kept
      from import_file f join import_run u on u.id = f.run_id where u.uuid = ${uuid}::uuid order by f.id`.execute(tx)
    return rows
  })
  const [first] = files
  if (!first) throw new NotFound('There is no such import.', 'Choose it from the list of imports.')
  if (files.some(file => !file.kept))
    throw new Conflict('The files of this import are no longer kept.', 'Bring the files in again.')
  const folder = await mkdtemp(join(ground.tempDir ?? tmpdir(), openingPrefix))
  try {
    const paths: string[] = []
    for (const file of files) {
      const own = join(folder, String(file.id))
      await mkdir(own)
      await unseal(ground, file.id, join(own, file.name))
      paths.push(join(own, file.name))
    }
    return await receiveFiles(ground, paths, { ...options, sourceId: first.source_id })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
