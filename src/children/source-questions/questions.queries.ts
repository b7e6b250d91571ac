import { type RawBuilder, sql } from 'kysely'
import { roleInForce, type SignedInReader } from '../../access/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import { aboutFact, fold, type HeadFact, type KnownFact, readHeadFacts } from '../golden-record/index.ts'
import { standingForOwner } from './ask-owners.actions.ts'
import {
  answeredBy,
  askedRecord,
  type Desk,
  type SourceAnswer,
  schoolsOwn,
  standing,
  stillAsked,
} from './ask-school.actions.ts'

/** A question to a school, or to the owner of a source: about which child, and what they themselves have told us. */
export type SourceQuestion = {
  readonly uuid: string
  readonly childId: number
  readonly name: string
  /** The school or the source that is asked. */
  readonly asked: string
  readonly askedAt: Date
  /** By which a source finds the child in its own system; none for a school. */
  readonly references: readonly string[]
  /** The worker whom its file names, who says that the child is not theirs. */
  readonly worker?: { readonly name: string; readonly since: PlainDate }
  /** What the reader has said to it. */
  readonly answered?: { readonly answer: SourceAnswer; readonly at: Date }
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

type Row = {
  uuid: string
  child_id: number
  asked: string
  at: Date
  facts: string
  own: number[]
  keys: string[]
  worker: string | null
  worker_since: PlainDate | null
  answer: SourceAnswer | null
  answered_at: Date | null
}

/** Which questions: those that stand, or those that the reader answered and nobody has decided on. */
export type Listed = 'standing' | 'answered'
const which = (listed: Listed, reader: SignedInReader) => (listed === 'answered' ? answeredBy(reader) : stillAsked)

/** The questions of whoever answers for a school, the oldest first: with what the asked school told of the pupil alone, as far as the reader's role shows it. */
export const listSchoolQuestions = async (desk: Desk, listed: Listed): Promise<SourceQuestion[]> =>
  desk.reader
    ? listQuestions(desk, {
        theirs: standing(desk.reader, desk.at, which(listed, desk.reader)),
        asked: sql`(select e.name from access.establishment e where e.id = q.establishment_id)`,
        own: schoolsOwn(askedRecord, sql`q.establishment_id`, desk.at),
        keys: sql`'{}'::text[]`,
      })
    : []

/** The same for whoever owns sources: with what the asked source told of the child alone, and its reference for them. */
export const listOwnerQuestions = async (desk: Desk, listed: Listed): Promise<SourceQuestion[]> => {
  const told = (column: string) =>
    sql`select o.${sql.ref(column)} from source_person o where o.person_id = ${askedRecord} and o.source_id = q.source_id order by o.id`
  return desk.reader
    ? listQuestions(desk, {
        theirs: standingForOwner(desk.reader, which(listed, desk.reader)),
        asked: sql`(select s.name from source s where s.id = q.source_id)`,
        own: told('id'),
        keys: sql`array(${told('key')})`,
      })
    : []
}

type Which = Readonly<Record<'theirs' | 'asked' | 'own' | 'keys', RawBuilder<unknown>>>
const listQuestions = async (desk: Desk, { theirs, asked, own, keys }: Which): Promise<SourceQuestion[]> => {
  const { rows } = await sql<Row>`
    select q.uuid, ${askedRecord} as child_id, ${asked} as asked, q.asked_at as at, q.facts, array(${own}) as own, ${keys} as keys,
      w.worker_name as worker, w.true_from as worker_since, q.answer, q.answered_at
    from ${theirs} order by q.answered_at desc, q.asked_at, q.id limit 100`.execute(desk.tx)
  const known = await readHeadFacts(desk.tx, [...new Set(rows.map(r => r.child_id))])
  return rows.map(row => {
    const told = (known.get(row.child_id) ?? []).filter(
      fact => fact.sourcePerson && row.own.includes(fact.sourcePerson),
    )
    return {
      uuid: row.uuid,
      childId: row.child_id,
      name: wordsFor(told, 'name', desk) ?? 'Name not recorded',
      asked: row.asked,
      askedAt: row.at,
      references: row.keys,
      ...(row.worker && row.worker_since ? { worker: { name: row.worker, since: row.worker_since } } : {}),
      ...(row.answer && row.answered_at ? { answered: { answer: row.answer, at: row.answered_at } } : {}),
      facts: (row.facts.split('\n') as HeadFact[])
        .filter(fact => shows(desk, fact))
        .map(fact => ({ name: aboutFact[fact].name, value: wordsFor(told, fact, desk) ?? 'Not told to us' })),
    }
  })
}

const wordsFor = (facts: readonly KnownFact[], fact: HeadFact, { at }: Desk): string | undefined =>
  aboutFact[fact].said(fold(facts, { today: londonDate(at), enrolment: 'none' }))?.values[0]?.words

/** Does the reader's role show this fact of the children whom they are asked about? */
const shows = ({ reader }: Desk, fact: HeadFact): boolean => {
  const cell = reader && roleInForce(reader.role, reader.rules).cells[aboutFact[fact].category]
  return cell === 'F' || (cell === 'S' && aboutFact[fact].summary)
}
