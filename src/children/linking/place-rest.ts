import type { Scorer } from '../../linkage/index.ts'
import type { SourceRecord } from './source-record.ts'

/** The source persons of each of two children, by their numbers. */
export type Halves = { readonly a: readonly number[]; readonly b: readonly number[] }

/**
 * Puts every record that nobody placed with the half it agrees with most, by the rules that tie records: those of whom a reviewer was
 * not sure, and those that a reviewer is not shown. Each is compared with what was placed alone, so that their order changes nothing; of two
 * alike the first. Pure.
 */
export const placeRest = (
  records: readonly Pick<SourceRecord, 'id' | 'standard'>[],
  { a, b }: Halves,
  score: Scorer,
): Halves => {
  const byId = new Map(records.map(r => [r.id, r]))
  const best = (one: Pick<SourceRecord, 'standard'>, half: readonly number[]): number =>
    Math.max(
      ...half.flatMap(id => {
        const other = byId.get(id)
        return other ? [score(one.standard, other.standard).bits] : []
      }),
    )
  const placed = new Set([...a, ...b])
  const rest = records.filter(r => !placed.has(r.id))
  const toB = new Set(rest.filter(r => best(r, b) > best(r, a)).map(r => r.id))
  return {
    a: [...a, ...rest.filter(r => !toB.has(r.id)).map(r => r.id)],
    b: [...b, ...rest.filter(r => toB.has(r.id)).map(r => r.id)],
  }
}
