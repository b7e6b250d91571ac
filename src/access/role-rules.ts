import { type Category, categories, type PlainDate } from '../kernel/index.ts'
import { type Cell, cellOrder } from './role-cells.ts'
import { getRole, type Role, type RoleKey, roles } from './roles.ts'

/** What a published change says of one role: a letter for each category in `cellOrder`, the highest sensitivity, a plain sentence. */
export type RoleRule = {
  readonly cells: string
  readonly level: 1 | 2 | 3
  readonly sentence: string
  /** The day from which it holds. */
  readonly startsOn: PlainDate
}
/** The published changes that hold today, by role; a role without one is as roles.ts says. */
export type RoleRules = Readonly<Partial<Record<RoleKey, RoleRule>>>

/** The roles whose row may be changed: those that open records. What others see is also what the machine's own desks may read. */
export const changeableRoles: readonly Role[] = roles.filter(
  ({ cells, universal }) => !universal && (cells.identity === 'F' || cells.identity === 'S'),
)
/** Categories that no role opens, whatever is published (design 2.1, rule 2; reference/domain.md 7.6 and 7.7). */
export const neverByRole: readonly Category[] = ['confidential', 'adoption']

/** The cells of a text of seventeen letters. */
export const cellsOf = (text: string): Record<Category, Cell> =>
  Object.fromEntries(cellOrder.map((category, at) => [category, text[at] ?? '-'])) as Record<Category, Cell>

/** A role's cells as such a text. */
export const textOfCells = (cells: Readonly<Record<Category, Cell>>): string =>
  cellOrder.map(category => cells[category]).join('')

/** The role as it is in force: what was published last, over the first version in roles.ts. Throws on an unknown key. */
export const roleInForce = (key: string, rules: RoleRules = {}): Role => {
  const role = getRole(key)
  const rule = rules[role.key]
  return rule ? { ...role, cells: cellsOf(rule.cells), maxSensitivity: rule.level, sentence: rule.sentence } : role
}

/** What a change does, category by category, in the order of the categories. */
export const changedCells = (
  before: Readonly<Record<Category, Cell>>,
  after: Readonly<Record<Category, Cell>>,
): readonly { readonly category: Category; readonly from: Cell; readonly to: Cell }[] =>
  categories.flatMap(category =>
    before[category] === after[category] ? [] : [{ category, from: before[category], to: after[category] }],
  )
