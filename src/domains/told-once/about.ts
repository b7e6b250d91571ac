import { boxesNamed, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { ToldAbout } from './changes.queries.ts'

/** The boxes for who the child is, where the teller opens no record. */
export const aboutFields = ['child-forename', 'child-surname', 'born-day', 'born-month', 'born-year'] as const
export type AboutForm = Readonly<Partial<Record<(typeof aboutFields)[number], string>>>

/** Who the child is, as it was typed. */
export const readAbout = (fields: AboutForm): ToldAbout | { readonly errors: FormError[] } => {
  const [forename = '', surname = ''] = [fields['child-forename'], fields['child-surname']].map(v => (v ?? '').trim())
  const errors: FormError[] = []
  if (!forename) errors.push({ field: 'child-forename', text: 'Enter the child’s first name' })
  if (!surname) errors.push({ field: 'child-surname', text: 'Enter the child’s last name' })
  const read = readBoxes(boxesNamed('born', fields))
  const birthDate = read && 'date' in read ? read.date : undefined
  if (!birthDate) errors.push({ field: 'born-day', text: 'Enter the child’s date of birth, like 27 3 2017' })
  return errors.length > 0 || !birthDate ? { errors } : { forename, surname, birthDate }
}
