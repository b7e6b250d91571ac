const maxLength = 64
const rows = [new Int32Array(maxLength + 1), new Int32Array(maxLength + 1), new Int32Array(maxLength + 1)] as const
const taken = new Uint8Array(maxLength)
const matched = new Uint8Array(maxLength)

/**
 * Edits (insert, delete, replace, swap two neighbours) from one string to the other, counted up to `limit`; anything
 * further is `limit + 1`. Optimal string alignment: no part is edited twice.
 */
export const edits = (a: string, b: string, limit: number): number => {
  if (a === b) return 0
  const n = Math.min(a.length, maxLength)
  const m = Math.min(b.length, maxLength)
  if (Math.abs(n - m) > limit) return limit + 1
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
export const closeness = (one: string, other: string): number => {
  if (one === other) return 1
  // Letters are paired greedily, which the order of the two can change: fix it, so that the measure is symmetric.
  const [a, b] = one < other ? [one, other] : [other, one]
  const n = Math.min(a.length, maxLength)
  const m = Math.min(b.length, maxLength)
  if (n === 0 || m === 0) return 0
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
  }
  if (common === 0) return 0
  let crossed = 0
  for (let i = 0, j = 0; i < n; i++) {
    if (matched[i] === 0) continue
    while (taken[j] === 0) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j++)) crossed++
  }
  const jaro = (common / n + common / m + (common - crossed / 2) / common) / 3
  let prefix = 0
  while (prefix < 4 && prefix < n && prefix < m && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
