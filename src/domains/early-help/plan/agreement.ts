import type { Fields } from '../../../children/index.ts'
import { boxesNamed, type PlainDate, readBoxes } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'

/** Who agreed to a service: the child where they can decide, a parent for a child who cannot yet, or both. */
export type AgreedAs = 'parent' | 'both' | 'child'
/** What the family agreed to, for one service: early help itself, or one it is sent on to. `withdrawnOn` where it no longer does. */
export type Agreement = {
  readonly agreedBy?: string
  readonly agreedAs?: AgreedAs
  readonly withdrawnOn?: PlainDate
  readonly withdrawnBy?: string
}

/** Whose agreement it can be, in the child's name (Gillick competence under 16; domain.md 4.1). */
export const agreedAsChoices = (first: string): readonly { value: AgreedAs; text: string; hint?: string }[] => [
  { value: 'parent', text: `A parent, for ${first}, who is too young to decide`, hint: 'With parental responsibility' },
  { value: 'both', text: `${first}, and a parent with parental responsibility` },
  {
    value: 'child',
    text: `${first} alone`,
    hint: `Under 16 only where ${first} understands what the service is and what it would mean`,
  },
]

/** Reads who agreed and for whom. */
export const readAgreed = (
  fields: Fields,
): { readonly agreedBy: string; readonly agreedAs: AgreedAs } | { readonly errors: readonly FormError[] } => {
  const agreedBy = fields.agreedBy?.trim()
  const agreedAs = (['parent', 'both', 'child'] as const).find(one => one === fields.agreedAs)
  if (agreedBy && agreedAs) return { agreedBy, agreedAs }
  return {
    errors: [
      ...(agreedBy ? [] : [{ field: 'agreedBy', text: 'Enter who agreed' }]),
      ...(agreedAs ? [] : [{ field: 'agreedAs', text: 'Choose whose agreement it is' }]),
    ],
  }
}

/** "mum Grace, for Amelia, who is too young to decide"; as it was written down where nobody said for whom. */
export const agreedWords = ({ agreedBy, agreedAs }: Agreement, first: string): string => {
  const who = agreedBy ?? 'the family'
  if (agreedAs === 'parent') return `${who}, for ${first}, who is too young to decide`
  return agreedAs === 'child' ? `${who}, who decides without a parent` : who
}

/** That the family agrees no longer, or agrees again: who says so, when, and their words. */
export type AgreementChange = { readonly on: PlainDate; readonly words: string } & (
  | { readonly withdrawnBy: string }
  | { readonly agreedBy: string; readonly agreedAs: AgreedAs }
)
/** Reads it. `stands` says whether the agreement stands now; it changes to the other. */
export const readAgreementChange = (
  fields: Fields,
  stands: boolean,
  today: PlainDate,
): AgreementChange | { readonly errors: readonly FormError[] } => {
  const agreed = stands ? undefined : readAgreed(fields)
  const [withdrawnBy, words] = [fields.withdrawnBy?.trim(), fields.words?.trim()]
  const read = readBoxes(boxesNamed('on', fields))
  const errors: FormError[] = [
    ...(agreed && 'errors' in agreed ? agreed.errors : []),
    ...(stands && !withdrawnBy ? [{ field: 'withdrawnBy', text: 'Enter who says so' }] : []),
    ...(words ? [] : [{ field: 'words', text: 'Write what they said' }]),
  ]
  const on = read && 'date' in read && read.date <= today ? read.date : undefined
  if (!on) errors.push({ field: 'on-day', text: 'Enter the day, today or in the past, like 27 3 2026' })
  if (errors.length > 0 || !on || !words) return { errors }
  if (agreed && 'agreedBy' in agreed) return { ...agreed, on, words }
  return { withdrawnBy: withdrawnBy ?? '', on, words }
}
