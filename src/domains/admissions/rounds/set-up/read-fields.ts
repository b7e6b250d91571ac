import { boxesNamed, type PlainDate, readBoxes } from '../../../../kernel/index.ts'
import type { FormError } from '../../../../platform/views/index.ts'
import type { Fields } from './begin-form.ts'

/** Reads what forms after the offers have in common, and keeps what is wrong by field. Where something is wrong what is given back means nothing. */
export const readFields = (fields: Fields) => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string): void => void errors.push({ field, text })
  return {
    errors,
    wrong,
    oneOf: <T extends string>(field: string, values: readonly T[], problem: string): T => {
      const value = values.find(one => one === fields[field])
      if (value === undefined) wrong(field, problem)
      return value ?? (values[0] as T)
    },
    day: (field: string, what: string): PlainDate => {
      const read = readBoxes(boxesNamed(field, fields))
      if (read && 'date' in read) return read.date
      wrong(`${field}-day`, `${what} ${read?.problem ?? 'needs a day, a month and a year'}`)
      return '' as PlainDate
    },
    text: (field: string, problem: string, least = 1): string => {
      const value = fields[field]?.trim() ?? ''
      if (value.length < least) wrong(field, problem)
      return value
    },
  }
}
