import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { conflictsOf, readHeadFacts } from '../../children/index.ts'
import { londonDate } from '../../kernel/index.ts'
import type { GateFacts } from './gate.ts'

type Command = CommandGrant<'recorder'>

/**
 * What of this child's record a change could touch, read with the sight of everything. Of a record that is only kept while it is asked whose it is, and of
 * which the teller's own school alone told, the school may not learn that it is kept: no service outside hears of it meanwhile (`shielded_since`).
 */
export const readGateFacts = async ({ tx, at }: Command, childId: number): Promise<GateFacts> => {
  const today = londonDate(at)
  const { rows } = await sql<{ shielded: boolean; sealed_fact: boolean; protection: boolean; separation: boolean }>`
    with mine as materialized (select kind, category, body, seal from entry where child_id = ${childId} and known_to = 'infinity' and true_to > ${today}::date),
    homes as (select uprn from household_member where child_id = ${childId} and true_to > ${today}::date)
    select exists (select from access.told_shields(array[${childId}]::bigint[])) and not access.waits_alone(${childId}) as shielded,
      exists (select from mine where seal is not null and kind in ('identity', 'address', 'carer', 'contact-detail', 'enrolment', 'told-school', 'doctor')) as sealed_fact,
      exists (select from mine where category in ('protection', 'adoption') or kind in ('care-episode', 'care-involved')) as protection,
      exists (select from mine where (kind = 'danger-note' and body->>'sort' = 'not-to-meet')
        or (kind = 'carer' and body->>'livesWith' = 'false' and body->>'parentalResponsibility' = 'true'))
      or exists (select from entry e join homes h on h.uprn = e.uprn where e.kind = 'danger-note' and e.body->>'sort' = 'not-to-meet'
        and e.known_to = 'infinity' and e.true_to > ${today}::date) as separation`.execute(tx)
  const [row] = rows
  const facts = (await readHeadFacts(tx, [childId])).get(childId) ?? []
  return {
    shielded: row?.shielded ?? true,
    sealedFact: row?.sealed_fact ?? true,
    protection: row?.protection ?? true,
    separation: row?.separation ?? true,
    disputed: conflictsOf(facts, today).map(conflict => conflict.fact),
  }
}

/** Who the child is, as the teller says: first and last name, and the birth date. */
export type ToldAbout = { readonly forename: string; readonly surname: string; readonly birthDate: string }

/** Who the child is, as services outside are told it. */
export const readSubject = async ({ tx, at }: Command, childId: number): Promise<ToldAbout> => {
  const { rows } = await sql<{ body: Partial<ToldAbout> }>`
    select e.body from entry e join source s on s.id = e.source_id where e.child_id = ${childId} and e.kind = 'identity' and e.known_to = 'infinity' and e.seal is null
      and e.category = 'identity' and e.sensitivity = 1 and (e.true_from is null or e.true_from <= ${at}::date)
    order by coalesce((s.trust->>'identity')::int, (s.trust->>'default')::int, 5), e.known_from desc, e.id desc`.execute(
    tx,
  )
  const first = (field: keyof ToldAbout) => rows.find(row => row.body[field])?.body[field] ?? ''
  return { forename: first('forename'), surname: first('surname'), birthDate: first('birthDate') }
}
