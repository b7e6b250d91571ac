/** A row of counts as it may be shown: undefined where a number is hidden. The total of a row so small is hidden with it. */
export type SafeRow = { readonly counts: readonly (number | undefined)[]; readonly total: number | undefined }

/** Below this many a number is hidden inside the council (reference/README.md: below 6 inside, below 10 published). */
export const leastShown = 6

/**
 * Hides the small numbers of one row whose total is shown beside them: numbers from 1 to 5, and with them every number that equals the
 * least of the others that are not nought, since the rest would give them away (security.md 3.8). Hidden numbers that change places show the
 * same row, so none of them can be reckoned. A row whose total is small, or that has only small numbers, is hidden whole.
 * No total over several rows may be shown beside it but one that is reckoned from what is shown.
 */
export const suppressRow = (counts: readonly number[], least = leastShown): SafeRow => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (!counts.some(count => isSmall(count, least))) return { counts, total }
  // What is hidden is small numbers and a large one, and it is not known which of them is which.
  const next = Math.min(...counts.filter(count => count >= least))
  if (next === Number.POSITIVE_INFINITY) return { counts: counts.map(() => undefined), total: undefined }
  return { counts: counts.map(count => (count > 0 && count <= next ? undefined : count)), total }
}

const isSmall = (count: number, least: number): boolean => count > 0 && count < least

/** A number with no sum beside it: hidden where it is small. */
export const hideSmall = (count: number, least = leastShown): number | undefined =>
  isSmall(count, least) ? undefined : count

const toTen = (count: number): number => Math.round(count / 10) * 10

/**
 * A row for a second way of grouping the same pupils: numbers to the nearest ten, each by itself, and small ones hidden. Exact numbers
 * here would sum to totals from which the first way's hidden ones could be reckoned. Of a row that has only small numbers the total is hidden with them: "20" would
 * tell of three that each is 5.
 */
export const roundRow = (counts: readonly number[], least = leastShown): SafeRow => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const shown = (count: number): number | undefined => (isSmall(count, least) ? undefined : toTen(count))
  const onlySmall = total > 0 && counts.every(count => count < least)
  return { counts: counts.map(shown), total: onlySmall ? undefined : toTen(total) }
}
