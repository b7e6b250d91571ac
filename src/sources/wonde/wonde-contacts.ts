import { codesOf } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type Fields, fieldsOf, listOf, textOf } from './wonde-fields.ts'

/**
 * The address of a pupil's home, as the bundle has one. A house has a number, a name or both; the printed shape calls what stands before the
 * house `apartment` and what stands before the town `district`.
 */
export const homeOf = (student: Fields): Readonly<Record<string, string | undefined>> | undefined => {
  const home = fieldsOf(fieldsOf(fieldsOf(student['contact_details'])['addresses'])['home'])
  const house = [textOf(home['house_name']), textOf(home['house_number'])].filter(one => one !== undefined)
  const place = {
    saon: textOf(home['apartment']),
    paon: house.length > 0 ? house.join(', ') : undefined,
    street: textOf(home['street']),
    locality: textOf(home['district']),
    town: textOf(home['town']),
    postcode: textOf(home['postcode']),
  }
  return Object.values(place).some(one => one !== undefined) ? place : undefined
}

type Value = string | number | boolean | undefined | readonly Readonly<Record<string, string>>[]
/** Who is called about a pupil: the school's own order, and what they are to the child by the department's code. */
export const contactsOf = (student: Fields, on: PlainDate): readonly Readonly<Record<string, Value>>[] =>
  listOf(student['contacts']).map(contact => {
    const relationship = fieldsOf(contact['relationship'])
    const { phones, emails } = detailsOf(contact)
    return {
      order: numberOf(relationship['priority']),
      relationship: relationCode(textOf(relationship['relationship']) ?? textOf(contact['relationship']), on),
      parental_responsibility: truthOf(relationship['parental_responsibility']),
      lives_with: truthOf(relationship['lives_with_pupil']),
      surname: textOf(contact['surname']) ?? textOf(contact['legal_surname']),
      forename: textOf(contact['forename']) ?? textOf(contact['legal_forename']),
      phones: phones.map(number => ({ number })),
      email: emails[0],
    }
  })

/** Each telephone once, the one they are called on first; e-mail addresses in the same way. */
const detailsOf = (contact: Fields): { readonly phones: readonly string[]; readonly emails: readonly string[] } => {
  const details = fieldsOf(contact['contact_details'])
  const [phones, emails] = [fieldsOf(details['phones']), fieldsOf(details['emails'])]
  const own = (from: Fields, ...names: string[]) => [...new Set(names.flatMap(name => textOf(from[name]) ?? []))]
  return {
    phones: own(phones, 'primary', 'phone', 'mobile', 'home', 'work'),
    emails: own(emails, 'primary', 'email', 'home', 'work'),
  }
}

/**
 * A relationship in the school's own words as the department's code. Words of no code are "other": what they say may be that the child is in
 * care, which is not for everyone who may ring home.
 */
const relationCode = (said: string | undefined, on: PlainDate): string | undefined => {
  if (said === undefined) return undefined
  const words = said.toLowerCase()
  const known = codesOf('contact-relationship', on).find(
    ({ code, text }) => code.toLowerCase() === words || text.toLowerCase() === words,
  )?.code
  if (known) return known
  if (/social\s*work/.test(words)) return 'SWR'
  if (/foster/.test(words)) return /father|male/.test(words) && !/female/.test(words) ? 'FOF' : 'FOM'
  return 'OTH'
}

const numberOf = (value: unknown): number | undefined => {
  const number = Number(textOf(value))
  return Number.isInteger(number) && number > 0 ? number : undefined
}
const truthOf = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : ({ true: true, '1': true, false: false, '0': false } as const)[String(value)]

const provisions: Readonly<Record<string, string>> = {
  n: 'N',
  k: 'K',
  e: 'E',
  'no special educational need': 'N',
  'no specified special educational need': 'N',
  'sen support': 'K',
  'education, health and care plan': 'E',
  'education health and care plan': 'E',
}

/** Special educational provision by the census code; words that are none of these say nothing. */
export const provisionOf = (student: Fields): string | undefined =>
  provisions[textOf(fieldsOf(student['extended_details'])['sen_status'])?.toLowerCase() ?? '']
