import type { Category } from '../kernel/index.ts'

/**
 * The default need-to-know matrix (reference/domain.md 7.2). F content; S content of kinds marked summary; E who to speak
 * to; T, R, A and - nothing (the neutral pause is a kind of entry of its own). Every cell also needs a live reason.
 */
export type Cell = 'F' | 'S' | 'E' | 'T' | 'R' | 'A' | '-'

/** The order in which a role's cells are written. */
export const cellOrder: readonly Category[] = [
  'identity',
  'contact',
  'attendance',
  'exclusion',
  'admissions',
  'send',
  'early-help',
  'care-involved',
  'care-content',
  'protection',
  'health',
  'confidential',
  'youth-justice',
  'adoption',
  'young-carer',
  'youth-centre',
  'families',
]
/** A row of the matrix as a string of cells in the order above, spaces ignored. */
export const row = (cells: string): Record<Category, Cell> => {
  const letters = cells.replaceAll(' ', '').split('') as Cell[]
  if (letters.length !== cellOrder.length)
    throw new Error(`A role has ${letters.length} cells, not ${cellOrder.length}`)
  return Object.fromEntries(cellOrder.map((category, i) => [category, letters[i]!])) as Record<Category, Cell>
}
