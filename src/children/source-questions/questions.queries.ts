import { sql } from 'kysely'
import { type CommandGrant, roleInForce } from '../../access/index.ts'
import { londonDate } from '../../kernel/index.ts'
import { aboutFact, fold, type HeadFact, type KnownFact, readHeadFacts } from '../golden-record/index.ts'
import { schoolsOwn, standing } from './ask-school.actions.ts'

type Desk = CommandGrant<'clearing-house'>

/** A question to a school: about which pupil, and what the school itself has told us. */
export type SchoolQuestion = {
  readonly uuid: string
  readonly childId: number
  readonly pupil: string
  readonly school: string
  readonly askedAt: Date
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

/** The questions that stand for this reader, the oldest first: with what the asked school told of the pupil alone, as far as the reader's role shows it. */
export const listSchoolQuestions = async (desk: Desk): Promise<SchoolQuestion[]> => {
  const { tx, at, reader } = desk
  if (!reader) return []
  const { rows } = await sql<{
    uuid: string
    child_id: number
    school: string
    at: Date
    facts: string
    own: number[]
  }>`
    select q.uuid, q.child_id, (select e.name from access.establishment e where e.id = q.establishment_id) as school, q.asked_at as at, q.facts,
      array(${schoolsOwn(sql`q.child_id`, sql`q.establishment_id`, at)}) as own
    from ${standing(reader, at)} order by q.asked_at, q.id limit 100`.execute(tx)
  const known = await readHeadFacts(tx, [...new Set(rows.map(r => r.child_id))])
  return rows.map(row => {
    const own = (known.get(row.child_id) ?? []).filter(fact => fact.sourcePerson && row.own.includes(fact.sourcePerson))
    return {
      uuid: row.uuid,
      childId: row.child_id,
      pupil: wordsFor(own, 'name', desk) ?? 'Name not recorded',
      school: row.school,
      askedAt: row.at,
      facts: (row.facts.split('\n') as HeadFact[])
        .filter(fact => shows(desk, fact))
        .map(fact => ({ name: aboutFact[fact].name, value: wordsFor(own, fact, desk) ?? 'Not told to us' })),
    }
  })
}

const wordsFor = (facts: readonly KnownFact[], fact: HeadFact, { at }: Desk): string | undefined =>
  aboutFact[fact].said(fold(facts, { today: londonDate(at), enrolment: 'none' }))?.values[0]?.words

/** Does the reader's role show this fact of pupils on their own roll? */
const shows = ({ reader }: Desk, fact: HeadFact): boolean => {
  const cell = reader && roleInForce(reader.role, reader.rules).cells[aboutFact[fact].category]
  return cell === 'F' || (cell === 'S' && aboutFact[fact].summary)
}
