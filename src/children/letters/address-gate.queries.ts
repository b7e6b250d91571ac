import { sql } from 'kysely'
import { asActor, type ChildGrant, type CommandGrant, type Ground, type Tx } from '../../access/index.ts'
import { foldName, londonDate, type PlainDate } from '../../kernel/index.ts'
import { familyPersons } from '../family/family-person.ts'
import { columns, type FactRow, toFact } from '../golden-record/facts.queries.ts'
import { sameAddress } from '../golden-record/fold-contact.ts'
import { type Carer, fold, holdsOn, type KnownFact, readFacts, readPlaceFacts } from '../golden-record/index.ts'
import { address, carer, chosenValue, dangerNote, familyPerson, identity } from '../kinds/index.ts'
import {
  answerOfGate,
  answerWhereNobodyIsRecorded,
  type GateAnswer,
  type GateFacts,
  type HomeFact,
  type LetterAddress,
  type NamedPerson,
} from './address-gate.ts'

/** What a page reads that asks the gate. */
export const gateKinds = [identity, chosenValue, dangerNote, address, carer, familyPerson] as const
type GateGrant = ChildGrant<(typeof gateKinds)[number]['kind']>

/** The gate for one child, as far as the reader sees: what it says of each parent and carer, in the order in which they are called. */
export type GateSeen = {
  readonly people: readonly { readonly person: NamedPerson; readonly facts: GateFacts; readonly answer: GateAnswer }[]
  /** What it says where nobody is recorded. */
  readonly nobody: { readonly facts: GateFacts; readonly answer: GateAnswer }
}

/** What the gate says of each person a letter about this child could go to, from what this reader may see. */
export const askGate = async (grant: GateGrant): Promise<GateSeen> => {
  const facts = await readFacts(grant, gateKinds)
  const seen = factsFor([facts], await readPlaceFacts(grant, [dangerNote]), londonDate(grant.at))
  const { rows } = await sql<{ kept: boolean }>`select access.guards_place(${grant.childId}) as kept`.execute(grant.tx)
  const of = (to: NamedPerson | undefined): GateFacts => ({ ...seen, kept: rows[0]?.kept ?? true, to })
  const nobody = of(undefined)
  return {
    people: seen.carers.map(({ value }) => ({ person: value, facts: of(value), answer: answerOfGate(of(value)) })),
    nobody: { facts: nobody, answer: answerOfGate(nobody) },
  }
}

/**
 * Whether the letter may go out now: asked again at the moment of sending, with the sight of everything. Where only what the writer may not
 * see stops it, the answer is the one that is given of a change nobody has looked at yet.
 */
export const passGate = async (
  grant: GateGrant,
  command: CommandGrant<'recorder'>,
  to: string,
): Promise<GateAnswer> => {
  const named = (await askGate(grant)).people.find(one => sameName(one.person.name, to))
  if (!named?.answer.use) return named?.answer ?? { use: false, stop: 'nobody' }
  const whole = await readEverything(command, grant.childId)
  const person = whole.carers.find(one => sameName(one.value.name, to))?.value ?? named.person
  const hidden = answerOfGate({ ...whole, kept: false, to: person })
  const elsewhere = named.facts.home && whole.home && !sameHome(named.facts.home, whole.home)
  return hidden.use && !elsewhere ? named.answer : { use: false, stop: 'look-first' }
}

const sameName = (one: string, other: string): boolean => foldName(one) === foldName(other)
const sameHome = (one: HomeFact, other: HomeFact): boolean => keyOf(one) === keyOf(other)
const keyOf = ({ lines, postcode }: HomeFact): string =>
  sameAddress({ type: 'home', lines: [...lines], postcode, uprn: undefined })

/**
 * The gate for those who send letters about children and open no record: a round's letters, a clerk's. Each child's address, with the sight of
 * everything, for the first parent or carer to whom a letter may go without anything being made sure of, or without a name where none is recorded; none of a child who is shielded in any way. Who
 * asks is never told why there is none, nor whether one is recorded. Asked at the moment of sending, in a transaction of its own.
 */
export type LetterDoor = (children: readonly (number | null)[]) => Promise<ReadonlyMap<number, LetterAddress>>

/** The door on this ground. */
export const letterDoor =
  (ground: Ground): LetterDoor =>
  async children => {
    const known = children.filter(child => child !== null)
    if (known.length === 0) return new Map()
    return asActor(ground, 'recorder', async (tx, at) => {
      const { rows } = await sql<{ asked: number; child: number }>`
        select p.id as asked, coalesce(p.redirect_to, p.id) as child from person p where p.id = any(${known}::bigint[])
          and not exists (select from access.told_shields(array[p.id, coalesce(p.redirect_to, p.id)]))`.execute(tx)
      const open = new Map<number, LetterAddress>()
      for (const { asked, child } of rows) {
        const whole = await readEverything({ tx, at }, child)
        const answers =
          whole.carers.length === 0
            ? [answerWhereNobodyIsRecorded({ ...whole, kept: false })]
            : whole.carers.map(({ value }) => answerOfGate({ ...whole, kept: false, to: value }))
        const passed = answers.find(answer => answer.use && answer.makeSure.length === 0)
        if (passed?.use) open.set(asked, passed.address)
      }
      return open
    })
  }

type Seen = Omit<GateFacts, 'kept' | 'to'> & { readonly carers: readonly { readonly value: Carer }[] }

/** The gate's facts of the first child, and of the others who may share the home. */
const factsFor = (
  [own = [], ...others]: readonly (readonly KnownFact[])[],
  place: readonly KnownFact[],
  today: PlainDate,
): Seen => {
  const record = fold(own, { today, enrolment: 'none' })
  const { address: best } = record
  const home = best && {
    lines: best.value.lines,
    postcode: best.value.postcode,
    heardOn: londonDate(best.knownFrom),
    disagree: best.disagree,
  }
  const there = others.flatMap(facts => {
    const other = fold(facts, { today, enrolment: 'none' })
    const same = best && other.address && isOneHome(best.value, other.address.value)
    return same ? other.carers : []
  })
  const notes = [...own, ...place, ...others.flat()].filter(
    fact => fact.kind === 'danger-note' && fact.body.sort === 'not-to-meet' && fact.body.short && holdsOn(fact, today),
  )
  // whom a worker wrote down as not to be met or told counts as a note does
  const persons = familyPersons([...own, ...others.flat()])
  const untold = persons.filter(({ contact }) => contact === 'none').map(({ name }) => ({ who: name, short: name }))
  return {
    today,
    died: record.death !== undefined,
    home,
    carers: record.carers,
    livesThere: [
      ...[...record.carers, ...there].map(one => one.value).filter(one => one.livesWith === true),
      ...persons.filter(one => one.livesHere).map(({ name, relation }) => ({ name, relation, livesWith: true })),
    ],
    notToMeet: [
      ...untold,
      ...notes.map(({ body }) => ({
        who: typeof body.who === 'string' ? body.who : undefined,
        short: String(body.short),
      })),
    ],
    changeWaits: false,
  }
}

type Home = Parameters<typeof sameAddress>[0]
const isOneHome = (one: Home, other: Home): boolean =>
  (one.uprn !== undefined && one.uprn === other.uprn) || sameAddress(one) === sameAddress(other)

/** The same of all that anybody has told, of this child and of the children of the family, the household and the parents. */
export const readEverything = async (
  { tx, at }: Pick<CommandGrant<'recorder'>, 'tx' | 'at'>,
  childId: number,
): Promise<Seen> => {
  const today = londonDate(at)
  const ids = await listNear(tx, childId, today)
  const { rows } = await sql<FactRow>`select ${columns} from entry e join source s on s.id = e.source_id
    where e.child_id = any(${ids}::bigint[]) and e.kind = any(${gateKinds.map(kind => kind.kind)}::text[]) and e.known_to = 'infinity' order by e.known_from, e.id`.execute(
    tx,
  )
  const { rows: place } = await sql<FactRow>`select ${columns} from entry e join source s on s.id = e.source_id
    where e.child_id is null and e.kind = 'danger-note' and e.known_to = 'infinity'
      and e.uprn in (select uprn from household_member where child_id = ${childId} and true_to > ${today}::date)`.execute(
    tx,
  )
  const { rows: told } = await sql<{ waits: boolean }>`select exists (select from told_change
    where child_id in (select id from person where id = ${childId} or redirect_to = ${childId}) and state = 'held' and kind in ('address', 'household')) as waits`.execute(
    tx,
  )
  const facts = rows.map(row => ({ child: row.child_id, fact: toFact(tx, row, true) }))
  const of = (id: number) => facts.filter(one => one.child === id).map(one => one.fact)
  const others = ids.filter(id => id !== childId).map(of)
  return {
    ...factsFor(
      [of(childId), ...others],
      place.map(row => toFact(tx, row, true)),
      today,
    ),
    changeWaits: told[0]?.waits ?? true,
  }
}

/** The child, and the children tied to the child by family, household, relationship or a parent of both. */
const listNear = async (tx: Tx, childId: number, today: PlainDate): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select ${childId}::bigint as id
    union select o.child_id from household_member m join household_member o on o.uprn = m.uprn
      where m.child_id = ${childId} and m.true_to > ${today}::date and o.true_to > ${today}::date
    union select o.child_id from family_member m join family_member o on o.family_id = m.family_id
      where m.child_id = ${childId} and m.known_to = 'infinity' and o.known_to = 'infinity'
    union select other_id from relationship where child_id = ${childId} and known_to = 'infinity'
    union select child_id from relationship where other_id = ${childId} and known_to = 'infinity'
    union select o.child_id from relationship m join relationship o on o.other_id = m.other_id
      where m.child_id = ${childId} and m.known_to = 'infinity' and o.known_to = 'infinity'`.execute(tx)
  return rows.map(row => row.id)
}
