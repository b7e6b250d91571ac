import {
  addDays,
  boxesNamed,
  formatDate,
  normalisePhone,
  normalisePostcode,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'

/** What can be told once. */
export const changeKinds = [
  { value: 'address', text: 'Address' },
  { value: 'school', text: 'School' },
  { value: 'contact', text: 'Telephone or e-mail' },
  { value: 'name', text: 'Name' },
  { value: 'household', text: 'Who lives here' },
  { value: 'doctor', text: 'Doctor’s surgery' },
  { value: 'language', text: 'Languages at home' },
] as const
export type ChangeKind = (typeof changeKinds)[number]['value']

/** What changes are about: which of these a change has follows from its kind. */
export const toldFields = [
  'line',
  'town',
  'postcode',
  'school',
  'phone',
  'email',
  'whose',
  'forename',
  'surname',
  'person',
  'relation',
  'lives',
  'surgery',
  'language',
] as const

/** The fields of a change as they are typed. */
export const changeFields = ['kind', 'from-day', 'from-month', 'from-year', 'saidBy', ...toldFields] as const
export type ChangeField = (typeof changeFields)[number]
export type ChangeForm = Readonly<Partial<Record<ChangeField, string>>>

/** What was told, checked: its kind, from which day, who said it, and its own fields, in the words they were typed in. */
export type Change = {
  readonly kind: ChangeKind
  readonly from: PlainDate
  readonly saidBy: string
  readonly fields: Readonly<Record<string, string>>
}

const own: Readonly<Record<ChangeKind, readonly ChangeField[]>> = {
  address: ['line', 'town', 'postcode'],
  school: ['school'],
  contact: ['phone', 'email', 'whose'],
  name: ['forename', 'surname'],
  household: ['person', 'relation', 'lives'],
  doctor: ['surgery'],
  language: ['language'],
}

type Wrong = (field: string, text: string) => void
const typed = (value: string | undefined): string => (value ?? '').trim()
const longest = 200

/**
 * Reads what was told. A change may be told a month before it is so, and up to a year after.
 */
export const readChange = (form: ChangeForm, today: PlainDate): Change | { readonly errors: FormError[] } => {
  const errors: FormError[] = []
  const wrong: Wrong = (field, text) => void errors.push({ field, text })
  const kind = changeKinds.find(k => k.value === form.kind)?.value
  if (!kind) wrong('kind', 'Choose what has changed')
  const fields = Object.fromEntries(
    (kind ? own[kind] : []).flatMap(name => (typed(form[name]) ? [[name, typed(form[name])]] : [])),
  )
  for (const [name, value] of Object.entries({ ...fields, saidBy: typed(form.saidBy) }))
    if (value.length > longest) wrong(name, `Keep this under ${longest} letters`)
  if (kind) checks[kind](fields, wrong)
  const from = readFrom(form, today, wrong)
  const saidBy = typed(form.saidBy)
  if (!saidBy) wrong('saidBy', 'Enter who told you')
  return errors.length > 0 || !kind || !from ? { errors } : { kind, from, saidBy, fields: tidy(fields) }
}

const checks: Readonly<Record<ChangeKind, (fields: Readonly<Record<string, string>>, wrong: Wrong) => void>> = {
  address: ({ line, postcode }, wrong) => {
    if (!line) wrong('line', 'Enter the house and the street')
    if (!postcode || !normalisePostcode(postcode)) wrong('postcode', 'Enter a whole postcode, like NM4 2QT')
  },
  school: ({ school }, wrong) => {
    if (!school) wrong('school', 'Enter the name of the new school')
  },
  contact: ({ phone, email }, wrong) => {
    if (!phone && !email) wrong('phone', 'Enter a telephone number or an e-mail address')
    if (phone && !normalisePhone(phone)) wrong('phone', 'Enter a telephone number, like 01632 960123')
    if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      wrong('email', 'Enter an e-mail address, like name@example.com')
  },
  name: ({ forename, surname }, wrong) => {
    if (!forename && !surname) wrong('forename', 'Enter the new name')
  },
  household: ({ person, lives }, wrong) => {
    if (!person) wrong('person', 'Enter the person’s name')
    if (lives !== 'yes' && lives !== 'no') wrong('lives', 'Choose whether they live here now')
  },
  doctor: ({ surgery }, wrong) => {
    if (!surgery) wrong('surgery', 'Enter the name of the surgery')
  },
  language: ({ language }, wrong) => {
    if (!language) wrong('language', 'Enter the language or languages')
  },
}

const readFrom = (form: ChangeForm, today: PlainDate, wrong: Wrong): PlainDate | undefined => {
  const read = readBoxes(boxesNamed('from', form))
  if (!read) {
    wrong('from-day', 'Enter the day from which it is so')
    return undefined
  }
  if ('problem' in read) {
    wrong('from-day', 'The day from which it is so needs a day, a month and a year, like 27 3 2026')
    return undefined
  }
  if (read.date < addDays(today, -366) || read.date > addDays(today, 31)) {
    wrong(
      'from-day',
      `The day must be between ${formatDate(addDays(today, -366))} and ${formatDate(addDays(today, 31))}`,
    )
    return undefined
  }
  return read.date
}

const tidy = (fields: Readonly<Record<string, string>>): Record<string, string> => ({
  ...fields,
  ...(fields.postcode ? { postcode: normalisePostcode(fields.postcode) ?? fields.postcode } : {}),
})

/** What was told as lines of a summary, in the order of the form. */
export const changeRows = ({ kind, fields, from, saidBy }: Change): { key: string; value: string }[] => [
  { key: 'What has changed', value: changeKinds.find(k => k.value === kind)?.text ?? kind },
  ...own[kind].flatMap(name =>
    fields[name] ? [{ key: fieldWords[name] ?? name, value: valueWords(name, fields[name]) }] : [],
  ),
  { key: 'From', value: formatDate(from) },
  { key: 'Told by', value: saidBy },
]
const valueWords = (name: string, value: string): string =>
  name === 'lives' ? (value === 'yes' ? 'Yes' : 'No longer') : value

/** The questions of the form. */
export const fieldWords: Readonly<Partial<Record<ChangeField, string>>> = {
  line: 'House and street',
  town: 'Town',
  postcode: 'Postcode',
  school: 'New school',
  phone: 'Telephone',
  email: 'E-mail',
  whose: 'Whose it is',
  forename: 'First name',
  surname: 'Last name',
  person: 'Person',
  relation: 'Who they are to the child',
  lives: 'Lives here now',
  surgery: 'Doctor’s surgery',
  language: 'Languages spoken at home',
}
