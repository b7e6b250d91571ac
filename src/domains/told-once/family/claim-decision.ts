import { claimChecks, type FamilyAsk, familyAsks } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'

/** What a person decides of a change that a family told online. */
export type ClaimDecision =
  | { readonly what: 'begin' }
  | { readonly what: 'ask' | 'refuse'; readonly ask: FamilyAsk }
  | { readonly what: 'apply'; readonly how: string; readonly child: number }

type Form = { readonly decision?: string; readonly how?: string; readonly ask?: string }
type Known = {
  /** How the claim was checked, where it was. */
  readonly checked: string | undefined
  /** The record that it would be put on. */
  readonly child: number | undefined
  /** What is wrong with the child that was entered. */
  readonly wrong: readonly FormError[]
}

/** Nobody said which child it is of. */
export const noChild: FormError = { field: 'name', text: 'Enter the child’s full name and date of birth' }

/** Reads the decision. Nothing is put on a record without a claim that was checked and a child that it is of. */
export const readClaimDecision = (
  { decision, how, ask }: Form,
  { checked, child, wrong }: Known,
): ClaimDecision | { readonly errors: FormError[] } => {
  if (decision === 'begin') return { what: 'begin' }
  if (decision === 'ask' || decision === 'no') {
    const asked = familyAsks.find(one => one.value === (decision === 'no' ? 'call' : ask))
    if (!asked) return { errors: [{ field: 'ask', text: 'Choose what the family reads' }] }
    return { what: decision === 'no' ? 'refuse' : 'ask', ask: asked.value }
  }
  if (decision !== 'yes') return { errors: [{ field: 'decision', text: 'Choose what is to be done' }] }
  const check = checked ?? claimChecks.find(one => one.value === how)?.value
  const errors: FormError[] = []
  if (!check) errors.push({ field: 'how', text: 'Choose how the claim was checked' })
  errors.push(...wrong)
  if (wrong.length === 0 && child === undefined) errors.push(noChild)
  return errors.length > 0 || !check || child === undefined ? { errors } : { what: 'apply', how: check, child }
}
