import { type RawBuilder, sql } from 'kysely'
import type { CommandGrant, SignedInReader, Tx } from '../../access/index.ts'
import { Conflict, isUuid, NotAllowed, NotFound } from '../../kernel/index.ts'
import type { HeadFact } from '../golden-record/index.ts'
import { askTwo } from '../linking/index.ts'
import { stateOfNamed } from './ask-of-named.actions.ts'

export type Desk = CommandGrant<'clearing-house'>

/** What a question is asked for: a conflict of facts, or a pair of records; of which child, and which facts the school should look at. */
export type Asking = {
  readonly conflict?: number
  readonly case?: string
  readonly children: readonly number[]
  readonly facts: readonly HeadFact[]
}

/** What it is asked for, as parts of a question: one of the two is null. */
export const aboutOf = (asking: Asking) => ({
  conflict: sql`${asking.conflict ?? null}::bigint`,
  case: sql`(select c.id from review_case c where c.uuid = ${asking.case ?? null}::uuid)`,
})

/** What a school can look up of a pupil. */
const heldBySchools: ReadonlySet<HeadFact> = new Set(['name', 'birth', 'sex', 'address', 'upn'])
/**
 * What a child is in the records of this school alone: the source persons of schools' own services that are enrolled there now and
 * nowhere else, for of one that two schools tell of nobody knows which of them told what.
 */
export const schoolsOwn = (child: RawBuilder<unknown>, school: RawBuilder<unknown>, at: Date) =>
  sql`select s.id from source_person s join source o on o.id = s.source_id where s.person_id = ${child} and lower(o.service) in ('schools', 'school')
    and array[${school}] = (select array_agg(distinct e.establishment_id) from intake.enrolment e where e.source_person_id = s.id
      and e.known_to = 'infinity' and e.starts_on <= ${at}::date and e.ends_on > ${at}::date)`

/**
 * Asks the school that a child is on the roll of now whether what it holds is right, where the school itself has told us of
 * the child; of a child whose whereabouts are kept from anybody no school is asked. Who asks reads the same words whether or not there
 * was a school to ask.
 */
export const askSchool = async ({ tx, at, reader }: Desk, asking: Asking): Promise<void> => {
  if (!reader) throw new NotAllowed()
  const facts = asking.facts.filter(fact => heldBySchools.has(fact))
  if (facts.length === 0) return
  const about = aboutOf(asking)
  await sql`
    insert into source_question (conflict_id, case_id, child_id, establishment_id, facts, asked_by, asked_at)
    select distinct on (r.child_id) ${about.conflict}, ${about.case}, r.child_id, r.establishment_id, ${facts.join('\n')}, ${reader.userId}, ${at}
    from access.roll r
    where r.child_id = any(${[...asking.children]}::bigint[]) and r.starts_on <= ${at}::date and r.ends_on > ${at}::date
      and r.child_id <> all ((select access.shielded_children())::bigint[])
      and exists (${schoolsOwn(sql`r.child_id`, sql`r.establishment_id`, at)})
    order by r.child_id, r.starts_on desc, r.establishment_id`.execute(tx)
}

/** What a school, or the owner of a source, may say of its own record. */
export const sourceAnswers = {
  right: 'Our record is right',
  wrong: 'Our record is wrong. We will put it right and send it again',
  unknown: 'We do not know',
} as const
export type SourceAnswer = keyof typeof sourceAnswers
/** Whether a text is one of them. */
export const isSourceAnswer = (text: string): text is SourceAnswer => Object.hasOwn(sourceAnswers, text)

/** The record that a question is about now: that of the child, or the one that it was joined to; of a row that names a worker, that which the row is on. */
export const askedRecord = sql`coalesce(p.redirect_to, p.id)`

/**
 * Questions that nobody settled otherwise, those that are told. The actor sees every row, so that what is refused to the reader is asked for by name, of the
 * child and of the record that theirs was joined to.
 */
const unsettled = (
  which: RawBuilder<unknown>,
) => sql`source_question q left join involvement w on w.id = q.involvement_id
  join person p on p.id = coalesce(w.child_id, q.child_id)
  left join fact_conflict f on f.id = q.conflict_id left join review_case c on c.id = q.case_id
  where ${which} and coalesce(f.state, c.state, ${stateOfNamed}) in ('open', 'asked')
    and not array[p.id, ${askedRecord}] && ((select access.refused())::bigint[] || (select access.shielded_children())::bigint[])`

/** Those of them that nobody answered: one that another was asked too stands on when that one answers. */
export const stillAsked = unsettled(sql`q.answered_at is null`)
/** Those that this reader answered: until somebody decides, the answer can be taken back. */
export const answeredBy = ({ userId }: SignedInReader) => unsettled(sql`q.answered_by = ${userId}`)

/** Those that stand for whoever answers for a school: asked of a school of theirs, of a child on its roll now. */
export const standing = (reader: SignedInReader, at: Date, which = stillAsked) => sql`${which}
    and exists (select from access.roll r where r.child_id = ${askedRecord} and r.establishment_id = q.establishment_id
      and r.starts_on <= ${at}::date and r.ends_on > ${at}::date)
    and exists (select from access.grant_row g where g.establishment_id = q.establishment_id and g.principal = any(${[...reader.principals]}::bigint[])
      and g.starts_at <= ${at} and g.ends_at > ${at})`

/** How many wait for this reader: the count beside the list's name, equal to the list. */
export const countSchoolQuestions = async (tx: Tx, reader: SignedInReader, at: Date): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${standing(reader, at)}`.execute(tx)
  return rows[0]?.n ?? 0
}

type Answered = {
  id: number
  child_id: number
  conflict_id: number | null
  case_id: number | null
  named: number | null
  asked_by: number
}

/**
 * Keeps what a school or an owner says to a question that is theirs: the conflict or the pair goes back before the clearing house, with the answer; of a row whose
 * worker says no, an owner's yes asks it whether the record is two children's. Gives
 * the child's number for the audit. Throws NotFound where the question is not this reader's or stands no longer, Conflict where a colleague was first.
 */
export const answerQuestion = async (
  desk: Desk,
  question: string,
  answer: SourceAnswer,
  theirs: RawBuilder<unknown>,
): Promise<number> => {
  const { tx, at, reader } = desk
  if (!reader || !isUuid(question)) throw new NotFound()
  const { rows } = await sql<Answered>`
    select q.id, ${askedRecord} as child_id, q.conflict_id, q.case_id, w.source_person_id as named, q.asked_by from ${theirs} and q.uuid = ${question}`.execute(
    tx,
  )
  const row = rows[0]
  if (!row) throw new NotFound()
  const kept =
    await sql`update source_question set answer = ${answer}, answered_by = ${reader.userId}, answered_at = ${at}
    where id = ${row.id} and answered_at is null`.execute(tx)
  if (Number(kept.numAffectedRows) !== 1) throw new Conflict('A colleague has answered this.', 'Load the list again.')
  await sql`update fact_conflict set state = 'open', answered_at = ${at} where id = ${row.conflict_id} and state = 'asked'`.execute(
    tx,
  )
  await sql`update review_case set state = 'open' where id = ${row.case_id} and state = 'asked'`.execute(tx)
  // The worker says no and the source yes: whether the row is on the right child is for people to look at.
  if (row.named !== null && answer === 'right')
    await askTwo(desk, { person: row.child_id, record: row.named, by: row.asked_by })
  return row.child_id
}

/**
 * Takes back what this reader said to a question, while nobody has decided: it is asked again, and the conflict or the pair waits for it where nothing else
 * was answered. Gives the child's number for the audit. Throws NotFound where no answer of theirs stands.
 */
export const takeAnswerBack = async (
  { tx, reader }: Desk,
  question: string,
  theirs: RawBuilder<unknown>,
): Promise<number> => {
  if (!reader || !isUuid(question)) throw new NotFound()
  const { rows } = await sql<{ id: number; child_id: number; conflict_id: number | null; case_id: number | null }>`
    select q.id, ${askedRecord} as child_id, q.conflict_id, q.case_id from ${theirs} and q.uuid = ${question}`.execute(
    tx,
  )
  const row = rows[0]
  if (!row) throw new NotFound()
  await sql`update source_question set answer = null, answered_by = null, answered_at = null where id = ${row.id}`.execute(
    tx,
  )
  const alone = (of: RawBuilder<unknown>) =>
    sql`state = 'open' and decided_by is not null and not exists (select from source_question o where ${of} and o.answered_at is not null)`
  await sql`update fact_conflict set state = 'asked', answered_at = null where id = ${row.conflict_id} and ${alone(sql`o.conflict_id = ${row.conflict_id}`)}`.execute(
    tx,
  )
  await sql`update review_case set state = 'asked' where id = ${row.case_id} and ${alone(sql`o.case_id = ${row.case_id}`)}`.execute(
    tx,
  )
  return row.child_id
}
