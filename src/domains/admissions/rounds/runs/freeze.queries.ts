import { sql } from 'kysely'
import { openHeld, placeOfApplication, type Tx } from '../../../../access/index.ts'
import type { PlainDate } from '../../../../kernel/index.ts'
import type { SchoolCriteria } from '../../criteria/criteria-schema.ts'
import { factsOnRecord } from '../applications/applications.queries.ts'
import { standingOf } from '../counts.queries.ts'
import { csvText } from '../files/csv-text.ts'
import { schoolsCsv } from '../files/round-files.actions.ts'
import { listNamedSchools } from '../rounds.queries.ts'
import { schoolsElsewhere } from './elsewhere.queries.ts'

/** The files of a round as they stand at one moment, and whose application each reference is. */
export type Frozen = {
  readonly files: Readonly<Record<string, string>>
  readonly applications: ReadonlyMap<string, number>
}

type RoundRow = {
  id: number
  closesOn: PlainDate
  offerDay: PlainDate
  seed: string
  commitment: string
  supervisor: string
  secondPass: boolean
}
type Row = {
  id: number
  reference: string
  childId: number | null
  facts: Record<string, string>
  held: string[]
  wants: string[]
}

/**
 * Writes what a run is made from as the files of docs/admissions.md, in an order of their own, so that the same round gives the same bytes. Only what
 * was found to hold counts. Who applied late without a good reason is not in it; with `late`, after the offers, they are once they are checked, and
 * nobody who is not, and the draw is the next one: an earlier draw says nothing when a place is free again. A school of another council holds whoever
 * names it as long as that council has not said no; after the offers it takes nobody here.
 */
export const freezeRound = async (tx: Tx, roundId: number, { late = false } = {}): Promise<Frozen> => {
  const { rows: rounds } = await sql<RoundRow>`select id, closes_on as "closesOn", offer_day as "offerDay",
    ${late ? sql`coalesce(next_seed, seed)` : sql`seed`} as seed, ${late ? sql`coalesce(next_commitment, commitment)` : sql`commitment`} as commitment, supervisor,
    second_pass as "secondPass" from admission_round where id = ${roundId}`.execute(tx)
  const round = rounds[0] as RoundRow
  const schools = (await listNamedSchools({ tx }, roundId)).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const { rows } = await sql<Row>`
    with s as (${standingOf(round)})
    select a.id, a.reference, a.child_id as "childId", a.facts,
      array(select c.fact from admission_check c where c.application_id = a.id and c.known_to = 'infinity' and c.holds) as held,
      array(select p.school_key from admission_preference p where p.application_id = a.id and p.known_to = 'infinity' order by p.rank) as wants
    from s join admission_application a on a.id = s.id where ${late ? sql`s.standing = 'ready' or (s.standing = 'late' and s.checked)` : sql`s.standing in ('ready', 'unchecked', 'untied', 'twice')`}
    order by a.reference collate "C"`.execute(tx)
  for (const row of rows) row.facts = openHeld(tx, row.facts, placeOfApplication(row.id))
  const guarded = await factsOnRecord(
    { tx },
    rows.flatMap(row => (row.childId === null ? [] : [row.childId])),
  )
  const children = rows.map(row => ({ ...row, cells: cellsOf(row, guarded.get(row.childId ?? 0)?.protected === true) }))
  const asked = schools.flatMap(one => factsAsked(one.settings))
  const columns = [...new Set([...asked, ...children.flatMap(one => Object.keys(one.cells))])].toSorted()
  const { rows: orders } = await sql<{ key: string; reference: string; position: number | null }>`
    select o.school_key as key, a.reference, case when o.position is not null then
      row_number() over (partition by o.school_key order by o.position) end as position
    from admission_order o join admission_application a on a.id = o.application_id
      join admission_school k on k.round_id = o.round_id and k.key = o.school_key and k.known_to = 'infinity' and k.own_order
      join admission_preference p on p.application_id = a.id and p.school_key = o.school_key and p.known_to = 'infinity'
    where o.round_id = ${roundId} and o.known_to = 'infinity' and a.id = any(${rows.map(row => row.id)}::bigint[])
    order by o.school_key collate "C", o.position, a.reference collate "C"`.execute(tx)
  const elsewhere = await schoolsElsewhere(tx, roundId, schools, children, { late })
  const { seed, commitment, supervisor } = round
  return {
    applications: new Map(rows.map(row => [row.reference, row.id])),
    files: {
      'schools.csv': schoolsCsv(elsewhere.schools),
      'criteria.json': `${JSON.stringify(
        {
          seed,
          commitment,
          supervisor,
          offer_day: round.offerDay,
          second_pass: round.secondPass,
          schools: Object.fromEntries(
            elsewhere.schools.map(one => [one.key, one.ownOrder ? { ...one.settings, own_order: true } : one.settings]),
          ),
        },
        undefined,
        2,
      )}\n`,
      'children.csv': csvText([
        ['child_id', ...columns],
        ...children.map(one => [one.reference, ...columns.map(column => one.cells[column] ?? '')]),
      ]),
      'preferences.csv': csvText([
        ['child_id', 'rank', 'school_id'],
        ...rows.flatMap(row => row.wants.map((key, i) => [row.reference, i + 1, key])),
      ]),
      'distances.csv': csvText([['child_id', 'school_id', 'distance'], ...rows.flatMap(distancesOf)]),
      ...elsewhere.files,
      ...(elsewhere.schools.some(one => one.ownOrder)
        ? {
            'orders.csv': csvText([
              ['school_id', 'child_id', 'position'],
              ...orders.map(one => [one.key, one.reference, one.position ?? '']),
              ...elsewhere.orders,
            ]),
          }
        : {}),
    },
  }
}

/** What a school's criteria ask of children: a column each, though nobody says anything there. */
export const factsAsked = ({ requires, criteria, reserved = [], bands }: SchoolCriteria): string[] => [
  ...[requires, ...criteria.map(one => one.when), ...reserved.map(one => one.when)].flatMap(when =>
    Object.keys(when ?? {}).map(fact => fact.toLowerCase()),
  ),
  ...[bands?.fact, bands?.by_score].flatMap(fact => (fact === undefined ? [] : [fact.toLowerCase()])),
]

/** What goes with the address is believed when the address was found to be so; what goes with the plan, when the plan was. */
const under: Readonly<Record<string, string>> = {
  easting: 'address',
  northing: 'address',
  catchment: 'address',
  resident: 'address',
  named_on: 'named_school',
}

/** What was found to hold of what an application says, a cell a fact; `isProtected` goes with it. */
export const cellsOf = ({ facts, held }: Pick<Row, 'facts' | 'held'>, isProtected: boolean): Record<string, string> => {
  const kept = Object.entries(facts).filter(
    ([fact]) => fact !== 'postcode' && !fact.startsWith('distance ') && held.includes(under[fact] ?? fact),
  )
  return { ...Object.fromEntries(kept), ...(isProtected ? { address_protected: 'yes' } : {}) }
}

const distancesOf = ({ reference, facts, held }: Row): (readonly [string, string, string])[] =>
  held.includes('address')
    ? Object.entries(facts)
        .filter(([fact]) => fact.startsWith('distance '))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([fact, distance]) => [reference, fact.slice('distance '.length), distance] as const)
    : []
