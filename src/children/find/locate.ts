import { foldName, nameParts, type PlainDate, readDate } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'

/** What somebody must know to ask whether a child has a record: full name and birth date, or a number. And why they ask. */
export type Locate = {
  readonly name: string
  readonly words: readonly string[]
  readonly birthDate: PlainDate | undefined
  /** A UPN, NHS number, ULN or local number: letters and digits alone. */
  readonly number: string
  readonly reason: string
}
export type LocateForm = {
  readonly name?: string
  readonly day?: string
  readonly month?: string
  readonly year?: string
  readonly number?: string
  readonly reason?: string
}

/** The shortest reason that says anything. */
export const shortestReason = 20

/** Reads the form, or says what is missing, field by field. */
export const readLocate = (form: LocateForm): Locate | readonly FormError[] => {
  const number = (form.number ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')
  const name = (form.name ?? '').trim().slice(0, 200)
  const words = nameParts(name)
  const reason = (form.reason ?? '').trim()
  const dated = [form.day, form.month, form.year].some(part => (part ?? '').trim() !== '')
  const read = dated
    ? readDate(`${form.day ?? ''} ${form.month ?? ''} ${form.year ?? ''}`, { order: 'dmy' })
    : undefined
  const birthDate = read && 'date' in read && read.precision === 'day' ? read.date : undefined
  const errors: FormError[] = []
  if (number === '' && words.length < 2)
    errors.push({ field: 'name', text: 'Enter the child’s first name and last name' })
  if (dated && !birthDate)
    errors.push({ field: 'birth-day', text: 'Date of birth must be a real date, like 27 3 2017' })
  else if (number === '' && !birthDate) errors.push({ field: 'birth-day', text: 'Enter the whole date of birth' })
  if (number !== '' && number.length < 4) errors.push({ field: 'number', text: 'Enter the whole number' })
  if ([...foldName(reason)].length < shortestReason)
    errors.push({ field: 'reason', text: `Say why you need to find this child, in at least ${shortestReason} letters` })
  return errors.length > 0 ? errors : { name, words, birthDate, number, reason }
}
