import { type Calibration, chanceOf } from '../chance.ts'
import { factNames } from '../facts.ts'
import type { Score } from '../score.ts'
import { showsTwin } from '../vetoes.ts'

/** Compared pairs in columns. A vector's level codes lie in four bits each, eight to a word. */
export type Edges = {
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly bits: Float64Array
  readonly vetoes: Uint32Array
  readonly low: Uint32Array
  readonly high: Uint32Array
}

const wordOf = (vector: readonly number[], from: number): number => {
  let word = 0
  for (let at = 0; at < 8; at++) word |= (vector[from + at] ?? 0) << (at * 4)
  return word >>> 0
}

export const packVector = (vector: readonly number[]): readonly [low: number, high: number] => [
  wordOf(vector, 0),
  wordOf(vector, 8),
]

/** The vector of an edge. */
export const vectorOf = ({ low, high }: Edges, edge: number): readonly number[] =>
  factNames.map((_, at) => ((at < 8 ? low[edge]! : high[edge]!) >>> ((at % 8) * 4)) & 15)

/** The score of an edge, as deciding and telling need it. */
export const scoreOf = (edges: Edges, edge: number, { calibration }: { calibration: Calibration }): Score => {
  const [bits, vetoes] = [edges.bits[edge]!, edges.vetoes[edge]!]
  const probability = chanceOf(calibration, bits, vetoes)
  return { bits, probability, vetoes, vector: vectorOf(edges, edge), commonness: [1, 1] }
}

const columns = ['a', 'b', 'bits', 'vetoes', 'low', 'high'] as const
const emptyEdges = (count: number): Edges => {
  const words = () => new Uint32Array(new SharedArrayBuffer(count * 4))
  const bits = new Float64Array(new SharedArrayBuffer(count * 8))
  return { a: words(), b: words(), bits, vetoes: words(), low: words(), high: words() }
}

/** The edges of several ranges, one after another, in memory that threads share: bits from `least` up, and all that show twins. */
export const joinEdges = (lists: readonly Edges[], shift: number, least: number): Edges => {
  const isKept = (list: Edges, edge: number): boolean =>
    list.bits[edge]! + shift >= least || showsTwin({ vetoes: list.vetoes[edge]!, vector: vectorOf(list, edge) })
  const total = lists.reduce(
    (sum, list) => sum + list.a.reduce((kept, _, edge) => kept + (isKept(list, edge) ? 1 : 0), 0),
    0,
  )
  const joined = emptyEdges(total)
  let at = 0
  for (const list of lists)
    for (let edge = 0; edge < list.a.length; edge++) {
      if (!isKept(list, edge)) continue
      for (const column of columns) joined[column][at] = list[column][edge]!
      joined.bits[at++]! += shift
    }
  return joined
}
