import { addDays, addMonths, hideSmall, leastShown, type PlainDate, roundRow } from '../../../kernel/index.ts'

/** How often one source told us in one month; `month` is its first day. */
export type ToldCount = { readonly source: string; readonly month: PlainDate; readonly told: number }
/** The last twelve whole months, the earliest first: the month that runs would change as one looks. */
export const wholeMonths = (today: PlainDate): readonly PlainDate[] => {
  const first = `${today.slice(0, 8)}01` as PlainDate
  return Array.from({ length: 12 }, (_, at) => addMonths(first, at - 12))
}
/** The first and the last day of these months. */
export const spanOf = (months: readonly PlainDate[]): readonly [PlainDate, PlainDate] => {
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) throw new Error('There are no months')
  return [first, addDays(addMonths(last, 1), -1)]
}

/** A source with what may be shown of each month: undefined where the number is small. */
export type SourceTrend = { readonly source: string; readonly counts: readonly (number | undefined)[] }
/** A sum of numbers of which small ones are hidden: no less and no more than. */
export type Between = { readonly least: number; readonly most: number }
/** Adds up sums. Pure. */
export const addUp = (sums: readonly Between[]): Between => ({
  least: sums.reduce((sum, one) => sum + one.least, 0),
  most: sums.reduce((sum, one) => sum + one.most, 0),
})
/** Adds up what is shown and nothing else, so that no sum tells more of a small number than that it is small. Pure. */
export const addShown = (counts: readonly (number | undefined)[]): Between =>
  addUp(counts.map(count => ({ least: count ?? 1, most: count ?? leastShown - 1 })))
/**
 * What each source told, month by month, with small numbers hidden. No source is left out because it told us of nobody: that is
 * a finding (reference/domain.md 2.2). Pure.
 */
export const trendsOf = (
  sources: readonly string[],
  months: readonly PlainDate[],
  counts: readonly ToldCount[],
): readonly SourceTrend[] => {
  const told = new Map(counts.map(one => [`${one.source} ${one.month}`, one.told]))
  return sources.map(source => ({
    source,
    counts: months.map(month => hideSmall(told.get(`${source} ${month}`) ?? 0)),
  }))
}
/** All sources together, month by month. Pure. */
export const allOf = (trends: readonly SourceTrend[]): readonly Between[] =>
  (trends[0]?.counts ?? []).map((_, at) => addShown(trends.map(one => one.counts[at])))
/** The sources that told us of nobody. */
export const silentSources = (trends: readonly SourceTrend[]): readonly string[] =>
  trends.filter(one => one.counts.every(count => count === 0)).map(one => one.source)

/** A school with its pupils; of how many a census says anything, how many it names, how many the service knows. */
export type SchoolCount = {
  readonly school: string
  readonly pupils: number
  readonly counted: number
  readonly named: number
  readonly helped: number
}
/** From more than so many pupils on a school that names nobody is asked why (reference/domain.md 2.5; a local setting). */
export const askedAbove = 200
export type SilentSchool = {
  readonly school: string
  /** To the nearest ten. */
  readonly pupils: number
  /** Whom the service knows there, to the nearest ten; undefined is fewer than are shown, or nobody. */
  readonly helped: number | undefined
}
export type SchoolsTold = {
  /** How many schools are so large, and of how many of them no census has come. */
  readonly large: number
  readonly uncounted: readonly string[]
  readonly silent: readonly SilentSchool[]
}
/**
 * The schools of more than 200 pupils whose census names nobody, the largest first. Of a school it says no number below ten, and nobody is
 * known there or a few are known there in the same words. A census that never came is not a census that names nobody. Pure.
 */
export const schoolsTold = (schools: readonly SchoolCount[]): SchoolsTold => {
  const large = schools.filter(one => one.pupils > askedAbove)
  const byName = (a: SchoolCount, b: SchoolCount) => a.school.localeCompare(b.school, 'en-GB')
  return {
    large: large.length,
    uncounted: large
      .filter(one => one.counted === 0)
      .sort(byName)
      .map(one => one.school),
    silent: large
      .filter(one => one.counted > 0 && one.named === 0)
      .sort((a, b) => b.pupils - a.pupils || byName(a, b))
      .map(({ school, pupils, helped }) => ({
        school,
        pupils: roundRow([pupils]).total ?? 0,
        helped: helped < leastShown ? undefined : roundRow([helped]).total,
      })),
  }
}
