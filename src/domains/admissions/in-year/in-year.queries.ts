import { sql } from 'kysely'
import { NotFound, type PlainDate, parseUuid } from '../../../kernel/index.ts'
import { calendarOf } from '../appeals/index.ts'
import { type AdmissionRound, type Desk, inYearFrom } from '../rounds/index.ts'
import { type Asked, answerBy, answeredOn, fairAccessBy } from './in-year.ts'

/** A referral under the fair access protocol: confirmed by a person, without which of its categories holds. */
export type Referral = {
  readonly eligibleOn: PlainDate
  readonly confirmedBy: string
  readonly placed: string | null
  readonly placedOn: PlainDate | null
  readonly endedWhy: string | null
}
type Row = {
  readonly id: number
  readonly address: string
  readonly reference: string
  readonly name: string
  readonly childId: number | null
  readonly receivedOn: PlainDate
  readonly asked: readonly Asked[]
  readonly referral: Referral | null
}
/** An application outside the round, what the family was told of each school, and by when they are to be. */
export type InYear = Row & {
  readonly aim: PlainDate | undefined
  readonly must: PlainDate | undefined
  readonly answered: PlainDate | undefined
  readonly placeBy: PlainDate | undefined
}

const rowsOf = async ({ tx }: Desk, round: AdmissionRound): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select a.id, a.uuid as address, a.reference, a.forename || ' ' || a.surname as name, a.child_id as "childId", a.received_on as "receivedOn",
      (select coalesce(jsonb_agg(jsonb_build_object('rank', p.rank, 'key', p.school_key, 'school', coalesce(k.name, p.school_key),
          'answer', case when o.on is not null then 'offered' when y.refused_on is not null then 'refused' end, 'on', coalesce(o.on, y.refused_on)) order by p.rank), '[]')
        from admission_preference p left join admission_school k on k.round_id = a.round_id and k.key = p.school_key and k.known_to = 'infinity'
          left join in_year_refusal y on y.application_id = a.id and y.school_key = p.school_key
          left join lateral (select min((o.offered_at at time zone 'Europe/London')::date) as on from admission_offer o
            where o.application_id = a.id and o.school_key = p.school_key) o on true
        where p.application_id = a.id and p.known_to = 'infinity' and k.council is null) as asked,
      (select jsonb_build_object('eligibleOn', f.eligible_on, 'confirmedBy', f.confirmed_by, 'placed', coalesce(k.name, f.placed_key), 'placedOn', f.placed_on,
          'endedWhy', f.ended_why) from fair_access_referral f left join admission_school k on k.round_id = a.round_id and k.key = f.placed_key and k.known_to = 'infinity'
        where f.application_id = a.id order by f.id desc limit 1) as referral
    from admission_application a where a.round_id = ${round.id} and a.state = 'live' and a.received_on >= ${inYearFrom(round)}::date
    order by a.received_on, a.id`.execute(tx)
  return rows
}

/** Applications outside the round: those that wait for an answer first, by the day on which they are owed it. */
export const listInYear = async (desk: Desk, round: AdmissionRound): Promise<InYear[]> => {
  const rows = await rowsOf(desk, round)
  const keys = [...new Set(rows.flatMap(one => one.asked[0]?.key ?? []))]
  const calendars = new Map<string, Awaited<ReturnType<typeof calendarOf>>>()
  for (const key of keys) calendars.set(key, await calendarOf(desk.tx, key))
  const all = rows.map(row => {
    const calendar = calendars.get(row.asked[0]?.key ?? '') ?? []
    const { referral } = row
    return {
      ...row,
      ...answerBy(calendar, row.receivedOn),
      answered: answeredOn(row.asked),
      placeBy:
        referral && referral.placedOn === null && referral.endedWhy === null
          ? fairAccessBy(calendar, referral.eligibleOn)
          : undefined,
    }
  })
  const of = (one: InYear): string => `${one.answered === undefined ? 0 : 1} ${one.must ?? '9999'} ${one.id}`
  return all.toSorted((a, b) => (of(a) < of(b) ? -1 : 1))
}

/** One of them by its address. @throws NotFound */
export const findInYear = async (desk: Desk, round: AdmissionRound, address: string | undefined): Promise<InYear> => {
  const found = (await listInYear(desk, round)).find(one => one.address === parseUuid(address ?? ''))
  if (!found) throw new NotFound()
  return found
}

/** A refusal in writing whose letter has not gone out. */
export type RefusalDue = {
  readonly id: number
  readonly applicationId: number
  readonly reference: string
  readonly name: string
  readonly childId: number | null
  readonly key: string
  readonly school: string
  readonly on: PlainDate
  readonly why: string
}

/** The refusals of a round or a year group whose letters have not gone out, the oldest first; none about a child who has died. */
export const listRefusalsDue = async ({ tx }: Desk, round: AdmissionRound): Promise<RefusalDue[]> => {
  const { rows } = await sql<RefusalDue>`
    select y.id, a.id as "applicationId", a.reference, a.forename || ' ' || a.surname as name, a.child_id as "childId", y.school_key as key,
      coalesce(k.name, y.school_key) as school, y.refused_on as on, y.why
    from in_year_refusal y join admission_application a on a.id = y.application_id and a.state = 'live'
      left join admission_school k on k.round_id = a.round_id and k.key = y.school_key and k.known_to = 'infinity'
    where a.round_id = ${round.id} and not exists (select from admission_letter x where x.application_id = a.id and x.sort = 'refusal' and x.about = y.id)
      and not exists (select from entry e join person p on coalesce(p.redirect_to, p.id) = e.child_id where e.kind = 'identity' and p.id = a.child_id
        and e.known_to = 'infinity' and e.body ? 'deathDate')
    order by y.refused_on, y.id limit 1000`.execute(tx)
  return rows
}

/** The refusal of one school in writing. @throws NotFound */
export const findRefusal = async (
  { tx }: Desk,
  application: InYear,
  key: string | undefined,
): Promise<{ on: PlainDate; why: string; school: string }> => {
  const { rows } = await sql<{ on: PlainDate; why: string }>`
    select refused_on as on, why from in_year_refusal where application_id = ${application.id} and school_key = ${key ?? ''}`.execute(
    tx,
  )
  const [row] = rows
  const asked = application.asked.find(one => one.key === key)
  if (!row || !asked) throw new NotFound()
  return { ...row, school: asked.school }
}
