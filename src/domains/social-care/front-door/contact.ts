import { boxesNamed, formatDate, type PlainDate, readBoxes } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { sourceOf } from './lists.ts'

/** The boxes of the form, on the open page and for the team. */
export const contactFields = [
  'worry',
  'child-name',
  'born-day',
  'born-month',
  'born-year',
  'age',
  'where',
  'school',
  'source',
  'name',
  'organisation',
  'reach',
  'knows',
  'way',
] as const
export type ContactForm = Readonly<Partial<Record<(typeof contactFields)[number], string>>>

/** Does the family know that somebody tells of it? */
export const knowsChoices = [
  { value: 'yes', text: 'Yes, they know' },
  { value: 'no', text: 'No, they do not know' },
  { value: 'unsafe', text: 'No: it could put somebody in danger if they knew' },
  { value: 'unsure', text: 'I am not sure' },
] as const

/** A worry as it was told: words as they were typed. What was not told is not there. */
export type ToldWorry = {
  readonly worry: string
  readonly childName: string
  readonly birthDate?: PlainDate
  readonly age?: string
  readonly where?: string
  readonly school?: string
  readonly source: string
  readonly name?: string
  readonly organisation?: string
  readonly reach?: string
  readonly knows?: string
}

const limits: Readonly<Record<string, number>> = { worry: 10_000, where: 500 }
const names: Readonly<Record<string, string>> = {
  worry: 'what worries you',
  'child-name': 'the child’s name',
  age: 'the age',
  where: 'where the child lives',
  school: 'the school',
  name: 'your name',
  organisation: 'where you work',
  reach: 'how to reach you',
}

/**
 * Reads what was typed. The public need say no more than the worry, who the child is, and how they come to know; somebody who tells it for
 * their work gives a name, where they work and how to reach them, unless they are signed in (`known`) .
 */
export const readContact = (
  form: ContactForm,
  today: PlainDate,
  known: boolean,
): ToldWorry | { readonly errors: FormError[] } => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string) => void errors.push({ field, text })
  const typed = (field: keyof ContactForm): string => (form[field] ?? '').trim()
  for (const [field, name] of Object.entries(names)) {
    const most = limits[field] ?? 200
    if (typed(field as keyof ContactForm).length > most) wrong(field, `Keep ${name} under ${most} letters`)
  }
  if (!typed('worry')) wrong('worry', 'Write what worries you')
  if (!typed('child-name')) wrong('child-name', 'Write who the child is, as far as you know')
  const born = readBoxes(boxesNamed('born', form))
  if (born && 'problem' in born) wrong('born-day', `The date of birth ${born.problem}`)
  const birthDate = born && 'date' in born ? born.date : undefined
  if (birthDate && birthDate > today) wrong('born-day', `The date of birth must be before ${formatDate(today)}`)
  const source = sourceOf(typed('source'), today)
  if (!source) wrong('source', 'Choose how you know the child')
  if (source?.professional && !known) {
    if (!typed('name')) wrong('name', 'Enter your name: you tell us for your work')
    if (!typed('organisation')) wrong('organisation', 'Enter where you work')
    if (!typed('reach')) wrong('reach', 'Enter a telephone number where you work, so that we can call you back')
  }
  const knows = knowsChoices.find(one => one.value === typed('knows'))?.value
  if (source?.professional && !knows) wrong('knows', 'Choose whether the family knows that you tell us')
  if (errors.length > 0 || !source) return { errors }
  const told = (field: 'age' | 'where' | 'school' | 'name' | 'organisation' | 'reach') =>
    typed(field) ? { [field]: typed(field) } : {}
  return {
    worry: typed('worry'),
    childName: typed('child-name'),
    source: source.value,
    ...(birthDate ? { birthDate } : {}),
    ...told('age'),
    ...told('where'),
    ...told('school'),
    ...told('name'),
    ...told('organisation'),
    ...told('reach'),
    ...(knows ? { knows } : {}),
  }
}

/** What was told of the child, as lines of a summary. */
export const childRows = (told: ToldWorry): { key: string; value: string }[] =>
  [
    { key: 'Child', value: told.childName },
    { key: 'Born', value: told.birthDate ? formatDate(told.birthDate) : '' },
    { key: 'About how old', value: told.age ?? '' },
    { key: 'Where they live', value: told.where ?? '' },
    { key: 'School or nursery', value: told.school ?? '' },
  ].filter(row => row.value !== '')

/** Whether the family knows, in words. */
export const knowsText = (told: Pick<ToldWorry, 'knows'>): string =>
  knowsChoices.find(one => one.value === told.knows)?.text ?? 'Not said'

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
/** A reference from bytes of chance, "K7QM-2XRD": letters and digits that nobody takes for each other. */
export const referenceFrom = (chance: Uint8Array): string => {
  const all = [...chance.subarray(0, 8)].map(byte => letters.charAt(byte % letters.length)).join('')
  return `${all.slice(0, 4)}-${all.slice(4)}`
}
/** Whether a text has the form of one. */
export const isReference = (text: string): boolean => /^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/.test(text)
