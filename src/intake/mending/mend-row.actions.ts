import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { Conflict, NotAllowed } from '../../kernel/index.ts'
import { checkRun } from '../check-files.ts'
import type { Fault } from '../faults.queries.ts'
import type { IntakeGround } from '../ground.ts'
import { withOwnFile } from '../own-file.actions.ts'
import { receiveFiles, recogniseFiles } from '../receive.actions.ts'
import type { RowValues } from '../source.ts'
import type { OwnSchool, RejectedRow } from './own-rows.queries.ts'

type Desk = CommandGrant<'import-desk'>
type Mended = { readonly school: OwnSchool; readonly rejected: RejectedRow; readonly values: RowValues }

/**
 * Sends a mended row in as a file of its own, by the way that every file goes: checked first, and where something is still wrong nothing is taken and the faults come
 * back. @throws Conflict where somebody has mended it meanwhile.
 */
export const mendRow = async (
  desk: Desk,
  ground: IntakeGround,
  { school, rejected, values }: Mended,
): Promise<readonly Fault[]> => {
  const { source, from } = rejected
  const text = source.mending?.file(values, from)
  if (!text || !desk.reader) throw new NotAllowed()
  const options = { sources: [source], sourceId: source.id, byUser: desk.reader.userId }
  return await withOwnFile(ground, text, async path => {
    const faults = await listFaults(ground, path, options)
    if (faults.length > 0) return faults
    await keepMended(desk, school, rejected, 'here')
    const { runs } = await receiveFiles(ground, [path], options)
    await sql`update mended_row set run_id = ${runs[0]?.id ?? null} where problem_id = ${rejected.id}`.execute(desk.tx)
    return []
  })
}

const listFaults = async (
  ground: IntakeGround,
  path: string,
  options: Parameters<typeof recogniseFiles>[2],
): Promise<Fault[]> => {
  const { known, refused } = await recogniseFiles(ground, [path], options)
  if (refused[0]) return [{ outcome: 'rejected', problem: refused[0].problem, fix: refused[0].fix }]
  const faults: Fault[] = []
  const report = await checkRun(ground, known, fault => void faults.push(fault))
  if (report.problem) return [{ outcome: 'rejected', problem: report.problem, fix: report.fix ?? '' }]
  return faults.filter(fault => fault.outcome !== 'warning')
}

/** Takes a row off the list because the school has put it right in another way. @throws Conflict where somebody was first. */
export const tellRowSent = (desk: Desk, school: OwnSchool, rejected: RejectedRow): Promise<void> =>
  keepMended(desk, school, rejected, 'sent')

const keepMended = async (
  { tx, at, reader }: Desk,
  { laestab }: OwnSchool,
  { id }: RejectedRow,
  how: 'here' | 'sent',
): Promise<void> => {
  if (!reader) throw new NotAllowed()
  const kept =
    await sql`insert into mended_row (problem_id, laestab, how, by_user, at) values (${id}, ${laestab}, ${how}, ${reader.userId}, ${at})
    on conflict (problem_id) do nothing`.execute(tx)
  if (Number(kept.numAffectedRows) !== 1)
    throw new Conflict('A colleague has mended this row.', 'Go back to Rows to mend.')
}
