import { codesOf } from '../../../intake/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { adopters as kinds } from '../casework/index.ts'
import type { Fields } from './adopter-steps.ts'

/** What list 11 asks of one of them; undefined where nobody has asked yet. */
export type OneAdopter = { readonly ethnicity?: string | undefined; readonly disability?: 'yes' | 'no' | undefined }
/** Adopters as they are written down. */
export type WhoAdopters = {
  readonly names: string
  readonly who: string
  readonly fostering: boolean
  /** The number their family has in another system, whose list 11 tells of them too. */
  readonly familyNumber: string | undefined
  /** Each of them, in the order of the return’s code: of a woman and a man the man first. */
  readonly people: readonly OneAdopter[]
}

/** The places of the form for each of them: two at most. */
export const places = [1, 2] as const
const perPerson = ['ethnicity', 'disability'] as const
/** The boxes of the form of who they are. */
export const whoBoxes = [
  ...['names', 'who', 'fostering', 'familyNumber'],
  ...places.flatMap(at => perPerson.map(box => `${box}-${at}`)),
] as const

/** The codes of ethnicity as the census has them on a day, with their words. */
export const ethnicities = (today: PlainDate) =>
  codesOf('ethnicity', today).map(({ code, text }) => ({ value: code, text }))

/** How many there are: one, or two. */
export const countOf = (who: string): number => Number(kinds.find(one => one.value === who)?.codes[0] ?? 1)

/** Reads who they are. Gives it, or what is wrong field by field. Pure. */
export const readWho = (fields: Fields, today: PlainDate): WhoAdopters | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string) => void errors.push({ field, text })
  const names = (fields.names ?? '').trim()
  const who = kinds.find(one => one.value === fields.who)?.value
  if (!names) wrong('names', 'Enter their names')
  if (names.length > 200) wrong('names', 'Keep the names under 200 letters')
  if (!who) wrong('who', 'Choose who they are')
  if (fields.fostering !== 'yes' && fields.fostering !== 'no')
    wrong('fostering', 'Choose whether they foster the child first')
  const familyNumber = fields.familyNumber?.trim() || undefined
  if (familyNumber && familyNumber.length > 40) wrong('familyNumber', 'Keep the number under 40 letters')
  const known = ethnicities(today)
  const people = places.map(at => ({
    ethnicity: known.find(one => one.value === fields[`ethnicity-${at}`])?.value,
    disability: (['yes', 'no'] as const).find(one => one === fields[`disability-${at}`]),
  }))
  if (who && countOf(who) === 1 && (people[1]?.ethnicity || people[1]?.disability))
    wrong('ethnicity-2', 'There is one adopter: choose “Not asked yet” for the second')
  if (errors.length > 0 || !who) return { errors }
  return { names, who, fostering: fields.fostering === 'yes', familyNumber, people: people.slice(0, countOf(who)) }
}

/** Who they are, as the form shows it. Pure. */
export const whoFields = ({ names, who, fostering, familyNumber, people }: WhoAdopters): Fields => ({
  ...{ names, who, fostering: fostering ? 'yes' : 'no', familyNumber: familyNumber ?? '' },
  ...Object.fromEntries(
    people.flatMap(({ ethnicity = '', disability = '' }, at) => [
      [`ethnicity-${at + 1}`, ethnicity],
      [`disability-${at + 1}`, disability],
    ]),
  ),
})
