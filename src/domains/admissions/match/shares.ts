import { type Division, noShare, outside } from './division.ts'
import { at } from './round.ts'

/** Whom a school holds, and how many of each share have one of its own places. */
export type Choice = { readonly chosen: ReadonlySet<number>; readonly own: readonly number[] }

/**
 * Whom a school with divided places holds of those who ask (preferences): first who is outside the division, then each share's own places by
 * the order, then what is left over as the school says. Children without a share come after those of a band.
 */
export const choose = (division: Division, places: number, asked: readonly number[], position: Int32Array): Choice => {
  const ordered = asked.toSorted((a, b) => at(position, a) - at(position, b))
  const before = ordered.filter(p => at(division.share, p) === outside).slice(0, places)
  const chosen = new Set(before)
  const own = partsOf(division, places - before.length).map((count, k) => {
    const having = ordered.filter(p => at(division.share, p) === k).slice(0, count)
    for (const p of having) chosen.add(p)
    return { count, having: having.length }
  })
  const open = places - before.length - own.reduce((sum, { count }) => sum + count, 0)
  const spare = own.flatMap(({ count, having }, k) => Array.from({ length: count - having }, () => k))
  for (const k of [...spare, ...Array.from({ length: open }, () => noShare)]) {
    let best: number | undefined
    for (const p of ordered) if (!chosen.has(p) && (best === undefined || comesFirst(division, k, p, best))) best = p
    if (best === undefined) break
    chosen.add(best)
  }
  return { chosen, own: own.map(({ having }) => having) }
}

/** Does one come before another, who stands higher in the order, for a place that share k left over? */
const comesFirst = (division: Division, k: number, one: number, other: number): boolean => {
  if (division.kind === 'reserved') return false
  const [a, b] = [at(division.share, one), at(division.share, other)]
  if (a === noShare || b === noShare) return a !== noShare && b === noShare
  if (division.unfilled === 'order' || k === noShare) return false
  if (a !== b) {
    const [near, far] = [Math.abs(a - k), Math.abs(b - k)]
    return near === far ? a > k === (division.unfilled === 'higher first') : near < far
  }
  if (division.by === 'order') return false
  const [mine, theirs] = [division.score[one] ?? 0, division.score[other] ?? 0]
  return a > k ? mine < theirs : mine > theirs
}

/**
 * How many places each share has of its own. Bands: place after place to the band that is furthest below its part (Sainte-Laguë), by
 * which no band has fewer because there are more places. Kept places: their number, the first named first where there are too few.
 */
export const partsOf = ({ kind, shares, taken }: Division, places: number): number[] => {
  const parts = shares.map(() => 0)
  const got = (k: number): number => (parts[k] ?? 0) + (taken[k] ?? 0)
  const size = (k: number): number => shares[k]?.size ?? 0
  if (kind === 'reserved') {
    let left = places
    for (const [k, share] of shares.entries()) {
      parts[k] = Math.max(0, Math.min(left, share.size - (taken[k] ?? 0)))
      left -= parts[k] ?? 0
    }
    return parts
  }
  for (let place = 0; place < places; place++) {
    let next = 0
    for (let k = 1; k < shares.length; k++) if (size(k) * (2 * got(next) + 1) > size(next) * (2 * got(k) + 1)) next = k
    parts[next] = (parts[next] ?? 0) + 1
  }
  return parts
}
