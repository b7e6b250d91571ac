import { blockingNumbers, type Width } from '../blocking.ts'
import type { Standard } from '../standard.ts'
import { growing, shared } from './text-pool.ts'

/** Blocks with more records than this tell nobody apart: they are passed over and counted. */
export const largestBlock = 400

/** Keys are dealt to this many buckets by their hash, and pairs to as many ranges by their first record. */
const partBits = 6
export const parts = 1 << partBits

/** More records than this cannot be numbered beside a key. */
export const mostRecords = 2 ** 24

/** A pair of records as one number, the smaller first: fits a JavaScript number exactly. */
export const packPair = (a: number, b: number): number => (a < b ? a * mostRecords + b : b * mostRecords + a)
export const firstOf = (pair: number): number => Math.floor(pair / mostRecords)
export const secondOf = (pair: number): number => pair - firstOf(pair) * mostRecords

/** The keys of records from one place up to another, dealt to buckets: two words each, 40 bits of key and 24 of record. */
export const dealKeys = (
  standardAt: (record: number) => Standard,
  from: number,
  to: number,
  width: Width,
): Uint32Array[] => {
  let [keys, count] = [new Float64Array((to - from) * usualKeys), 0]
  const ends = new Uint32Array(to - from)
  const sizes = new Uint32Array(parts)
  for (let record = from; record < to; record++) {
    const its = blockingNumbers(standardAt(record), width)
    if (count + its.length > keys.length) keys = longer(keys, its.length)
    for (let at = 0; at < its.length; at++) {
      const key = its[at]!
      keys[count++] = key
      sizes[bucketOf(highOf(key))]!++
    }
    ends[record - from] = count
  }
  const buckets = Array.from(sizes, size => new Uint32Array(size * 2))
  const next = new Uint32Array(parts)
  for (let record = from, at = 0; record < to; record++)
    for (const end = ends[record - from]!; at < end; at++) {
      const key = keys[at]!
      const high = highOf(key)
      const number = bucketOf(high)
      const [bucket, place] = [buckets[number]!, next[number]!]
      bucket[place] = (((high >>> partBits) & 255) << 24) | record
      bucket[place + 1] = key >>> 0
      next[number] = place + 2
    }
  return buckets
}

/** Most records have fewer keys than this. */
const usualKeys = 48

/** The same list, at least twice as long and with room for so many more. */
const longer = (list: Float64Array, more: number): Float64Array<ArrayBuffer> => {
  const grown = new Float64Array(list.length * 2 + more)
  grown.set(list)
  return grown
}

/** The upper part of a key. In whole numbers: the remainder of a fraction costs many times as much. */
const highOf = (key: number): number => (key / 4294967296) | 0
const bucketOf = (high: number): number => high & (parts - 1)

export type DealtPairs = { readonly ranges: readonly Float64Array[]; readonly skipped: number }

/** The pairs that share a key of one bucket, dealt to ranges by their first record; some come more than once. */
export const dealPairs = (keys: readonly Uint32Array[], count: number): DealtPairs => {
  const words = byKey(keys)
  const ranges = Array.from({ length: parts }, () => growing(length => new Float64Array(length)))
  const keep = (a: number, b: number): void => ranges[rangeOf(Math.min(a, b), count)]!.push(packPair(a, b))
  const recordAt = (place: number): number => words[place * 2]! & (mostRecords - 1)
  const sameKey = (p: number, q: number): boolean =>
    words[p * 2 + 1] === words[q * 2 + 1] && words[p * 2]! >>> 24 === words[q * 2]! >>> 24
  let skipped = 0
  for (let start = 0, end = 0; start < words.length / 2; start = end) {
    end = start + 1
    while (end < words.length / 2 && sameKey(start, end)) end++
    if (end - start > largestBlock) skipped++
    else for (let p = start; p < end; p++) for (let q = p + 1; q < end; q++) keep(recordAt(p), recordAt(q))
  }
  return { ranges: ranges.map(range => range.list().slice()), skipped }
}

/** So many bits of a key part a bucket before it is sorted: most parts then hold a handful of keys. */
const sieve = 2 ** 16

/** A bucket's keys, equal ones together and in order of their records. */
const byKey = (keys: readonly Uint32Array[]): Uint32Array => {
  const ends = new Uint32Array(sieve + 1)
  for (const list of keys) for (let at = 1; at < list.length; at += 2) ends[(list[at]! & (sieve - 1)) + 1]!++
  for (let part = 0; part < sieve; part++) ends[part + 1]! += ends[part]!
  const [words, next] = [new Uint32Array(ends[sieve]! * 2), ends.slice()]
  for (const list of keys)
    for (let at = 0; at < list.length; at += 2) {
      const place = next[list[at + 1]! & (sieve - 1)]!++ * 2
      words[place] = list[at]!
      words[place + 1] = list[at + 1]!
    }
  // Little-endian, as every machine that Node runs on: the second word counts for more, so equal keys come together.
  const whole = new BigUint64Array(words.buffer)
  for (let part = 0; part < sieve; part++) {
    const [from, to] = [ends[part]!, ends[part + 1]!]
    if (to - from > fewKeys) whole.subarray(from, to).sort()
    else sortFew(words, from, to)
  }
  return words
}

/** So few keys are sorted sooner one by one. */
const fewKeys = 24

const sortFew = (words: Uint32Array, from: number, to: number): void => {
  for (let at = from + 1; at < to; at++) {
    const [low, high] = [words[at * 2]!, words[at * 2 + 1]!]
    let free = at
    for (; free > from; free--) {
      const [lowBefore, highBefore] = [words[free * 2 - 2]!, words[free * 2 - 1]!]
      if (highBefore < high || (highBefore === high && lowBefore <= low)) break
      words[free * 2] = lowBefore
      words[free * 2 + 1] = highBefore
    }
    words[free * 2] = low
    words[free * 2 + 1] = high
  }
}

/** The range that a pair belongs to by its first record. */
const rangeOf = (record: number, count: number): number => Math.floor((record * parts) / count)

/** The pairs of one range, each once, in order, in memory that threads share. */
export const uniquePairs = (lists: readonly Float64Array[]): Float64Array => {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  // As whole numbers, which numbers of 0 and more are in the order of: half the time of sorting fractions.
  new BigUint64Array(all.buffer).sort()
  let kept = 0
  for (let place = 0; place < all.length; place++)
    if (place === 0 || all[place] !== all[place - 1]) all[kept++] = all[place]!
  return shared(all.subarray(0, kept))
}
