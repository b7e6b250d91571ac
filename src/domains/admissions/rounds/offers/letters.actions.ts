import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import type { Desk } from '../rounds.queries.ts'
import type { LetterDue } from './letters.queries.ts'

/** A letter that went out: of which application, and of what. */
type Gone = Pick<LetterDue, 'applicationId' | 'about'> & { readonly sort: LetterDue['sort'] | 'refusal' }

/** Writes down that letters went out: to the gate's address, or another way that somebody found. One that is down already stays as it is. */
export const keepLettersGone = async (desk: Desk, letters: readonly Gone[], byGate: boolean): Promise<void> => {
  const gone = letters.map(({ applicationId, sort, about }) => ({ application: applicationId, sort, about }))
  await sql`insert into admission_letter (application_id, sort, about, by_gate, told_by, told_at)
    select n.application, n.sort, n.about, ${byGate}, ${readerOfAct(desk)}, ${desk.at}
    from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as n(application bigint, sort text, about bigint) on conflict do nothing`.execute(
    desk.tx,
  )
}
