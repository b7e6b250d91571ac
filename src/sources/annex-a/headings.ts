import { annexAColumns, listNames } from './columns.ts'

/** A heading without what councils vary: brackets, quotes, marks and case. */
const words = (heading: string): string[] =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?!prospective)[^)]*\)+/g, ' ')
    .replace(/['’‘"“”`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Rewordings that share too few words with the heading as the lists have it. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^(child )?(unique )?(id|identifier)( number)?$|^childs? unique/, 'Child Unique ID'],
  [/^(sex|gender)( of child)?$/, 'Gender'],
  [/^(dob|birth date)$/, 'Date of Birth'],
  [/^age\b/, 'Age'],
  [/^unaccompanied asylum|^uasc\b/, 'Unaccompanied Asylum Seeking Child'],
  [/^(is the child )?disab/, 'Does the Child have a Disability'],
  [/^(team|social work team)$/, 'Allocated Team'],
  [/^(social )?worker$|^allocated social worker$/, 'Allocated Worker'],
  [/^(allocated )?personal advis[eo]r$/, 'Allocated Personal Advisor'],
  [/^(date of )?s(ection )?47\b.*(start|date)/, 'Strategy discussion initiating Section 47 Enquiry Start Date'],
]

type Column = { readonly column: string; readonly words: ReadonlySet<string>; readonly joined: string }
const columnsOf = new Map<string, readonly Column[]>(
  listNames.map(list => [
    list,
    annexAColumns
      .filter(c => c.table === list)
      .map(({ column }) => ({ column, words: new Set(words(column)), joined: words(column).join(' ') })),
  ]),
)

/** How much of both headings is the same words, from 0 to 1. */
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter(word => b.has(word)).length
  return shared / (a.size + b.size - shared || 1)
}
const enough = 0.7

/** The column of a list that a heading stands for: the same words, a known rewording, or nearly the same words. */
export const columnFor = (list: string, heading: string): string | undefined => {
  const own = columnsOf.get(list) ?? []
  const parts = words(heading)
  const joined = parts.join(' ')
  if (joined === '') return undefined
  const same = own.find(c => c.joined === joined)
  if (same) return same.column
  const reworded = known.find(([shape]) => shape.test(joined))?.[1]
  if (reworded && own.some(c => c.column === reworded)) return reworded
  const set = new Set(parts)
  const [best] = own.map(c => ({ column: c.column, score: likeness(set, c.words) })).sort((a, b) => b.score - a.score)
  return best && best.score >= enough ? best.column : undefined
}

/** The list that a sheet is: "List 1", "List_1", "1. Contacts". */
export const listFor = (sheet: string): string | undefined => {
  const number = /^\s*(?:list|annex\s*a\s*list)?[\s_-]*(\d{1,2})(?!\d)/i.exec(sheet)?.[1]
  const list = `List ${Number(number)}`
  return number !== undefined && listNames.includes(list) ? list : undefined
}

/** Columns that many lists have, and other workbooks too. */
const common = /^(Child Unique ID|Gender|Ethnicity|Date of Birth|Age|Does the Child|Allocated)/

/** The columns of a row if it is the row of headings of the list: the key, and at least one column of that list's own. */
export const headingsIn = (list: string, cells: readonly string[]): readonly (string | undefined)[] | undefined => {
  const columns = cells.map(cell => columnFor(list, cell))
  const found = new Set(columns.filter(column => column !== undefined))
  const key = list === 'List 11' ? 'Individual adopter identifier' : 'Child Unique ID'
  const own = [...found].filter(column => !common.test(column))
  return found.has(key) && own.length > 0 && found.size >= 3 ? columns : undefined
}
