/** A run of words of one value: alike in both, or only in this one. */
export type Piece = { text: string; differs: boolean }

/**
 * Which words of two values differ, keeping the order: the longest common run of words is what they share. Comparison
 * ignores case and accents nowhere: what is written differently is marked.
 */
export const differences = (a: string, b: string): { a: readonly Piece[]; b: readonly Piece[] } => {
  const left = a.match(parts) ?? []
  const right = b.match(parts) ?? []
  const common = longestCommon(left, right)
  return {
    a: pieces(
      left,
      common.map(pair => pair[0]),
    ),
    b: pieces(
      right,
      common.map(pair => pair[1]),
    ),
  }
}

/** Words, runs of white space, and every other sign by itself: a hyphen or a comma does not make a word differ. */
const parts = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu

const longestCommon = (left: readonly string[], right: readonly string[]): (readonly [number, number])[] => {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      ;(lengths[i] as number[])[j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return pairs
}

/** White space between two differing words belongs to the difference; alone it is not one. */
const pieces = (words: readonly string[], shared: readonly number[]): readonly Piece[] => {
  const same = new Set(shared)
  const differs = (at: number): boolean => at >= 0 && at < words.length && !same.has(at)
  const blank = (at: number): boolean => words[at]?.trim() === ''
  return words.reduce<Piece[]>((made, word, at) => {
    const marked = blank(at) ? differs(at - 1) && differs(at + 1) : differs(at)
    const last = made.at(-1)
    if (last && last.differs === marked) made[made.length - 1] = { text: last.text + word, differs: marked }
    else made.push({ text: word, differs: marked })
    return made
  }, [])
}
