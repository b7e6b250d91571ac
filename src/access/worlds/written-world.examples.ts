import type pg from 'pg'
import { type Category, categoryBit, categoryMask, londonDate } from '../../kernel/index.ts'
import type { Context } from '../context.ts'
import { everyCategory, masksOf, untrained } from '../masks.ts'
import { type OrganisationRow, standingOf } from '../reader.queries.ts'
import { getRole } from '../roles.ts'
import { aChild, anEntry, aSeal, aTeam, type TestChild } from '../testing/index.ts'
import { agreementsOf, consentsOf, enrolmentsOf, flagsOf, type World } from './world.ts'

const hour = 3_600_000
type Ids = ReadonlyMap<string, number>

/** A world as rows of the database: its people, children, reasons and entries, under the ids it gave them. */
export type WrittenWorld = {
  readonly users: Ids
  readonly teams: Ids
  readonly children: ReadonlyMap<string, TestChild>
  readonly entries: Ids
  /** Whom to ask about each sealed entry. */
  readonly holders: Ids
}

/** Writes a world into the tables that row security reads. Instants as they are; a reason's end by the rules of docs/access.md. */
export const writeWorld = async (owner: pg.Pool, world: World): Promise<WrittenWorld> => {
  const users = await numbered(world.users, async () => await aUser(owner))
  const teamIds = new Set([
    ...world.users.flatMap(user => user.teams.map(one => one.team)),
    ...world.involvements.flatMap(one => one.team ?? []),
    ...world.oversight.map(one => one.team),
    ...enrolmentsOf(world).map(one => one.team),
    ...consentsOf(world).flatMap(one => one.team ?? []),
  ])
  const teams = await numbered(
    [...teamIds].map(id => ({ id })),
    ({ id }) => aTeam(owner, id),
  )
  const children = new Map<string, TestChild>()
  for (const child of world.children) children.set(child.id, await writeChild(owner, world, child, users))
  const holders = new Map<string, number>()
  const entries = await numbered(world.entries, async ({ id, child, category, sensitivity, ...one }) => {
    const own = one.council ? { kind: 'pause' } : {}
    const written = { ...own, ...(await writtenFlags(owner, world, id)) }
    const label = { category, sensitivity, summary: one.summary ?? false, ...written }
    if (one.sealed === null) return await anEntry(owner, get(children, child), label)
    // Each seal has a holder of its own, so that whom to ask says which fact it is about.
    const holder = await aUser(owner)
    holders.set(id, holder)
    const named = one.named.map(user => get(users, user))
    const seal = await aSeal(owner, { kind: one.sealed, holder, named })
    return await anEntry(owner, get(children, child), { ...label, seal })
  })
  const written = { users, teams, children, entries, holders }
  await writeReasons(owner, world, written)
  for (const one of consentsOf(world)) await writeConsent(owner, one, written)
  return written
}

/** A place is an entry of a kind of its own, a withdrawn source another source: what holds of them holds when the world is asked. */
const writtenFlags = async (
  owner: pg.Pool,
  world: World,
  entry: string,
): Promise<{ kind?: string; source?: string }> => {
  const live = flagsOf(world).filter(one => 'entry' in one && one.entry === entry && isOn(one, world.now))
  if (live.some(one => one.flag === 'source-withdrawn'))
    await owner.query(
      `insert into source (id, layout, name, service, agreement_withdrawn_at) values ('withdrawn', 'test', 'Test', 'Test', '2026-01-01')
       on conflict do nothing`,
    )
  return {
    ...(live.some(one => one.flag === 'location-bearing') ? { kind: 'carer' } : {}),
    ...(live.some(one => one.flag === 'source-withdrawn') ? { source: 'withdrawn' } : {}),
  }
}
const isOn = ({ from, to }: { from: string; to: string | null }, now: string): boolean =>
  Date.parse(from) <= Date.parse(now) && (to === null || Date.parse(now) < Date.parse(to))

const numbered = async <T extends { readonly id: string }>(list: readonly T[], make: (one: T) => Promise<number>) => {
  const ids = new Map<string, number>()
  for (const one of list) ids.set(one.id, await make(one))
  return ids
}
const get = <T>(map: ReadonlyMap<string, T>, id: string): T => {
  const found = map.get(id)
  if (found === undefined) throw new Error(`The world has no ${id}`)
  return found
}
const aUser = async (owner: pg.Pool): Promise<number> =>
  (
    await owner.query(
      `insert into access.principal (kind, key, name) values ('user', gen_random_uuid()::text, 'Somebody') returning id`,
    )
  ).rows[0].id

const writeChild = async (
  owner: pg.Pool,
  world: World,
  { id, restricted, allow }: World['children'][number],
  users: Ids,
): Promise<TestChild> => {
  const child = await aChild(owner)
  for (const user of world.children.find(one => one.id === id)?.conflicts ?? [])
    await owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'declared')`, [
      get(users, user),
      child.id,
    ])
  if (restricted)
    await writeShield(owner, child, users, { kind: 'restricted', named: allow, from: '-infinity', to: null })
  for (const one of flagsOf(world))
    if ('named' in one && one.child === id) await writeShield(owner, child, users, { kind: 'protected', ...one })
  return child
}

const writeShield = async (
  owner: pg.Pool,
  child: TestChild,
  users: Ids,
  { kind, named, from, to }: { kind: string; named: readonly string[]; from: string; to: string | null },
): Promise<void> => {
  const shield = await owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at, ends_at) values ($1, $2, 'test', $3, $4) returning id`,
    [child.id, kind, from, to ?? 'infinity'],
  )
  for (const user of named)
    await owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
      shield.rows[0].id,
      get(users, user),
    ])
}

type Reason = {
  readonly principal: number
  readonly child?: number
  readonly establishment?: number
  readonly reason: string
  readonly extra?: readonly Category[]
  readonly named?: boolean
  readonly writes?: boolean
  /** An involvement of the team itself, which oversight follows. */
  readonly involvement?: number
  readonly from: string
  readonly to: Date | undefined
}
const writeReason = async (owner: pg.Pool, one: Reason): Promise<void> => {
  await owner.query(
    `insert into access.grant_row (principal, child_id, establishment_id, reason, limit_mask, extra_mask, max_sensitivity, named, writes, starts_at, ends_at, involvement_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      one.principal,
      one.child ?? null,
      one.establishment ?? null,
      one.reason,
      one.extra ? 0 : everyCategory,
      categoryMask([...(one.extra ?? [])]),
      one.named ? 4 : 3,
      one.named ?? false,
      one.writes ?? false,
      one.from,
      one.to ?? 'infinity',
      one.involvement ?? null,
    ],
  )
}
const anInvolvement = async (
  owner: pg.Pool,
  child: TestChild,
  kind: string,
  category: Category = 'identity',
): Promise<number> =>
  (
    await owner.query(
      `insert into involvement (child_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, 'Test', $3, $4, 'test', '2026-01-01', 'test', '2026-01-01') returning id`,
      [child.id, kind, category, categoryBit(category)],
    )
  ).rows[0].id
const end = (to: string | null, grace = 0): Date | undefined =>
  to === null ? undefined : new Date(Date.parse(to) + grace)
const earlier = (a: Date | undefined, b: Date): Date => (a && a < b ? a : b)

const writeReasons = async (owner: pg.Pool, world: World, { users, teams, children }: WrittenWorld): Promise<void> => {
  // Some before what it oversees, some after: either way the same reasons follow.
  const late = world.oversight.filter((_, place) => place % 2 === 1)
  for (const one of world.oversight.filter(each => !late.includes(each))) await writeOversight(owner, one, users, teams)
  for (const { child, user, team, kind, from, to } of world.involvements)
    await writeReason(owner, {
      principal: user ? get(users, user) : get(teams, team ?? ''),
      child: get(children, child).id,
      reason: kind,
      named: !!user && (world.children.find(one => one.id === child)?.allow.includes(user) ?? false),
      writes: true,
      involvement: await anInvolvement(owner, get(children, child), kind),
      from,
      to: end(to, 14 * 24 * hour),
    })
  for (const { child, user, categories, from, to } of world.urgent)
    await writeReason(owner, {
      principal: get(users, user),
      child: get(children, child).id,
      reason: 'urgent',
      extra: categories,
      from,
      to: earlier(end(to), new Date(Date.parse(from) + 4 * hour)),
    })
  // A roll knows days, not hours: an enrolment is written as a reason of the staff for the child.
  for (const { child, team, from, to } of enrolmentsOf(world))
    await writeReason(owner, {
      principal: get(teams, team),
      child: get(children, child).id,
      reason: 'school-roll',
      from,
      to: end(to),
    })
  for (const one of late) await writeOversight(owner, one, users, teams)
}

/** Oversight that has no moment is not written: nobody could give it. One without an end has one here, long after the world. */
const writeOversight = async (
  owner: pg.Pool,
  { user, team, categories, from, to }: World['oversight'][number],
  users: Ids,
  teams: Ids,
): Promise<void> => {
  if (to !== null && Date.parse(to) <= Date.parse(from)) return
  await owner.query(
    `insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at) values ($1, $2, $3, 'Answers for their work', $4, $5)`,
    [get(users, user), get(teams, team), categoryMask([...categories]), from, to ?? '2099-01-01'],
  )
}

/** What a parent agreed to is not written: nobody could. One without an end has one here. */
const writeConsent = async (
  owner: pg.Pool,
  { child, category, by, user, team, opens, from, to, withdrawn }: ReturnType<typeof consentsOf>[number],
  { users, teams, children }: WrittenWorld,
): Promise<void> => {
  if (by === 'parent') return
  await owner.query(
    `insert into access.consent (child_id, category_bit, principal, opens, entry_id, starts_at, ends_at, known_from, withdrawn_at)
     values ($1, $2, $3, $4, $5, $6, $7, $6, $8)`,
    [
      get(children, child).id,
      categoryBit(category),
      user ? get(users, user) : get(teams, team ?? ''),
      opens,
      await anEntry(owner, get(children, child), { kind: 'said', category, sensitivity: 4 }),
      from,
      to ?? '2099-01-01',
      withdrawn ?? 'infinity',
    ],
  )
}

/** Somebody of two silent services who works with the child, for each child: of one a consent tells, of the other none. By their ids. */
export const writeSupporters = async (
  owner: pg.Pool,
  { children }: WrittenWorld,
): Promise<ReadonlyMap<number, World['entries'][number]>> => {
  const label = { sensitivity: 1 as const, sealed: null }
  const known = new Map<number, World['entries'][number]>()
  for (const [name, child] of children)
    for (const category of ['young-carer', 'families'] as const)
      known.set(await anInvolvement(owner, child, 'young-carers', category), {
        ...{ id: `${category} of ${name}`, child: name, category, named: [], ...label },
      })
  return known
}

/** The context of one of the world's users at its instant, as the server makes it for a request. */
export const contextIn = (world: World, { users, teams }: WrittenWorld, user: World['users'][number]): Context => {
  const live = user.teams.filter(one => isOn(one, world.now))
  const isOut = flagsOf(world).some(one => 'user' in one && one.user === user.id && isOn(one, world.now))
  const duty = user.named.includes('one-record') ? masksOf(getRole('clearing-house')) : undefined
  const masks = isOut
    ? untrained(masksOf(getRole(user.role)))
    : {
        ...masksOf(getRole(user.role)),
        universalFull: duty?.universalFull ?? 0,
        universalSummary: duty?.universalSummary ?? 0,
      }
  const principals = [get(users, user.id), ...new Set(live.map(one => get(teams, one.team)))]
  const at = new Date(world.now)
  const standing = standingOf(organisationRow(world, user), londonDate(at), masks, principals)
  return { kind: 'user', id: String(get(users, user.id)), principals: standing.principals, masks: standing.masks, at }
}

/** The row of the user's organisation: an agreement is by the day there and by the instant in a world. */
const organisationRow = (world: World, { organisation: name }: World['users'][number]): OrganisationRow | null => {
  if (!name) return null
  const one = agreementsOf(world).find(({ organisation }) => organisation === name)
  const now = Date.parse(world.now)
  return {
    ...{ name, categories: categoryMask([...(one?.categories ?? [])]) },
    reviewOn: one && isOn(one, world.now) ? londonDate(new Date(now)) : null,
    withdrawn: typeof one?.withdrawn === 'string' && Date.parse(one.withdrawn) <= now,
  }
}
