import { addDays, type Category, categories, londonDate, type PlainDate } from '../../kernel/index.ts'
import { neverByRole } from '../role-rules.ts'

/** How oversight is given, from a day on: local settings, from no statute. */
export type OversightSettings = {
  readonly from: PlainDate
  /** The most days that one oversight lasts, the first and the last included. */
  readonly mostDays: number
  /** Somebody looks again whether it is still needed, so many days after it was agreed or last reviewed. */
  readonly reviewDays: number
  /** What a rehearsal found is answered within so many days: later, the team works with other children. */
  readonly rehearsalDays: number
  /** The shortest reason that says anything, in letters. */
  readonly shortestReason: number
}
const settings: readonly OversightSettings[] = [
  { from: '2026-01-01' as PlainDate, mostDays: 183, reviewDays: 42, rehearsalDays: 7, shortestReason: 20 },
]

/** The settings in force on a day. */
export const oversightSettings = (day: PlainDate): OversightSettings =>
  settings.findLast(one => one.from <= day) ?? (settings[0] as OversightSettings)

/** What can be overseen beside who the child is, which always comes with it: never what is for people who are named. */
export const overseeable: readonly Category[] = categories.filter(
  category => category !== 'identity' && !neverByRole.includes(category),
)

/** Of how many records an oversight would open what, were it in force now. More than `mostCounted` is not told. */
export type OversightRehearsal = {
  /** With how many children the team itself works, those apart who are shut to most people. */
  readonly records: number
  /** How many of these records the person could not open before. */
  readonly opened: number
  readonly gained: Readonly<Partial<Record<Category, number>>>
}

/** Numbers above this are said as "more than". */
export const mostCounted = 100

type Course = {
  readonly lastDay: PlainDate
  readonly askedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly agreed: boolean | null
  readonly answeredAt: Date | null
  readonly reviewedAt: Date | null
  readonly endedAt: Date | null
  /** Of the oversight that was agreed. */
  readonly startsAt: Date | null
  readonly endsAt: Date | null
}
export type OversightState = 'draft' | 'waiting' | 'lapsed' | 'withdrawn' | 'refused' | 'agreed' | 'in force' | 'ended'

/** Where a proposal stands at an instant. */
export const oversightState = (one: Course, at: Date): OversightState => {
  if (one.withdrawnAt) return 'withdrawn'
  if (one.agreed === false) return 'refused'
  if (!one.agreed) {
    if (one.lastDay < londonDate(at)) return 'lapsed'
    return one.askedAt ? 'waiting' : 'draft'
  }
  if (one.endedAt || !one.startsAt || !one.endsAt || at >= one.endsAt) return 'ended'
  return at < one.startsAt ? 'agreed' : 'in force'
}

/** The day by which somebody looks again whether an oversight in force is still needed; undefined of one that is not. */
export const reviewDueOn = (one: Course, at: Date): PlainDate | undefined => {
  const since = one.reviewedAt ?? one.answeredAt
  if (!since || oversightState(one, at) !== 'in force') return undefined
  const day = londonDate(since)
  return addDays(day, oversightSettings(day).reviewDays)
}
