/** Who a family's account says it is to the child. Our own list, as of November 2026; no statute names it. */
export const tellerRelations = [
  { value: 'mother', text: 'Mother' },
  { value: 'father', text: 'Father' },
  { value: 'step-parent', text: 'Step-parent' },
  { value: 'grandparent', text: 'Grandparent' },
  { value: 'guardian', text: 'Guardian, or special guardian' },
  { value: 'carer', text: 'Foster carer, or a relative who looks after the child' },
  { value: 'other', text: 'Somebody else' },
] as const

/** What they say of parental responsibility (Children Act 1989, section 3): a claim, until a person has checked it. */
export const responsibilityAnswers = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
  { value: 'unsure', text: 'I am not sure' },
] as const

/** How a person made sure of the claim before anything changed. */
export const claimChecks = [
  { value: 'record', text: 'The record names them as a parent with parental responsibility, and we spoke to them' },
  { value: 'birth-certificate', text: 'We saw the birth certificate' },
  { value: 'court-order', text: 'We saw a court order or an agreement' },
  { value: 'colleague', text: 'A colleague who works with the family knows them' },
  { value: 'other-holder', text: 'Somebody who has parental responsibility confirmed it' },
] as const

/** What a family may be asked, in words that are the same for every child. */
export const familyAsks = [
  { value: 'call', text: 'We need to talk to you about this.' },
  {
    value: 'proof',
    text: 'We need to see something that shows who you are to the child, like a birth certificate or a court order.',
  },
  { value: 'detail', text: 'Something in what you told us is not complete.' },
] as const
export type FamilyAsk = (typeof familyAsks)[number]['value']

/** The boxes of the claim. */
export const claimFields = ['teller-relation', 'responsibility'] as const
export type ClaimForm = Readonly<Partial<Record<(typeof claimFields)[number], string>>>
type ClaimError = { readonly field: string; readonly text: string }
export type Claim = { readonly relation: string; readonly responsibility: string }

const isOf = (list: readonly { readonly value: string }[], value: string | undefined): value is string =>
  list.some(one => one.value === value)

/** Reads who they say they are. */
export const readClaim = (form: ClaimForm): Claim | { readonly errors: ClaimError[] } => {
  const { 'teller-relation': relation, responsibility } = form
  const errors: ClaimError[] = []
  if (!isOf(tellerRelations, relation))
    errors.push({ field: 'teller-relation', text: 'Choose who you are to the child' })
  if (!isOf(responsibilityAnswers, responsibility))
    errors.push({ field: 'responsibility', text: 'Choose whether you have parental responsibility' })
  return isOf(tellerRelations, relation) && isOf(responsibilityAnswers, responsibility)
    ? { relation, responsibility }
    : { errors }
}

const textOf = (list: readonly { readonly value: string; readonly text: string }[], value: string): string =>
  list.find(one => one.value === value)?.text ?? value

/** The claim as lines of a summary. */
export const claimRows = ({ relation, responsibility }: Claim): { key: string; value: string }[] => [
  { key: 'Who they are to the child', value: textOf(tellerRelations, relation) },
  { key: 'Parental responsibility', value: textOf(responsibilityAnswers, responsibility) },
]

// Without letters and digits that are mistaken for one another, and with no vowel, so that no word comes of it.
const letters = 'BCDFGHJKMNPQRSTVWXZ23456789'
/** A receipt number from chance: ten letters, about 47 bits. */
export const receiptFrom = (chance: Uint8Array): string => {
  const all = [...chance.subarray(0, 10)].map(byte => letters.charAt(byte % letters.length)).join('')
  return `${all.slice(0, 5)}-${all.slice(5)}`
}
