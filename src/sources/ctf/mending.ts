import { type MendedFile, type Mending, objectOfTree, type RowToMend, type RowValues } from '../../intake/index.ts'
import { readDate } from '../../kernel/index.ts'
import { personKeyOf, pupilRowKey } from './pupil-row.ts'

const isValues = (values: unknown): values is RowValues =>
  typeof values === 'object' &&
  values !== null &&
  !Array.isArray(values) &&
  Object.values(values).every(value => typeof value === 'string')

const row = (values: unknown, { laestab }: MendedFile): RowToMend | undefined => {
  if (!isValues(values)) return undefined
  const text = (place: string) => values[place]?.trim() || undefined
  const dob = readDate(text('DOB') ?? '', { order: 'dmy' })
  if (!('date' in dob)) return { table: 'Pupil', values }
  const personKey = personKeyOf(text('UPN'), laestab, [text('Surname'), text('Forename')], dob.date)
  return { table: 'Pupil', values, personKey, key: pupilRowKey({ whole: true }, laestab, personKey) }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** An element with what is in it; what is named `@…` is an attribute. */
const element = (name: string, content: unknown): string => {
  if (Array.isArray(content)) return content.map(one => element(name, one)).join('')
  if (typeof content !== 'object' || content === null) return `<${name}>${escaped(String(content))}</${name}>`
  const parts = Object.entries(content)
  const attributes = parts.filter(([part]) => part.startsWith('@'))
  const inner = parts.filter(([part]) => !part.startsWith('@')).map(([part, one]) => element(part, one))
  return `<${name}${attributes.map(([part, one]) => ` ${part.slice(1)}="${escaped(String(one))}"`).join('')}>${inner.join('')}</${name}>`
}

/** A partial file: what it does not say of the pupil is not taken back. */
const file = (values: RowValues, { laestab, asOf }: MendedFile) => {
  const header = {
    DocumentName: 'Common Transfer File',
    DateTime: asOf.toISOString().slice(0, 19),
    DocumentQualifier: 'partial',
    SourceSchool: { LEA: laestab.slice(0, 3), Estab: laestab.slice(3) },
  }
  const body = { Header: header, CTFpupilData: { Pupil: objectOfTree(values) } }
  return { name: `${laestab}_CTF_mended.xml`, text: `<?xml version="1.0" encoding="utf-8"?>${element('CTfile', body)}` }
}

/** How a school mends one pupil of a transfer file that it has sent. */
export const ctfMending: Mending = {
  words: {
    UPN: 'Unique pupil number',
    Surname: 'Surname',
    Forename: 'Forename',
    DOB: 'Date of birth',
  },
  row,
  file,
}
