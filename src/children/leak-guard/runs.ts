// Words that run into one another: a place is the same however it is cut into words.

/** 0 and O, 1 and I and l are one: people and machines take one for the other. */
export const sameSigns = (text: string): string => text.replace(/o/g, '0').replace(/[il]/g, '1')

/** Where words that begin here run into this, after the last; -1 if they do not. With a slip of one letter in a longer name. */
export const runEnd = (words: readonly string[], start: number, run: string): number => {
  const slips = run.length >= 7 && !/^\d+$/.test(run)
  if (!slips && words[start]?.[0] !== run[0]) return -1
  let [made, nearly] = ['', -1]
  for (let end = start; end < words.length && made.length <= run.length; ) {
    made += words[end++]
    if (made === run) return end
    if (made.length > 1 && startsOtherwise(made, run)) return nearly
    if (slips && isSlip(made, run)) nearly = end
  }
  return nearly
}

/** One slip does not make both first letters others. */
const startsOtherwise = (made: string, run: string): boolean =>
  made[0] !== run[0] && made[1] !== run[1] && made[0] !== run[1] && made[1] !== run[0]

/** Do words run into this, from the beginning of one to the end of another? */
export const runsInto = (words: readonly string[], run: string): boolean =>
  words.some((word, start) => {
    if (word[0] !== run[0]) return false
    let made = ''
    for (let at = start; at < words.length && made.length < run.length; at++) made += words[at]
    return made === run
  })

/** One letter more, fewer, other, or two turned round; or m for rn, as scanned letters are read. */
export const isSlip = (one: string, other: string): boolean => {
  if (other.includes('rn') && one === other.replace('rn', 'm')) return true
  if (Math.abs(one.length - other.length) > 1) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const [a, b] = [one.slice(at), other.slice(at)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}
