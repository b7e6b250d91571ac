import type { ReviewReason } from '../cluster.ts'
import { factNames, levelAt } from '../facts.ts'
import { rulesIn, vetoRules } from '../veto-rules.ts'
import { wordsFor } from '../words.ts'
import { type Edges, vectorOf } from './edges.ts'

/** Why people are asked about a pair whose own evidence would do. */
export const reasonInWords = (reason: ReviewReason | undefined, vetoes: number): string =>
  reason === 'rivals'
    ? 'Another record fits one of them as well and cannot be the other'
    : reason === 'twin-close' && vetoes === 0
      ? 'The family has twins, or one system tells both, and the forename does not tell which'
      : reason === 'namesake' && vetoes === 0
        ? 'One system tells both, which keeps a child once: they may be namesakes'
        : reason === 'surname-differs' && vetoes === 0
          ? 'One system tells both, which keeps a child once, by two surnames and homes'
          : reason === 'birth-differs' && vetoes === 0
            ? 'One system tells both, which keeps a child once, by two birth dates'
            : ''

/** Says in words what an edge was weighed by: the rules broken, then each fact. The same words are made once. */
export const whyOf = (edges: Edges): ((edge: number) => string) => {
  const known = new Map<string, string>()
  return edge => {
    const key = `${edges.low[edge]} ${edges.high[edge]} ${edges.vetoes[edge]}`
    const words = known.get(key)
    if (words !== undefined) return words
    const vector = vectorOf(edges, edge)
    const made = [
      ...rulesIn(edges.vetoes[edge]!).map(rule => vetoRules[rule].words),
      ...factNames.flatMap((fact, at) => {
        const level = levelAt(fact, vector[at]!)
        return level === undefined ? [] : [wordsFor(fact, level)]
      }),
    ].join('. ')
    known.set(key, made)
    return made
  }
}
