import { sql } from 'kysely'
import { NotFound, parseUuid } from '../../../kernel/index.ts'
import type { AdmissionRound, Desk } from '../rounds/index.ts'
import { type AppealRow, appealColumns, appealTables, byDue, type Clocked, withClocks } from './appeal-lines.queries.ts'

/** An appeal as an admissions officer has it: whose, its days and its outcome. What the panel says among itself is not there. */
export type OfficerLine = Clocked & {
  readonly application: string
  readonly name: string
  readonly childId: number | null
  readonly school: string
}
type Row = AppealRow & Pick<OfficerLine, 'application' | 'name' | 'childId' | 'school'>

/** The appeals against refusals of a round, what is due first at the top. */
export const listRoundAppeals = async (desk: Desk, round: AdmissionRound): Promise<OfficerLine[]> => {
  const { rows } = await sql<Row>`
    select ${appealColumns}, a.uuid as application, a.forename || ' ' || a.surname as name, a.child_id as "childId", coalesce(k.name, x.school_key) as school
    from ${appealTables} join admission_application a on a.id = x.application_id
      left join admission_school k on k.round_id = x.round_id and k.key = x.school_key and k.known_to = 'infinity'
    where x.round_id = ${round.id}`.execute(desk.tx)
  return (await withClocks(desk.tx, rows, () => round.appealsBy ?? null)).toSorted(byDue)
}

/** One of them by its address. @throws NotFound */
export const findRoundAppeal = async (
  desk: Desk,
  round: AdmissionRound,
  address: string | undefined,
): Promise<OfficerLine> => {
  const found = (await listRoundAppeals(desk, round)).find(one => one.address === parseUuid(address ?? ''))
  if (!found) throw new NotFound()
  return found
}

/** Whether these words name another child of the round than the one who appeals, by whole name or by reference, as far as whoever writes may see. */
export const namesAnother = async (
  { tx }: Desk,
  round: AdmissionRound,
  { applicationId }: Pick<OfficerLine, 'applicationId'>,
  words: string,
): Promise<boolean> => {
  const { rows } = await sql`
    select from admission_application a join admission_application own on own.id = ${applicationId}
    where a.round_id = ${round.id} and a.id <> own.id and (a.child_id is null or own.child_id is null or a.child_id <> own.child_id)
      and (position(lower(a.forename || ' ' || a.surname) in lower(${words})) > 0
        or (a.reference <> own.reference and regexp_split_to_array(lower(${words}), '[^\\w-]+') @> array[lower(a.reference)]))
      and (lower(a.forename), lower(a.surname)) <> (lower(own.forename), lower(own.surname)) limit 1`.execute(tx)
  return rows.length > 0
}
