import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import { type Category, londonDate, type PlainDate } from '../../kernel/index.ts'
import { fold, readFacts } from '../golden-record/index.ts'
import { carer, chosenValue } from '../kinds/index.ts'
import { listColleagues } from '../tasks/tasks.queries.ts'
import type { Invitable, Person } from './meeting-form.ts'
import { listAskableStaff, namesOnMeetings } from './school-staff.queries.ts'

/** Somebody asked to a meeting, with a name that this reader may know. */
export type Invited = Person & { readonly label: string }
/** A meeting on a child's record, for one reader. */
export type Meeting = {
  readonly entry: number
  /** The address of its first version: the meeting keeps it. */
  readonly address: string
  /** The address of the version that stands. */
  readonly version: string
  readonly category: Category
  readonly sort: string
  readonly state: 'called' | 'called-off' | 'held'
  /** The day it is called for; the day it was held or was to be held. */
  readonly on: PlainDate
  readonly at: string | undefined
  readonly place: string | undefined
  readonly invited: readonly Invited[]
  readonly calledBy: string
  readonly writtenOn: PlainDate
  readonly body: Readonly<Record<string, unknown>>
  readonly kept: boolean
}

type Row = {
  entry: number
  uuid: string
  category: Category
  body: Record<string, unknown>
  day: string | null
  kept: boolean
  known_from: Date
}
const text = (body: Row['body'], field: string): string | undefined =>
  typeof body[field] === 'string' && body[field] !== '' ? (body[field] as string) : undefined

/** Those asked whom the reader may know of, by what they are called. */
export const labelled = (people: readonly Person[], names: ReadonlyMap<number, string>): Invited[] =>
  people.flatMap(person => {
    const label = person.who === 'worker' ? names.get(person.workerId ?? 0) : person.name
    return label ? [{ ...person, label }] : []
  })

/**
 * The meetings about this child that the reader may see, the latest day first; at most 200. Somebody asked whom the reader may not know of is
 * not among those asked.
 */
export const listMeetings = async (grant: ChildGrant<'meeting'>): Promise<readonly Meeting[]> => {
  const { rows } = await sql<Row>`
    select id as entry, uuid, category, body, true_from::text as day, known_from, seal is not null as kept from entry
    where child_id = ${grant.childId} and kind = 'meeting' and known_to = 'infinity'
    order by true_from desc nulls last, id desc limit 200`.execute(grant.tx)
  const people = ({ body }: Row) => (body.people as readonly Person[] | undefined) ?? []
  const calledBy = ({ body }: Row) => body.calledById as number | undefined
  const names = await namesOnMeetings(
    grant,
    [grant.childId],
    rows.flatMap(row => [calledBy(row), ...people(row).map(person => person.workerId)]),
  )
  return rows.map(row => ({
    entry: row.entry,
    address: text(row.body, 'meeting') ?? row.uuid,
    version: row.uuid,
    category: row.category,
    sort: text(row.body, 'sort') ?? '',
    state: (text(row.body, 'state') ?? 'held') as Meeting['state'],
    on: (text(row.body, 'on') ?? text(row.body, 'heldOn') ?? text(row.body, 'wasOn') ?? row.day ?? '') as PlainDate,
    at: text(row.body, 'at'),
    place: text(row.body, 'place'),
    invited: labelled(people(row), names),
    calledBy: names.get(calledBy(row) ?? 0) ?? 'a worker',
    writtenOn: londonDate(row.known_from),
    body: row.body,
    kept: row.kept,
  }))
}

/** The family that the record names, the child first, as whoever is asked to a meeting. */
export const listFamily = async (
  grant: ChildGrant<'chosen-value' | 'carer'>,
  childName: string,
): Promise<Invitable['family']> => {
  const { carers } = fold(await readFacts(grant, [chosenValue, carer]), {
    today: londonDate(grant.at),
    enrolment: 'none',
  })
  const family = [
    { name: childName, relation: 'the child' },
    ...carers.map(({ value }) => ({ name: value.name, relation: value.relation ?? 'family' })),
  ]
  return [...new Map(family.map(person => [person.name, person])).values()]
}

/** Whom a meeting about this child can ask: whoever works with the child, or at their school, as far as the reader may know, and the family that the record names. */
export const listInvitable = async (
  grant: ChildGrant<'task' | 'chosen-value' | 'carer'>,
  childName: string,
): Promise<Invitable> => {
  const colleagues = await listColleagues(grant)
  const { userId, name: myName } = grant.reader
  const atWork = [
    { id: userId, name: myName, does: 'you' },
    ...colleagues.map(({ id, name: called, does }) => ({ id, name: called, does })),
  ]
  const staff = (await listAskableStaff(grant)).flatMap(({ name: does, people }) =>
    people.filter(({ id }) => !atWork.some(one => one.id === id)).map(person => ({ ...person, does })),
  )
  return {
    workers: [...atWork, ...staff],
    family: await listFamily(grant, childName),
  }
}
