import type { SaidValue } from '../golden-record/index.ts'

/** A rule that chooses between values: a plain sentence, and which value it takes; undefined where it cannot say. Pure. */
export type ConflictRule = {
  readonly key: string
  readonly sentence: string
  choose(values: readonly SaidValue[]): string | undefined
}

const dayOf = (v: SaidValue): string => v.from ?? v.knownFrom.toISOString().slice(0, 10)
/** The one value that stands above all others by this measure; none where two stand alike. */
const foremost = (values: readonly SaidValue[], measure: (v: SaidValue) => number | string): string | undefined => {
  const best = new Map<string, number | string>()
  for (const v of values) {
    const known = best.get(v.key)
    const now = measure(v)
    if (known === undefined || now > known) best.set(v.key, now)
  }
  const ordered = [...best].sort(([, x], [, y]) => (x < y ? 1 : x > y ? -1 : 0))
  return ordered[0] && ordered[0][1] !== ordered[1]?.[1] ? ordered[0][0] : undefined
}

/**
 * The rules under which conflicts that are alike may be decided together (ux.md 3.5; linkage.md 6, survivorship), each of the values
 * that are told and nothing else. `shown` is the record's own rule: what is shown while nobody has chosen.
 */
export const conflictRules: readonly ConflictRule[] = [
  { key: 'shown', sentence: 'What the record shows now stands', choose: values => values[0]?.key },
  { key: 'newest', sentence: 'What was told last is right', choose: values => foremost(values, dayOf) },
  {
    key: 'trusted',
    sentence: 'The source that is trusted most is right',
    choose: values => foremost(values, v => -v.rank),
  },
  {
    key: 'most',
    sentence: 'What most sources tell is right',
    choose: values => {
      const tellers = Map.groupBy(values, v => v.key)
      return foremost(values, v => new Set(tellers.get(v.key)?.map(t => t.source)).size)
    },
  },
]

/** The keys of the rules that would have chosen this value. */
export const rulesThatChoose = (values: readonly SaidValue[], key: string): string[] =>
  conflictRules.filter(rule => rule.choose(values) === key).map(rule => rule.key)

/** How many conflicts of one kind a reviewer decides by hand before a rule may decide the rest: all where there are fewer. */
export const sampleSize = 20

/** How far a rule agrees with a reviewer's sample. */
export type Agreement = { readonly rule: ConflictRule; readonly agreed: number; readonly of: number }

/** Each rule beside the decisions of a sample: `rules` of each decision are those that would have chosen the same. */
export const weighRules = (sample: readonly { readonly rules: readonly string[] }[]): Agreement[] =>
  conflictRules.map(rule => ({
    rule,
    agreed: sample.filter(one => one.rules.includes(rule.key)).length,
    of: sample.length,
  }))

/** May the rule decide the rest? Only where the sample is whole and the rule agrees with all of it. */
export const mayDecide = ({ agreed, of }: Agreement): boolean => of >= sampleSize && agreed === of
