import {
  academicYearOf,
  addDays,
  isWorkingDay,
  londonDate,
  londonTime,
  markClassOf,
  type PlainDate,
  weekdayIndex,
} from '../../../kernel/index.ts'
import { isPossible } from '../attendance.ts'
import { isSchoolDay, isYearTold, type SchoolCalendar } from '../school-calendar.ts'

/** The two sessions of a day for one pupil, as marks; where the pupil is on the roll and has none, no mark. */
export type DayMarks = { readonly day: PlainDate; readonly am: string; readonly pm: string }

/** When the register of a day first came, and when it was last told otherwise. */
export type Arrival = { readonly firstAt: Date; readonly lastAt: Date }

/** One day of a school's registers, as it reached us. */
export type SentDay = {
  readonly day: PlainDate
  readonly state: 'on-time' | 'late' | 'missing' | 'not-due'
  readonly arrival?: Arrival
  /** Pupils on the roll that day, and of them those without a mark in each session. */
  readonly pupils: number
  readonly withoutMorning: number
  readonly withoutAfternoon: number
  /** By the school's own term dates no pupil was expected, and there are marks of pupils who were. */
  readonly closed: boolean
}

const hasMark = (byte: string): boolean => markClassOf(byte) !== 'none'

/** Whether a register that came at this instant came after it was due on its day; `dueBy` is HH:MM in London. */
export const isLate = (day: PlainDate, firstAt: Date, dueBy: string): boolean => {
  const date = londonDate(firstAt)
  return date > day || (date === day && londonTime(firstAt) > dueBy)
}

/** What is known of a school's days. */
export type SentFacts = {
  readonly calendar: SchoolCalendar
  readonly dueBy: string
  readonly arrivals: ReadonlyMap<PlainDate, Arrival>
  readonly marks: readonly DayMarks[]
}

/**
 * The weekdays from one day to another on which a register was due or came, the latest first. Where the term dates of a day's school year are not told,
 * each weekday but a bank holiday is taken for a school day. Pure.
 */
export const sentDays = (facts: SentFacts, from: PlainDate, to: PlainDate, now: Date): SentDay[] => {
  const byDay = Map.groupBy(facts.marks, one => one.day)
  const days: SentDay[] = []
  for (let day = to; day >= from; day = addDays(day, -1)) {
    const sent = sentDay(facts, day, byDay.get(day) ?? [], now)
    if (sent) days.push(sent)
  }
  return days
}

const sentDay = (facts: SentFacts, day: PlainDate, marks: readonly DayMarks[], now: Date): SentDay | undefined => {
  if (weekdayIndex(academicYearOf(day), day) === undefined) return undefined
  const arrival = facts.arrivals.get(day)
  const due = isDue(facts.calendar, day)
  const expected = marks.some(one => isPossible(one.am) || isPossible(one.pm))
  if (!due && !(arrival && expected)) return undefined
  return {
    day,
    state: stateOf(facts, day, now),
    ...(arrival ? { arrival } : {}),
    pupils: marks.length,
    withoutMorning: marks.filter(one => !hasMark(one.am)).length,
    withoutAfternoon: marks.filter(one => !hasMark(one.pm)).length,
    closed: !due,
  }
}

const isDue = (calendar: SchoolCalendar, day: PlainDate): boolean =>
  isYearTold(calendar, academicYearOf(day)) ? isSchoolDay(calendar, day) : isWorkingDay(day)

const stateOf = ({ arrivals, dueBy }: SentFacts, day: PlainDate, now: Date): SentDay['state'] => {
  const arrival = arrivals.get(day)
  if (arrival) return isLate(day, arrival.firstAt, dueBy) ? 'late' : 'on-time'
  return isLate(day, now, dueBy) ? 'missing' : 'not-due'
}
