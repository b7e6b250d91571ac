// The rules of docs/access.md once more, in words instead of bits, and worlds to ask both about. Written from the page, by whoever
// wrote the page: a different hand's would be worth more.
import fc from 'fast-check'
import { type Category, categories, silentCategories } from '../../kernel/index.ts'
import { involvementKinds } from '../involvement-kinds.ts'
import { getRole, roles } from '../roles.ts'
import type { Answer, Ask, World } from './world.ts'

const hour = 3_600_000
type Span = { readonly from: string; readonly to: string | null }
type Reason = {
  rule: string
  writes: boolean
  ceiling: number
  opens(category: Category, summary: boolean): Sight
  full(category: Category): boolean
}
type Sight = 'content' | 'summary' | 'contact' | 'nothing'

const alive = ({ from, to }: Span, now: number, grace = 0, most = Number.POSITIVE_INFINITY): boolean =>
  Date.parse(from) <= now &&
  now < Math.min(to === null ? Number.POSITIVE_INFINITY : Date.parse(to) + grace, Date.parse(from) + most)

/** What docs/access.md says of one ask. */
export const oracle = (world: World, ask: Ask): Omit<Answer, 'ask'> => {
  const now = Date.parse(world.now)
  const user = world.users.find(one => one.id === ask.user)!
  const child = world.children.find(one => one.id === ask.child)!
  const entry = world.entries.find(one => one.id === ask.entry)!
  const nothing = (rule: string) => ({ answer: 'nothing' as const, rule })
  if (!user.active) return nothing('inactive')
  if (child.conflicts.includes(user.id)) return nothing('conflict')
  if (child.restricted && !child.allow.includes(user.id)) return nothing('shield')
  const reasons = reasonsOf(world, ask, now)
  const duty = user.named.includes('one-record')
  if (reasons.length === 0 && !duty) return nothing('no-reason')
  if (world.purpose === 'support') return nothing('support')
  const named = entry.named.includes(user.id)
  if (entry.sealed && !named) {
    if (entry.sealed === 'silent' || reasons.length === 0 || silentCategories.includes(entry.category))
      return nothing('sealed')
    return ask.action === 'write' ? nothing('not-writable') : { answer: 'contact', rule: 'sealed-known' }
  }
  const open = reasons
    .filter(one => entry.sensitivity <= (named ? 4 : one.ceiling))
    .map(one => ({ rule: one.rule, sight: one.opens(entry.category, entry.summary ?? false) }))
  if (duty && entry.sensitivity === 1 && ['identity', 'contact'].includes(entry.category))
    open.push({ rule: 'one-record', sight: 'content' })
  const best = (['content', 'summary', 'contact'] as const)
    .map(sight => open.find(one => one.sight === sight))
    .find(Boolean)
  if (!best) return nothing('not-opened')
  if (ask.action === 'write') {
    const mayWrite = best.sight === 'content' && reasons.some(one => one.writes && one.full(entry.category))
    return mayWrite ? { answer: 'content', rule: best.rule } : nothing('not-writable')
  }
  return best.sight === 'contact'
    ? { answer: 'contact', rule: 'who-to-speak-to' }
    : { answer: 'content', rule: best.rule }
}

const reasonsOf = (world: World, ask: Ask, now: number): Reason[] => {
  const user = world.users.find(one => one.id === ask.user)!
  const child = world.children.find(one => one.id === ask.child)!
  const role = getRole(user.role)
  const teams = user.teams.filter(member => alive(member, now)).map(member => member.team)
  const byMatrix = (rule: string, writes: boolean, own: boolean): Reason => ({
    ...{ rule, writes, ceiling: own && child.allow.includes(user.id) ? 4 : Math.min(3, role.maxSensitivity) },
    full: category => role.cells[category] === 'F',
    opens: (category, summary) => {
      const cell = role.cells[category]
      if (cell === 'F') return 'content'
      if (cell === 'S') return summary ? 'summary' : 'contact'
      return cell === 'E' && !silentCategories.includes(category) ? 'contact' : 'nothing'
    },
  })
  const itself = (rule: string, list: readonly Category[]): Reason => ({
    ...{ rule, writes: false, ceiling: Math.min(3, role.maxSensitivity) },
    full: category => list.includes(category),
    opens: category => (list.includes(category) ? 'content' : 'nothing'),
  })
  const grace = 14 * 24 * hour
  const worked = (team: string): boolean =>
    world.involvements.some(one => one.child === ask.child && one.team === team && alive(one, now, grace))
  return [
    ...world.involvements
      .filter(
        one =>
          one.child === ask.child && alive(one, now, grace) && (one.user === user.id || teams.includes(one.team ?? '')),
      )
      .map(one => byMatrix(one.kind, true, one.user === user.id)),
    ...(world.enrolments ?? [])
      .filter(one => one.child === ask.child && alive(one, now) && teams.includes(one.team))
      .map(() => byMatrix('school-roll', false, false)),
    ...world.urgent
      .filter(one => one.child === ask.child && one.user === user.id && alive(one, now, 0, 4 * hour))
      .map(one => itself('urgent', one.categories)),
    ...world.oversight
      .filter(one => one.user === user.id && alive(one, now) && worked(one.team))
      .map(one => itself('oversight', one.categories)),
  ]
}

const now = Date.parse('2026-11-27T09:00:00Z')
const at = (offset: number): string => new Date(now + offset).toISOString()
// On the edges: this very instant, a millisecond either side, fourteen days and four hours ago.
const edges = [
  0,
  -1,
  1,
  -14 * 24 * hour,
  -14 * 24 * hour + 1,
  -14 * 24 * hour - 1,
  -4 * hour,
  -4 * hour + 1,
  -hour,
  hour,
  -400 * 24 * hour,
  400 * 24 * hour,
]
const instant = fc.constantFrom(...edges).map(at)
const span = fc.oneof(
  { weight: 6, arbitrary: fc.record({ from: fc.constant(at(-hour)), to: fc.constant(null) }) },
  { weight: 2, arbitrary: fc.record({ from: instant, to: fc.option(instant) }) },
)
const some = <T>(item: fc.Arbitrary<T>, most: number, least = 0) =>
  fc.array(item, { minLength: least, maxLength: most })
const users = ['u1', 'u2', 'u3']
const [children, teams] = [
  ['c1', 'c2'],
  ['t1', 't2'],
]
const user = fc.constantFrom(...users)
const child = fc.constantFrom(...children)
const team = fc.constantFrom(...teams)
const category = fc.constantFrom(...categories)
const categoryList = fc.subarray([...categories])
const rarely = <T>(list: readonly T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: fc.subarray([...list]) })
const kind = fc.constantFrom(...involvementKinds.map(one => one.key))
const readingRoles = roles.map(role => role.key)

/** Any small world: three people, two children, two teams, twelve entries, every edge of time. */
export const anyWorld: fc.Arbitrary<World> = fc.record({
  world: fc.nat(),
  now: fc.constant(at(0)),
  users: fc.tuple(
    ...users.map(id =>
      fc.record({
        id: fc.constant(id),
        role: fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom('social-worker' as const, 'out-of-hours' as const) },
          { weight: 3, arbitrary: fc.constantFrom(...readingRoles) },
        ),
        teams: some(
          fc.tuple(team, span).map(([name, when]) => ({ team: name, ...when })),
          2,
        ),
        active: fc.oneof({ weight: 19, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
        named: rarely(['one-record' as const]),
      }),
    ),
  ),
  children: fc.tuple(
    ...children.map(id =>
      fc.record({
        id: fc.constant(id),
        restricted: fc.constantFrom(false, false, false, false, false, true),
        allow: rarely(users),
        conflicts: rarely(users),
      }),
    ),
  ),
  involvements: some(
    fc.oneof(
      fc.tuple(child, user, kind, span).map(([c, u, k, when]) => ({ child: c, user: u, kind: k, ...when })),
      fc.tuple(child, team, kind, span).map(([c, t, k, when]) => ({ child: c, team: t, kind: k, ...when })),
    ),
    10,
    6,
  ),
  oversight: some(
    fc
      .tuple(user, team, categoryList, span)
      .map(([u, t, list, when]) => ({ user: u, team: t, categories: list, ...when })),
    2,
  ),
  urgent: some(
    fc
      .tuple(user, child, categoryList, span)
      .map(([u, c, list, when]) => ({ user: u, child: c, categories: list, ...when })),
    3,
  ),
  enrolments: some(
    fc.tuple(child, team, span).map(([c, t, when]) => ({ child: c, team: t, ...when })),
    2,
  ),
  entries: fc.tuple(
    ...Array.from({ length: 12 }, (_, i) =>
      fc.record({
        id: fc.constant(`e${i}`),
        child: fc.constant(children[i % 2] ?? 'c1'),
        category,
        sensitivity: fc.constantFrom(
          1 as const,
          1 as const,
          1 as const,
          2 as const,
          2 as const,
          3 as const,
          4 as const,
        ),
        sealed: fc.constantFrom(null, null, null, null, null, null, null, 'known' as const, 'silent' as const),
        named: rarely(users),
        summary: fc.boolean(),
      }),
    ),
  ),
  asks: fc.constant(
    users.flatMap(u =>
      Array.from({ length: 12 }, (_, i) => ({
        user: u,
        child: children[i % 2] ?? 'c1',
        entry: `e${i}`,
        action: i % 6 === 5 ? ('write' as const) : ('read' as const),
      })),
    ),
  ),
})
