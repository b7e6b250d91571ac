import { addDays, leastShown, type PlainDate } from '../../../kernel/index.ts'
import { type AbsenceCount, type Grouping, safeRow } from '../by-school/absence-by-school.ts'

/** The numbers of a group as they were published, and the day on which they were counted. */
export type Published = AbsenceCount & { readonly on: PlainDate }

/** Numbers that would change by few are held so long, a term, and then published as they are. */
export const longestHeld = 84

/**
 * What is published of a count, after what was published before. A group of which a number that was shown changes by fewer than six, or another number would be hidden than before, keeps its
 * numbers, so that nobody who reads both can tell of one pupil who crossed a line; a term at most. One whose shown numbers are the same keeps its day. Pure.
 */
export const holdSmallChanges = (
  before: readonly Published[],
  counts: readonly AbsenceCount[],
  grouping: Grouping,
  today: PlainDate,
): Published[] => {
  const known = Map.groupBy(before, one => one.name)
  const again = Map.groupBy(counts, one => one.name)
  return counts.map(count => {
    const [old, another] = known.get(count.name) ?? []
    // Of two schools of one name nobody could say which is which.
    const same = another === undefined && again.get(count.name)?.length === 1
    return old && same && isHeld(old, count, grouping, today) ? old : { ...count, on: today }
  })
}

const isHeld = (old: Published, now: AbsenceCount, grouping: Grouping, today: PlainDate): boolean => {
  const changes = shownNumbers(old, grouping).map((shown, at) => {
    const next = shownNumbers(now, grouping)[at]
    return shown === undefined || next === undefined ? Number(shown !== next) : Math.abs(shown - next)
  })
  if (changes.every(change => change === 0)) return true
  return changes.some(change => change > 0 && change < leastShown) && today < addDays(old.on, longestHeld)
}

const shownNumbers = (count: AbsenceCount, grouping: Grouping): readonly (number | undefined)[] => {
  const { counts, total } = safeRow(count, grouping)
  return [...counts, total]
}
