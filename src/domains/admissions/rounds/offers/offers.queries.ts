import { sql } from 'kysely'
import { formatDate, NotFound, type PlainDate, parseUuid } from '../../../../kernel/index.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import type { OfferState } from './replies.ts'

export type OfferLine = {
  readonly id: number
  readonly address: string
  readonly applicationId: number
  readonly application: string
  readonly childId: number | null
  readonly name: string
  readonly school: string
  readonly key: string
  readonly rank: number | null
  readonly givenBy: string
  readonly standing: 'held' | 'put'
  readonly offeredAt: Date
  readonly ended: 'declined' | 'withdrawn' | 'another' | null
  readonly endedAt: Date | null
  readonly endedWhy: string | null
  readonly reply: 'accepted' | 'declined' | null
  readonly wantsNoHigher: boolean
  readonly answerBy: PlainDate | null
  readonly state: OfferState
  /** From which day the school's roll has the child no more. */
  readonly leftOn: PlainDate | null
}

/** Whether the family of the offer `o` accepted it and said that they wish for no school that they named higher. */
export const wantsNoHigher = sql`exists (select from admission_reply y where y.offer_id = o.id and y.known_to = 'infinity' and y.wants_no_higher)`

const offers = (roundId: number) => sql`
  select o.id, o.uuid as address, o.application_id as "applicationId", a.uuid as application, a.child_id as "childId", a.forename || ' ' || a.surname as name,
    coalesce(k.name, o.school_key) as school, o.school_key as key, o.rank, o.given_by as "givenBy", o.standing, o.offered_at as "offeredAt", o.ended,
    o.ended_at as "endedAt", o.ended_why as "endedWhy", case when o.ended is null then o.left_on end as "leftOn", r.reply,
    coalesce(r.wants_no_higher, false) as "wantsNoHigher", m.answer_by as "answerBy",
    case when o.ended = 'another' then 'moved' when o.ended is not null then o.ended when r.reply = 'accepted' then 'accepted'
      when m.answer_by is null then 'waiting' else 'reminded' end as state, lower(a.surname) as by_surname, lower(a.forename) as by_forename
  from admission_offer o join admission_application a on a.id = o.application_id
    left join admission_school k on k.round_id = o.round_id and k.key = o.school_key and k.known_to = 'infinity'
    left join admission_reply r on r.offer_id = o.id and r.known_to = 'infinity'
    left join lateral (select max(answer_by) as answer_by from admission_reminder m where m.offer_id = o.id) m on true
  where o.round_id = ${roundId}`

/** Offers of a round by name, those of one state where it is given. */
export const listOffers = async (
  { tx }: Desk,
  round: AdmissionRound,
  { state, from, most }: { state: OfferState | undefined; from: number; most: number },
): Promise<OfferLine[]> => {
  const { rows } = await sql<OfferLine>`
    with o as (${offers(round.id)}) select * from o where ${state ?? null}::text is null or state = ${state ?? null}
    order by by_surname, by_forename, id offset ${from} limit ${most}`.execute(tx)
  return rows
}

/** What was said of an offer, and by whom it was written down. */
export type Heard = { readonly at: Date; readonly words: string; readonly by: string }
export type OneOffer = OfferLine & { readonly heard: readonly Heard[] }

/** One offer with every reply and reminder, the newest first. @throws NotFound */
export const findOffer = async (
  { tx }: Desk,
  round: AdmissionRound,
  address: string | undefined,
): Promise<OneOffer> => {
  const { rows } = await sql<OfferLine>`
    with o as (${offers(round.id)}) select * from o where address = ${parseUuid(address ?? '') ?? null}::uuid`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  const { rows: heard } = await sql<{
    at: Date
    by: string
    reply: string | null
    none: boolean
    said: string | null
    how: string
    day: PlainDate
    until: PlainDate | null
  }>`
    select r.known_from as at, w.name as by, r.reply, r.wants_no_higher as none, r.said_by as said, r.how, r.said_on as day, null as until from admission_reply r
      join access.principal w on w.id = r.told_by where r.offer_id = ${row.id}
    union all select m.told_at, w.name, null, false, null, m.how, m.sent_on, m.answer_by from admission_reminder m
      join access.principal w on w.id = m.told_by where m.offer_id = ${row.id} order by at desc`.execute(tx)
  return { ...row, heard: heard.map(one => ({ at: one.at, by: one.by, words: heardWords(one) })) }
}

const heardWords = ({
  reply,
  none,
  said,
  how,
  day,
  until,
}: {
  reply: string | null
  none: boolean
  said: string | null
  how: string
  day: PlainDate
  until: PlainDate | null
}): string =>
  reply === null
    ? `Reminded by ${how} on ${formatDate(day)}, to answer by ${until === null ? '' : formatDate(until)}`
    : `${reply === 'accepted' ? 'Accepted' : 'Declined'} ${how === 'online' ? how : `by ${how}`} on ${formatDate(day)}, said by ${said}${none ? ': happy with it, and wishes for no school named higher' : ''}`

/** Whether a child holds an offer, or one is put to them. */
export const hasOffer = async ({ tx }: Desk, applicationId: number): Promise<boolean> => {
  const { rows } =
    await sql`select from admission_offer where application_id = ${applicationId} and ended is null`.execute(tx)
  return rows.length > 0
}

/** How the offers of a round stand: `made` is the sum of the six states; children without any live place beside them. */
export type OfferCounts = Readonly<Record<OfferState | 'made' | 'overdue', number>>

/** Counts the offers of a round out. `overdue`: not answered, and the two weeks or the reminder's last day have passed. */
export const countOffers = async ({ tx }: Desk, round: AdmissionRound, today: PlainDate): Promise<OfferCounts> => {
  const { rows } = await sql<OfferCounts>`
    with o as (${offers(round.id)}) select count(*)::integer as made, ${sql.join(
      (['accepted', 'waiting', 'reminded', 'declined', 'withdrawn', 'moved'] as const).map(
        state => sql`count(*) filter (where state = ${state})::integer as ${sql.ref(state)}`,
      ),
    )}, count(*) filter (where state in ('waiting', 'reminded')
      and coalesce("answerBy", ("offeredAt" at time zone 'Europe/London')::date + 14) < ${today}::date)::integer as overdue from o`.execute(
    tx,
  )
  return rows[0] as OfferCounts
}

/** A school after the offers: its places, who has one, who is asked, and how many are free. */
export type SchoolPlaces = {
  readonly key: string
  readonly name: string
  readonly places: number
  readonly held: number
  readonly put: number
  readonly proposed: number
  readonly free: number
  readonly waiting: number
  /** When the school's roll was last counted with what is held: of a year group no place is free before. */
  readonly countedAt: Date | null
  /** Held by children whom the approved run counted as excepted in infant classes, and by children whom panels admitted. */
  readonly excepted: number
  readonly byAppeal: number
}

/** How full each school is, with what its roll says, and how many wait of those whom the reader may see. Who was admitted beyond the places frees none. */
export const listPlaces = async ({ tx }: Desk, round: AdmissionRound): Promise<SchoolPlaces[]> => {
  const { rows } = await sql<SchoolPlaces>`
    select k.key, k.name, k.places, f.held, f.put, f.proposed, case when r.year_group is not null and l.counted_at is null then 0
      else greatest(0, k.places - f.held - f.put - f.proposed) end as free, (select count(*)::integer from admission_waiting w
        where w.round_id = k.round_id and w.school_key = k.key and w.known_to = 'infinity') as waiting, l.counted_at as "countedAt",
      coalesce((select (s->'infant_class'->>'excepted')::integer from admission_release e join admission_run u on u.id = e.run_id
        cross join lateral jsonb_array_elements(u.report->'schools') s where e.round_id = k.round_id and s->>'school_id' = k.key), 0) as excepted,
      coalesce(p.pupils, 0) as "byAppeal"
    from admission_school k join access.admission_places(${round.id}) f on f.school_key = k.key join admission_round r on r.id = k.round_id
      left join access.admission_by_appeal(${round.id}) p on p.school_key = k.key
      left join admission_roll l on l.round_id = k.round_id and l.school_key = k.key
    where k.round_id = ${round.id} and k.known_to = 'infinity' and k.council is null order by k.name, k.key`.execute(tx)
  return rows
}
