import { type AcademicYear, academicYearDays, academicYearOf } from './academic-year.ts'
import { addDays, type PlainDate, plainDate } from './plain-date.ts'
import { isWorkingDay } from './working-days.ts'

/** Days of a school's calendar, both ends included: a term, or days of one on which no pupil is expected. */
export type CalendarSpan = {
  readonly kind: 'term' | 'holiday' | 'training' | 'closure'
  readonly name: string
  readonly from: PlainDate
  readonly to: PlainDate
}
/** What a school has told of its days. Nothing that counts school days or weeks is computed without it. */
export type SchoolCalendar = readonly CalendarSpan[]

const holds = (span: CalendarSpan, day: PlainDate): boolean => span.from <= day && day <= span.to

/** The term a day is in; undefined between terms. */
export const termOn = (calendar: SchoolCalendar, day: PlainDate): CalendarSpan | undefined =>
  calendar.find(span => span.kind === 'term' && holds(span, day))

/** Whether pupils are in: a weekday of a term, no bank holiday, no half-term, training day or closure. */
export const isSchoolDay = (calendar: SchoolCalendar, day: PlainDate): boolean =>
  isWorkingDay(day) &&
  termOn(calendar, day) !== undefined &&
  !calendar.some(span => span.kind !== 'term' && holds(span, day))

/** Whether the terms of a school year are all there: they begin in September at the latest and reach into July. */
export const isYearTold = (calendar: SchoolCalendar, year: AcademicYear): boolean => {
  const { from, to } = academicYearDays(year)
  const terms = calendar.filter(span => span.kind === 'term' && span.from >= from && span.to <= to)
  return (
    terms.some(term => term.from <= plainDate(year, 9, 30)) && terms.some(term => term.to >= plainDate(year + 1, 7, 1))
  )
}

/** School days from a day on, itself included if it is one, as far as term dates are known. */
export function* schoolDaysFrom(calendar: SchoolCalendar, from: PlainDate): Generator<PlainDate, void, undefined> {
  for (let day = from; isYearTold(calendar, academicYearOf(day)); day = addDays(day, 1))
    if (isSchoolDay(calendar, day)) yield day
}

/** The nth school day from a day on, which is the first if it is a school day; undefined where term dates are missing. */
export const nthSchoolDay = (calendar: SchoolCalendar, from: PlainDate, n: number): PlainDate | undefined =>
  schoolDaysFrom(calendar, from)
    .drop(n - 1)
    .next().value ?? undefined

/** The last day of "within n school days": the trigger is day 0 (domain.md 0.2). Undefined where term dates are missing. */
export const schoolDaysAfter = (calendar: SchoolCalendar, trigger: PlainDate, n: number): PlainDate | undefined =>
  nthSchoolDay(calendar, addDays(trigger, 1), n)

/** The nth school day before a day, which is not counted itself: "n school days before the hearing". Undefined where term dates are missing. */
export const schoolDaysBefore = (calendar: SchoolCalendar, day: PlainDate, n: number): PlainDate | undefined => {
  let [date, left] = [day, n]
  while (left > 0) {
    date = addDays(date, -1)
    if (!isYearTold(calendar, academicYearOf(date))) return undefined
    if (isSchoolDay(calendar, date)) left -= 1
  }
  return date
}
