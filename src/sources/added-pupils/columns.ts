import type { SourceColumn } from '../../intake/index.ts'
import type { Category } from '../../kernel/index.ts'

const list = (label: Category | 'key' | 'unused', columns: string): SourceColumn[] =>
  columns.split(/\s+/).map(column => ({ table: 'added-pupil', column, category: label }))

/** Every item of the form, with the category of what it says. */
export const addedPupilColumns: readonly SourceColumn[] = [
  ...list('key', 'type laestab school'),
  // It orders what is told, and is no part of it: a pupil who is told of twice in the same words has not changed.
  ...list('unused', 'told_at'),
  ...list('identity', 'school_name forename surname dob sex upn'),
  ...list('contact', 'house street town postcode parent_forename parent_surname phone'),
  ...list('attendance', 'first_day previous why'),
]
