import type { StandingNotice } from '../../../children/index.ts'
import { academicYearOf, addDays, londonClock, type PlainDate } from '../../../kernel/index.ts'
import type { Register } from '../attendance.ts'
import { type AwayStretch, awayStretch } from '../away-stretch.ts'
import { combineRegisters } from '../dual-registration.ts'
import { addressMoves, type Move, schoolMove, type ToldAddress, type ToldSchool, toldSchoolMove } from './moves.ts'
import { type NoticeRule, rulesOn, type Standing } from './notice-rules.ts'

/** An entry that puts the child under a rule today. */
export type Ground = { readonly entry: number; readonly standing: Standing }
/** A suspension or permanent exclusion that stands. */
export type ToldSuspension = { readonly entry: number; readonly from: PlainDate; readonly category: string }

/** A school's call home about an absence of a day, and whether it learnt a reason that it accepts. */
export type SchoolCall = { readonly on: PlainDate; readonly explained: boolean }

/** All of a child that the rules look at, as it is known now. */
export type ChildState = {
  readonly grounds: readonly Ground[]
  readonly registers: readonly Register[]
  readonly suspensions: readonly ToldSuspension[]
  readonly schools: readonly ToldSchool[]
  readonly addresses: readonly ToldAddress[]
  /** What the school said of its calls home, in the order in which it said it. */
  readonly calls?: readonly SchoolCall[]
}

type Happening = Move & { readonly inputs?: Readonly<Record<string, string | number>> }

/** The notices that stand for a child at a moment: a function of what is known then, in whatever order it came. */
export const standingNotices = (child: ChildState, rules: readonly NoticeRule[], now: Date): StandingNotice[] => {
  const today = londonClock(now).date
  const stretch = awayStretch(
    combineRegisters(child.registers.filter(one => one.year === academicYearOf(today))).marks,
    child.registers,
    today,
  )
  return rulesOn(rules, today).flatMap(rule => {
    const because = child.grounds.filter(one => rule.standings.includes(one.standing)).map(one => one.entry)
    if (because.length === 0) return []
    return happenings(child, rule, stretch, today).map(({ on, occasion, about, inputs }) => ({
      rule: rule.rule,
      version: rule.version,
      kind: rule.kind,
      safeguarding: rule.safeguarding,
      daily: rule.daily,
      occasion,
      because,
      about,
      inputs: { on, ...inputs },
      fresh: on >= addDays(today, -rule.freshDays),
      shownFrom: shownFrom(rule, on, now, callOn(child, rule, on) !== undefined),
    }))
  })
}

const happenings = (
  child: ChildState,
  rule: NoticeRule,
  stretch: AwayStretch | undefined,
  today: PlainDate,
): Happening[] => {
  switch (rule.kind) {
    case 'stopped-attending':
      return stretch && stretch.days >= (rule.days ?? 1) && !isHeld(child, rule, stretch)
        ? [{ on: stretch.to, occasion: 'absence', about: [], inputs: { from: stretch.from, days: stretch.days } }]
        : []
    case 'excluded':
      return [...Map.groupBy(child.suspensions, one => `${one.category} ${one.from}`)].map(([occasion, told]) => ({
        on: told[0]?.from ?? today,
        occasion,
        about: told.map(one => one.entry),
      }))
    case 'moved-school':
      return [schoolMove(child.schools, today) ?? [], (rule.tellings && toldSchoolMove(child.schools)) || []].flat()
    case 'moved-address':
      return addressMoves(child.addresses, rule.tellings)
  }
}

/** Whether the school's word that it knows why still keeps an absence back. */
const isHeld = (child: ChildState, rule: NoticeRule, { to, days }: AwayStretch): boolean =>
  callOn(child, rule, to)?.explained === true && days <= (rule.reasonDays ?? days)

/** The school's last word of its calls about a day, for a rule that asks. */
const callOn = ({ calls = [] }: ChildState, rule: NoticeRule, on: PlainDate): SchoolCall | undefined =>
  rule.calls && calls.findLast(call => call.on === on)

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** At once, from the rule's hour on the day itself unless the school has called, or with the next morning's summary at seven. */
const shownFrom = (rule: NoticeRule, on: PlainDate, now: Date, called: boolean): Date => {
  const { date, hour, minute } = londonClock(now)
  const inMinutes = (minutes: number) => new Date(now.getTime() + (minutes - hour * 60 - minute) * 60_000)
  if (rule.daily) return inMinutes(24 * 60 + minutesOf('07:00'))
  const earliest = rule.notBefore && on === date && !called ? inMinutes(minutesOf(rule.notBefore)) : now
  return earliest > now ? earliest : now
}
