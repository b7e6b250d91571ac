import { sql } from 'kysely'
import type { AdmissionRound, Desk } from './rounds.queries.ts'

/** How far a round is: every application in exactly one of `ready`, `untied`, `twice`, `unchecked` and `late`; the withdrawn beside them. */
export type RoundCounts = {
  readonly schools: number
  readonly places: number
  readonly applications: number
  /** Tied to a record or known to nobody here, the only one for the child, everything it says checked. */
  readonly ready: number
  readonly untied: number
  readonly twice: number
  readonly unchecked: number
  /** Came after the closing day without a good reason: ranked after all others. */
  readonly late: number
  readonly withdrawn: number
  /** Schools that rank for themselves whose order has not come, or leaves out a child who named them. */
  readonly ordersMissing: number
  readonly leftOut: number
  readonly runs: number
  /** What families sent online that waits for an officer. */
  readonly online: number
}

/** What an application says that somebody must check: its address always, and every other fact that it has. */
export const toCheck = sql`array(select 'address' union select k from jsonb_each_text(a.facts) as f(k, v)
  where v <> '' and k not in ('$held', 'easting', 'northing', 'postcode', 'catchment', 'resident', 'named_on') and k not like 'distance %')`

/** Live applications of a round whose child has another: tied to the same record, or of the same name and birth date where either is tied to none. */
const forOneChild = (roundId: number) => sql`
  select d.id from (select o.id, o.child_id, count(*) over (partition by o.child_id) as of_child, count(*) over w as same, count(o.child_id) over w as tied
    from admission_application o where o.round_id = ${roundId} and o.state = 'live'
    window w as (partition by o.birth_date, lower(o.surname), lower(o.forename))) d
  where case when d.child_id is null then d.same > 1 else d.of_child > 1 or d.same > d.tied end`

const isChecked = sql`not exists (select from unnest(${toCheck}) as f where not exists
  (select from admission_check c where c.application_id = a.id and c.fact = f and c.known_to = 'infinity'))`

/** Where each application stands, the first that holds: withdrawn, twice, untied, late, unchecked, ready. `checked`: everything that it says, a late one too. Shared by the counts, the list and the run. */
export const standingOf = (round: Pick<AdmissionRound, 'id' | 'closesOn'>) => sql`
  select a.id, case
    when a.state = 'withdrawn' then 'withdrawn'
    when a.id in (${forOneChild(round.id)}) then 'twice'
    when a.tied is null then 'untied'
    when a.received_on > ${round.closesOn}::date and a.good_reason is null then 'late'
    when not ${isChecked} then 'unchecked'
    else 'ready' end as standing, ${isChecked} as checked
  from admission_application a where a.round_id = ${round.id}`

/** Children who named a school that ranks for itself, are to be in the run, and are not in its order. A plan that names a school goes before. */
export const leftOut = (round: Pick<AdmissionRound, 'id' | 'closesOn'>) => sql`
  select p.school_key as key, a.id from (${standingOf(round)}) s join admission_application a on a.id = s.id
    join admission_preference p on p.application_id = a.id and p.known_to = 'infinity'
    join admission_school k on k.round_id = a.round_id and k.key = p.school_key and k.known_to = 'infinity' and k.own_order
  where s.standing not in ('withdrawn', 'late')
    and not exists (select from admission_order o where o.round_id = a.round_id and o.school_key = k.key and o.application_id = a.id and o.known_to = 'infinity')
    and not (coalesce(a.facts->>'named_school', '') <> '' and exists (select from admission_check c
      where c.application_id = a.id and c.fact = 'named_school' and c.holds and c.known_to = 'infinity'))`

/** What families sent online that waits for an officer: not taken in or refused, or taken in and asked back by the family. */
export const waitsForSomebody = sql`(f.state in ('received', 'checking', 'talk') or (f.state = 'taken' and f.asked_back_at is not null
  and exists (select from admission_application b where b.id = f.application_id and b.state = 'live')))`

/** Counts a round out. */
export const countRound = async ({ tx }: Desk, round: AdmissionRound): Promise<RoundCounts> => {
  const sent = sql`select from admission_order o where o.round_id = ${round.id} and o.school_key = k.key and o.known_to = 'infinity'`
  const { rows } = await sql<RoundCounts>`
    with s as (${standingOf(round)}), l as (${leftOut(round)}), k as (select * from admission_school where round_id = ${round.id} and known_to = 'infinity' and council is null)
    select (select count(*)::integer from k) as schools, (select coalesce(sum(places), 0)::integer from k) as places,
      count(*) filter (where standing <> 'withdrawn')::integer as applications, count(*) filter (where standing = 'ready')::integer as ready,
      count(*) filter (where standing = 'untied')::integer as untied, count(*) filter (where standing = 'twice')::integer as twice,
      count(*) filter (where standing = 'unchecked')::integer as unchecked, count(*) filter (where standing = 'late')::integer as late,
      count(*) filter (where standing = 'withdrawn')::integer as withdrawn,
      (select count(*)::integer from k where own_order and exists (select from l where l.key = k.key) and not exists (${sent})) as "ordersMissing",
      (select count(*)::integer from l join k on k.key = l.key where exists (${sent})) as "leftOut",
      (select count(*)::integer from admission_run where round_id = ${round.id} and kind = 'first') as runs,
      (select count(*)::integer from family_application f where f.round_id = ${round.id} and ${waitsForSomebody}) as online
    from s`.execute(tx)
  return rows[0] as RoundCounts
}
