/** A stream of numbers that depends on nothing but the words it was seeded with. */
export interface Random {
  /** The next number in [0, 1). */
  next: () => number
  /** A whole number in [low, high], both ends included. */
  between: (low: number, high: number) => number
  chance: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** As `pick`, but the head of the list comes far oftener than its tail, as names do in life. */
  favour: <T>(list: readonly T[]) => T
  /** One of the keys of `weights`, in proportion to its weight. */
  weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K
}

/** A 32-bit hash of the words (FNV-1a, then the Murmur3 finish so that near words give far numbers). */
export const hash32 = (...words: readonly (string | number)[]): number => {
  let h = 0x811c9dc5
  for (const word of words) {
    const text = `${word}|`
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  }
  return mix(h)
}

/** Spreads the bits of a 32-bit number. */
export const mix = (n: number): number => {
  let h = n ^ (n >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A random stream from a 32-bit state (mulberry32): quick to start, which the weekly registers need. */
export const randomFrom = (state: number): Random => {
  let a = state | 0
  const next = (): number => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const at = <T>(list: readonly T[], i: number): T => {
    if (list.length === 0) throw new Error('nothing to choose from')
    return list[Math.min(i, list.length - 1)] as T
  }
  return {
    next,
    between,
    chance: probability => next() < probability,
    pick: list => at(list, Math.floor(next() * list.length)),
    favour: list => at(list, Math.floor(next() ** 1.7 * list.length)),
    weighted: weights => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let left = next() * entries.reduce((sum, [, w]) => sum + w, 0)
      for (const [key, w] of entries) {
        left -= w
        if (left < 0) return key
      }
      return at(entries, entries.length - 1)[0]
    },
  }
}

/** A random stream named by words: the same words give the same stream, on every machine. */
export const seeded = (...words: readonly (string | number)[]): Random => randomFrom(hash32(...words))

/** `length` hexadecimal digits that depend only on the words. */
export const hexOf = (length: number, ...words: readonly (string | number)[]): string => {
  let out = ''
  for (let i = 0; out.length < length; i++)
    out += hash32(i, ...words)
      .toString(16)
      .padStart(8, '0')
  return out.slice(0, length)
}
