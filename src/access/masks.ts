import { type Category, categories, categoryBit, categoryMask, silentCategories } from '../kernel/index.ts'
import type { Role } from './roles.ts'

/** A role's cells as bit masks, the form in which they travel in the signed context and meet grant rows in SQL. */
export type Masks = {
  readonly full: number
  readonly summary: number
  readonly existence: number
  readonly universalFull: number
  readonly universalSummary: number
  readonly maxSensitivity: number
  /** Of which categories the kinds that are the council's own are open as the others are: of none to a school. */
  readonly council: number
  /** Is the training that the role needs in date? If not, urgent access is the only reason there is. */
  readonly trained: boolean
}

/** Every category: a relation that does not narrow the reader's role. */
export const everyCategory = categoryMask(categories)

/** The masks of one role. F gives content and summary; S gives summaries; F and S tell existence, and so does E unless the category is silent. */
export const masksOf = (role: Role): Masks => {
  const where = (cells: string) => categories.filter(c => cells.includes(role.cells[c]))
  const silent = (c: Category) => silentCategories.includes(c)
  return {
    full: categoryMask(where('F')),
    summary: categoryMask(where('FS')),
    existence: categoryMask([...where('FS'), ...where('E').filter(c => !silent(c))]),
    universalFull: categoryMask(role.universal?.categories ?? []),
    universalSummary: categoryMask(role.universal?.categories ?? []),
    maxSensitivity: role.maxSensitivity,
    council: role.school ? 0 : everyCategory,
    trained: true,
  }
}

/** What any of several roles may see: a team manager's sight is that of the roles in the team. */
export const joinMasks = (list: readonly Masks[]): Masks =>
  list.reduce((a, b) => ({
    full: union(a.full, b.full),
    summary: union(a.summary, b.summary),
    existence: union(a.existence, b.existence),
    universalFull: union(a.universalFull, b.universalFull),
    universalSummary: union(a.universalSummary, b.universalSummary),
    maxSensitivity: Math.max(a.maxSensitivity, b.maxSensitivity),
    council: councilsOf(a, b),
    trained: a.trained && b.trained,
  }))

/** Where one of them is a school's, what is the council's own stays open only as far as the other role sees the category. */
const councilsOf = (a: Masks, b: Masks): number =>
  a.council === everyCategory && b.council === everyCategory
    ? everyCategory
    : union(a.council & a.existence, b.council & b.existence)

/** Nothing at all: of somebody who is nobody's reader, and of the product's own actors, who are not bound by masks. */
export const noMasks: Masks = {
  full: 0,
  summary: 0,
  existence: 0,
  universalFull: 0,
  universalSummary: 0,
  maxSensitivity: 0,
  council: 0,
  trained: true,
}

/** What is left of a role whose training ran out: its level alone, for what is opened urgently. */
export const untrained = ({ maxSensitivity, council }: Masks): Masks => ({
  ...noMasks,
  ...{ maxSensitivity, council, trained: false },
})

/** Set operations on masks; there are 17 categories, so that 32-bit arithmetic is exact. */
export const union = (a: number, b: number): number => a | b
export const has = (mask: number, category: Category): boolean => (mask & categoryBit(category)) !== 0
