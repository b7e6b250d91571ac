import type { Choice, Field } from './fields.ts'

/** Words; `need` is the error where there are none, as in all of these. */
export const words = (name: string, label: string, need?: string, hint?: string): Field => ({
  name,
  label,
  input: 'text',
  ...(need ? { need } : {}),
  ...(hint ? { hint } : {}),
})
/** Words of one line. */
export const line = (name: string, label: string, need?: string, hint?: string): Field => ({
  name,
  label,
  input: 'line',
  ...(need ? { need } : {}),
  ...(hint ? { hint } : {}),
})
/** One of these. */
export const choice = (
  name: string,
  label: string,
  choices: readonly Choice[],
  need?: string,
  hint?: string,
): Field => ({
  name,
  label,
  input: 'choice',
  choices,
  ...(need ? { need } : {}),
  ...(hint ? { hint } : {}),
})
/** Any of these. */
export const several = (
  name: string,
  label: string,
  choices: readonly Choice[],
  need?: string,
  hint?: string,
): Field => ({
  name,
  label,
  input: 'many',
  choices,
  ...(need ? { need } : {}),
  ...(hint ? { hint } : {}),
})
