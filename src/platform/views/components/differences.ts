/** A run of words of one value: alike in both, or only in this one. */
export type Piece = { text: string; differs: boolean }

/**
 * Which words of two values differ, keeping the order: the longest common run of words is what they share. Comparison
 * ignores case and accents nowhere: what is written differently is marked.
 */
export const differences = (a: string, b: string): { a: readonly Piece[]; b: readonly Piece[] } => {
  const left = a.split(/(\s+)/).filter(word => word !== '')
  const right = b.split(/(\s+)/).filter(word => word !== '')
  const common = longestCommon(left, right)
  return { a: pieces(left, common.map(pair => pair[0])), b: pieces(right, common.map(pair => pair[1])) }
}

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

const pieces = (words: readonly string[], shared: readonly number[]): readonly Piece[] => {
  const same = new Set(shared)
  return words.reduce<Piece[]>((made, word, at) => {
    const last = made.at(-1)
    const differs = !same.has(at) && word.trim() !== ''
    if (last && last.differs === differs) made[made.length - 1] = { text: last.text + word, differs }
    else made.push({ text: word, differs })
    return made
  }, [])
}
