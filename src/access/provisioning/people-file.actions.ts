import { sql } from 'kysely'
import { recordAccess } from '../audit.ts'
import { actorContext } from '../context.ts'
import { againOnCollision, type Ground, type Tx, withContext } from '../transaction.ts'
import { gainedSince, type Holding, listHoldings } from './gained.queries.ts'
import { endMember, keepMember, NotProvisioned } from './members.actions.ts'
import { listMembers } from './members.queries.ts'
import type { FiledCompletion, FiledPerson, FiledPlace, FiledSchool, FiledTeam, FiledTraining } from './people-file.ts'
import { keepSchoolStaff } from './school-staff.actions.ts'
import { keepPlaces } from './team-places.actions.ts'
import { keepCompletions, keepTrainings } from './training.actions.ts'

export type PeopleToProvision = {
  readonly issuer: string
  readonly people: readonly FiledPerson[]
  readonly teams: readonly FiledTeam[]
  readonly places?: readonly FiledPlace[]
  readonly schools?: readonly FiledSchool[]
  readonly trainings: readonly FiledTraining[]
  readonly completions: readonly FiledCompletion[]
  /** Whoever this issuer vouches for and is not among the people has left. */
  readonly whole: boolean
  /** Nothing is kept: only what it would do is told. */
  readonly check: boolean
}
/** What was done: user names, and why a person or a team of the files could not be. */
export type Provisioned = {
  readonly began: readonly string[]
  readonly kept: readonly string[]
  readonly left: readonly string[]
  /** What people who were there before, and teams, have from now on and had not. */
  readonly gained: readonly Holding[]
  readonly refused: readonly { readonly userName: string; readonly why: string }[]
  readonly teams: number
  readonly places: number
  readonly schools: number
  readonly trainings: number
  readonly completions: number
}

class OnlyAsked extends Error {}

/**
 * Keeps people, roles and teams as files say, whole or not at all: a role or a team that a person's row does not name ends, and somebody
 * who is not active is signed out. `ground` stands on the jobs login.
 */
export const provisionFiles = async (ground: Ground, given: PeopleToProvision): Promise<Provisioned> => {
  let done: Provisioned | undefined
  const keep = () =>
    withContext(
      ground,
      actorContext('arrangements', ground.now()),
      async tx => {
        done = await keepAll(tx, ground.now(), given)
        if (given.check) throw new OnlyAsked()
      },
      { seconds: 600 },
    )
  // Whoever signs in meanwhile writes their account, and who is at work their session.
  await againOnCollision(keep).catch(error => {
    if (!(error instanceof OnlyAsked)) throw error
  })
  return done as Provisioned
}

const keepAll = async (tx: Tx, at: Date, given: PeopleToProvision): Promise<Provisioned> => {
  const { issuer, people, teams, whole } = given
  const members = await listMembers(tx, at, issuer)
  const held = await listHoldings(tx, at, issuer)
  const before = new Map(members.map(member => [member.userName.toLowerCase(), member.uuid]))
  for (const team of teams)
    await sql`insert into access.principal (kind, key, name, service, phone, category, keeps_registers)
      values ('team', ${team.key}, ${team.name}, ${team.service ?? null}, ${team.phone ?? null}, ${team.category ?? null}, ${team.keepsRegisters ?? false})
      on conflict (kind, key) do update set name = excluded.name, service = coalesce(excluded.service, principal.service),
        phone = coalesce(excluded.phone, principal.phone), category = coalesce(excluded.category, principal.category),
        keeps_registers = coalesce(${team.keepsRegisters ?? null}, principal.keeps_registers)`.execute(tx)
  const [began, kept, left]: [string[], string[], string[]] = [[], [], []]
  const refused: { userName: string; why: string }[] = []
  for (const person of people) {
    const known = before.get(person.userName.toLowerCase())
    const why = await keepOne(tx, at, issuer, person, known)
    if (why !== undefined) refused.push({ userName: person.userName, why })
    else (known !== undefined ? kept : began).push(person.userName)
  }
  // While a row could not be kept, nobody is taken for a leaver: it may be theirs.
  const named = new Set(people.map(person => person.userName.toLowerCase()))
  for (const { userName, uuid } of whole && refused.length === 0 ? members : [])
    if (!named.has(userName.toLowerCase())) {
      await endMember(tx, at, uuid)
      left.push(userName)
    }
  const { places = [], schools = [] } = given
  const unplaced = await keepPlaces(tx, at, places)
  const unlinked = await keepSchoolStaff(tx, at, issuer, schools)
  refused.push(...unplaced, ...unlinked)
  await keepTrainings(tx, at, given.trainings)
  const unheld = await keepCompletions(tx, at, given.completions)
  refused.push(...unheld)
  const gained = gainedSince(held, await listHoldings(tx, at, issuer), began)
  await recordAccess(tx, at, {
    reader: undefined,
    actor: 'arrangements',
    purpose: 'set up who works here',
    action: 'access provision',
    childId: undefined,
    categories: 0,
    outcome: 'done',
    rule: 'directory',
    requestId: 'access provision',
    detail: {
      began: began.length,
      kept: kept.length,
      left: left.length,
      gained: gained.length,
      trainings: given.trainings.length,
      completions: given.completions.length - unheld.length,
    },
  })
  return {
    began,
    kept,
    left,
    gained,
    refused,
    teams: teams.length,
    places: places.length - unplaced.length,
    schools: schools.length - unlinked.length,
    trainings: given.trainings.length,
    completions: given.completions.length - unheld.length,
  }
}

const keepOne = async (
  tx: Tx,
  at: Date,
  issuer: string,
  person: FiledPerson,
  uuid: string | undefined,
): Promise<string | undefined> => {
  const { rows: known } = await sql<{ id: number; key: string }>`
    select id, key from access.principal where kind = 'team' and active and key = any (${person.teams}::text[])`.execute(
    tx,
  )
  const unknown = person.teams.find(team => !known.some(({ key }) => key === team))
  if (unknown !== undefined) return `No team is called "${unknown}": provision it by a file of teams first.`
  try {
    const kept = await keepMember(tx, at, issuer, { ...person, uuid })
    if (!kept) return 'They were taken away meanwhile.'
    const teams = known.map(({ id, key }) => ({ id, manages: person.manages.includes(key) }))
    await keepTeamsOf(tx, at, kept.userId, teams)
    return undefined
  } catch (error) {
    if (error instanceof NotProvisioned) return error.message
    throw error
  }
}

const keepTeamsOf = async (
  tx: Tx,
  at: Date,
  userId: number,
  teams: readonly { readonly id: number; readonly manages: boolean }[],
): Promise<void> => {
  const named = sql`select id, manages from json_to_recordset(${JSON.stringify(teams)}::json) as t(id bigint, manages boolean)`
  await sql`update access.membership m set ends_at = ${at} where m.user_id = ${userId} and m.ends_at > ${at}
    and m.team_id not in (select id from (${named}) n)`.execute(tx)
  await sql`update access.membership m set manages = n.manages from (${named}) n
    where m.user_id = ${userId} and m.team_id = n.id and m.ends_at > ${at}`.execute(tx)
  await sql`insert into access.membership (user_id, team_id, manages, starts_at) select ${userId}, n.id, n.manages, ${at} from (${named}) n
    where not exists (select from access.membership m where m.user_id = ${userId} and m.team_id = n.id and m.ends_at > ${at})
    on conflict (user_id, team_id, starts_at) do update set ends_at = 'infinity', manages = excluded.manages`.execute(
    tx,
  )
}
