import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { filesKeyOf, recordAccess, type Tx } from '../../../../access/index.ts'
import { open, type SealedColumn, seal } from '../../../../platform/keys/index.ts'

type Files = Readonly<Record<string, string>>

const aboutRun = (run: number | string): string => `admission run ${run}`
/** What runs were made from, as a change of key seals it anew. */
export const sealedRunInputs: SealedColumn = {
  ...{ ring: 'files', table: 'admission_run', column: 'input', id: 't.id', place: 't.id::text' },
  about: aboutRun,
  // What is compressed begins so (RFC 1952, 2.3.1), and nothing that was sealed does.
  unsealed: { where: `substr(t.input, 1, 1) = '\\x1f'` },
}

/** Keeps the files that a run is made from, compressed and sealed, with their SHA-256. */
export const keepRunInput = async (tx: Tx, run: number, files: Files): Promise<void> => {
  const text = JSON.stringify(files)
  const sealed = seal(filesKeyOf(tx), gzipSync(text), aboutRun(run))
  await sql`update admission_run set input = ${sealed}, input_sha256 = ${sha256(text)} where id = ${run}`.execute(tx)
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The files that a run was made from, by the run's address, for whoever does it again: its page names their SHA-256. Undefined where there is no such run,
 * or nothing was frozen for it. That it was read is recorded.
 * @throws Error where they are not what was frozen, or were sealed under another key
 */
export const readRunInput = async (tx: Tx, at: Date, address: string): Promise<Files | undefined> => {
  const { rows } = await sql<{ id: number; input: Buffer; sha: string }>`
    select id, input, input_sha256 as sha from admission_run where uuid = ${address}::uuid and input is not null`.execute(
    tx,
  )
  const [found] = rows
  if (!found) return undefined
  const text = gunzipSync(open(filesKeyOf(tx), found.input, aboutRun(found.id))).toString()
  if (sha256(text) !== found.sha) throw new Error('These are not the files that the run was made from.')
  await recordAccess(tx, at, {
    ...{
      reader: undefined,
      actor: 'admissions',
      purpose: 'check a run',
      action: 'admissions frozen',
      childId: undefined,
    },
    ...{
      categories: 0,
      outcome: 'done',
      rule: 'command-line',
      requestId: 'admissions frozen',
      detail: { run: found.id },
    },
  })
  return JSON.parse(text) as Files
}
