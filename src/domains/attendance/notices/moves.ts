import { addDays, londonDate, type PlainDate } from '../../../kernel/index.ts'

/** A school place as a source tells it. An open end is undefined; the civil end date includes its day. */
export type ToldSchool = {
  readonly entry: number
  readonly school: string
  readonly from: PlainDate
  readonly until?: PlainDate
  readonly knownFrom: Date
  /** Still told, on the known clock. */
  readonly stands: boolean
  /** Somebody told it here, as a change: it is on no roll for that. */
  readonly here?: true
  /** What it is called, in words that compare. */
  readonly names?: readonly string[]
}
/** An address as one source knew it, in words that compare. */
export type ToldAddress = {
  readonly entry: number
  readonly teller: number
  /** Somebody told it here, as a change, and no file brought it. */
  readonly here?: true
  readonly words: string
  readonly knownFrom: Date
  readonly stands: boolean
}
/** That something moved, on a day, and the entries that tell it. */
export type Move = { readonly on: PlainDate; readonly occasion: string; readonly about: readonly number[] }

/**
 * The child's latest change of school: a place at a school that was not known when another already was, or the end of the last
 * place without a new one. Undefined for the first school that is ever told. Additional places (dual registration) are left out by
 * whoever asks.
 */
export const schoolMove = (all: readonly ToldSchool[], today: PlainDate): Move | undefined => {
  const told = all.filter(one => !one.here)
  const standing = told.filter(one => one.stands && one.from <= today)
  const now = standing.filter(one => one.until === undefined || one.until >= today)
  const latest = now.reduce<ToldSchool | undefined>(
    (best, one) => (!best || one.from > best.from ? one : best),
    undefined,
  )
  if (!latest) return leaving(standing, today)
  const same = told.filter(one => one.school === latest.school)
  const learnt = Math.min(...same.map(one => one.knownFrom.getTime()))
  const before = told.some(
    one => one.school !== latest.school && one.from < latest.from && one.knownFrom.getTime() < learnt,
  )
  if (!before) return undefined
  const about = now.filter(one => one.school === latest.school).map(one => one.entry)
  return { on: latest.from, occasion: `${latest.school} ${latest.from}`, about }
}

const leaving = (standing: readonly ToldSchool[], today: PlainDate): Move | undefined => {
  const last = standing
    .filter(one => one.until !== undefined && one.until < today)
    .sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))[0]
  return last?.until
    ? { on: addDays(last.until, 1), occasion: `left ${last.school} ${last.until}`, about: [last.entry] }
    : undefined
}

/**
 * That somebody tells here, last of all, that the child goes or will go to another school than those that were known. None once that school itself
 * has told it, which is a change of school of its own, nor for the first school that is ever told.
 */
export const toldSchoolMove = (told: readonly ToldSchool[]): Move | undefined => {
  const here = told
    .filter(one => one.here && one.stands)
    .sort((a, b) => a.knownFrom.getTime() - b.knownFrom.getTime())
    .at(-1)
  if (!here) return undefined
  const onRoll = told.some(one => !one.here && one.stands && isSameSchool(one, here))
  const before = told.some(one => one.knownFrom < here.knownFrom && !isSameSchool(one, here))
  if (onRoll || !before) return undefined
  const on = londonDate(here.knownFrom)
  return { on, occasion: `told school ${on}`, about: [here.entry] }
}

/** A family says “Quarry Bank” where the list says “Quarry Bank Primary School”. */
const isSameSchool = ({ names: a = [] }: ToldSchool, { names: b = [] }: ToldSchool): boolean =>
  a.some(one => b.some(other => one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `)))

/**
 * Where a source that had told one address tells another: one move for each, in the order of tellers. With `tellings`, also where somebody tells
 * a change here and a source had told another address before.
 */
export const addressMoves = (told: readonly ToldAddress[], tellings = false): Move[] =>
  [...Map.groupBy(told, one => one.teller).values()].flatMap(own => {
    const inOrder = [...own].sort((a, b) => a.knownFrom.getTime() - b.knownFrom.getTime())
    const now = inOrder.findLast(one => one.stands)
    if (!now) return []
    const before = inOrder.slice(0, inOrder.indexOf(now))
    const other = before.findLastIndex(one => one.words !== now.words)
    const first = before[other + 1] ?? now
    if (other < 0 && !(tellings && first.here && told.some(one => isBefore(one, first)))) return []
    const on = londonDate(first.knownFrom)
    return [{ on, occasion: `address ${now.teller} ${on}`, about: [now.entry] }]
  })

/** Another source told another address before. */
const isBefore = (one: ToldAddress, first: ToldAddress): boolean =>
  one.teller !== first.teller && one.words !== first.words && one.knownFrom < first.knownFrom
