import { sql } from 'kysely'
import type { PlainDate } from '../../../../kernel/index.ts'
import { standingOf } from '../counts.queries.ts'
import { wantsNoHigher } from '../offers/offers.queries.ts'
import { type AdmissionRound, type Desk, listNamedSchools, type NamedSchool } from '../rounds.queries.ts'
import { criteriaLines } from '../set-up/criteria-lines.ts'

/** A child of ours who names a school of another council, and what was told of the two. */
export type Resident = {
  readonly council: string
  readonly name: string
  readonly address: string
  readonly childId: number | null
  readonly birthDate: PlainDate
  readonly school: string
  readonly isProtected: boolean
  /** The child's plan names the school: it admits them, and there is no choice. */
  readonly plan: boolean
  /** Its council was told of the child before, without the plan. */
  readonly toldWithoutPlan: boolean
  /** We told the council that the child wants the school, and that they want it no more. */
  readonly wanted: boolean
  readonly left: boolean
  /** What the council told us: that the school is full of children before them, that a place became free, or that it has one for them. */
  readonly told: 'no' | 'free' | 'yes' | null
  /** Has a place there. */
  readonly offered: boolean
}

/** That a child's plan names a school of another council, as it was found to be (Children and Families Act 2014, section 43: the school must admit them). */
const planNames = (school: ReturnType<typeof sql>) => sql`(a.facts->>'named_school' = ${school} and a.state = 'live'
  and exists (select from admission_check c where c.application_id = a.id and c.fact = 'named_school' and c.holds and c.known_to = 'infinity'))`

const says = (what: string) =>
  sql`exists (select from admission_resident_fact f where f.application_id = a.id and f.school_key = n.school_key and f.says = ${what})`

/** Our children of a round and the schools of other councils that they or their plans name, or of which something was told, by council and name. */
export const listResidents = async (
  { tx }: Desk,
  round: AdmissionRound,
  from: number,
  most: number,
): Promise<Resident[]> => {
  const { rows } = await sql<Resident>`
    select k.council, a.forename || ' ' || a.surname as name, a.uuid as address, a.child_id as "childId", a.birth_date as "birthDate", k.name as school,
      ${says('wanted')} as wanted, ${says('left')} as left,
      (select min(f.says) from admission_resident_fact f where f.application_id = a.id and f.school_key = n.school_key and f.says in ('no', 'free', 'yes')) as told,
      exists (select from admission_offer o where o.application_id = a.id and o.school_key = n.school_key and o.ended is null) as offered,
      ${planNames(sql`n.school_key`)} as plan, exists (select from admission_resident_fact f where f.application_id = a.id and f.council = k.council
        and f.says = 'wanted' and coalesce(f.who->>'named_school', '') <> n.school_key) as "toldWithoutPlan",
      coalesce((select m.protected from access.admission_facts(array[a.child_id]) m), false) as "isProtected"
    from (select p.application_id, p.school_key from admission_preference p where p.known_to = 'infinity'
        union select f.application_id, f.school_key from admission_resident_fact f where f.round_id = ${round.id}
        union select a.id, a.facts->>'named_school' from admission_application a where a.round_id = ${round.id} and ${planNames(sql`a.facts->>'named_school'`)}) n
      join admission_application a on a.id = n.application_id and a.round_id = ${round.id}
      join admission_school k on k.round_id = a.round_id and k.key = n.school_key and k.known_to = 'infinity' and k.council is not null
    order by k.council, lower(a.surname), lower(a.forename), a.id, k.name offset ${from} limit ${most}`.execute(tx)
  return rows
}

/** What a council is to be told of a child of ours and has not been. */
export type ResidentUntold = {
  readonly council: string
  readonly says: 'wanted' | 'left'
  readonly child: string
  readonly school: string
  readonly application: number
  readonly childId: number | null
}

/**
 * What other councils are to be told of our children. `wanted`: before the offers, where the last run gives a child a place at their school as far as the
 * council has said, and of whoever has a plan that names their school; afterwards, of whoever names a school above what they hold, once all that they say is checked. `left`: who was wanted and asks no more.
 * What a council was told is not told again.
 */
export const listResidentUntold = async ({ tx }: Desk, round: AdmissionRound): Promise<ResidentUntold[]> => {
  const live = sql`select from admission_offer o where o.application_id = a.id and o.ended is null`
  const better = sql`exists (${live} and o.standing = 'held' and (o.given_by = 'plan' or o.rank < p.rank or ${wantsNoHigher}))`
  const theirs = sql`exists (${live} and o.school_key = k.key)`
  const asks = round.releasedAt
    ? sql`(s.standing = 'ready' or (s.standing = 'late' and s.checked)) and not ${better}`
    : sql`exists (select from admission_place x where x.application_id = a.id and x.school_key = k.key and x.given_by = 'preference'
        and x.run_id = (select max(r.id) from admission_run r where r.round_id = ${round.id} and r.kind = 'first' and r.state = 'done'))`
  const plan = planNames(sql`k.key`)
  const asksNoMore = round.releasedAt
    ? sql`not ${theirs} and (${better} or exists (select from admission_offer o where o.application_id = a.id and o.school_key = k.key and o.ended is not null))`
    : sql`false`
  const has = (what: string) => sql`exists (select from admission_resident_fact f
    where f.application_id = a.id and f.school_key = k.key and f.says = ${what})`
  // where each stands is worked out once for all, and only where it is asked
  const standing = round.releasedAt
    ? standingOf(round)
    : sql`select null::bigint as id, null as standing, false as checked where false`
  const { rows } = await sql<ResidentUntold>`
    with s as materialized (${standing}) select * from (select k.council, a.reference as child, k.key as school, a.id as application, a.child_id as "childId",
      case when ${has('wanted')} then case when not ${has('left')} and not ${plan} and (p.id is null or ${asksNoMore}) then 'left' end
        when ${plan} then 'wanted' when p.id is not null and ${asks} then 'wanted' end as says
      from admission_application a join admission_school k on k.round_id = a.round_id and k.known_to = 'infinity' and k.council is not null
        left join admission_preference p on p.application_id = a.id and p.school_key = k.key and p.known_to = 'infinity' and a.state = 'live'
        left join s on s.id = a.id
      where a.round_id = ${round.id} and (p.id is not null or ${has('wanted')} or ${plan})) n
    where says is not null order by council, says desc, child collate "C", school collate "C"`.execute(tx)
  return rows
}

/** Schools of other councils, one a line, as `tellCouncilSchools` reads them. */
export const councilSchoolLines = async (desk: Desk, roundId: number): Promise<string> => {
  const schools = (await listNamedSchools(desk, roundId)).filter(one => one.council !== null)
  return schools.map(lineOf).join('\n')
}

const lineOf = ({ council, key, name, settings }: NamedSchool): string => {
  const [, facts] = criteriaLines(settings.criteria.slice(0, 1)).split(' | ')
  return [council, key, name.replace(` (council ${council})`, ''), ...(facts ? [facts] : [])].join(' | ')
}
