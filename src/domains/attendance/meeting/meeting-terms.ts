import { type AcademicYear, academicYearOf, type PlainDate } from '../../../kernel/index.ts'
import { isYearTold, type SchoolCalendar } from '../school-calendar.ts'

/** A term of a school, as its dates name it. */
export type Term = {
  readonly year: AcademicYear
  readonly name: string
  readonly from: PlainDate
  readonly to: PlainDate
}

/** What is written of the meeting of one term. */
export type Meeting = {
  readonly year: AcademicYear
  readonly term: string
  readonly plannedOn: PlainDate | undefined
  readonly heldOn: PlainDate | undefined
  readonly present: string | undefined
}

/** The terms of the years that are told whole, in order. */
export const termsIn = (calendar: SchoolCalendar): Term[] =>
  calendar
    .filter(span => span.kind === 'term' && isYearTold(calendar, academicYearOf(span.from)))
    .map(({ name, from, to }) => ({ year: academicYearOf(from), name, from, to }))
    .sort((a, b) => (a.from < b.from ? -1 : 1))

/**
 * The term whose meeting is held now, and the one after it. Between terms it is the one that ended: its meeting may still be written
 * down. Undefined where the term dates of this school year are missing: nothing is due then, and nothing is counted.
 */
export const meetingTerm = (
  calendar: SchoolCalendar,
  today: PlainDate,
): { readonly now: Term | undefined; readonly next: Term | undefined } => {
  const terms = isYearTold(calendar, academicYearOf(today)) ? termsIn(calendar) : []
  return { now: terms.findLast(term => term.from <= today), next: terms.find(term => term.from > today) }
}

export const isOf = (meeting: Pick<Meeting, 'year' | 'term'>, term: Term): boolean =>
  meeting.year === term.year && meeting.term === term.name

/** Where a school stands with its meeting of this term. */
export type MeetingState = 'no-term-dates' | 'before-term' | 'due' | 'planned' | 'to-write-up' | 'held'

/** Where a school stands; a planned day that has passed is to be written up, or planned again. */
export const meetingState = (
  calendar: SchoolCalendar,
  meetings: readonly Meeting[],
  today: PlainDate,
): MeetingState => {
  if (!isYearTold(calendar, academicYearOf(today))) return 'no-term-dates'
  const { now } = meetingTerm(calendar, today)
  if (!now) return 'before-term'
  const own = meetings.find(one => isOf(one, now))
  if (own?.heldOn) return 'held'
  if (!own?.plannedOn) return 'due'
  return own.plannedOn >= today ? 'planned' : 'to-write-up'
}

/** The day of the last meeting that was held, and the next that is planned. */
export const meetingDays = (
  meetings: readonly Meeting[],
  today: PlainDate,
): { readonly last: PlainDate | undefined; readonly next: PlainDate | undefined } => ({
  last: meetings
    .flatMap(one => one.heldOn ?? [])
    .toSorted()
    .at(-1),
  next: meetings
    .flatMap(one => (one.plannedOn && !one.heldOn && one.plannedOn >= today ? one.plannedOn : []))
    .toSorted()[0],
})
