import {
  type ComparedFact,
  compareForPeople,
  type Evidence,
  explain,
  type Fact,
  type Identity,
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

/** An identity without whatever says where the child can be found. */
export const withoutPlaces = ({
  forename,
  middle,
  surname,
  otherSurnames,
  knownAs,
  birthDate,
  birthPrecision,
  sex,
  upn,
  formerUpns,
  nhsNumber,
  uln,
}: Identity): Identity =>
  Object.fromEntries(
    Object.entries({
      forename,
      middle,
      surname,
      otherSurnames,
      knownAs,
      birthDate,
      birthPrecision,
      sex,
      upn,
      formerUpns,
      nhsNumber,
      uln,
    }).filter(([, value]) => value !== undefined),
  )

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
  const stop = [...warnings, ...[...evidence.vetoes, ...against].map(l => l.words)]
  return {
    facts,
    towards: towards.length > 0 ? towards.map(l => l.words) : ['Nothing compared here speaks for one child'],
    stop: [...stop, ...(stop.length === 0 ? [nothingAgainst] : []), ...sharedWords(evidence, same)],
    bits: scored.bits,
    weights: evidence.levels.map(({ words, bits }) => ({ words, bits })),
    weighed: { conflicting: facts.some(f => f.closeness === 'different'), likely: scored.probability >= likelyFrom },
  }
}

/** Rules that say of a fact what its own line would say again. */
const saidBy: Readonly<Partial<Record<VetoRule, Fact>>> = {
  'nhs-differs': 'nhs',
  'upn-differs': 'upn',
  'birth-differs': 'birth',
}

/** There is always something to stop at (ux.md 3.3). */
const nothingAgainst = 'Nothing compared here disagrees. Namesakes can agree on all of it'

/** Where these are not the same, it is worth a thought whatever they weigh. */
const decisive: ReadonlySet<Fact> = new Set<Fact>(['birth', 'nhs', 'upn', 'uln'])

/** A fact that is the same and yet weighs against: the model has seen that families share it. In words that say so. */
const sharedWords = ({ levels }: Evidence, same: ReadonlySet<Fact>): string[] =>
  levels.some(l => same.has(l.fact) && l.bits < 0)
    ? ['Home, parents and telephone are the same for brothers, sisters and twins too']
    : []
