import { evidenceInWords, explain, type Score } from '../../linkage/index.ts'
import { adultBits } from './compare-records.ts'

/** What a decision rested on, frozen in words and numbers. It names no value, only which facts agreed. */
export type DecisionEvidence = {
  readonly words: readonly string[]
  readonly bits?: number
  readonly probability?: number
  readonly levels?: readonly unknown[]
  /** The source person that was compared with. */
  readonly with?: number
  readonly reason?: string
}

const isAdultRule = (score: Score): boolean => score.bits === adultBits && score.vector.every(code => code === 0)

/** The evidence of one pair. `reason` says why people are asked. */
export const evidenceOf = (score: Score, more: { with?: number; reason?: string } = {}): DecisionEvidence => {
  if (isAdultRule(score))
    return { words: ['Adults with the same name and the same telephone number or e-mail address'], ...more }
  const { bits, probability, levels, prior } = explain(score)
  return {
    words: [...(more.reason ? reasonWords(more.reason) : []), ...evidenceInWords(score)],
    bits,
    probability,
    levels: [{ fact: 'prior', bits: prior }, ...levels],
    ...more,
  }
}

/** The first record of a person rests on nothing but itself. */
export const firstRecord: DecisionEvidence = { words: ['The first record of this person'] }

const reasonWords = (reason: string): string[] => {
  switch (reason) {
    case 'rivals':
      return ['Another record is nearly as likely, and cannot be the same child']
    case 'both-fit':
      return ['Two records that people have worked on both fit']
    case 'guarded':
      return ['A link would change who can see a protected child']
    case 'split':
      return ['What the sources say now no longer fits one child']
    case 'unsure':
      return ['Not enough agrees to be sure']
    default:
      return []
  }
}
