import { boxesNamed, normaliseUpn, type PlainDate, readBoxes } from '../../../../kernel/index.ts'
import type { FormError } from '../../../../platform/views/index.ts'
import type { Fields } from '../set-up/begin-form.ts'
import type { ApplicationCame } from './take-in.actions.ts'

/** How many schools the form has room for. */
export const mostWanted = 6

/** The schools that were chosen, best first; what is wrong where one is there twice, or none. */
export const readWants = (fields: Fields): { schools: string[] } | { errors: FormError[] } => {
  const schools = Array.from({ length: mostWanted }, (_, i) => fields[`want-${i + 1}`]?.trim() ?? '').filter(Boolean)
  const twice = schools.findIndex((one, i) => schools.indexOf(one) !== i)
  if (twice !== -1) return { errors: [{ field: `want-${twice + 1}`, text: 'Name each school once' }] }
  if (schools.length === 0) return { errors: [{ field: 'want-1', text: 'Choose at least one school' }] }
  return { schools }
}

/** "brother_or_sister: 8992001", one a line, as cells by their fact. */
const readFactLines = (text: string): Record<string, string> | undefined => {
  const facts: Record<string, string> = {}
  for (const line of text
    .split('\n')
    .map(one => one.trim())
    .filter(Boolean)) {
    const [, name, value] = /^([a-z][a-z0-9_]{0,39})\s*:\s*(.+)$/.exec(line) ?? []
    if (name === undefined || value === undefined) return undefined
    facts[name] = value.trim()
  }
  return facts
}

/** Reads an application that an officer types from paper; its reference is made from the moment. */
export const readTyped = (
  fields: Fields,
  reference: string,
): { application: ApplicationCame } | { errors: FormError[] } => {
  const errors: FormError[] = []
  const text = (name: string, what: string): string => {
    const value = fields[name]?.trim() ?? ''
    if (value === '') errors.push({ field: name, text: `Enter the ${what}` })
    return value
  }
  const day = (name: string, what: string): PlainDate => {
    const read = readBoxes(boxesNamed(name, fields))
    if (read && 'date' in read) return read.date
    errors.push({ field: `${name}-day`, text: `The ${what} ${read?.problem ?? 'needs a day, a month and a year'}` })
    return '' as PlainDate
  }
  const [forename, surname] = [text('forename', 'forename'), text('surname', 'surname')]
  const [birth_date, received_on] = [day('born', 'date of birth'), day('received', 'day of receipt')]
  const wants = readWants(fields)
  const facts = readFactLines(fields.facts ?? '')
  if (!facts) errors.push({ field: 'facts', text: 'Write each fact on a line like brother_or_sister: 8992001' })
  for (const name of ['easting', 'northing']) {
    const value = fields[name]?.trim() ?? ''
    if (value !== '' && !/^\d{1,7}(\.\d+)?$/.test(value))
      errors.push({ field: name, text: 'Enter metres on the national grid' })
  }
  if ('errors' in wants) errors.push(...wants.errors)
  if (errors.length > 0 || 'errors' in wants) return { errors }
  const place = Object.fromEntries(
    ['postcode', 'easting', 'northing', 'catchment'].flatMap(name => {
      const value = fields[name]?.trim()
      return value ? [[name, value]] : []
    }),
  )
  return {
    application: {
      reference,
      forename,
      surname,
      birth_date,
      received_on,
      upn: normaliseUpn(fields.upn ?? '') || null,
      facts: { ...facts, ...place },
      wants: wants.schools.map((school, i) => ({ rank: i + 1, school })),
      proofs: {},
    },
  }
}
