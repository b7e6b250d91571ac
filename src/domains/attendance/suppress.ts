/** A row of counts as it may be shown: undefined where a number is hidden. The total of a row so small is hidden with it. */
export type SafeRow = { readonly counts: readonly (number | undefined)[]; readonly total: number | undefined }

/** Below this many a number is hidden inside the council (reference/README.md: below 6 inside, below 10 published). */
export const leastShown = 6

/**
 * Hides the small numbers of one row whose total is shown beside them: numbers from 1 to 5, and where one alone is hidden, or those
 * hidden make up too few, the smallest others that are not nought, since the rest would give it away (security.md 3.8). A row whose total is small is
 * hidden whole. No total over several rows may be shown beside it but one from `roundRow`.
 */
export const suppressRow = (counts: readonly number[], least = leastShown): SafeRow => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total < least) return total === 0 ? { counts, total } : hiddenRow(counts)
  const hidden = new Set(counts.keys().filter(at => isSmall(counts[at] ?? 0, least)))
  if (hidden.size === 0) return { counts, total }
  const others = [...counts.keys()]
    .filter(at => !hidden.has(at) && (counts[at] ?? 0) > 0)
    .sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0))
  const first = others[0]
  // What is hidden is one small number and a large one, or it is not known which of them is small.
  if (first === undefined) return hiddenRow(counts)
  hidden.add(first)
  return { counts: counts.map((count, at) => (hidden.has(at) ? undefined : count)), total }
}

const isSmall = (count: number, least: number): boolean => count > 0 && count < least
const hiddenRow = (counts: readonly number[]): SafeRow => ({ counts: counts.map(() => undefined), total: undefined })

const toTen = (count: number): number => Math.round(count / 10) * 10

/**
 * A row for a second way of grouping the same pupils: numbers to the nearest ten, each by itself, and small ones hidden. Exact numbers
 * here would sum to totals from which the first way's hidden ones could be reckoned.
 */
export const roundRow = (counts: readonly number[], least = leastShown): SafeRow => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const shown = (count: number): number | undefined => (isSmall(count, least) ? undefined : toTen(count))
  return { counts: counts.map(shown), total: shown(total) }
}
