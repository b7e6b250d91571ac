import { academicYearOf, noMark, type PlainDate, weekdayAt } from '../../kernel/index.ts'
import { isPossible, type Register } from './attendance.ts'
import { isSchoolDay, isYearTold } from './school-calendar.ts'
import { isUnexplained } from './unexplained.ts'

/** School days on end, the last one the last that was marked, on which every session taken was missed without a known reason. */
export type AwayStretch = { readonly days: number; readonly from: PlainDate; readonly to: PlainDate }

/**
 * The stretch with which a year of marks ends, up to a day; undefined where its last school day was not such a day. A day without
 * a mark is passed over only where the term dates say that there was no school: otherwise nobody knows what the child did that day,
 * and days before it are not counted. So a school that sends nothing neither begins nor lengthens a stretch.
 */
export const awayStretch = (
  marks: string,
  schools: readonly Pick<Register, 'calendar'>[],
  until: PlainDate,
): AwayStretch | undefined => {
  const year = academicYearOf(until)
  let found: AwayStretch | undefined
  for (let at = lastIndex(marks, until); at >= 0; at -= 1) {
    const day = weekdayAt(year, at)
    const both = marks.slice(at * 2, at * 2 + 2)
    const taken = [...both].filter(isPossible)
    if (taken.length === 0) {
      // Before the last day that was marked only: what comes after it is not known yet.
      if (found && [...both].every(byte => byte === noMark) && !knownFree(schools, day)) return found
      continue
    }
    if (!taken.every(isUnexplained)) return found
    found = { days: (found?.days ?? 0) + 1, from: day, to: found?.to ?? day }
  }
  return found
}

const lastIndex = (marks: string, until: PlainDate): number => {
  const whole = Math.ceil(marks.length / 2) - 1
  const year = academicYearOf(until)
  for (let at = whole; at >= 0; at -= 1) if (weekdayAt(year, at) <= until) return at
  return -1
}

const knownFree = (schools: readonly Pick<Register, 'calendar'>[], day: PlainDate): boolean =>
  schools.length > 0 &&
  schools.every(({ calendar = [] }) => isYearTold(calendar, academicYearOf(day)) && !isSchoolDay(calendar, day))
