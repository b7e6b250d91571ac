import type { Standings } from '../../match/ranking.ts'
import { at, type Round } from '../../match/round.ts'
import type { RoundReport } from '../../report.ts'

/** A school of another council in a run: how many would have a place there as far as that council has said, and how many it refused. */
export type Elsewhere = {
  readonly school_id: string
  readonly council: string
  readonly offered: number
  readonly refused: number
}
/** The report of a run: that of the files, how many each school ranked under each of its criteria, and the schools of other councils beside ours. */
export type RunReport = RoundReport & {
  readonly rankedByCriterion: Readonly<Record<string, readonly number[]>>
  /** Not in runs of before November 2026. */
  readonly elsewhere?: readonly Elsewhere[]
}

/** What a reader may see of a run, counted; `offered` and `waiting` by school. */
export type Seen = {
  readonly children: number
  readonly unplaced: number
  readonly byPlan: number
  readonly secondPass: number
  readonly written: number
  readonly byRank: Readonly<Record<string, number>>
  readonly offered: Readonly<Record<string, number>>
  readonly waiting: Readonly<Record<string, number>>
}
/** A report over the children whom its reader may see. Places, the last child offered and the checks of the whole round stay as they are. */
export const asSeen = (report: RunReport, seen: Seen): RunReport => ({
  ...report,
  children: seen.children,
  unplaced: seen.unplaced,
  offers: {
    ...report.offers,
    total: seen.children - seen.unplaced,
    by_rank: seen.byRank,
    by_plan: seen.byPlan,
    second_pass: seen.secondPass,
  },
  explanations: { ...report.explanations, written: seen.written },
  schools: report.schools.map(one => ({
    ...one,
    offered: seen.offered[one.school_id] ?? 0,
    waiting: seen.waiting[one.school_id] ?? 0,
  })),
  ...(report.elsewhere
    ? { elsewhere: report.elsewhere.map(one => ({ ...one, offered: seen.offered[one.school_id] ?? 0 })) }
    : {}),
})

/** The report with the schools of other councils beside ours: their places are counted by those who keep them. */
export const besideOurs = (
  report: RoundReport,
  councils: ReadonlyMap<string, string>,
  { school, schools, position }: Pick<Round, 'school' | 'schools' | 'position'>,
): RoundReport & Pick<RunReport, 'elsewhere'> => {
  if (councils.size === 0) return report
  const refused = new Map<string, number>()
  for (const [p, s] of school.entries()) {
    const key = schools[s] ?? ''
    if (at(position, p) === 0) refused.set(key, (refused.get(key) ?? 0) + 1)
  }
  const theirs = report.schools.filter(one => councils.has(one.school_id))
  return {
    ...report,
    places: report.places - theirs.reduce((sum, one) => sum + one.places, 0),
    schools: report.schools.filter(one => !councils.has(one.school_id)),
    elsewhere: theirs.map(({ school_id, offered }) => ({
      school_id,
      council: councils.get(school_id) ?? '',
      offered,
      refused: refused.get(school_id) ?? 0,
    })),
  }
}

/** Why not a school of another council, for the family: that council keeps the order, the list and the reasons. */
export const refusedElsewhere = (council: string): string =>
  `Another council keeps this school (council ${council}). It told us that the school is full of children with higher priority. Your child is on its waiting list there; ask that council for the reasons, for the place on the list, and about an appeal.`

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
