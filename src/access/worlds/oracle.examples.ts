/**
 * The rules of docs/access.md written down a second time, from that page alone, by a hand that had not read the policy. Plain on purpose: each piece quotes the
 * sentence it comes from, and nothing is shared with the code it judges, not even the words. Where the two differ, the page decides.
 */
import { letterOf, levelOf, SILENT } from './oracle-matrix.examples.ts'

export type Span = { from: string; to: string | null }
export type User = {
  id: string
  role: string
  teams: (Span & { team: string })[]
  active: boolean
  named: string[]
  organisation?: string
}
export type Agreement = Span & { organisation: string; categories: string[]; withdrawn: string | null }
export type Child = { id: string; restricted: boolean; allow: string[]; conflicts: string[] }
export type Involvement = Span & { child: string; user?: string; team?: string; kind: string }
export type Oversight = Span & { user: string; team: string; categories: string[] }
export type Urgent = Span & { user: string; child: string; categories: string[] }
export type Enrolment = Span & { child: string; team: string }
export type Consent = Span & {
  child: string
  category: string
  by: string
  user?: string
  team?: string
  opens: string
  withdrawn: string | null
}
export type Flag = Span & { flag: string; user?: string; child?: string; entry?: string; named?: string[] }
export type Entry = {
  id: string
  child: string
  category: string
  sensitivity: number
  sealed: null | 'known' | 'silent'
  named: string[]
  summary?: boolean
}
export type Ask = { user: string; child: string; entry: string; action: 'read' | 'write' }
export type World = {
  world: string | number
  now: string
  users: User[]
  children: Child[]
  involvements: Involvement[]
  oversight: Oversight[]
  urgent: Urgent[]
  entries: Entry[]
  enrolments?: Enrolment[]
  consents?: Consent[]
  purpose?: string
  agreements?: Agreement[]
  flags?: Flag[]
  asks: Ask[]
}
export type Openness = 'content' | 'contact' | 'nothing'
export type Decision = { answer: Openness; rule: string }

/** A live reason: the rule it is named by, what it opens by itself (or everything by the matrix), and whether it writes. */
type Reason = { rule: string; itself: string[] | 'by the matrix'; own: boolean; writes: boolean }

const HOUR = 3_600_000
const ms = (instant: string) => Date.parse(instant)

/** "Every span is half-open: it holds at `from` and no longer at `to`; `to: null` is open." */
const holds = (span: Span, now: number) => ms(span.from) <= now && (span.to === null || now < ms(span.to))

/** "from `from` until 14 days (336 hours) after `to`, to write up" */
const involvementAlive = (span: Span, now: number) =>
  ms(span.from) <= now && (span.to === null || now < ms(span.to) + 336 * HOUR)

/** "its span, and at most 4 hours from `from`" */
const urgentAlive = (span: Span, now: number) => holds(span, now) && now < ms(span.from) + 4 * HOUR

/** "A membership is alive in its span." */
const liveMember = (user: User, team: string, now: number) =>
  user.teams.some(membership => membership.team === team && holds(membership, now))

/** The table "Live reasons", row after row, and in each the world's own list: the order in which rule 9 names them. */
function liveReasons(world: World, user: User, child: Child): Reason[] {
  const now = ms(world.now)
  const reasons: Reason[] = []
  for (const involvement of world.involvements) {
    if (involvement.child !== child.id || !involvementAlive(involvement, now)) continue
    const own = involvement.user === user.id
    const byTeam = involvement.team !== undefined && liveMember(user, involvement.team, now)
    if (own || byTeam) reasons.push({ rule: involvement.kind, itself: 'by the matrix', own, writes: true })
  }
  for (const enrolment of world.enrolments ?? []) {
    if (enrolment.child !== child.id || !holds(enrolment, now)) continue
    if (liveMember(user, enrolment.team, now))
      reasons.push({ rule: 'school-roll', itself: 'by the matrix', own: false, writes: false })
  }
  for (const urgent of world.urgent) {
    if (urgent.child !== child.id || urgent.user !== user.id || !urgentAlive(urgent, now)) continue
    reasons.push({ rule: 'urgent', itself: urgent.categories, own: false, writes: false })
  }
  for (const oversight of world.oversight) {
    if (oversight.user !== user.id || !holds(oversight, now)) continue
    const teamWorks = world.involvements.some(
      one => one.team === oversight.team && one.child === child.id && involvementAlive(one, now),
    )
    if (teamWorks) reasons.push({ rule: 'oversight', itself: oversight.categories, own: false, writes: false })
  }
  return reasons
}

/** "The ceiling of a reason is never above the role's level, but that it is 4 where the user's own involvement is with a child whose `allow` names them, or where the entry's `named` names the user." */
function ceiling(reason: Reason, user: User, child: Child, entry: Entry): number {
  if (entry.named.includes(user.id)) return 4
  if (reason.own && child.allow.includes(user.id)) return 4
  return Math.min(3, levelOf(user.role))
}

/** "of the ask's child; … given by the `young-person` …; names the user, or a team of which the user is a live member; `now` lies in its span; and `now` is before `withdrawn`" */
const liveConsents = (world: World, user: User, child: Child): Consent[] =>
  (world.consents ?? []).filter(
    one =>
      one.child === child.id &&
      one.by === 'young-person' &&
      (one.user === user.id || (one.team !== undefined && liveMember(user, one.team, ms(world.now)))) &&
      holds(one, ms(world.now)) &&
      (one.withdrawn === null || ms(world.now) < ms(one.withdrawn)),
  )

/** "one that opens `contact` makes anything but F and S an E, and that E says contact although the category is silent; one that opens `summary` makes anything but F an S" */
function letterWith(consents: readonly Consent[], letter: string, category: string): string {
  const of = (opens: string) => consents.some(one => one.category === category && one.opens === opens)
  if (of('summary') && letter !== 'F') return 'S'
  if (of('contact') && letter !== 'F' && letter !== 'S') return 'E, although silent'
  return letter
}

/** "A flag acts while `now` lies in its span" */
const flagged = (world: World, flag: string): Flag[] =>
  (world.flags ?? []).filter(one => one.flag === flag && holds(one, ms(world.now)))

/** "its child `protected-address` by a flag whose `named` does not name the user (one such flag is enough)" */
const isHiddenPlace = (world: World, user: User, child: Child, entry: Entry): boolean =>
  flagged(world, 'location-bearing').some(one => one.entry === entry.id) &&
  flagged(world, 'protected-address').some(one => one.child === child.id && !one.named?.includes(user.id))

/** "in force while `now` lies in its span and before `withdrawn`; withdrawn from `withdrawn` on, whatever its span; missing otherwise" */
function agreementState(world: World, user: User): 'in force' | 'missing' | 'withdrawn' {
  if (user.organisation === undefined) return 'in force'
  const agreement = (world.agreements ?? []).find(one => one.organisation === user.organisation)
  if (agreement === undefined) return 'missing'
  if (agreement.withdrawn !== null && ms(agreement.withdrawn) <= ms(world.now)) return 'withdrawn'
  return holds(agreement, ms(world.now)) ? 'in force' : 'missing'
}

/** "a category that the agreement does not name has the letter –, and no function opens it" */
const isAgreed = (world: World, user: User, category: string): boolean =>
  user.organisation === undefined ||
  (world.agreements ?? []).some(one => one.organisation === user.organisation && one.categories.includes(category))
const letterFor = (world: World, user: User, category: string): string =>
  isAgreed(world, user, category) ? letterOf(user.role, category) : '-'

/** What one reason makes of the entry, and by which letter ("itself" where no letter was asked). */
function opens(
  world: World,
  reason: Reason,
  user: User,
  child: Child,
  entry: Entry,
  consents: readonly Consent[],
): { as: Openness; by: string } {
  if (entry.sensitivity > ceiling(reason, user, child, entry)) return { as: 'nothing', by: 'ceiling' }
  if (reason.itself !== 'by the matrix')
    return { as: reason.itself.includes(entry.category) ? 'content' : 'nothing', by: 'itself' }
  const letter = letterWith(consents, letterFor(world, user, entry.category), entry.category)
  if (letter === 'E, although silent') return { as: 'contact', by: 'E' }
  if (letter === 'F') return { as: 'content', by: 'F' }
  if (letter === 'S') return { as: entry.summary === true ? 'content' : 'contact', by: 'S' }
  if (letter === 'E') return { as: SILENT.includes(entry.category) ? 'nothing' : 'contact', by: 'E' }
  return { as: 'nothing', by: letter }
}

/** "`one-record`: identity and contact" and "opens its categories at sensitivity 1 → content" */
const functionOpens = (functions: string[], entry: Entry) =>
  functions.includes('one-record') && ['identity', 'contact'].includes(entry.category) && entry.sensitivity === 1

/**
 * The answer to one ask.
 * @param world a world that the page would understand
 * @param ask one of its asks
 * @returns what is open, and the name of the rule that says so
 * @throws where the ask is about a user, child or entry that the world doesn't hold
 */
export function decideFromThePage(world: World, ask: Ask): Decision {
  const decided = decideWith(world, ask, true)
  // "Where the entry would be less open without the world's consents …, the rule is **consent**"
  if (ask.action === 'read' && decided.answer !== decideWith(world, ask, false).answer)
    return { ...decided, rule: 'consent' }
  return decided
}

function decideWith(world: World, ask: Ask, withConsents: boolean): Decision {
  const user = world.users.find(one => one.id === ask.user)
  const child = world.children.find(one => one.id === ask.child)
  const entry = world.entries.find(one => one.id === ask.entry)
  if (!user || !child || !entry) throw new Error('The ask is about what is not there.')

  // 1 to 4
  if (world.purpose === 'support') return { answer: 'nothing', rule: 'support' }
  if (!user.active) return { answer: 'nothing', rule: 'inactive' }
  const agreement = agreementState(world, user)
  if (agreement === 'withdrawn') return { answer: 'nothing', rule: 'agreement' }
  if (child.conflicts.includes(user.id)) return { answer: 'nothing', rule: 'conflict' }
  if (child.restricted && !child.allow.includes(user.id)) return { answer: 'nothing', rule: 'shield' }
  // 5
  const isOut = agreement === 'missing' || flagged(world, 'training-out').some(one => one.user === user.id)
  const reasons = liveReasons(world, user, child).filter(({ rule }) => !isOut || rule === 'urgent')
  // "a function none of whose categories it names is not held, in rule 5 either"
  const isHeld = ['identity', 'contact'].some(category => isAgreed(world, user, category))
  const functions = isOut || !isHeld ? [] : user.named
  if (reasons.length === 0 && functions.length === 0)
    return { answer: 'nothing', rule: agreement === 'missing' ? 'agreement' : isOut ? 'training' : 'no-reason' }
  // 6
  if (flagged(world, 'source-withdrawn').some(one => one.entry === entry.id))
    return { answer: 'nothing', rule: 'source' }
  if (isHiddenPlace(world, user, child, entry)) return { answer: 'nothing', rule: 'place' }
  // 6.3, 7
  const named = entry.named.includes(user.id)
  if (entry.sealed === 'silent' && !named) return { answer: 'nothing', rule: 'sealed' }
  if (entry.sealed === 'known' && !named) {
    if (reasons.length === 0 || SILENT.includes(entry.category)) return { answer: 'nothing', rule: 'sealed' }
    return ask.action === 'write'
      ? { answer: 'nothing', rule: 'not-writable' }
      : { answer: 'contact', rule: 'sealed-known' }
  }
  // 8, 9
  const consents = withConsents ? liveConsents(world, user, child) : []
  const opened = reasons.map(reason => ({ reason, ...opens(world, reason, user, child, entry, consents) }))
  const firstFull = opened.find(one => one.as === 'content' && one.by !== 'S')
  const firstSummary = opened.find(one => one.as === 'content' && one.by === 'S')
  const byFunction = functionOpens(functions, entry) && isAgreed(world, user, entry.category)
  const contact = opened.some(one => one.as === 'contact')
  const rule = firstFull?.reason.rule ?? (byFunction ? 'one-record' : firstSummary?.reason.rule)
  if (rule === undefined && !contact) return { answer: 'nothing', rule: 'not-opened' }
  // 10
  if (ask.action === 'write') {
    const reached = reasons.some(
      reason =>
        reason.writes &&
        (reason.itself === 'by the matrix'
          ? letterFor(world, user, entry.category) === 'F'
          : reason.itself.includes(entry.category)),
    )
    const fully = firstFull !== undefined || byFunction
    return fully && reached && rule ? { answer: 'content', rule } : { answer: 'nothing', rule: 'not-writable' }
  }
  return rule ? { answer: 'content', rule } : { answer: 'contact', rule: 'who-to-speak-to' }
}
