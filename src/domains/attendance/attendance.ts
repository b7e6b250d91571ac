import {
  type AcademicYear,
  addDays,
  firstMonday,
  markClassOf,
  markCodeOf,
  noMark,
  type PlainDate,
  weekdayAt,
  weekdayIndex,
} from '../../kernel/index.ts'
import type { SchoolCalendar } from './school-calendar.ts'

/** Sessions of one stretch of a register. Late is inside attended; late after the register closed (U) is unauthorised. */
export type SessionCounts = {
  readonly possible: number
  readonly attended: number
  readonly authorised: number
  readonly unauthorised: number
  readonly late: number
  readonly lateAfterClose: number
}

/** One school year of a pupil at one school: two marks a weekday, from the Monday on or before 1 August. */
export type Register = {
  readonly school: string
  /** The school's number, whose first three digits are those of the authority in whose area it is; none where that is not known. */
  readonly laestab?: string
  readonly phone?: string
  readonly year: AcademicYear
  readonly marks: string
  readonly changedAt: Date
  /** Of a child who may have no mark today: what the school's feed says of that. None when the record is read as known earlier. */
  readonly feed?: string
  /** The school's own days, of every year that it has told. */
  readonly calendar?: SchoolCalendar
}

export const noSessions: SessionCounts = {
  possible: 0,
  attended: 0,
  authorised: 0,
  unauthorised: 0,
  late: 0,
  lateAfterClose: 0,
}

/**
 * Counts a string of marks (Working together to improve school attendance, August 2024). Possible is attended and both
 * absences; dual registration, not required to attend, unable to attend and closures make no session possible.
 */
export const countSessions = (marks: string): SessionCounts => {
  const counts = { ...noSessions }
  for (const byte of marks) {
    const counted = markClassOf(byte)
    if (counted === 'present' || counted === 'approved-activity') counts.attended += 1
    else if (counted === 'authorised') counts.authorised += 1
    else if (counted === 'unauthorised') counts.unauthorised += 1
    else continue
    counts.possible += 1
    if (markCodeOf(byte) === 'L') counts.late += 1
    if (markCodeOf(byte) === 'U') counts.lateAfterClose += 1
  }
  return counts
}

/** Whether a mark counts as a session that the pupil could have attended. */
export const isPossible = (byte: string): boolean => !['none', 'not-possible'].includes(markClassOf(byte))

/** The day of each session missed without authority, one entry a session, in order. */
export const unauthorisedSessions = ({ year, marks }: Register): PlainDate[] =>
  [...marks].flatMap((byte, at) => (markClassOf(byte) === 'unauthorised' ? [weekdayAt(year, Math.floor(at / 2))] : []))

/** Sessions missed, for whatever reason. */
export const sessionsMissed = (counts: SessionCounts): number => counts.authorised + counts.unauthorised

/** Ten per cent or more of the pupil's own possible sessions missed. In whole numbers: nothing is rounded before comparing. */
export const isPersistentlyAbsent = (counts: SessionCounts): boolean =>
  counts.possible > 0 && sessionsMissed(counts) * 10 >= counts.possible

/** Half or more of the pupil's own possible sessions missed. */
export const isSeverelyAbsent = (counts: SessionCounts): boolean =>
  counts.possible > 0 && sessionsMissed(counts) * 2 >= counts.possible

/** How often each code stands in the marks, the most frequent first; places without a mark are left out. */
export const countCodes = (marks: string): { readonly code: string; readonly sessions: number }[] => {
  const found = new Map<string, number>()
  for (const byte of marks) if (byte !== noMark) found.set(byte, (found.get(byte) ?? 0) + 1)
  return [...found]
    .map(([byte, sessions]) => ({ code: markCodeOf(byte), sessions }))
    .sort((a, b) => b.sessions - a.sessions || (a.code < b.code ? -1 : 1))
}

/** The codes of one day, morning and afternoon; undefined at a weekend, in another year, or before any mark of that day. */
export const marksOn = (register: Register, day: PlainDate): { am?: string; pm?: string } | undefined => {
  const index = weekdayIndex(register.year, day)
  if (index === undefined) return undefined
  const [am, pm] = [register.marks.charAt(index * 2), register.marks.charAt(index * 2 + 1)]
  const has = (byte: string) => byte !== '' && byte !== noMark
  if (!has(am) && !has(pm)) return undefined
  return { ...(has(am) ? { am: markCodeOf(am) } : {}), ...(has(pm) ? { pm: markCodeOf(pm) } : {}) }
}

/** The last day that carries a mark. */
export const lastMarkedDay = (register: Register): PlainDate | undefined => {
  for (let at = register.marks.length - 1; at >= 0; at -= 1)
    if (register.marks.charAt(at) !== noMark) return weekdayAt(register.year, Math.floor(at / 2))
  return undefined
}

/** The marks up to the end of a day: what was not yet then is not counted. */
export const marksUntil = (register: Register, day: PlainDate): string => {
  const first = firstMonday(register.year)
  if (day < first) return ''
  let last = day
  while (last >= first && weekdayIndex(register.year, last) === undefined) last = addDays(last, -1)
  const index = weekdayIndex(register.year, last)
  return index === undefined ? '' : register.marks.slice(0, (index + 1) * 2)
}

export type Week = { readonly monday: PlainDate; readonly counts: SessionCounts }

/** The year week by week, from the first week with a mark to the week of the last. */
export const weeksOf = (register: Register): Week[] => {
  const weeks: Week[] = []
  for (let at = 0; at * 10 < register.marks.length; at += 1)
    weeks.push({
      monday: weekdayAt(register.year, at * 5),
      counts: countSessions(register.marks.slice(at * 10, at * 10 + 10)),
    })
  const marked = weeks.map(week => week.counts.possible > 0)
  const from = marked.indexOf(true)
  return from < 0 ? [] : weeks.slice(from, marked.lastIndexOf(true) + 1)
}

/** One school's year of a pupil told twice, as after the school has numbered its pupils anew: the later telling stands where it has a mark. */
export const overlayMarks = (older: string, newer: string): string =>
  [...older.padEnd(newer.length, noMark)].map((byte, at) => (newer[at] ?? noMark).replace(noMark, byte)).join('')

/** A change of a mark after it first arrived: at `position`, `old` became the next value. */
export type MarkChange = { readonly position: number; readonly old: string; readonly knownFrom: Date }

/** The marks as they were known at an instant: later changes undone, latest first. */
export const marksKnownAt = (marks: string, changes: readonly MarkChange[], at: Date): string => {
  const known = [...marks]
  const later = changes.filter(one => one.knownFrom > at).sort((a, b) => b.knownFrom.getTime() - a.knownFrom.getTime())
  for (const one of later) known[one.position] = one.old
  return known.join('')
}
