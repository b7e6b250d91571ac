import { academicYearOf, type Day, makeDay, mondayOf, weekdayOf, yearOf } from './calendar.ts'

/** First and last day, both included. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

/** Easter Sunday (the Gregorian computus). */
export const easterSunday = (year: number): Day => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return makeDay(year, Math.floor(f / 31), (f % 31) + 1)
}

const firstWeekday = (from: Day, weekday: number): Day => from + ((weekday - weekdayOf(from) + 7) % 7)

/** The last Monday of May. */
export const springBankHoliday = (year: number): Day => mondayOf(makeDay(year, 5, 31))

/** The half-term blocks in which every Northmere school is open, for the academic year that begins in `start`. */
const blocks = (start: number): readonly Span[] => {
  const september = firstWeekday(makeDay(start, 9, 2), 2)
  const octoberBreak = mondayOf(makeDay(start, 10, 30))
  const christmas = mondayOf(makeDay(start, 12, 22)) - 3
  const january = firstWeekday(makeDay(start + 1, 1, 4), 0)
  const februaryBreak = firstWeekday(makeDay(start + 1, 2, 13), 0)
  const easter = easterSunday(start + 1)
  const springEnd = easter - 9
  const summer = easter + 8
  const mayBreak = springBankHoliday(start + 1)
  return [
    { from: september, to: octoberBreak - 3 },
    { from: octoberBreak + 7, to: christmas },
    { from: january, to: februaryBreak - 3 },
    { from: februaryBreak + 7, to: springEnd },
    { from: summer, to: mayBreak - 3 },
    { from: mayBreak + 7, to: makeDay(start + 1, 7, 22) },
  ]
}

/** A part of the year as a school tells it: a term, or the half-term within. */
export interface TermSpan extends Span {
  readonly kind: 'term' | 'holiday' | 'training'
  readonly name: string
}

/** The academic year that begins in `start` as Northmere's schools tell it: three terms, their half-terms, a training day. */
export const termSpans = (start: number): readonly TermSpan[] => {
  const all = blocks(start)
  const terms = ['Autumn', 'Spring', 'Summer'].flatMap((name, at): TermSpan[] => {
    const [before, after] = all.slice(at * 2, at * 2 + 2)
    if (!before || !after) return []
    const year = at === 0 ? start : start + 1
    return [
      { kind: 'term', name: `${name} ${year}`, from: before.from, to: after.to },
      { kind: 'holiday', name: 'Half-term', from: before.to + 3, to: after.from - 3 },
    ]
  })
  const training = (terms[0]?.from ?? 0) - 1
  return [{ kind: 'training', name: 'Training day', from: training, to: training }, ...terms]
}

const known = new Map<number, ReadonlySet<Day>>()

const openDays = (start: number): ReadonlySet<Day> => {
  const found = known.get(start)
  if (found) return found
  const days = new Set<Day>()
  const mayDay = firstWeekday(makeDay(start + 1, 5, 1), 0)
  for (const { from, to } of blocks(start))
    for (let day = from; day <= to; day++) if (weekdayOf(day) < 5 && day !== mayDay) days.add(day)
  known.set(start, days)
  return days
}

/** Whether Northmere's schools meet on this day: not a weekend, a holiday or a bank holiday. */
export const isSchoolDay = (day: Day): boolean => openDays(academicYearOf(day)).has(day)

/** The first and the last school day of an academic year. */
export const schoolYear = (start: number): Span => {
  const all = [...openDays(start)]
  return { from: Math.min(...all), to: Math.max(...all) }
}

/** The first day of the term that `day` falls in (or of the last term before it). */
export const termStart = (day: Day): Day => {
  const candidates = [academicYearOf(day) - 1, academicYearOf(day)].flatMap(start => {
    const list = blocks(start)
    return [list[0], list[2], list[4]].flatMap(block => (block ? [block.from] : []))
  })
  return Math.max(...candidates.filter(from => from <= day))
}

/** The Mondays of the last `count` weeks in which schools met, up to and with `today`, oldest first. */
export const lastSchoolWeeks = (today: Day, count: number): Day[] => {
  const weeks: Day[] = []
  for (let monday = mondayOf(today); weeks.length < count; monday -= 7)
    if ([0, 1, 2, 3, 4].some(i => monday + i <= today && isSchoolDay(monday + i))) weeks.unshift(monday)
  return weeks
}

/** One termly School Census: the day it is taken on, and the days whose attendance it collects (a term in arrears). */
export interface Census {
  readonly year: number
  readonly term: 'autumn' | 'spring' | 'summer'
  readonly day: Day
  readonly attendance: Span
  /** Autumn only: the second half of the summer term, counted apart. */
  readonly secondHalf?: Span
}

const censusesOf = (year: number): readonly Census[] => {
  const easter = easterSunday(year)
  const spring = springBankHoliday(year)
  return [
    {
      year,
      term: 'spring',
      day: firstWeekday(makeDay(year, 1, 15), 3),
      attendance: { from: makeDay(year - 1, 8, 1), to: makeDay(year - 1, 12, 31) },
    },
    {
      year,
      term: 'summer',
      day: firstWeekday(makeDay(year, 5, 15), 3),
      attendance: { from: makeDay(year, 1, 1), to: easter },
    },
    {
      year,
      term: 'autumn',
      day: firstWeekday(makeDay(year, 10, 1), 3),
      attendance: { from: easter + 1, to: spring },
      secondHalf: { from: spring + 1, to: makeDay(year, 7, 31) },
    },
  ]
}

/** The three School Census returns taken before `today`, oldest first. */
export const lastThreeCensuses = (today: Day): readonly Census[] =>
  [yearOf(today) - 1, yearOf(today)]
    .flatMap(censusesOf)
    .filter(census => census.day < today)
    .slice(-3)
