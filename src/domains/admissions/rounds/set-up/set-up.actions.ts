import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import { Conflict, type PlainDate } from '../../../../kernel/index.ts'
import { addJob } from '../../../../platform/jobs/index.ts'
import type { SchoolCriteria } from '../../criteria/criteria-schema.ts'
import { type Desk, findRound } from '../rounds.queries.ts'
import { daysOfYearGroup, inYearFrom, type YearGroup, yearGroupWords } from './year-group.ts'

/** A round as it is begun. */
export type NewRound = {
  readonly name: string
  readonly bornFrom: PlainDate
  readonly bornTo: PlainDate
  readonly closesOn: PlainDate
  readonly offerDay: PlainDate
  readonly releaseAt: Date
  readonly supervisor: string
}

/**
 * Begins a round. Its draw is seeded now, and committed to: the commitment is shown from the first day, the seed once offers are out, so that
 * nobody can choose it knowing who is equal (School Admissions Code 2021, 1.34 and 1.35). Gives its address.
 */
export const beginRound = async (desk: Desk, round: NewRound): Promise<string> => {
  const seed = randomBytes(32).toString('hex')
  const commitment = createHash('sha256').update(seed).digest('hex')
  const { rows } = await sql<{ uuid: string }>`
    insert into admission_round (name, born_from, born_to, closes_on, offer_day, release_at, seed, commitment, supervisor, made_by, made_at)
    values (${round.name}, ${round.bornFrom}::date, ${round.bornTo}::date, ${round.closesOn}::date, ${round.offerDay}::date, ${round.releaseAt},
      ${seed}, ${commitment}, ${round.supervisor}, ${readerOfAct(desk)}, ${desk.at}) returning uuid`.execute(desk.tx)
  return rows[0]?.uuid ?? ''
}

/** A year group as applications for it are begun. `copy`: the address of a round whose schools, places and criteria it begins with. */
export type NewYearGroup = {
  readonly group: YearGroup
  /** The September in which its school year begins. */
  readonly year: number
  readonly supervisor: string
  readonly copy: string | undefined
  /** Whether families may apply by their own account. */
  readonly online: boolean
}

/**
 * Begins to take in applications for a year group during a school year, without a round: they are answered from its first day, and what the schools' rolls say
 * of its children takes their places (School Admissions Code 2021, 2.23 to 2.30). Gives its address. @throws Conflict where it has begun already
 */
export const beginYearGroup = async (
  desk: Desk,
  { group, year, supervisor, copy, online }: NewYearGroup,
): Promise<string> => {
  const days = daysOfYearGroup(group, year)
  const { rows: there } =
    await sql`select from admission_round where year_group = ${group} and born_from = ${days.bornFrom}::date`.execute(
      desk.tx,
    )
  if (there.length > 0) throw new Conflict('This year group has begun already.', 'Find it among the rounds.')
  const name = `${yearGroupWords(group)}, ${year} to ${year + 1}`
  const address = await beginRound(desk, { ...days, name, supervisor, releaseAt: desk.at })
  const { id } = await findRound(desk, address)
  await sql`update admission_round set year_group = ${group}, second_pass = false, online_from = ${online ? inYearFrom({ ...days, yearGroup: group }) : null}::date where id = ${id}`.execute(
    desk.tx,
  )
  await sql`insert into admission_release (round_id, approved_at, released_at) values (${id}, ${desk.at}, ${desk.at})`.execute(
    desk.tx,
  )
  if (copy !== undefined) await copySchools(desk, id, (await findRound(desk, copy)).id)
  await addJob(desk.tx, 'count-rolls', {})
  return address
}

const copySchools = async (desk: Desk, to: number, from: number): Promise<void> => {
  await sql`insert into admission_school (round_id, key, name, places, own_order, settings, told_by, known_from)
    select ${to}, key, name, places, own_order, settings, ${readerOfAct(desk)}, ${desk.at} from admission_school
    where round_id = ${from} and known_to = 'infinity' and council is null`.execute(desk.tx)
}

/** What one school has decided. */
export type SchoolDecided = {
  readonly key: string
  readonly name: string
  readonly places: number
  readonly ownOrder: boolean
  readonly settings: SchoolCriteria
}

/**
 * Writes down what schools have decided: a version each; what stood before stays, closed. What is the same is left as it is. @throws Conflict of a number
 * under which families may name another council's school.
 */
export const keepSchools = async (desk: Desk, roundId: number, schools: readonly SchoolDecided[]): Promise<number> => {
  const { rows: theirs } = await sql<{ key: string }>`select key from admission_school
    where round_id = ${roundId} and known_to = 'infinity' and council is not null and key = any(${schools.map(one => one.key)}::text[])`.execute(
    desk.tx,
  )
  if (theirs[0])
    throw new Conflict(`The school ${theirs[0].key} is another council’s in this round.`, 'Give ours another number.')
  const told = JSON.stringify(schools)
  const fresh = sql`jsonb_to_recordset(${told}::jsonb) as n(key text, name text, places integer, "ownOrder" boolean, settings jsonb)`
  await sql`update admission_school s set known_to = ${desk.at} from ${fresh}
    where s.round_id = ${roundId} and s.key = n.key and s.known_to = 'infinity'
      and (s.name, s.places, s.own_order, s.settings) is distinct from (n.name, n.places, n."ownOrder", n.settings)`.execute(
    desk.tx,
  )
  const { numAffectedRows } = await sql`
    insert into admission_school (round_id, key, name, places, own_order, settings, told_by, known_from)
    select ${roundId}, n.key, n.name, n.places, n."ownOrder", n.settings, ${readerOfAct(desk)}, ${desk.at} from ${fresh}
    where not exists (select from admission_school s where s.round_id = ${roundId} and s.key = n.key and s.known_to = 'infinity')`.execute(
    desk.tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** What a file says of the draw: another authority may have committed to a seed already. */
export type DrawDecided = {
  readonly seed: string
  readonly commitment: string
  readonly supervisor: string | undefined
}

/** Takes the file's draw, as long as no application is in. False where it is another and one is: a seed is never chosen afterwards. */
export const keepDraw = async (desk: Desk, roundId: number, draw: DrawDecided): Promise<boolean> => {
  const { rows } = await sql<{ ok: boolean }>`
    select commitment = ${draw.commitment} or not exists (select from admission_application a where a.round_id = r.id) as ok
    from admission_round r where r.id = ${roundId}`.execute(desk.tx)
  if (!rows[0]?.ok) return false
  await sql`update admission_round set seed = ${draw.seed}, commitment = ${draw.commitment}, supervisor = coalesce(${draw.supervisor ?? null}, supervisor)
    where id = ${roundId}`.execute(desk.tx)
  return true
}
