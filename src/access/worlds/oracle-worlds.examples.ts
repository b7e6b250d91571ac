import type { Agreement, Ask, Child, Consent, Entry, Flag, Involvement, Span, User, World } from './oracle.examples.ts'
import { CATEGORIES, KINDS, letterOf, PURPOSES, ROLES, SCHOOL, SILENT } from './oracle-matrix.examples.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2026-11-27T09:00:00Z')

/** Where a from or a to may lie, in milliseconds from now: on every edge that the page names, a millisecond to each side, and well inside and outside. */
const EDGES = [0, -4 * HOUR, -336 * HOUR].flatMap(edge => [edge - 1, edge, edge + 1])
const STARTS = [...EDGES, -HOUR, -24 * HOUR, -400 * HOUR, -8760 * HOUR, HOUR]
const ENDS = [...EDGES, HOUR, 24 * HOUR, 8760 * HOUR, -HOUR, -400 * HOUR]
const LONG = { from: '2025-11-27T09:00:00Z', to: null }

/** The same numbers again from one seed (mulberry32): below(n) gives a whole number from 0 to n - 1. */
function dice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  const chance = (share: number) => next() < share
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T
  const some = <T>(of: readonly T[], share: number) => of.filter(() => chance(share))
  const list = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index))
  return { below, chance, one, some, list }
}
type Dice = ReturnType<typeof dice>

/** An instant as people write it: in Greenwich or another zone, with the milliseconds where there are any. */
function instant({ chance }: Dice, offset: number): string {
  const at = NOW + offset
  if (chance(0.1)) return `${new Date(at + HOUR).toISOString().slice(0, -1)}+01:00`
  const text = new Date(at).toISOString()
  return at % 1000 === 0 ? text.replace('.000Z', 'Z') : text
}

function span(roll: Dice): Span {
  if (roll.chance(0.25)) return LONG
  return { from: instant(roll, roll.one(STARTS)), to: roll.chance(0.5) ? null : instant(roll, roll.one(ENDS)) }
}

const TEAMS = ['north', 'south', 'larchfield-staff']

/** Roles that open several categories come up more often, but every role comes up. */
const OPENING = ROLES.filter(role => CATEGORIES.filter(category => letterOf(role, category) === 'F').length > 1)

function makeUser(roll: Dice, index: number): User {
  const teams = roll.list(roll.below(4), () => ({ team: roll.one(TEAMS), ...span(roll) }))
  return {
    id: `u${index}`,
    role: roll.one(roll.chance(0.9) ? OPENING : ROLES),
    teams,
    active: roll.chance(0.95),
    named: roll.chance(0.2) ? ['one-record'] : [],
  }
}

function makeChild(roll: Dice, index: number, users: readonly string[]): Child {
  const restricted = roll.chance(0.25)
  return {
    id: `c${index}`,
    restricted,
    allow: roll.some(users, restricted ? 0.8 : 0.2),
    conflicts: roll.some(users, 0.04),
  }
}

function makeInvolvement(roll: Dice, users: readonly string[], children: readonly string[]): Involvement {
  const who = roll.chance(0.6) ? { user: roll.one(users) } : { team: roll.one(TEAMS) }
  return { child: roll.one(children), ...who, kind: roll.one(KINDS), ...span(roll) }
}

function makeEntry(roll: Dice, index: number, users: readonly string[], child: string): Entry {
  const category = roll.one(roll.chance(0.2) ? SILENT : roll.chance(0.2) ? ['identity', 'contact'] : CATEGORIES)
  const sealed = roll.one([null, null, null, null, null, null, 'known', 'silent'] as const)
  const entry = {
    id: `e${index}`,
    child,
    category,
    sensitivity: roll.one([1, 1, 1, 1, 2, 2, 3, 4]),
    sealed,
    named: roll.some(users, 0.15),
  }
  return roll.chance(0.5) ? { ...entry, summary: roll.chance(0.7) } : entry
}

/**
 * A world that docs/access.md understands, drawn from a seed: every word of the page comes up, and instants lie mostly on or beside an edge.
 * @param seed a whole number; the same seed gives the same world
 * @param asks how many asks to make, at least 1
 */
export function worldFromThePage(seed: number, asks: number): World {
  const roll = dice(seed)
  const users = roll.list(6, index => makeUser(roll, index))
  const ids = users.map(({ id }) => id)
  const children = roll.list(3, index => makeChild(roll, index, ids))
  const childIds = children.map(({ id }) => id)
  const entries = roll.list(18, index => makeEntry(roll, index, ids, roll.one(childIds)))
  const involvements = roll.list(6 + roll.below(14), () => makeInvolvement(roll, ids, childIds))
  const oversight = roll.list(roll.below(4), () => ({
    user: roll.one(ids),
    team: roll.one(TEAMS),
    categories: roll.some(CATEGORIES, 0.5),
    ...span(roll),
  }))
  const urgent = roll.list(roll.below(4), () => ({
    user: roll.one(ids),
    child: roll.one(childIds),
    categories: roll.some(CATEGORIES, 0.5),
    ...span(roll),
  }))
  const world: World = {
    world: seed,
    now: instant(roll, 0),
    users,
    children,
    involvements,
    oversight,
    urgent,
    entries,
    asks: [],
  }
  if (roll.chance(0.6))
    world.enrolments = roll.list(roll.below(5), () => ({
      child: roll.one(childIds),
      team: roll.one(TEAMS),
      ...span(roll),
    }))
  if (roll.chance(0.5))
    world.purpose = roll.one(roll.chance(0.06) ? ['support'] : PURPOSES.filter(purpose => purpose !== 'support'))
  world.asks = roll.list(asks, (): Ask => {
    const tie = roll.one(involvements)
    const near = entries.filter(({ child }) => child === tie.child)
    const staff = users.filter(({ id, teams }) => id === tie.user || teams.some(({ team }) => team === tie.team))
    const tied = roll.chance(0.9) && near.length > 0 && staff.length > 0
    const user = roll.one(tied ? staff : users)
    const theirs = near.filter(({ category }) => 'FSE'.includes(letterOf(user.role, category)))
    const entry = roll.one(tied ? (roll.chance(0.7) && theirs.length > 0 ? theirs : near) : entries)
    return { user: user.id, child: entry.child, entry: entry.id, action: roll.chance(0.7) ? 'read' : 'write' }
  })
  return world
}

/** What a consent tells of, mostly seen by those who see nothing of it by their role. */
function makeConsent(roll: Dice, world: World): Consent {
  const tie = roll.one(world.involvements)
  const tied = roll.chance(0.8)
  const who =
    tied && tie.user !== undefined
      ? { user: tie.user }
      : roll.chance(0.5)
        ? { team: (tied && tie.team) || roll.one(TEAMS) }
        : { user: roll.one(world.users).id }
  return {
    child: tied ? tie.child : roll.one(world.children).id,
    category: 'young-carer',
    by: roll.chance(0.85) ? 'young-person' : 'parent',
    ...who,
    opens: roll.one(['contact', 'summary']),
    ...span(roll),
    withdrawn: roll.chance(0.7) ? null : instant(roll, roll.one(ENDS)),
  }
}

/**
 * The same world with consents, with more entries of what rests on them, and with the last third of its asks about those.
 * @param world a world as `worldFromThePage` draws it, with at least three asks
 * @param seed a whole number; the same world and seed give the same again
 */
export function withConsents(world: World, seed: number): World {
  const roll = dice(seed ^ 0x5eed)
  const ids = world.users.map(({ id }) => id)
  const more = world.children.flatMap(({ id }, index) =>
    roll.list(2, at => ({
      ...makeEntry(roll, 100 + 2 * index + at, ids, id),
      category: 'young-carer',
      sealed: roll.chance(0.9) ? null : roll.one(['known', 'silent'] as const),
      sensitivity: roll.one([1, 1, 2, 2, 3, 4]),
    })),
  )
  const consents = roll.list(3 + roll.below(5), () => makeConsent(roll, world))
  const kept = world.asks.slice(0, Math.ceil((world.asks.length * 2) / 3))
  const asks = roll.list(world.asks.length - kept.length, (): Ask => {
    const consent = roll.one(consents)
    const told = world.users.filter(
      ({ id, teams }) => id === consent.user || teams.some(({ team }) => team === consent.team),
    )
    const user = roll.one(told.length > 0 && roll.chance(0.9) ? told : world.users)
    const entry = roll.one(more.filter(({ child }) => child === consent.child))
    return { user: user.id, child: entry.child, entry: entry.id, action: roll.chance(0.85) ? 'read' : 'write' }
  })
  return { ...world, entries: [...world.entries, ...more], consents, asks: [...kept, ...asks] }
}

/** One flag: most about somebody or something that an ask is about, and of a child or an entry so that both halves of a place come together. */
function makeFlags(roll: Dice, world: World): Flag[] {
  const ask = roll.one(world.asks)
  if (roll.chance(0.25)) return [{ flag: 'training-out', user: ask.user, ...span(roll) }]
  if (roll.chance(0.25)) return [{ flag: 'source-withdrawn', entry: ask.entry, ...span(roll) }]
  const named = roll.some(
    world.users.map(({ id }) => id),
    0.6,
  )
  const place: Flag = { flag: 'location-bearing', entry: ask.entry, ...span(roll) }
  const child: Flag = { flag: 'protected-address', child: ask.child, named, ...span(roll) }
  return roll.chance(0.8) ? [place, child] : [roll.one([place, child])]
}

/**
 * The same world with flags, most of them of what its asks are about.
 * @param world a world as `worldFromThePage` draws it
 * @param seed a whole number; the same world and seed give the same again
 */
export function withFlags(world: World, seed: number): World {
  const roll = dice(seed ^ 0xf1a6)
  return { ...world, flags: roll.list(2 + roll.below(4), () => makeFlags(roll, world)).flat() }
}

/**
 * The same world where some entries are of kinds that are the council's own, and some of its people are a school's.
 * @param world a world as `worldFromThePage` draws it
 * @param seed a whole number; the same world and seed give the same again
 */
export function withCouncilsOwn(world: World, seed: number): World {
  const roll = dice(seed ^ 0xc0c1)
  const users = world.users.map(user => (roll.chance(0.2) ? { ...user, role: roll.one(SCHOOL) } : user))
  const entries = world.entries.map(entry => (roll.chance(0.4) ? { ...entry, council: roll.chance(0.8) } : entry))
  return { ...world, users, entries }
}

const ORGANISATIONS = ['larchfield', 'health-trust', 'without-any']

/**
 * The same world where some of its people are staff of outside organisations, most of which have an agreement.
 * @param world a world as `worldFromThePage` draws it
 * @param seed a whole number; the same world and seed give the same again
 */
export function withOrganisations(world: World, seed: number): World {
  const roll = dice(seed ^ 0x0a6e)
  const users = world.users.map(user => (roll.chance(0.5) ? { ...user, organisation: roll.one(ORGANISATIONS) } : user))
  const agreements = ORGANISATIONS.slice(0, 2).map(
    (organisation): Agreement => ({
      organisation,
      categories: roll.some(CATEGORIES, 0.7),
      ...span(roll),
      // There are few agreements, and each edge of theirs must come up.
      withdrawn: roll.chance(0.7) ? null : instant(roll, roll.chance(0.3) ? 0 : roll.one(ENDS)),
    }),
  )
  return { ...world, users, agreements }
}
