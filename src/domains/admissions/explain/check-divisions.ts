import { type Division, noShare, outside } from '../match/division.ts'
import { at } from '../match/round.ts'

/**
 * Whom a school with divided places takes of those who ask, worked out place by place: what `choose` says, written a second time and another
 * way, so that one can be held against the other. Slow.
 */
export const placeByPlace = (
  division: Division,
  places: number,
  asked: readonly number[],
  position: Int32Array,
): ReadonlySet<number> => {
  const taken = new Set<number>()
  const takeFirst = (key: (p: number) => readonly number[] | undefined): boolean => {
    const [first] = asked
      .filter(p => !taken.has(p))
      .flatMap(p => {
        const k = key(p)
        return k ? [{ p, k: [...k, at(position, p)] }] : []
      })
      .sort((a, b) => compare(a.k, b.k))
    if (first) taken.add(first.p)
    return first !== undefined
  }
  const shareOf = (p: number): number => at(division.share, p)
  while (taken.size < places && takeFirst(p => (shareOf(p) === outside ? [] : undefined)));
  const spare: number[] = []
  const labels = labelsOf(division, places - taken.size)
  for (const k of labels) if (k === noShare || !takeFirst(p => (shareOf(p) === k ? [] : undefined))) spare.push(k)
  const inOrder = spare.toSorted((a, b) => (a === noShare ? 1 : b === noShare ? -1 : a - b))
  for (const k of inOrder) takeFirst(p => keyFor(division, k, p))
  return taken
}

/** How many of a band's own places are taken by those who are there. */
export const countOwn = (division: Division, places: number, there: readonly number[], share: number): number => {
  const count = (wanted: number): number => there.filter(p => at(division.share, p) === wanted).length
  const own = labelsOf(division, places - count(outside)).filter(k => k === share).length
  return Math.min(own, count(share))
}

/** For whom each place is: bands by their highest quotients (size over 1, 3, 5 …), kept places in turn, the rest for everybody. */
const labelsOf = ({ kind, shares, taken }: Division, places: number): number[] => {
  const labels =
    kind === 'bands'
      ? shares
          .flatMap(({ size }, k) =>
            Array.from({ length: places }, (_, i) => ({ k, quotient: size / (2 * (i + (taken[k] ?? 0)) + 1) })),
          )
          .sort((a, b) => b.quotient - a.quotient || a.k - b.k)
          .map(({ k }) => k)
      : shares.flatMap(({ size }, k) => Array.from({ length: Math.max(0, size - (taken[k] ?? 0)) }, () => k))
  return [...labels, ...Array.from({ length: places }, () => noShare)].slice(0, Math.max(0, places))
}

const keyFor = ({ kind, share, score, unfilled, by }: Division, k: number, p: number): number[] => {
  if (kind === 'reserved') return []
  const own = at(share, p)
  const tested = own === noShare ? 1 : 0
  if (unfilled === 'order' || k === noShare || own === noShare) return [tested]
  const higherFirst = unfilled === 'higher first'
  const side = own > k === higherFirst ? 0 : 1
  const value = by === 'order' ? 0 : own > k ? (score[p] ?? 0) : -(score[p] ?? 0)
  return [tested, Math.abs(own - k), side, value]
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  const differs = a.findIndex((value, i) => value !== b[i])
  return differs === -1 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0)
}
