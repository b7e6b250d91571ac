import { type AcademicYear, markClassOf, markCodeOf, type PlainDate, weekdayIndex } from '../../../kernel/index.ts'
import { isPossible } from '../attendance.ts'
import { awayStretch } from '../away-stretch.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import { isUnexplained } from '../unexplained.ts'

/** Over how many sessions a pattern is looked for: ten school days. */
export const recentSessions = 20

/** One pupil's absence of a day that nobody has explained yet. */
export type Unexplained = {
  readonly marks: { readonly am?: string; readonly pm?: string }
  /** School days on end, this one included, on which every session taken was missed without a known reason; none before one of which nothing is known. */
  readonly daysOnEnd: number
  /** Of the last twenty possible sessions, this day's included. */
  readonly recent: { readonly missed: number; readonly possible: number }
}

const isMissed = (byte: string): boolean => ['authorised', 'unauthorised'].includes(markClassOf(byte))

/** What a pupil's year of marks says of a day, by the school's own days; undefined where no session of it is missed without a known reason. */
export const unexplainedOn = (
  marks: string,
  year: AcademicYear,
  day: PlainDate,
  calendar: SchoolCalendar = [],
): Unexplained | undefined => {
  const index = weekdayIndex(year, day)
  if (index === undefined) return undefined
  const until = marks.slice(0, index * 2 + 2)
  const [am = '', pm = ''] = [until[index * 2], until[index * 2 + 1]]
  if (!isUnexplained(am) && !isUnexplained(pm)) return undefined
  const recent = [...until].filter(isPossible).slice(-recentSessions)
  return {
    marks: {
      ...(isPossible(am) ? { am: markCodeOf(am) } : {}),
      ...(isPossible(pm) ? { pm: markCodeOf(pm) } : {}),
    },
    daysOnEnd: awayStretch(until, [{ calendar }], day)?.days ?? 0,
    recent: { missed: recent.filter(isMissed).length, possible: recent.length },
  }
}
