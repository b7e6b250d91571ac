const maxLength = 64
const rows = [new Int32Array(maxLength + 1), new Int32Array(maxLength + 1), new Int32Array(maxLength + 1)] as const
const taken = new Uint8Array(maxLength)
const matched = new Uint8Array(maxLength)

/** The letters of a text as bits: two letters may share one. */
const lettersOf = (text: string, length: number): number => {
  let letters = 0
  for (let at = 0; at < length; at++) letters |= 1 << (text.charCodeAt(at) & 31)
  return letters
}

const bitsSet = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * Edits (insert, delete, replace, swap two neighbours) from one string to the other, counted up to `limit`; anything
 * further is `limit + 1`. Optimal string alignment: no part is edited twice.
 */
export const edits = (a: string, b: string, limit: number): number => {
  if (a === b) return 0
  const n = Math.min(a.length, maxLength)
  const m = Math.min(b.length, maxLength)
  if (Math.abs(n - m) > limit) return limit + 1
  // Each letter that the other has nowhere takes an edit; most names of two children end here.
  const [lettersA, lettersB] = [lettersOf(a, n), lettersOf(b, m)]
  if (bitsSet(lettersA & ~lettersB) > limit || bitsSet(lettersB & ~lettersA) > limit) return limit + 1
  let [before, last, row] = rows as readonly [Int32Array, Int32Array, Int32Array]
  for (let j = 0; j <= m; j++) last[j] = j
  for (let i = 1; i <= n; i++) {
    row[0] = i
    let least = i
    const ca = a.charCodeAt(i - 1)
    for (let j = 1; j <= m; j++) {
      const cb = b.charCodeAt(j - 1)
      let cost = last[j - 1]! + (ca === cb ? 0 : 1)
      if (last[j]! + 1 < cost) cost = last[j]! + 1
      if (row[j - 1]! + 1 < cost) cost = row[j - 1]! + 1
      if (i > 1 && j > 1 && ca === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === cb && before[j - 2]! + 1 < cost) {
        cost = before[j - 2]! + 1
      }
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    const spare = before
    before = last
    last = row
    row = spare
  }
  return Math.min(last[m]!, limit + 1)
}

/** Jaro–Winkler closeness, 0 to 1, with the usual prefix weight of 0.1 over at most four letters. */
export const closeness = (one: string, other: string): number => closenessFrom(one, other, 0)

/** True where the Jaro–Winkler closeness is at least so much: sooner known than how close two texts are that are not. */
export const isClose = (one: string, other: string, least: number): boolean => closenessFrom(one, other, least) >= least

const weightOfPrefix = 0.1

/** The closeness where it is at least so much, else that or anything less. */
const closenessFrom = (one: string, other: string, least: number): number => {
  if (one === other) return 1
  // Letters are paired greedily, which the order of the two can change: fix it, so that the measure is symmetric.
  const [a, b] = one < other ? [one, other] : [other, one]
  const n = Math.min(a.length, maxLength)
  const m = Math.min(b.length, maxLength)
  if (n === 0 || m === 0) return 0
  let prefix = 0
  while (prefix < 4 && prefix < n && prefix < m && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  const jaroWanted = (least - prefix * weightOfPrefix) / (1 - prefix * weightOfPrefix)
  // A little less than so many letters must be in common, lest rounding decide.
  const wanted = (3 * jaroWanted - 1) / (1 / n + 1 / m) - 1e-6
  if (Math.min(n, m) < wanted) return 0
  const reach = Math.max(0, (Math.max(n, m) >> 1) - 1)
  taken.fill(0, 0, m)
  matched.fill(0, 0, n)
  let common = 0
  for (let i = 0; i < n; i++) {
    const code = a.charCodeAt(i)
    const to = Math.min(m - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= to; j++) {
      if (taken[j] === 0 && b.charCodeAt(j) === code) {
        taken[j] = 1
        matched[i] = 1
        common++
        break
      }
    }
    if (common + n - 1 - i < wanted) return 0
  }
  if (common === 0) return 0
  let crossed = 0
  for (let i = 0, j = 0; i < n; i++) {
    if (matched[i] === 0) continue
    while (taken[j] === 0) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j++)) crossed++
  }
  const jaro = (common / n + common / m + (common - crossed / 2) / common) / 3
  return jaro + prefix * weightOfPrefix * (1 - jaro)
}

/** Letters so alike that a slip of the keyboard explains them. */
export const isSlip = (a: string, b: string): boolean => {
  const shorter = Math.min(a.length, b.length)
  if (shorter < 3 || Math.abs(a.length - b.length) > 2) return false
  const far = edits(a, b, 2)
  return (
    (far === 1 && Math.max(a.length, b.length) > 3) || (far <= 2 && shorter > 6) || (shorter > 4 && isClose(a, b, 0.93))
  )
}

const mayBeMisread = /rn|vv|[01]/

/** What a reader of print takes for another: rn for m, vv for w, 1 for l, 0 for o. */
const asPrinted = (name: string): string =>
  name.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('1', 'l').replaceAll('0', 'o')

/** True for Burnett and Bumett, Heller and He11er: two names that look alike in print. */
export const areMisread = (a: string, b: string): boolean =>
  (mayBeMisread.test(a) || mayBeMisread.test(b)) && asPrinted(a) === asPrinted(b)
