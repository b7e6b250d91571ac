import {
  defaultModel,
  type Fact,
  factNames,
  type LinkModel,
  levelsOf,
  mattersIn,
  type Score,
  type Scorer,
  verdictOf,
} from '../../linkage/index.ts'
import { sameAdult } from './same-adult.ts'
import type { SourceRecord } from './source-record.ts'

/** Evidence of a pair that needs no scale: the strict rule for adults holds or it does not. */
export const adultBits = 20
const at = (fact: Fact): number => factNames.indexOf(fact)
const same = levelsOf.nhs.indexOf('same') + 1
const sameBirth = levelsOf.birth.indexOf('same') + 1

/**
 * What may join two source persons, or undefined if nothing may. Children are compared by the model. Two adults are one by
 * the strict rule alone. An adult and a child are one (a sixteen-year-old mother) only with a number, the birth date and
 * everything else in favour.
 */
export const compareRecords = (
  a: SourceRecord,
  b: SourceRecord,
  score: Scorer,
  model: LinkModel = defaultModel,
): Score | undefined => {
  if (a.adult && b.adult) return sameAdult(a.identity, b.identity) ? adultScore : undefined
  const found = score(a.standard, b.standard)
  if (!a.adult && !b.adult) return found
  const number =
    found.vector[at('nhs')] === same || found.vector[at('upn')] === same || found.vector[at('uln')] === same
  return number && found.vector[at('birth')] === sameBirth && verdictOf(found, model) === 'link' ? found : undefined
}

const adultScore: Score = {
  bits: adultBits,
  probability: 1 - 2 ** -adultBits,
  vector: factNames.map(() => 0),
  vetoes: 0,
  commonness: [1, 1],
}

/** Does the pair bear on any decision: may be linked, asked about, stand as a rival, or show twins? Only such pairs are kept. */
export const matters = (score: Score, model: LinkModel = defaultModel): boolean =>
  score.bits >= model.thresholds.review || mattersIn(score, model)
