import { isPlainDate } from '../../../kernel/index.ts'
import type { Applicant } from '../criteria/criteria.ts'
import type { Criteria } from '../criteria/criteria-schema.ts'
import { noPlace } from '../match/round.ts'
import { Ids } from './numbers.ts'
import type { Wants } from './read-round.actions.ts'
import { type Found, readRows } from './read-rows.actions.ts'

export const childrenFile = 'children.csv'
const distancesFile = 'distances.csv'

/** What is known of each child. */
export type Children = {
  /** Whether all rows could be read: only then can it be said that a child has none. */
  readonly isWhole: boolean
  readonly columns: ReadonlySet<string>
  readonly applicant: (child: number) => Applicant
  /** The line of the child's row; undefined where they have none. */
  readonly lineOf: (child: number) => number | undefined
  readonly named: Int32Array
  readonly birthGroup: Int32Array
}

type Row = { readonly applicant: Applicant; readonly line: number }

/** children.csv: whatever is known of each child that a criterion may ask for. Adds the children who named no school to `wants`. */
export const readChildren = (folder: string, schools: Ids, { children }: Wants, found: Found): Children => {
  const rows: (Row | undefined)[] = []
  const [named, groups, groupOf] = [new Map<number, number>(), new Ids(), new Map<number, number>()]
  const { columns, isWhole } = readRows(folder, childrenFile, ['child_id'], found, ([id = ''], line, all, column) => {
    const tell = (problem: string, fix: string): void => found(childrenFile, line, problem, fix)
    if (id === '') return tell('The child has no id.', 'Give it one.')
    const child = children.of(id)
    const before = rows[child]
    if (before) return tell(`The child ${id} is there twice (also on line ${before.line}).`, 'Leave one of the two.')
    const cell = (fact: string): string => (all[column(fact) ?? -1] ?? '').trim()
    const [easting, northing] = ['easting', 'northing'].map(name => metresOf(cell(name), name, tell))
    rows[child] = { applicant: { id, cell: fact => cell(fact.toLowerCase()), easting, northing }, line }
    const school = cell('named_school')
    const known = schools.find(school)
    if (known !== undefined) named.set(child, known)
    else if (school !== '')
      tell(`The named school ${school} is not in schools.csv.`, 'Correct its id, or add it there.')
    const group = cell('birth_group')
    if (group !== '') groupOf.set(child, groups.of(group))
    const day = cell('named_on')
    if (day !== '' && !isPlainDate(day))
      tell(`“${day}” is no day on which a plan names a school.`, 'Give it as 2027-04-16.')
  })
  const fill = (known: ReadonlyMap<number, number>) =>
    Int32Array.from(children.names, (_, child) => known.get(child) ?? noPlace)
  const nobody: Applicant = { id: '', cell: () => '', easting: undefined, northing: undefined }
  return {
    isWhole,
    columns: new Set(columns),
    applicant: child => rows[child]?.applicant ?? nobody,
    lineOf: child => rows[child]?.line,
    named: fill(named),
    birthGroup: fill(groupOf),
  }
}

const metresOf = (text: string, column: string, tell: (problem: string, fix: string) => void): number | undefined => {
  if (text === '') return undefined
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  tell(`“${text}” is no ${column}.`, 'Give metres on the national grid.')
  return undefined
}

/** Distances that came with the round, in the school's unit, by `pairOf`. */
export type Given = ReadonlyMap<string, number>
export const pairOf = (child: number, school: number): string => `${child} ${school}`

/** distances.csv: read only where a school asks for it. */
export const readDistances = (
  folder: string,
  criteria: Criteria | undefined,
  schools: Ids,
  { children }: Wants,
  found: Found,
): { given: Given; isWhole: boolean } => {
  const given = new Map<string, number>()
  if (!Object.values(criteria?.schools ?? {}).some(one => one.distance.from === distancesFile))
    return { given, isWhole: true }
  const columns = ['child_id', 'school_id', 'distance']
  const { isWhole } = readRows(folder, distancesFile, columns, found, ([child = '', school = '', text = ''], line) => {
    const tell = (problem: string, fix: string): void => found(distancesFile, line, problem, fix)
    const [known, at] = [schools.find(school), children.find(child)]
    if (known === undefined) tell(`The school ${school || '(none)'} is not in schools.csv.`, 'Correct its id.')
    if (at === undefined) tell(`The child ${child || '(none)'} is not in children.csv.`, 'Correct its id.')
    if (!/^\d{1,9}(\.\d+)?$/.test(text))
      tell(`“${text}” is no distance.`, 'Give it in the school’s unit, 0 or more, with a point before decimals.')
    if (known === undefined || at === undefined) return
    if (given.has(pairOf(at, known))) return tell('This distance is there twice.', 'Leave one of the two.')
    given.set(pairOf(at, known), Number(text))
  })
  return { given, isWhole }
}
