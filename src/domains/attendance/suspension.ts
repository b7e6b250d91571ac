import { type AcademicYear, academicYearOf, type PlainDate } from '../../kernel/index.ts'
import {
  nthSchoolDay,
  type SchoolCalendar,
  schoolDaysAfter,
  schoolDaysFrom,
  termOn,
  yearsMissing,
} from './school-calendar.ts'

/** A pupil taken out of school by a head teacher: `LNCH` at lunchtimes, `PERM` for good, until it is set aside. */
export type Exclusion = {
  readonly category: 'SUSP' | 'LNCH' | 'PERM'
  readonly from: PlainDate
  /** Half days: sessions, or lunchtimes, of which each is half a day. None for a permanent exclusion. */
  readonly halfDays: number
  /** Who notified us: days are counted by this school's calendar, and against the pupil wherever they go. */
  readonly calendar: SchoolCalendar
  /** The day from which the governing board took the pupil back: days from then on are not counted. */
  readonly reinstatedOn?: PlainDate
}

// Suspension and permanent exclusion guidance (domain.md 6.4), in half days.
const boardMayReinstateOver = 10
const boardMustMeetOver = 30
const yearLimit = 90
const meetWithin = 15
const meetIfAskedWithin = 50
/** School days within which the board decides again once a review panel has told it to, or recommended it (SI 2012/1033, regulation 8; from memory). */
export const reconsiderWithin = 10
const educationFromDay = 6

/** Half days in a term and in a school year. */
export type HalfDays = { readonly term: number; readonly year: number }
/** Half days in a pupil's term and year, or the school years whose term dates are missing. */
export type Counted<T> =
  | ({ readonly known: true } & T)
  | { readonly known: false; readonly yearsMissing: readonly AcademicYear[] }

/** The school days a suspension takes, with their half days. Undefined where term dates end before it does. */
const daysOf = (one: Exclusion): { day: PlainDate; halfDays: number }[] | undefined => {
  const aDay = one.category === 'LNCH' ? 1 : 2
  const days: { day: PlainDate; halfDays: number }[] = []
  let left = one.category === 'PERM' ? 0 : one.halfDays
  for (const day of schoolDaysFrom(one.calendar, one.from)) {
    if (left <= 0) break
    if (one.reinstatedOn === undefined || day < one.reinstatedOn) days.push({ day, halfDays: Math.min(aDay, left) })
    left -= aDay
  }
  return left > 0 ? undefined : days
}

/**
 * Half days for which a pupil has been suspended in the term and the school year of a day, at all schools together: a child who moves
 * carries them. The term is that of the calendar given.
 */
export const countSuspended = (
  exclusions: readonly Exclusion[],
  calendar: SchoolCalendar,
  on: PlainDate,
): Counted<HalfDays> => {
  const missing = new Set([
    ...yearsMissing(calendar, on, on),
    ...exclusions.flatMap(one => (daysOf(one) ? [] : yearsMissing(one.calendar, one.from, on))),
  ])
  if (missing.size > 0) return { known: false, yearsMissing: [...missing] }
  const days = exclusions.flatMap(one => daysOf(one) ?? [])
  const sum = (within: (day: PlainDate) => boolean): number =>
    days.reduce((all, { day, halfDays }) => all + (within(day) ? halfDays : 0), 0)
  const term = termOn(calendar, on)
  return {
    known: true,
    term: sum(day => term !== undefined && term.from <= day && day <= term.to),
    year: sum(day => academicYearOf(day) === academicYearOf(on)),
  }
}

/** A suspension that would take the year over 45 days is not lawful: it is refused, with the half days it would come to. */
export const isOverYearLimit = (halfDaysInYear: number): boolean => halfDaysInYear > yearLimit

/** What the governing board owes when it has been told, and whether it can take the pupil back. */
export type BoardDuty = {
  readonly duty: 'consider-representations' | 'meet-if-asked' | 'meet'
  /** School days from the day on which the board was told; undefined where no meeting is owed. */
  readonly withinSchoolDays?: number
  readonly mayReinstate: boolean
}

/**
 * By the half days of the term with this suspension in them: up to five days the board considers what parents say and cannot take
 * the pupil back; up to fifteen it meets if parents make representations; beyond, and for a permanent exclusion or one through which
 * a public examination or national test would be missed, it meets.
 */
export const boardDuty = (
  category: Exclusion['category'],
  halfDaysInTerm: number,
  missesExamination = false,
): BoardDuty => {
  if (category === 'PERM' || missesExamination || halfDaysInTerm > boardMustMeetOver)
    return { duty: 'meet', withinSchoolDays: meetWithin, mayReinstate: true }
  if (halfDaysInTerm > boardMayReinstateOver)
    return { duty: 'meet-if-asked', withinSchoolDays: meetIfAskedWithin, mayReinstate: true }
  return { duty: 'consider-representations', mayReinstate: false }
}

/** The last day of the board's meeting; undefined where none is owed or term dates are missing. */
export const meetBy = (
  calendar: SchoolCalendar,
  { withinSchoolDays }: BoardDuty,
  toldOn: PlainDate,
): PlainDate | undefined =>
  withinSchoolDays === undefined ? undefined : schoolDaysAfter(calendar, toldOn, withinSchoolDays)

/** From when full-time education is owed, and who owes it: the school while suspended, the council once excluded for good. */
export type SixthDay = {
  readonly on: PlainDate
  readonly owedBy: 'school' | 'council'
  /** Where other suspensions led up to this one, the first day of the first of them, from which the days are counted. */
  readonly since?: PlainDate
}

/**
 * Half days of the suspensions that lead up to this one with no day in school between, by day: several decisions in a row are one period
 * (Education and Inspections Act 2006, s100, and the statutory guidance on suspension: consecutive suspensions are cumulative; from memory).
 */
const leadingDays = (to: Exclusion, before: readonly Exclusion[]): ReadonlyMap<PlainDate, number> => {
  const leading = new Map<PlainDate, number>()
  let first = to.from
  const earlier = before.filter(one => one.category === 'SUSP' && one.from < to.from)
  for (const one of earlier.sort((a, b) => (a.from < b.from ? 1 : -1))) {
    const days = daysOf(one) ?? []
    const [begun, last] = [days[0], days.at(-1)]
    const back = last && schoolDaysAfter(one.calendar, last.day, 1)
    if (!begun || !back || back < first) continue
    // Two tellings of one suspension may overlap. Of the day on which this one begins only a morning came before.
    for (const { day, halfDays } of days)
      if (day < to.from || (day === to.from && halfDays === 1)) leading.set(day, halfDays)
    first = begun.day
  }
  return leading
}

/**
 * The sixth school day, the first day away being the first, of a suspension with those that led up to it, or of a permanent exclusion.
 * None for five days or fewer, at lunchtimes, or where the pupil was back before it; undefined too where term dates are missing.
 */
export const sixthDay = (one: Exclusion, before: readonly Exclusion[] = []): SixthDay | undefined => {
  const { category, from, halfDays, calendar, reinstatedOn } = one
  if (category === 'LNCH') return undefined
  const leading = category === 'SUSP' ? leadingDays(one, before) : new Map<PlainDate, number>()
  const inAll = [...leading.values()].reduce((all, half) => all + half, halfDays)
  if (category === 'SUSP' && inAll <= (educationFromDay - 1) * 2) return undefined
  const [since] = [...leading.keys()].sort()
  const on = nthSchoolDay(calendar, since ?? from, educationFromDay)
  if (on === undefined || (reinstatedOn !== undefined && reinstatedOn <= on)) return undefined
  return { on, owedBy: category === 'PERM' ? 'council' : 'school', ...(since ? { since } : {}) }
}

/** An independent review panel may be asked for until this day, and meets within as many school days again. It cannot take the pupil back. */
export const reviewPanelBy = (calendar: SchoolCalendar, boardLetterOn: PlainDate): PlainDate | undefined =>
  schoolDaysAfter(calendar, boardLetterOn, meetWithin)
