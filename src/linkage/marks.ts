/** A stretch of a text, from and up to these places: the letters to mark because the other text has others there. */
export type Mark = readonly [from: number, to: number]

const longest = 80

/** For each of two texts, the stretches that are not in their longest common part (capitals do not count). */
export const marksOf = (a: string, b: string): { readonly a: readonly Mark[]; readonly b: readonly Mark[] } => {
  if (a.length > longest || b.length > longest) return { a: [[0, a.length]], b: [[0, b.length]] }
  const [x, y] = [[...a].map(letter => letter.toLowerCase()), [...b].map(letter => letter.toLowerCase())]
  const common = Array.from({ length: x.length + 1 }, () => new Array<number>(y.length + 1).fill(0))
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      common[i]![j] = x[i] === y[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const [keptA, keptB] = [new Set<number>(), new Set<number>()]
  for (let i = 0, j = 0; i < x.length && j < y.length; ) {
    if (x[i] === y[j]) {
      keptA.add(i++)
      keptB.add(j++)
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return { a: stretches([...a], keptA), b: stretches([...b], keptB) }
}

/** The stretches of a text outside the letters kept, counted in UTF-16 units as strings are cut. */
const stretches = (letters: readonly string[], kept: ReadonlySet<number>): readonly Mark[] => {
  const marks: [number, number][] = []
  let from = 0
  letters.forEach((letter, i) => {
    const to = from + letter.length
    const last = marks.at(-1)
    if (!kept.has(i)) {
      if (last && last[1] === from) last[1] = to
      else marks.push([from, to])
    }
    from = to
  })
  return marks
}
