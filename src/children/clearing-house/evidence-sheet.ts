import { type ComparedFact, defaultModel } from '../../linkage/index.ts'
import type { Comparison } from './comparison.ts'

/**
 * What the page said of two records as somebody answered, frozen with the answer (peers.md 7, idea 9): the words for and against, how close each fact
 * was and what it weighed, by which model. No value of either record is in it.
 */
export type EvidenceSheet = {
  readonly towards: readonly string[]
  readonly stop: readonly string[]
  readonly facts: readonly Pick<ComparedFact, 'label' | 'closeness'>[]
  readonly bits: number
  readonly weights: Comparison['weights']
  readonly model: string
}

/**
 * The sheet as it is kept: the whole, and the same without whatever says where a child is, for the page to say where places are kept from its
 * reader by then. A decision without a sheet would tell that they are.
 */
export type KeptSheet = EvidenceSheet & { readonly placeless: EvidenceSheet }

/** The sheet of a comparison as it is now. */
export const sheetOf = ({ towards, stop, facts, bits, weights }: Comparison): EvidenceSheet => ({
  towards,
  stop,
  facts: facts.map(({ label, closeness }) => ({ label, closeness })),
  bits,
  weights,
  model: defaultModel.version,
})
