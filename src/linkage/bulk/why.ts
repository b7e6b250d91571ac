import { factNames, levelAt } from '../facts.ts'
import { rulesIn, vetoRules } from '../vetoes.ts'
import { wordsFor } from '../words.ts'
import { type Edges, vectorOf } from './edges.ts'

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
