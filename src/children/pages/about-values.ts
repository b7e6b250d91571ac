import { formatDate, formatInstant, formatNhs, isPlainDate, type PlainDate, upperFirst } from '../../kernel/index.ts'
import {
  aboutFact,
  type Candidate,
  type GoldenRecord,
  type Numbered,
  type Survivor,
  sexWords,
} from '../golden-record/index.ts'
import { addressLines } from './family.view.ts'

/** One value that somebody gave, as a person reads it. */
export type ToldValue = {
  readonly value: string
  readonly said: string
  readonly on: PlainDate | undefined
  readonly knownFrom: Date
  readonly shown: boolean
}
/** One fact of the record with every value given for it, the shown one first, and the rule that chose it. */
export type ToldFactRow = {
  readonly name: string
  readonly rule: string
  readonly disagree: boolean
  readonly values: readonly ToldValue[]
}

const trusted = aboutFact.name.rule
const newest = aboutFact.sex.rule

/** Every fact that the head of the record is chosen from, with all its values that this reader may see. */
export const chosenFacts = (record: GoldenRecord): ToldFactRow[] => [
  ...row('Name', aboutFact.name.rule, record.name, n => [n.forename, n.middle, n.surname].filter(Boolean).join(' ')),
  ...row('Known as', newest, record.knownAs, String),
  ...record.formerSurnames.flatMap(s => row('Surname before', trusted, s, String)),
  ...row('Date of birth', aboutFact.birth.rule, record.birth, b => formatDate(b.date, b.precision)),
  ...row('Another date of birth', trusted, record.otherBirthDate, d => formatDate(d)),
  ...row('Sex as recorded', aboutFact.sex.rule, record.sex, sexWords),
  ...row('Date of death', aboutFact.death.rule, record.death, d => formatDate(d)),
  ...row('Address', aboutFact.address.rule, record.address, addressLines),
  ...row(
    'School',
    'A main place before a part-time or guest place, then the newest',
    record.school,
    s => s.name ?? s.laestab ?? '',
  ),
  ...row('Home council', newest, record.authorities.home, String),
  ...row('Council of the school', newest, record.authorities.school, String),
  ...row('Council that found the home', newest, record.authorities.placing, String),
]

const row = <T>(
  name: string,
  rule: string,
  survivor: Survivor<T> | undefined,
  words: (value: T) => string,
): ToldFactRow[] => {
  if (!survivor) return []
  const values = survivor.candidates.map((candidate, at) => toldValue(candidate, words, at === 0))
  const { disagree, chosen } = survivor
  return [{ name, rule: chosen ? `Chosen ${formatInstant(chosen.at)}. ${chosen.reason}` : rule, disagree, values }]
}

const toldValue = <T>(c: Candidate<T>, words: (value: T) => string, shown: boolean): ToldValue => ({
  value: words(c.value),
  said: c.said,
  on: c.from,
  knownFrom: c.knownFrom,
  shown,
})

/** The numbers that name the child, grouped as people read them; a wrong one says so. */
export const numbersOf = (record: GoldenRecord): { name: string; number: string; note?: string }[] => [
  ...numbered('UPN', record.upn, text => text),
  ...numbered('NHS number', record.nhsNumber, formatNhs),
  ...numbered('ULN', record.uln, text => text),
  ...record.otherNumbers.flatMap(n => numbered('Another number', n, text => text)),
]

const numbered = (name: string, number: Survivor<Numbered> | undefined, words: (text: string) => string) =>
  number
    ? [
        {
          name,
          number: words(number.value.number),
          ...(number.value.ok ? {} : { note: number.value.note ?? 'This number does not pass its check.' }),
        },
      ]
    : []

const fieldNames: Readonly<Record<string, string>> = {
  placement: 'Home',
  placementPostcode: 'Postcode of the home',
  placementLa: 'Council of the home',
  homePostcode: 'Postcode of the family home',
  laestab: 'School number',
  urn: 'URN',
  sen: 'SEN',
  paon: 'House',
  saon: 'Flat',
  uprn: 'UPRN',
}
const silentFields = new Set([
  'codeSet',
  'code',
  'ethnicityRaw',
  'workerId',
  'personKey',
  'sourceCode',
  'needCode',
  'primaryNeedCode',
  'closureCode',
  'relationCode',
  'factKey',
  'salt',
  'form',
  'ownerId',
  'setById',
  'chosen',
  'over',
])

/** What a code of a set means, in words; undefined where the set has no such code. */
export type CodeWords = (set: 'ethnicity', code: string) => string | undefined

/** A thing known with its code in words, to be shown: what is folded or written again keeps the code. */
export const withWords = <T extends { readonly body: Readonly<Record<string, unknown>> }>(
  fact: T,
  codeWords: CodeWords | undefined,
): T => {
  const { ethnicity } = fact.body
  const words = typeof ethnicity === 'string' ? codeWords?.('ethnicity', ethnicity) : undefined
  return words === undefined ? fact : { ...fact, body: { ...fact.body, ethnicity: words } }
}

/** The fields of a thing known, in words; codes with their own label beside them are left out. */
export const fieldsOf = (body: Readonly<Record<string, unknown>>): { name: string; value: string }[] =>
  Object.entries(body)
    .filter(
      ([field, value]) =>
        (!silentFields.has(field) || (field === 'code' && body.label === undefined)) &&
        value !== '' &&
        value !== undefined,
    )
    .map(([field, value]) => ({ name: fieldNames[field] ?? humanise(field), value: valueWords(value) }))

/** "birthDate" as "Birth date". */
const humanise = (field: string): string => {
  const words = field
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()
    .trim()
  return upperFirst(words)
}

/** A value in words: days written out, yes and no, lists with commas, passages as their text. */
export const valueWords = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return isPlainDate(value) ? formatDate(value) : value
  if (Array.isArray(value)) return value.map(valueWords).join(', ')
  if (typeof value === 'object' && value !== null)
    return 'text' in value ? valueWords(value.text) : Object.values(value).map(valueWords).join(', ')
  return String(value)
}
