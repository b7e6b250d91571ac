import type { Standings } from '../ranking.ts'
import type { RoundReport } from '../report.ts'
import { at, type Round } from '../round.ts'

/** The report of a run: that of the files, and how many each school ranked under each of its criteria. */
export type RunReport = RoundReport & { readonly rankedByCriterion: Readonly<Record<string, readonly number[]>> }

/** How many children each school ranked under each of its criteria. */
export const countByCriterion = ({
  round,
  standings,
}: {
  readonly round: Pick<Round, 'schools' | 'school'>
  readonly standings: Pick<Standings, 'criterion'>
}): RunReport['rankedByCriterion'] => {
  const counts: Record<string, number[]> = {}
  for (const [p, s] of round.school.entries()) {
    const criterion = at(standings.criterion, p)
    if (criterion < 0) continue
    const key = round.schools[s] ?? ''
    const list = counts[key] ?? []
    counts[key] = list
    while (list.length <= criterion) list.push(0)
    list[criterion] = (list[criterion] ?? 0) + 1
  }
  return counts
}

/** How many stand before a child in a school's order, under which of its criteria: numbers alone. */
export const aheadOf = (
  names: readonly string[],
  counts: readonly number[],
  { criterion, position }: { readonly criterion: number | null; readonly position: number | null },
): { name: string; count: number }[] => {
  if (criterion === null || position === null) return []
  const before = counts.slice(0, criterion)
  const same = position - 1 - before.reduce((sum, count) => sum + count, 0)
  return [...before, same].flatMap((count, i) => (count > 0 ? [{ name: names[i] ?? '', count }] : []))
}
