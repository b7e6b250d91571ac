import type { FormError } from '../../../platform/views/index.ts'

/** What a contact can come to when it is screened; only a referral goes on to a decision (reference/domain.md 4.2). */
export const screenOutcomes = [
  { value: 'referral', text: 'Take it as a referral' },
  { value: 'early-help', text: 'Offer early help' },
  { value: 'advice', text: 'Information and advice' },
  { value: 'no-further-action', text: 'No further action' },
] as const
/** What a referral is decided to be. */
export const decideOutcomes = [
  { value: 'assessment', text: 'Assessment' },
  { value: 'early-help', text: 'Offer early help' },
  { value: 'no-further-action', text: 'No further action' },
] as const

const texts: Readonly<Record<string, string>> = Object.fromEntries(
  [...screenOutcomes, ...decideOutcomes].map(({ value, text }) => [value, text]),
)
/** An outcome in words; nothing for what is none. */
export const outcomeText = (outcome: string): string => texts[outcome] ?? ''

/** How a referrer hears what came of it. */
export const answerWays = [
  { value: 'here', text: 'They read it here: they were signed in' },
  { value: 'called', text: 'Called' },
  { value: 'written', text: 'Written to' },
  { value: 'none', text: 'Not told' },
] as const

/** What a step needs to know of its contact. */
export type StepFacts = {
  readonly state: 'new' | 'referral'
  readonly professional: boolean
  readonly verified: boolean
  readonly signedIn: boolean
}
/** A step as it was decided, with what the referrer may know. */
export type ReadStep = {
  readonly sort: 'screened' | 'decided'
  readonly outcome: string
  readonly why: string
  readonly answerWay: string
  readonly answer: string
}
export type StepFields = Readonly<Partial<Record<'outcome' | 'why' | 'answerWay' | 'answer', string>>>

/**
 * Reads what was decided. Each decision has its reason. A professional is told what came of it or why not, once the team knows that they are
 * who they say; one of the public is told no more than that it was received, or what the team said on the telephone.
 */
export const readStep = (fields: StepFields, facts: StepFacts): ReadStep | { readonly errors: FormError[] } => {
  const errors: FormError[] = []
  const typed = (field: keyof StepFields): string => (fields[field] ?? '').trim()
  const choices: readonly { value: string }[] = facts.state === 'new' ? screenOutcomes : decideOutcomes
  const outcome = choices.find(one => one.value === typed('outcome'))?.value
  if (!outcome) errors.push({ field: 'outcome', text: 'Choose what is to be done' })
  if (!typed('why')) errors.push({ field: 'why', text: 'Write why' })
  const way = answerWays.find(one => one.value === typed('answerWay'))?.value
  if (!way) errors.push({ field: 'answerWay', text: 'Choose how whoever told you hears of it' })
  if (way === 'here' && !facts.signedIn)
    errors.push({ field: 'answerWay', text: 'They were not signed in, and cannot read it here' })
  if (way && way !== 'none' && facts.professional && !facts.verified)
    errors.push({ field: 'answerWay', text: 'First make sure that they are who they say they are' })
  if (way && (way !== 'none' || facts.professional) && !typed('answer'))
    errors.push({
      field: 'answer',
      text: way === 'none' ? 'Write why they are not told' : 'Write what they were told',
    })
  if (errors.length > 0 || !outcome || !way) return { errors }
  return {
    sort: facts.state === 'new' ? 'screened' : 'decided',
    outcome,
    why: typed('why'),
    answerWay: way,
    answer: typed('answer'),
  }
}
