/**
 * The closed list of categories of information (`docs/architecture.md`, need to know). Everything known about a child
 * carries exactly one. The order is the bit position used in the database: append, never reorder.
 */
export const categories = [
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
] as const

export type Category = (typeof categories)[number]

/** Categories whose very existence is hidden unless the reader's matrix cell gives content or summary (design §4). */
export const silentCategories: readonly Category[] = ['young-carer', 'families', 'confidential', 'adoption']

/** The category's bit, as kept in `entry.category_bit` and in grant rows: 1, 2, 4, … */
export const categoryBit = (category: Category): number => 2 ** categories.indexOf(category)

/** The sum of the bits of several categories. */
export const categoryMask = (list: readonly Category[]): number =>
  [...new Set(list)].reduce((mask, c) => mask + categoryBit(c), 0)

/** The categories whose bits are set in `mask`. */
export const categoriesIn = (mask: number): Category[] =>
  categories.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1)

/** 1 routine, 2 sensitive, 3 highly sensitive, 4 sealed: named people only. */
export type Sensitivity = 1 | 2 | 3 | 4

/** How far a role may see a category: full content, summaries, who to speak to, nothing. */
export type Sight = 'full' | 'summary' | 'existence' | 'none'
