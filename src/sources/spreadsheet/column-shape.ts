import { checkNhsNumber, checkUln, checkUpn, normalisePhone, normalisePostcode } from '../../kernel/index.ts'
import { readAddress } from './addresses-in-cells.ts'
import { readContact } from './contacts-in-cells.ts'
import { readDateCell } from './dates-in-cells.ts'
import { foldValue, meaningsOf } from './meanings.ts'

/** What the values of a column look like: for each form the share of filled cells that have it. */
export type ColumnShape = {
  readonly filled: number
  readonly share: Readonly<Record<Form, number>>
  /** Different values among the filled ones, 0 to 1. */
  readonly distinct: number
}

/** The forms by which a column can be known. */
export const forms = [
  'date',
  'past-date',
  'upn',
  'nhs',
  'uln',
  'uprn',
  'postcode',
  'address',
  'phone',
  'email',
  'contact',
  'sex',
  'flag',
  'sort',
  'surname-first',
  'full-name',
  'name',
  'number',
  'code',
  'several',
  'long',
] as const
export type Form = (typeof forms)[number]

const today = '2026-01-01' as never
const letters = /^[\p{L}\p{M}'’ .()-]+$/u

const isDate = (text: string): boolean => 'date' in readDateCell(text, { order: 'dmy', asOf: today })
const wordCount = (text: string): number => text.split(/\s+/).length
const isMeaning =
  (reading: string) =>
  (text: string): boolean =>
    meaningsOf(reading)?.some(one => one.written.test(foldValue(text))) ?? false

const tests: Readonly<Record<Form, (text: string) => boolean>> = {
  date: text => /\d/.test(text) && text.length < 40 && isDate(text),
  'past-date': text => /\d{4}/.test(text) && isDate(text),
  upn: text => checkUpn(text).ok,
  nhs: text => /^\d{3}\s?\d{3}\s?\d{4}$/.test(text) && checkNhsNumber(text).ok,
  uln: text => /^\d{10}$/.test(text) && checkUln(text).ok,
  uprn: text => /^\d{11,12}$/.test(text),
  postcode: text => text.length < 10 && normalisePostcode(text) !== undefined,
  address: text => {
    const read = /\d/.test(text) || text.includes(',') ? readAddress(text) : undefined
    return (
      read !== undefined &&
      (read.postcode !== undefined ? wordCount(text) > 2 : read.paon !== undefined && read.town !== undefined)
    )
  },
  phone: text =>
    /\d{5}/.test(text.replace(/\D/g, '')) && /^[\d\s+().-]+$/.test(text) && normalisePhone(text) !== undefined,
  email: text => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text),
  contact: text => {
    const { name, phones, emails } = readContact(text)
    return name !== undefined && phones.length + emails.length > 0
  },
  sex: isMeaning('sex'),
  flag: isMeaning('flag'),
  sort: isMeaning('sort'),
  'surname-first': text => /^[^\d,،]{1,40}[,،][^\d,،]{1,40}$/u.test(text),
  'full-name': text => letters.test(text) && wordCount(text) > 1 && wordCount(text) < 6,
  name: text => letters.test(text) && wordCount(text) < 3 && text.length < 30,
  number: text => /^\d{1,4}(\.\d+)?$/.test(text),
  code: text => /^[a-z]{0,5}[\s/_-]?\d{1,10}[a-z]?$/i.test(text),
  several: text => /[;\n]|\s\/\s/.test(text),
  long: text => text.length > 30,
}

/** Looks at the values of a column, blanks left out. */
export const shapeOf = (values: readonly string[]): ColumnShape => {
  const filled = values.map(value => value.trim()).filter(value => value !== '')
  const share = Object.fromEntries(
    forms.map(form => [form, filled.length === 0 ? 0 : filled.filter(tests[form]).length / filled.length]),
  ) as Record<Form, number>
  return { filled: filled.length, share, distinct: filled.length === 0 ? 0 : new Set(filled).size / filled.length }
}

/** Does one cell look like data rather than a heading: a date, a number, a postcode, an identifier? */
export const looksLikeData = (text: string): boolean =>
  (['date', 'upn', 'nhs', 'uprn', 'postcode', 'phone', 'email', 'number', 'address', 'contact'] as const).some(form =>
    tests[form](text),
  ) || /^[A-Z]{1,5}[/_-]?\d+$/.test(text)
