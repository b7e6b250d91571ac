/**
 * The rules of docs/access.md written down a second time, from that page alone, by a hand that had not read the policy. Plain on purpose: each piece quotes the
 * sentence it comes from, and nothing is shared with the code it judges, not even the words. Where the two differ, the page decides.
 */
import { letterOf, levelOf, SCHOOL, SILENT } from './oracle-matrix.examples.ts'

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
  council?: boolean
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

// Each part quotes the sentence of the page that it was written from. Nothing of the policy was looked at.

const hour = 3_600_000
const at = (instant: string): number => Date.parse(instant)
const holdsAt = (now: number, { from, to }: Span): boolean => at(from) <= now && (to === null || now < at(to))

/** "withdrawn … from the instant of `withdrawn` on, whatever its span; else in force while `now` lies in its span; else, and where there is none, missing". */
type Standing =
  | { readonly state: 'ours' | 'withdrawn' | 'missing' }
  | { readonly state: 'in force'; readonly named: string[] }

const standingOf = (world: World, user: User, now: number): Standing => {
  // "A user without `organisation` is the council's own, and none of this is asked of them."
  if (user.organisation === undefined) return { state: 'ours' }
  const agreement = (world.agreements ?? []).find(one => one.organisation === user.organisation)
  if (!agreement) return { state: 'missing' }
  if (agreement.withdrawn !== null && now >= at(agreement.withdrawn)) return { state: 'withdrawn' }
  return holdsAt(now, agreement) ? { state: 'in force', named: agreement.categories } : { state: 'missing' }
}

type Live = {
  readonly rule: string
  /** "which categories by the matrix, which by itself": all by the matrix, or these by itself. */
  readonly alone?: readonly string[]
  readonly top: number
  readonly writes: boolean
}

/** One ask, with everything of it that the rules speak of. */
class Asked {
  readonly now: number
  readonly user: User
  readonly child: Child
  readonly entry: Entry
  readonly standing: Standing
  readonly world: World
  readonly counted: boolean
  readonly reasons: readonly Live[]
  constructor(world: World, ask: Ask, counted: boolean) {
    this.world = world
    this.counted = counted
    this.now = at(world.now)
    this.user = world.users.find(one => one.id === ask.user) as User
    this.child = world.children.find(one => one.id === ask.child) as Child
    this.entry = world.entries.find(one => one.id === ask.entry) as Entry
    this.standing = standingOf(world, this.user, this.now)
    this.reasons = this.live()
  }

  /** "A flag acts while `now` lies in its span". */
  flags(word: string): Flag[] {
    return (this.world.flags ?? []).filter(one => one.flag === word && holdsAt(this.now, one))
  }
  get untrained(): boolean {
    return this.flags('training-out').some(one => one.user === this.user.id)
  }
  /** "of the reasons of both urgent access alone is one, and their functions are none" */
  get urgentAlone(): boolean {
    return this.standing.state === 'missing' || this.untrained
  }
  get named(): boolean {
    return this.entry.named.includes(this.user.id)
  }
  isIn(team: string | undefined): boolean {
    return this.user.teams.some(one => one.team === team && holdsAt(this.now, one))
  }

  /** "a function none of whose categories it names is not held"; of those held, what they open. `one-record`: identity and contact. */
  get functions(): string[] {
    if (this.urgentAlone || !this.user.named.includes('one-record')) return []
    const { standing } = this
    return ['identity', 'contact'].filter(one => standing.state !== 'in force' || standing.named.includes(one))
  }

  /** The table of live reasons, row after row. */
  live(): Live[] {
    const { world, now, user, child } = this
    // "from `from` until 14 days (336 hours) after `to`"
    const atWork = ({ from, to }: Span) => at(from) <= now && (to === null || now < at(to) + 336 * hour)
    // "the lower of the table's and the role's level, but 4 where …, and every reason's is 4 for an entry whose `named` names the user"
    const top = (own: boolean) =>
      this.named || (own && child.allow.includes(user.id)) ? 4 : Math.min(3, levelOf(user.role))
    const urgent = world.urgent
      .filter(one => one.user === user.id && one.child === child.id)
      .filter(one => holdsAt(now, one) && now < at(one.from) + 4 * hour)
      .map(one => ({ rule: 'urgent', alone: one.categories, top: top(false), writes: false }))
    if (this.urgentAlone) return urgent
    const work = world.involvements
      .filter(one => one.child === child.id && atWork(one))
      .filter(one => one.user === user.id || (one.team !== undefined && this.isIn(one.team)))
      .map(one => ({ rule: one.kind, top: top(one.user === user.id), writes: true }))
    const roll = (world.enrolments ?? [])
      .filter(one => one.child === child.id && holdsAt(now, one) && this.isIn(one.team))
      .map(() => ({ rule: 'school-roll', top: top(false), writes: false }))
    const oversight = world.oversight
      .filter(one => one.user === user.id && holdsAt(now, one))
      .filter(one => world.involvements.some(tie => tie.child === child.id && tie.team === one.team && atWork(tie)))
      .map(one => ({ rule: 'oversight', alone: one.categories, top: top(false), writes: false }))
    return [...work, ...roll, ...urgent, ...oversight]
  }

  /** "One in force narrows what the matrix says to its staff: a category that it does not name has the letter – in their row". */
  get letter(): string {
    const { standing, entry } = this
    if (standing.state === 'in force' && !standing.named.includes(entry.category)) return '-'
    return letterOf(this.user.role, entry.category)
  }

  /** "A consent is alive for an ask where all of these hold". */
  get agreed(): Consent[] {
    if (!this.counted) return []
    return (this.world.consents ?? []).filter(
      one =>
        one.child === this.child.id &&
        one.by === 'young-person' &&
        (one.user === this.user.id || (one.team !== undefined && this.isIn(one.team))) &&
        holdsAt(this.now, one) &&
        (one.withdrawn === null || this.now < at(one.withdrawn)) &&
        one.category === this.entry.category,
    )
  }

  /** Rule 8.2 with 8.3: 0 nothing, 1 contact, 2 content by S, 3 content by F. */
  get byMatrix(): number {
    const { letter, agreed, entry } = this
    if (letter === 'F') return 3
    const bySummary = entry.summary === true ? 2 : 1
    if (letter === 'S' || agreed.some(one => one.opens === 'summary')) return bySummary
    // "that E says contact although the category is silent"
    if (agreed.some(one => one.opens === 'contact')) return 1
    return letter === 'E' && !SILENT.includes(entry.category) ? 1 : 0
  }

  widthOf({ alone, top }: Live): number {
    if (this.entry.sensitivity > top) return 0
    return alone ? (alone.includes(this.entry.category) ? 3 : 0) : this.byMatrix
  }
}

const nothing = (rule: string): Decision => ({ answer: 'nothing', rule })

/** Rules 1 to 7: what is answered before it is asked how open the entry is. */
const shutFirst = (asked: Asked, action: Ask['action']): Decision | undefined => {
  const { world, user, child, entry, standing, reasons } = asked
  if (world.purpose === 'support') return nothing('support')
  if (!user.active) return nothing('inactive')
  if (standing.state === 'withdrawn') return nothing('agreement')
  if (child.conflicts.includes(user.id)) return nothing('conflict')
  if (child.restricted && !child.allow.includes(user.id)) return nothing('shield')
  if (reasons.length === 0 && asked.functions.length === 0)
    return nothing(standing.state === 'missing' ? 'agreement' : asked.untrained ? 'training' : 'no-reason')
  if (asked.flags('source-withdrawn').some(one => one.entry === entry.id)) return nothing('source')
  const tells = asked.flags('location-bearing').some(one => one.entry === entry.id)
  const kept = asked.flags('protected-address').filter(one => one.child === child.id)
  if (tells && kept.some(one => !one.named?.includes(user.id))) return nothing('place')
  // "it is the council's own, and the user's role is a school's"
  if (entry.council === true && SCHOOL.includes(user.role)) return nothing('council')
  if (entry.sealed === null || asked.named) return undefined
  if (entry.sealed === 'silent' || reasons.length === 0 || SILENT.includes(entry.category)) return nothing('sealed')
  return action === 'write' ? nothing('not-writable') : { answer: 'contact', rule: 'sealed-known' }
}

/** Rule 8, and of 9 the rule without consents. */
const opened = (asked: Asked): { width: number; rule: string } => {
  const { reasons, entry, functions } = asked
  // "A function opens its categories at sensitivity 1 → content"
  const byFunction = entry.sensitivity === 1 && functions.includes(entry.category) ? 3 : 0
  const width = Math.max(byFunction, ...reasons.map(one => asked.widthOf(one)))
  if (width === 0) return { width, rule: 'not-opened' }
  if (width === 1) return { width, rule: 'who-to-speak-to' }
  return { width, rule: reasons.find(one => asked.widthOf(one) === width)?.rule ?? 'one-record' }
}

const answers: readonly Decision['answer'][] = ['nothing', 'contact', 'content', 'content']

/** What docs/access.md answers to one ask of a world that it understands. */
export function decideFromThePage(world: World, ask: Ask): Decision {
  const asked = new Asked(world, ask, true)
  const first = shutFirst(asked, ask.action)
  if (first) return first
  const { width, rule } = opened(asked)
  if (ask.action === 'write') {
    if (width === 0) return nothing('not-opened')
    const reached = asked.reasons.some(
      one => one.writes && (one.alone?.includes(asked.entry.category) ?? asked.letter === 'F'),
    )
    return width === 3 && reached ? { answer: 'content', rule } : nothing('not-writable')
  }
  const answer = answers[width] ?? 'nothing'
  const without = answers[opened(new Asked(world, ask, false)).width]
  return { answer, rule: answer === without ? rule : 'consent' }
}
