import { nameParts, normalisePhone, soundKey } from '../../kernel/index.ts'
import { schoolWords } from '../find/school-words.ts'

/** A word a child can be found by, as one fact of one source gives it; it is seen by whoever may see that fact. */
export type SearchToken = {
  readonly word: string
  /** How it sounds, for names; numbers, dates and postcodes are not heard. */
  readonly sound: string
  readonly field: SearchField
}
export type SearchField =
  | 'forename'
  | 'surname'
  | 'known-as'
  | 'former'
  | 'birth'
  | 'school'
  | 'postcode'
  | 'identifier'
  | 'phone'

type Body = Readonly<Record<string, unknown>>

/** The facts that can be searched for, by the kind of entry that holds them. */
export const searchedKinds = ['identity', 'identifier', 'address', 'enrolment', 'contact-detail', 'carer'] as const

/** The tokens of one entry. What its body does not say gives none. */
export const tokensOf = (kind: string, body: Body): readonly SearchToken[] => {
  switch (kind) {
    case 'identity':
      return [
        ...names('forename', body.forename),
        ...names('forename', body.middle),
        ...names('surname', body.surname),
        ...names('known-as', body.preferredForename),
        ...names('known-as', body.preferredSurname),
        ...(Array.isArray(body.formerSurnames) ? body.formerSurnames.flatMap(name => names('former', name)) : []),
        ...plain('birth', body.birthDate),
        ...plain('birth', body.otherBirthDate),
      ]
    case 'identifier':
      return plain('identifier', squeeze(body.value))
    case 'address':
      return plain('postcode', squeeze(body.postcode))
    case 'enrolment':
      return typeof body.school === 'string' ? schoolWords(body.school).flatMap(word => plain('school', word)) : []
    case 'contact-detail':
      return body.type === 'phone' ? phone(body.value) : []
    case 'carer':
      return phone(body.phone)
    default:
      return []
  }
}

const names = (field: SearchField, value: unknown): SearchToken[] =>
  typeof value === 'string'
    ? nameParts(value).map(word => ({ word: word.slice(0, 100), sound: soundOf(word), field }))
    : []

/** Names come again and again, and how one sounds takes forty rules to find: the last few thousand are remembered. */
const sounds = new Map<string, string>()
const mostSounds = 10_000
const soundOf = (word: string): string => {
  const known = sounds.get(word)
  if (known !== undefined) return known
  if (sounds.size >= mostSounds) sounds.clear()
  const sound = soundKey(word).slice(0, 100)
  sounds.set(word, sound)
  return sound
}

const plain = (field: SearchField, value: unknown): SearchToken[] =>
  typeof value === 'string' && value !== '' ? [{ word: value.slice(0, 100), sound: '', field }] : []

const phone = (value: unknown): SearchToken[] =>
  typeof value === 'string' ? plain('phone', squeeze(normalisePhone(value) ?? value)) : []

const squeeze = (value: unknown): string =>
  typeof value === 'string' ? value.toLowerCase().replace(/[^a-z0-9]/g, '') : ''
