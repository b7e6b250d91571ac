import type { Told } from '../../children/index.ts'
import {
  academicYearOf,
  formatDate,
  formatNearDate,
  formatPercent,
  isWorkingDay,
  londonDate,
  type PlainDate,
  plural,
  weekdayAt,
} from '../../kernel/index.ts'
import {
  countSessions,
  isPersistentlyAbsent,
  isPossible,
  isSeverelyAbsent,
  lastMarkedDay,
  marksOn,
  marksUntil,
  type Register,
  type SessionCounts,
  sessionsMissed,
} from './attendance.ts'
import { combineRegisters } from './dual-registration.ts'
import { dayWords } from './mark-words.ts'
import { unmarkedSessions } from './unmarked.ts'

/** What today's register says, or the last one that came. */
export type SchoolDay = {
  readonly strong: string
  readonly school: string
  readonly on: PlainDate
  readonly at: Date
  readonly feed?: string
}

/** The latest day with a mark: today if the register has come. Undefined where no school has sent one this year. */
export const schoolDay = (registers: readonly Register[], today: PlainDate): SchoolDay | undefined => {
  const days = registers.flatMap(register => {
    const on = lastMarkedDay({ ...register, marks: marksUntil(register, today) })
    const marks = on && marksOn(register, on)
    return on && marks ? [{ register, on, marks }] : []
  })
  const last = days.sort((a, b) => (a.on < b.on ? 1 : -1))[0]
  if (!last) return undefined
  const { school, changedAt, feed } = last.register
  return { strong: dayWords(last.marks), school, on: last.on, at: changedAt, ...(feed ? { feed } : {}) }
}

/** A school year so far, each session once whichever school took it. */
export type YearSoFar = {
  readonly counts: SessionCounts
  readonly share: string
  /** The first day with a session that counts, and the last with a mark. */
  readonly from: PlainDate
  readonly on: PlainDate
  /** Sessions of school days without a mark, which no number counts; undefined where term dates are missing: no threshold is told then. */
  readonly unmarked: number | undefined
}

/** This school year's sessions; undefined before the first possible one. */
export const yearSoFar = (registers: readonly Register[], today: PlainDate): YearSoFar | undefined => {
  const year = academicYearOf(today)
  const own = registers.filter(r => r.year === year)
  const { marks } = combineRegisters(own)
  const counts = countSessions(marks)
  const on = own
    .flatMap(r => lastMarkedDay(r) ?? [])
    .sort()
    .at(-1)
  if (counts.possible === 0 || !on) return undefined
  const from = weekdayAt(year, Math.floor([...marks].findIndex(isPossible) / 2))
  const unmarked = unmarkedSessions(
    { year, marks },
    own.map(({ calendar = [] }) => calendar),
    from,
    today,
  )
  return { counts, share: formatPercent(counts.attended / counts.possible), from, on, unmarked }
}

/** What the thresholds say of a year, in words; undefined below both, and where term dates are missing: nothing is worked out then. */
export const thresholdWords = ({ counts, unmarked }: Pick<YearSoFar, 'counts' | 'unmarked'>): string | undefined =>
  unmarked === undefined
    ? undefined
    : isSeverelyAbsent(counts)
      ? 'Severely absent: half or more of possible sessions missed'
      : isPersistentlyAbsent(counts)
        ? 'Persistently absent: one in ten or more of possible sessions missed'
        : undefined

/** What a year's numbers leave out, in a sentence; empty where every session of a school day has a mark. */
export const unmarkedWords = (unmarked: number | undefined): string =>
  unmarked === undefined
    ? 'Days without a register cannot be told from holidays, and whether absence is persistent is not worked out.'
    : unmarked === 0
      ? ''
      : `${plural(unmarked, 'session')} of school days without a mark: counted neither as attended nor as missed.`

/** "Missed 36 of 356 sessions: 20 authorised, 16 unauthorised. Late 4 times." */
export const countWords = (counts: SessionCounts): string => {
  const missed = sessionsMissed(counts)
  const split = missed === 0 ? '' : `: ${counts.authorised} authorised, ${counts.unauthorised} unauthorised`
  const late = counts.late + counts.lateAfterClose
  return `Missed ${missed} of ${plural(counts.possible, 'session')}${split}.${late === 0 ? '' : ` Late ${plural(late, 'time')}.`}`
}

/** The day a register last changed, for its source line. */
export const registerDay = (register: Register): PlainDate => londonDate(register.changedAt)

/** "91.2%, 36 of 356 sessions missed" for today's picture, and the threshold where one is met. */
export const attendanceFact = (registers: readonly Register[], today: PlainDate): Told | undefined => {
  const year = yearSoFar(registers, today)
  if (!year) return undefined
  const { counts, unmarked, from } = year
  const threshold =
    unmarked === undefined ? 'No threshold: term dates are missing' : thresholdWords(year)?.split(':')[0]
  const without = unmarked ? `, ${unmarked} without a mark` : ''
  return {
    strong: year.share,
    rest: ` since ${from.slice(5, 7) === '09' ? 'September' : formatDate(from)}, ${sessionsMissed(counts)} of ${counts.possible} sessions missed${without}${threshold ? `. ${threshold}` : ''}`,
    said: { by: 'school register', on: year.on },
    kind: 'attendance-total',
  }
}

/** "In school, Larchfield Primary" for today's picture. */
export const schoolTodayFact = (registers: readonly Register[], today: PlainDate): Told | undefined => {
  const day = schoolDay(registers, today)
  if (!day) return undefined
  const feed = day.feed ?? (isWorkingDay(today) ? 'No register yet today' : '')
  const then = day.on === today ? '' : `, on ${formatNearDate(day.on, today)}${feed && `. ${feed}`}`
  const rest = `, ${day.school}${then}`
  return { strong: day.strong, rest, said: { by: 'school register', on: day.on, at: day.at }, kind: 'register-mark' }
}
