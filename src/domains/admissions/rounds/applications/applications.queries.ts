import { sql } from 'kysely'
import { openHeld, placeOfApplication } from '../../../../access/index.ts'
import { NotFound, type PlainDate, parseUuid } from '../../../../kernel/index.ts'
import { standingOf, toCheck } from '../counts.queries.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'

export const standings = ['ready', 'unchecked', 'untied', 'twice', 'late', 'withdrawn'] as const
/** Where an application stands, in the order in which they are looked at. */
export type Standing = (typeof standings)[number]

export type ApplicationLine = {
  readonly address: string
  readonly reference: string
  readonly name: string
  readonly birthDate: PlainDate
  readonly receivedOn: PlainDate
  readonly standing: Standing
  readonly childId: number | null
  readonly schools: readonly string[]
}

/** Applications of a round by name, those of one standing where it is given. */
export const listApplications = async (
  { tx }: Desk,
  round: AdmissionRound,
  { standing, from, most }: { standing: Standing | undefined; from: number; most: number },
): Promise<ApplicationLine[]> => {
  const { rows } = await sql<ApplicationLine>`
    with s as (${standingOf(round)})
    select a.uuid as address, a.reference, a.forename || ' ' || a.surname as name, a.birth_date as "birthDate", a.received_on as "receivedOn",
      s.standing, a.child_id as "childId",
      array(select coalesce(k.name, p.school_key) from admission_preference p left join admission_school k
        on k.round_id = a.round_id and k.key = p.school_key and k.known_to = 'infinity'
        where p.application_id = a.id and p.known_to = 'infinity' order by p.rank) as schools
    from s join admission_application a on a.id = s.id
    where ${standing ?? null}::text is null or s.standing = ${standing ?? null}
    order by lower(a.surname), lower(a.forename), a.birth_date, a.id offset ${from} limit ${most}`.execute(tx)
  return rows
}

/** One thing that an application says and somebody checks, with what was found. */
export type Check = {
  readonly fact: string
  /** What the family says; undefined of an address that must not be shown. */
  readonly value: string | undefined
  readonly found?: { readonly holds: boolean; readonly proof: string; readonly by: string; readonly at: Date }
}
export type Application = Omit<ApplicationLine, 'name' | 'schools'> & {
  readonly id: number
  readonly forename: string
  readonly surname: string
  readonly upn: string | null
  readonly tied: 'found' | 'person' | 'none' | null
  readonly record: string | null
  readonly goodReason: string | null
  readonly stateWhy: string | null
  /** What the family sent online, where it did. */
  readonly online: string | null
  readonly toldBy: string
  readonly toldAt: Date
  readonly isProtected: boolean
  readonly checks: readonly Check[]
  readonly preferences: readonly { readonly rank: number; readonly key: string; readonly name: string }[]
  /** Others for the same child. */
  readonly others: readonly { readonly address: string; readonly reference: string; readonly receivedOn: PlainDate }[]
}

type Row = Omit<Application, 'checks' | 'preferences' | 'others' | 'isProtected'> & {
  facts: Record<string, string>
  asked: string[]
}
type Found = { fact: string; holds: boolean; proof: string; by: string; at: Date }

/** One application with its checks. @throws NotFound */
export const findApplication = async (
  desk: Desk,
  round: AdmissionRound,
  address: string | undefined,
): Promise<Application> => {
  const { tx } = desk
  const { rows } = await sql<Row>`
    with s as (${standingOf(round)})
    select a.id, a.uuid as address, a.reference, a.forename, a.surname, a.birth_date as "birthDate", a.upn, a.received_on as "receivedOn", s.standing,
      a.child_id as "childId", a.tied, (select p.uuid from person p where p.id = a.child_id) as record, a.good_reason as "goodReason",
      a.state_why as "stateWhy", w.name as "toldBy", a.told_at as "toldAt",
      (select f.uuid from family_application f where f.application_id = a.id) as online, a.facts, ${toCheck} as asked
    from s join admission_application a on a.id = s.id join access.principal w on w.id = a.told_by
    where a.uuid = ${parseUuid(address ?? '') ?? null}::uuid`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { facts: kept, asked, ...rest } = row
  const facts = openHeld(tx, kept, placeOfApplication(row.id))
  const { rows: found } =
    await sql<Found>`select c.fact, c.holds, c.proof, w.name as by, c.known_from as at from admission_check c
    join access.principal w on w.id = c.told_by where c.application_id = ${row.id} and c.known_to = 'infinity'`.execute(
      tx,
    )
  const { rows: preferences } = await sql<Application['preferences'][number]>`
    select p.rank, p.school_key as key, coalesce(k.name, p.school_key) as name from admission_preference p left join admission_school k
      on k.round_id = ${round.id} and k.key = p.school_key and k.known_to = 'infinity'
    where p.application_id = ${row.id} and p.known_to = 'infinity' order by p.rank`.execute(tx)
  const { rows: others } = await sql<Application['others'][number]>`
    select o.uuid as address, o.reference, o.received_on as "receivedOn" from admission_application o where o.round_id = ${round.id} and o.id <> ${row.id}
      and o.state = 'live' and (o.child_id = ${row.childId} or (o.birth_date = ${row.birthDate}::date and lower(o.surname) = lower(${row.surname})
        and lower(o.forename) = lower(${row.forename}))) order by o.received_on, o.id`.execute(tx)
  const isProtected =
    row.childId !== null && (await factsOnRecord(desk, [row.childId])).get(row.childId)?.protected === true
  const checks = asked.toSorted().map(fact => {
    const one = found.find(check => check.fact === fact)
    const value = fact === 'address' ? (isProtected ? undefined : addressWords(facts)) : (facts[fact] ?? '')
    return { fact, value, ...(one ? { found: one } : {}) }
  })
  return { ...rest, isProtected, checks, preferences, others }
}

const addressWords = ({ postcode, easting, northing, catchment }: Record<string, string>): string =>
  [
    postcode,
    easting && northing && `grid ${easting} ${northing}`,
    catchment && `catchment of ${catchment.replaceAll('|', ', ')}`,
  ]
    .filter(Boolean)
    .join(', ') || 'Not told'

export type OnRecord = { readonly protected: boolean; readonly looked_after: boolean; readonly plan: boolean }

/** What the services answer of these children: yes or no, and nothing else. */
export const factsOnRecord = async (
  { tx }: Pick<Desk, 'tx'>,
  children: readonly number[],
): Promise<ReadonlyMap<number, OnRecord>> => {
  const { rows } = await sql<
    OnRecord & { child_id: number }
  >`select * from access.admission_facts(${children}::bigint[])`.execute(tx)
  return new Map(rows.map(({ child_id, ...facts }) => [child_id, facts]))
}
