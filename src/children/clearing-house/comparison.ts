import { daysBetween, isPlainDate } from '../../kernel/index.ts'
import {
  type ComparedFact,
  compareForPeople,
  type Evidence,
  explain,
  type Fact,
  type Identity,
  type Score,
  score,
  standardise,
  type VetoRule,
} from '../../linkage/index.ts'
import type { Weighed } from './answer.ts'

/** Two records side by side, as people decide on them. */
export type Comparison = {
  readonly facts: readonly ComparedFact[]
  readonly towards: readonly string[]
  readonly stop: readonly string[]
  /** The whole score, and what each fact weighed: for those who open it. */
  readonly bits: number
  readonly weights: readonly { readonly words: string; readonly bits: number }[]
  readonly weighed: Weighed
}

/** From here on reviewers join nearly every pair: keeping one apart needs a reason. */
const likelyFrom = 0.9

/** What says who the child is, and not where. A fact that is new to an identity stays away until it is named here. */
const placeless: readonly (keyof Identity)[] = [
  ...(['forename', 'middle', 'surname', 'otherSurnames', 'knownAs', 'birthDate', 'birthPrecision', 'sex'] as const),
  ...(['upn', 'formerUpns', 'nhsNumber', 'uln'] as const),
]

/** An identity without whatever says where the child can be found. */
export const withoutPlaces = (identity: Identity): Identity =>
  Object.fromEntries(placeless.flatMap(field => (identity[field] === undefined ? [] : [[field, identity[field]]])))

/** Compares what this reader may see of the two, and nothing else: the evidence is made anew, not read from the linker's. `warnings` are what else there is to stop at. */
export const compareRecords = (a: Identity, b: Identity, warnings: readonly string[] = []): Comparison => {
  const scored = score(standardise(a), standardise(b))
  const facts = compareForPeople(a, b)
  const evidence = explain(scored)
  const same = new Set(facts.filter(f => f.closeness === 'same').map(f => f.fact))
  const said = new Set(evidence.vetoes.map(v => saidBy[v.rule]))
  const against = evidence.levels.filter(
    l => !same.has(l.fact) && !said.has(l.fact) && (l.bits < 0 || decisive.has(l.fact)),
  )
  const towards = evidence.levels.filter(l => l.bits > 0 && !against.includes(l)).sort((x, y) => y.bits - x.bits)
  const stop = [...warnings, ...[...evidence.vetoes, ...against].map(l => l.words), ...ageWords(a, b)]
  return {
    facts,
    towards: towards.length > 0 ? towards.map(l => l.words) : ['Nothing compared here speaks for one child'],
    stop: [
      ...stop,
      ...(stop.length === 0 ? [nothingAgainst(a, b)] : []),
      ...nameWords(evidence, scored),
      ...sharedWords(evidence, same),
    ],
    bits: scored.bits,
    weights: evidence.levels.map(({ words, bits }) => ({ words, bits })),
    weighed: { conflicting: facts.some(f => f.closeness === 'different'), likely: scored.probability >= likelyFrom },
  }
}

export type Told = { readonly identity: Identity; readonly whole: { readonly identity: Identity } }

/**
 * The same of two records as a whole: people decide on all that the page may tell of them. `bits` are the pair's own, as the linker scored it: by them
 * it is said what became of pairs like it.
 */
export const compareWhole = (a: Told, b: Told, warnings: readonly string[] = []): Comparison => ({
  ...compareRecords(a.whole.identity, b.whole.identity, warnings),
  bits: score(standardise(a.identity), standardise(b.identity)).bits,
})

/** Rules that say of a fact what its own line would say again. */
const saidBy: Readonly<Partial<Record<VetoRule, Fact>>> = {
  'nhs-differs': 'nhs',
  'upn-differs': 'upn',
  'birth-differs': 'birth',
}

/** There is always something to stop at (ux.md 3.3). */
const nothingAgainst = (...both: readonly Identity[]): string =>
  both.every(one => one.forename || one.surname)
    ? 'Nothing compared here disagrees. Namesakes can agree on all of it'
    : 'Nothing compared here disagrees, but no name is compared: a record has none. Twins can agree on all of it'

/** Where these are not the same, it is worth a thought whatever they weigh. */
const decisive: ReadonlySet<Fact> = new Set<Fact>(['birth', 'nhs', 'upn', 'uln'])

/** Birth dates that are written nearly alike can be of children years apart. Where one is only roughly known nothing is said. */
const ageWords = (a: Identity, b: Identity): string[] => {
  const [one = '', other = ''] = [a, b].map(i => ((i.birthPrecision ?? 'day') === 'day' ? i.birthDate : ''))
  if (!isPlainDate(one) || !isPlainDate(other) || Math.abs(daysBetween(one, other)) <= 366) return []
  return ['By their birth dates they are more than a year apart']
}

/** From this share on a name is common: more than one child of a council's 80,000 bears it by chance. */
const commonFrom = 2e-5

/** Two that agree on a name which many have agree on less than it seems. The rule that stops namesakes says so in its own words. */
const nameWords = ({ vetoes }: Evidence, { commonness: [forename, surname] }: Score): string[] =>
  forename < 1 && surname < 1 && forename * surname >= commonFrom && vetoes.every(v => !v.rule.startsWith('namesake'))
    ? ['The name is a common one: others here may well have it']
    : []

/** A fact that is the same and yet weighs against: the model has seen that families share it. In words that say so. */
const sharedWords = ({ levels }: Evidence, same: ReadonlySet<Fact>): string[] =>
  levels.some(l => same.has(l.fact) && l.bits < 0)
    ? ['Home, parents and telephone are the same for brothers, sisters and twins too']
    : []
