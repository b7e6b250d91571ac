import { sql } from 'kysely'
import { readerOfAct, roleInForce, type SignedInReader, type Tx } from '../../access/index.ts'
import type { HeadFact } from '../golden-record/index.ts'
import { type Asking, aboutOf, type Desk, schoolsOwn, stillAsked } from './ask-school.actions.ts'

/** A source that tells of a child, and is asked whether that is right. */
export type Teller = { readonly child: number; readonly source: string }

/**
 * Asks the owners of these sources, after the schools: a source for which the child's own school was asked in the same act is not asked again. The question
 * is kept whoever the child is and whether or not anybody answers for the source, so that who asks reads the same of each; who is shown it is
 * decided when it is read.
 */
export const askOwners = async (desk: Desk, asking: Asking, tellers: readonly Teller[]): Promise<void> => {
  const { tx, at } = desk
  const about = aboutOf(asking)
  await sql`
    insert into source_question (conflict_id, case_id, child_id, source_id, facts, asked_by, asked_at)
    select distinct ${about.conflict}, ${about.case}, t.child, s.id, ${asking.facts.join('\n')}, ${readerOfAct(desk)}::bigint, ${at}::timestamptz
    from unnest(${tellers.map(t => t.child)}::bigint[], ${tellers.map(t => t.source)}::text[]) as t(child, source)
      join source s on s.id = t.source and s.layout <> 'throughline'
    where not exists (select from source_question q where q.child_id = t.child and q.source_id = s.id and q.answered_at is null
        and (q.conflict_id = ${about.conflict} or q.case_id = ${about.case}))
      and not exists (select from source_question q join source_person o on o.person_id = q.child_id and o.source_id = s.id
        where q.child_id = t.child and q.establishment_id is not null and q.asked_at = ${at} and (q.conflict_id = ${about.conflict} or q.case_id = ${about.case})
          and o.id in (${schoolsOwn(sql`q.child_id`, sql`q.establishment_id`, at)}))`.execute(tx)
}

/**
 * Questions that stand for whoever owns the agreement with a source, while it is in force: of children who are not shut to them and whose whereabouts
 * are kept from nobody. A question that was made up to learn how people answer is nobody's; that a file names a worker is told to whom the role tells that the
 * worker's service is involved.
 */
export const standingForOwner = (reader: SignedInReader, which = stillAsked) => sql`${which} and q.source_id in (
    select s.id from source s where s.agreement_owner_id = ${reader.userId} and s.agreement_withdrawn_at is null)
  and not exists (select from known_answer k where k.case_id = q.case_id) and ${readsIdentity(reader)}
  and (w.id is null or w.category_bit & ${reader.masks.existence}::bigint <> 0)`

/** Only a role that reads who a child is can say whether that is right. */
const readsIdentity = ({ role, rules }: SignedInReader) => {
  const { identity } = roleInForce(role, rules).cells
  return sql`${identity === 'F' || identity === 'S'}::boolean`
}

/** Does this reader own the agreement with any source? */
export const ownsSource = async (tx: Tx, { userId }: SignedInReader): Promise<boolean> => {
  const { rows } = await sql`select from source where agreement_owner_id = ${userId} limit 1`.execute(tx)
  return rows.length > 0
}

/** How many wait for this reader: equal to the list. */
export const countOwnerQuestions = async (tx: Tx, reader: SignedInReader): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::integer as n from ${standingForOwner(reader)}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** What is asked of the sources that tell of two records: who the child is, and where they live. */
export const factsOfRecords: readonly HeadFact[] = ['name', 'birth', 'address']
