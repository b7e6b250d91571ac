import {
  type MarkClass,
  markClassOf,
  markCodeOf,
  markCodes,
  noMark,
  type PlainDate,
  weekdayAt,
} from '../../kernel/index.ts'
import { isPossible, type Register } from './attendance.ts'

/** What one school marked in a session where another marked otherwise. */
type SchoolMark = { readonly school: string; readonly code: string }
/** A session that two schools both say the pupil owed them, and count differently. */
export type Disagreement = {
  readonly on: PlainDate
  readonly session: 'am' | 'pm'
  readonly marks: readonly SchoolMark[]
}
/** A pupil's year with each session once, whichever schools took it. */
export type CombinedYear = { readonly marks: string; readonly disagreements: readonly Disagreement[] }

// A register taken in the room is evidence that the child was there; a mark of absence elsewhere is none that the child was
// not. Of two absences the authorised one stands, so that no threshold is met by a school's slip.
const byStanding: readonly MarkClass[] = [
  'present',
  'approved-activity',
  'authorised',
  'unauthorised',
  'not-possible',
  'none',
]
const standing = new Map(
  [...markCodes]
    .sort((a, b) => byStanding.indexOf(a.counts) - byStanding.indexOf(b.counts))
    .map(({ byte }, at) => [byte, at]),
)
const standingOf = (byte: string): number => standing.get(byte) ?? Number.POSITIVE_INFINITY

/** How a mark moves the rates: both kinds of attendance are one. */
const countOf = (byte: string): MarkClass => {
  const counted = markClassOf(byte)
  return counted === 'approved-activity' ? 'present' : counted
}

/**
 * The registers of one school year at several schools, each session counted once (formats.md 2.1): code D gives way to the
 * school that took the session, and so does a closure. Where two schools count it differently both are kept to be asked about,
 * and attendance stands before authorised and authorised before unauthorised absence.
 */
export const combineRegisters = (registers: readonly Register[]): CombinedYear => {
  const [first] = registers
  if (!first) return { marks: '', disagreements: [] }
  const disagreements: Disagreement[] = []
  let marks = ''
  for (let at = 0; at < Math.max(...registers.map(r => r.marks.length)); at += 1) {
    const given = registers.map(r => ({ school: r.school, byte: r.marks.charAt(at) || noMark }))
    marks += given.reduce((best, { byte }) => (standingOf(byte) < standingOf(best) ? byte : best), noMark)
    const owed = given.filter(({ byte }) => isPossible(byte))
    if (new Set(owed.map(({ byte }) => countOf(byte))).size > 1)
      disagreements.push({
        on: weekdayAt(first.year, Math.floor(at / 2)),
        session: at % 2 === 0 ? 'am' : 'pm',
        marks: owed.map(({ school, byte }) => ({ school, code: markCodeOf(byte) })),
      })
  }
  return { marks, disagreements }
}
