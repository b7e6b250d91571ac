import type { KnownFact } from '../../children/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'

/** A term's sessions as the school census counts them: where no register comes, they are what we have. */
export type TermTotal = {
  readonly term: string
  readonly possible: number
  readonly missed: number
  readonly said: string
  readonly on: PlainDate
}

/** Terms as the census counts them: possible sessions are said once, each code's sessions by itself. */
export const termsOf = (facts: readonly KnownFact[]): TermTotal[] => {
  const counts = facts.filter(({ kind }) => kind === 'session-count')
  const terms = Map.groupBy(counts, f => `${f.body.term}|${f.source}`)
  return [...terms.values()].flatMap(rows => {
    const [first] = rows
    const possible = Math.max(0, ...rows.map(r => Number(r.body.possible ?? 0)))
    const missed = rows.filter(r => r.body.code !== undefined).reduce((sum, r) => sum + Number(r.body.sessions ?? 0), 0)
    if (!first || possible === 0) return []
    return [
      {
        term: String(first.body.term),
        possible,
        missed,
        said: first.said,
        on: first.from ?? londonDate(first.knownFrom),
      },
    ]
  })
}
