import { academicYearOf, markByte, noMark, type PlainDate, weekdayIndex } from '../kernel/index.ts'
import type { RegisterRow } from './source.ts'

/** A register as its source record keeps it: raw codes, children in the order of their keys, so that equal registers are equal. */
export type RegisterContent = {
  readonly date: PlainDate
  readonly laestab: string
  /** Key, morning, afternoon, comment, minutes late. */
  readonly marks: readonly (readonly [string, string, string, (string | null)?, (number | null)?])[]
}

export const registerContent = ({ date, laestab, marks }: RegisterRow): RegisterContent => ({
  date,
  laestab,
  marks: marks
    .map(m => [m.personKey, m.am, m.pm, m.comment ?? null, m.minutesLate ?? null] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
})

/** Five hundred and thirty sessions: two for each weekday from the Monday on or before 1 August (design 2.2). A mark for Monday 31 July 2028 stands behind them. */
const sessions = 530
export const blankYear = noMark.repeat(sessions)

/** The year and the places of a day's two sessions; undefined for a weekend. */
export const placesOf = (date: PlainDate): { year: number; am: number; pm: number } | undefined => {
  const year = academicYearOf(date)
  const index = weekdayIndex(year, date)
  return index === undefined ? undefined : { year, am: index * 2, pm: index * 2 + 1 }
}

/** One session to be marked. `first`: the register that opens the day; `later`: a change; `fill`: only where there is no mark yet. */
export type Placing = {
  readonly position: number
  readonly byte: string
  readonly how: 'first' | 'later' | 'fill'
  /** Only where the mark is this one still: an undo leaves what came later. */
  readonly expected?: string
}

/** A mark that was not what it is now: an as-of read takes it back. The first mark of a session is the register's own. */
export type MarkChange = { readonly position: number; readonly old: string; readonly new: string }

/** A year's marks, or a stretch of them from session `first` on, with some sessions marked anew, and which of them are changes. Pure. */
export const placeMarks = <P extends Placing>(
  marks: string,
  placings: readonly P[],
  first = 0,
): { marks: string; changes: (MarkChange & { by: P })[] } => {
  let placed = marks
  const changes: (MarkChange & { by: P })[] = []
  for (const by of placings) {
    const at = by.position - first
    const old = placed.charAt(at) || noMark
    if (old === by.byte || (by.how === 'fill' && old !== noMark) || (by.expected ?? old) !== old) continue
    placed = placed.slice(0, at) + by.byte + placed.slice(at + 1)
    if (by.how !== 'first' || old !== noMark) changes.push({ position: by.position, old, new: by.byte, by })
  }
  return { marks: placed, changes }
}

/** From the first to the last session of these placings, both counted: where they begin, and how many. */
export const stretchOf = (placings: readonly Placing[]): { first: number; count: number } => {
  let [first, last] = [Number.POSITIVE_INFINITY, -1]
  for (const { position } of placings) {
    first = Math.min(first, position)
    last = Math.max(last, position)
  }
  return { first, count: last - first + 1 }
}

/** The two sessions of one child's register row. */
export const sessionsOf = (
  places: { am: number; pm: number },
  am: string,
  pm: string,
  how: Placing['how'],
): Placing[] => [
  { position: places.am, byte: markByte(am), how },
  { position: places.pm, byte: markByte(pm), how },
]
