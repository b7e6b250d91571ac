import type { FormError } from '../../../../platform/views/index.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import type { Fields } from './begin-form.ts'
import { readFields } from './read-fields.ts'
import type { NewYearGroup } from './set-up.actions.ts'
import { yearGroups } from './year-group.ts'

/** Reads the form that begins a year group: the year group, or what is wrong with each field. */
export const readYearGroup = (
  fields: Fields,
  rounds: readonly AdmissionRound[],
): { group: NewYearGroup } | { errors: readonly FormError[] } => {
  const { errors, wrong, oneOf, text } = readFields(fields)
  const group = oneOf('group', yearGroups, 'Choose the year group')
  const supervisor = text('watches', 'Enter who watches over draws')
  const year = Number(/^\s*(20\d\d)\s*$/.exec(fields.year ?? '')?.[1])
  if (!year) wrong('year', 'Enter the year of the September in which the school year begins, like 2026')
  const copy = rounds.find(one => one.address === fields.copy)?.address
  return errors.length > 0 ? { errors } : { group: { group, year, supervisor, copy, online: fields.online === 'yes' } }
}
