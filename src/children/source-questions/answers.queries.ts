import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import type { SchoolAnswer } from './ask-school.actions.ts'

/** What a school was asked and says, for who asked. */
export type AskedSchool = {
  readonly school: string
  readonly askedAt: Date
  readonly answer: SchoolAnswer | undefined
  readonly answeredAt: Date | undefined
}

/**
 * The schools that were asked for a conflict, or for a pair of records, the last first. Of a child whose whereabouts are kept secret by
 * now nothing is told.
 */
export const listAsked = async (
  { tx }: CommandGrant<'clearing-house'>,
  about: { readonly conflict: string } | { readonly case: string },
): Promise<AskedSchool[]> => {
  const of =
    'case' in about
      ? sql`q.case_id = (select c.id from review_case c where c.uuid = ${about.case})`
      : sql`q.conflict_id = (select f.id from fact_conflict f where f.uuid = ${about.conflict})`
  const { rows } = await sql<{ school: string; at: Date; answer: SchoolAnswer | null; answered_at: Date | null }>`
    select e.name as school, q.asked_at as at, q.answer, q.answered_at from source_question q join access.establishment e on e.id = q.establishment_id
    where ${of} and q.child_id <> all ((select access.shielded_children())::bigint[]) order by q.id desc limit 5`.execute(
    tx,
  )
  return rows.map(row => ({
    school: row.school,
    askedAt: row.at,
    answer: row.answer ?? undefined,
    answeredAt: row.answered_at ?? undefined,
  }))
}
