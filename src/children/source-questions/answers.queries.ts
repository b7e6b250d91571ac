import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { anotherService, namedSource } from '../golden-record/index.ts'
import { askedRecord, type SourceAnswer } from './ask-school.actions.ts'

/** What a school or the owner of a source was asked and says, for who asked. */
export type Asked = {
  readonly who: string
  /** The record that it was asked about. */
  readonly childId: number
  readonly askedAt: Date
  readonly answer: SourceAnswer | undefined
  readonly answeredAt: Date | undefined
  /** Of a source that may be named: that whoever owned its agreement has left, or nobody here owns it. */
  readonly nobody?: 'left' | 'none'
}

type Row = {
  child_id: number
  school: string | null
  said: string
  service: string
  at: Date
  answer: SourceAnswer | null
  answered_at: Date | null
  nobody: 'left' | 'none' | null
}

/** Of several answers that stand as one, the one that most needs looking at. */
const weight = ({ answer }: Asked): number => (answer ? ['wrong', 'right', 'unknown'].indexOf(answer) : 3)

/**
 * Who was asked for a conflict, or for a pair of records, the last first. Sources that may not be named stand as one, whatever their number. Of a child whose
 * whereabouts are kept secret by now no school is told of.
 */
export const listAsked = async (
  { tx }: CommandGrant<'clearing-house'>,
  about: { readonly conflict: string } | { readonly case: string },
): Promise<Asked[]> => {
  const of =
    'case' in about
      ? sql`q.case_id = (select c.id from review_case c where c.uuid = ${about.case})`
      : sql`q.conflict_id = (select f.id from fact_conflict f where f.uuid = ${about.conflict})`
  const { rows } = await sql<Row>`
    select ${askedRecord} as child_id, e.name as school, coalesce(s.said, s.name) as said, s.service, q.asked_at as at, q.answer, q.answered_at,
      case when q.source_id is not null and o.id is null then 'none' when not o.active then 'left' end as nobody
    from source_question q join person p on p.id = q.child_id left join access.establishment e on e.id = q.establishment_id left join source s on s.id = q.source_id
      left join access.principal o on o.id = s.agreement_owner_id
    where ${of} and (q.establishment_id is null or ${askedRecord} <> all ((select access.shielded_children())::bigint[])) order by q.id desc limit 50`.execute(
    tx,
  )
  const asked = rows.map(
    (row): Asked => ({
      who: row.school ?? namedSource(row) ?? anotherService,
      childId: row.child_id,
      askedAt: row.at,
      answer: row.answer ?? undefined,
      answeredAt: row.answered_at ?? undefined,
      ...(row.nobody && namedSource(row) ? { nobody: row.nobody } : {}),
    }),
  )
  const byWho = Map.groupBy(asked, one => `${one.childId} ${one.who}`)
  return [...byWho.values()].map(many => many.reduce((best, one) => (weight(one) < weight(best) ? one : best)))
}
