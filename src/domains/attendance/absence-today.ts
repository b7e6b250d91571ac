import { type AcademicYear, markClassOf, markCodeOf, type PlainDate, weekdayIndex } from '../../kernel/index.ts'

/** Codes of a session missed without a reason that the school accepts or knows (N becomes another code within five school days). */
const unexplainedCodes: ReadonlySet<string> = new Set(['N', 'O'])
/** The same as a pattern over marks: these codes are their own bytes. */
export const unexplainedPattern = `[${[...unexplainedCodes].join('')}]`

/** Over how many sessions a pattern is looked for: ten school days. */
export const recentSessions = 20

/** One pupil's absence of a day that nobody has explained yet. */
export type Unexplained = {
  readonly marks: { readonly am?: string; readonly pm?: string }
  /** School days on end, this one included, on which every session taken was missed without a known reason. */
  readonly daysOnEnd: number
  /** Of the last twenty possible sessions, this day's included. */
  readonly recent: { readonly missed: number; readonly possible: number }
}

/** Whether a mark is an absence without a reason that the school accepts or knows. */
export const isUnexplained = (byte: string): boolean => unexplainedCodes.has(markCodeOf(byte))
/** Whether a mark counts as a session that the pupil could have attended. */
export const isPossible = (byte: string): boolean => !['none', 'not-possible'].includes(markClassOf(byte))
const isMissed = (byte: string): boolean => ['authorised', 'unauthorised'].includes(markClassOf(byte))

/** What a pupil's year of marks says of a day; undefined where no session of it is missed without a known reason. */
export const unexplainedOn = (marks: string, year: AcademicYear, day: PlainDate): Unexplained | undefined => {
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
    daysOnEnd: countDaysOnEnd(until, index),
    recent: { missed: recent.filter(isMissed).length, possible: recent.length },
  }
}

/** Days without a session are passed over: a weekend is not in the marks, a holiday has none that counts. */
const countDaysOnEnd = (marks: string, index: number): number => {
  let days = 0
  for (let at = index; at >= 0; at -= 1) {
    const taken = [...marks.slice(at * 2, at * 2 + 2)].filter(isPossible)
    if (taken.length === 0) continue
    if (!taken.every(isUnexplained)) break
    days += 1
  }
  return days
}
