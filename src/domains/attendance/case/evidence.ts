import {
  academicYearOf,
  addDays,
  markClassOf,
  markCodeOf,
  noMark,
  type PlainDate,
  weekdayAt,
} from '../../../kernel/index.ts'
import { countSessions, type Register, type SessionCounts } from '../attendance.ts'
import { unmarkedSessions } from '../unmarked.ts'
import { sessionsInTime } from './prosecution-limit.ts'
import type { IssuedNotice } from './steps.ts'

/** One session of an extract of the register. */
type EvidenceSession = { readonly on: PlainDate; readonly session: 'am' | 'pm'; readonly code: string }
/** What one school's register says of the time that can still go to court: every absence, and the count of all sessions. */
export type RegisterExtract = {
  readonly school: string
  readonly from: PlainDate
  readonly to: PlainDate
  readonly counts: SessionCounts
  /** Sessions of school days in that time of which no mark has come; undefined where term dates are missing. */
  readonly unmarked: number | undefined
  readonly absences: readonly EvidenceSession[]
}

/**
 * The extract of each school's register from the oldest unauthorised session that is in time to today; none where no session is in
 * time. Marks outside these days are left out, and so is a school without a mark in them.
 */
export const registerExtracts = (
  registers: readonly Register[],
  sessions: readonly PlainDate[],
  notices: readonly IssuedNotice[],
  today: PlainDate,
): RegisterExtract[] => {
  const left = sessionsInTime(sessions, notices, today)
  if (!left) return []
  const from = left.oldest.session
  return [...Map.groupBy(registers, one => one.school)].flatMap(([school, own]) => {
    const marks = own
      .flatMap(({ year, marks }) =>
        [...marks].map((byte, at) => ({
          on: weekdayAt(year, Math.floor(at / 2)),
          session: at % 2 === 0 ? ('am' as const) : ('pm' as const),
          byte,
        })),
      )
      .filter(one => one.byte !== noMark && one.on >= from && one.on <= today)
      .sort((a, b) => (a.on === b.on ? (a.session < b.session ? -1 : 1) : a.on < b.on ? -1 : 1))
    if (marks.length === 0) return []
    const absent = (byte: string) => ['authorised', 'unauthorised'].includes(markClassOf(byte))
    const to = marks.at(-1)?.on ?? today
    return [
      {
        school,
        from,
        to,
        unmarked: unmarkedIn(own, from, to),
        counts: countSessions(marks.map(one => one.byte).join('')),
        absences: marks
          .filter(one => absent(one.byte))
          .map(({ on, session, byte }) => ({ on, session, code: markCodeOf(byte) })),
      },
    ]
  })
}

/** Over the school years of that time; a year without a register at this school is not counted. */
const unmarkedIn = (own: readonly Register[], from: PlainDate, to: PlainDate): number | undefined => {
  const counts = own
    .filter(({ year }) => academicYearOf(from) <= year && year <= academicYearOf(to))
    .map(one => unmarkedSessions(one, [one.calendar ?? []], from, addDays(to, 1)))
  return counts.reduce((all, count) => (all === undefined || count === undefined ? undefined : all + count), 0)
}
