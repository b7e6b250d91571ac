import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RoundFault } from '../../files/faults.ts'
import { faultsInto, readRows } from '../../files/read-rows.actions.ts'
import { type ApplicationCame, readApplications } from '../applications/take-in.actions.ts'
import { csvText } from '../files/csv-text.ts'
import type { RoundSchool } from '../rounds.queries.ts'

export const messagesFile = 'messages.csv'
/** One fact that a council tells of its child and a school of ours. */
export type Told = { readonly says: 'wanted' | 'left' | 'takes'; readonly child: string; readonly school: string }
/** One fact that a council tells of a child of ours, under our reference, and a school of its own. */
export type Heard = {
  readonly says: 'no' | 'free' | 'yes'
  readonly child: string
  readonly school: string
  readonly line: number
}
/** What a council's file tells: the rows that can be used, who the children are, and every fault of the others. */
export type MessagesRead = {
  readonly told: readonly Told[]
  readonly heard: readonly Heard[]
  readonly children: readonly ApplicationCame[]
  readonly faults: readonly RoundFault[]
  /** Where each child, by our reference, stands first. */
  readonly lineOf: ReadonlyMap<string, number>
}

type Row = Told & { readonly line: number; readonly who: readonly string[] }
type Schools = { readonly ours: readonly RoundSchool[]; readonly theirs: ReadonlySet<string> }
const columns = ['says', 'child_id', 'school_id']

/**
 * Reads messages.csv: `says,child_id,school_id`, and for `wanted` who the child is and what they claim, in the columns of children.csv. `wanted`, `left` and `takes`
 * are of the council's child and a school of ours, `yes`, `no` and `free` of a child of ours and a school of the council's (`theirs`). A row that cannot be used is
 * told by line and column, and the others count.
 */
export const readMessages = (folder: string, council: string, { ours: schools, theirs }: Schools): MessagesRead => {
  const faults: RoundFault[] = []
  const found = faultsInto(faults)
  const rows: Row[] = []
  const heard: Heard[] = []
  const keys = new Set(schools.map(one => one.key))
  let headings: readonly string[] = []
  const read = readRows(folder, messagesFile, columns, found, ([says = '', child = '', school = ''], line, all) => {
    const tell = (problem: string, fix: string): void => found(messagesFile, line, problem, fix)
    const said = says.toLowerCase()
    const isHeard = said === 'no' || said === 'free' || said === 'yes'
    if (!isHeard && said !== 'wanted' && said !== 'left' && said !== 'takes')
      return tell(
        `“${says}” in says is nothing that is taken in here.`,
        'A child’s home council says wanted, left or takes, the council of the school yes, no or free.',
      )
    if (child === '') return tell('There is nothing in child_id.', 'Give the home council’s own number of the child.')
    if (child.length > 60) return tell('What is in child_id is longer than 60 letters.', 'Give the number alone.')
    if (isHeard && !theirs.has(school))
      return tell(
        `“${school}” in school_id is no school of council ${council} in this round.`,
        'Correct it, or add the school.',
      )
    if (isHeard) return void heard.push({ says: said, child, school, line })
    if (!keys.has(school))
      return tell(`“${school}” in school_id is no school of this round.`, 'Correct it, or leave the row out.')
    rows.push({ says: said, child, school, line, who: all.map(cell => cell.replaceAll(/\s+/g, ' ').trim()) })
  })
  headings = read.columns
  const [wanted, others] = [rows.filter(row => row.says === 'wanted'), rows.filter(row => row.says !== 'wanted')]
  const used = alike(headings, wanted, found)
  const children = childrenOf(folder, council, headings, used, schools, faults)
  const known = new Set(children.map(one => one.reference))
  return {
    faults: faults.toSorted((a, b) => a.line - b.line),
    children,
    heard,
    lineOf: new Map(used.toReversed().map(row => [referenceOf(council, row.child), row.line])),
    told: [...used.filter(row => known.has(referenceOf(council, row.child))), ...others].map(
      ({ says, child, school }) => ({ says, child, school }),
    ),
  }
}

/** The reference of another council's child in our round. */
export const referenceOf = (council: string, child: string): string => `${council}-${child}`

/** A child of whom two rows say different things: neither can be believed, so that none of the child's counts. */
const alike = (
  headings: readonly string[],
  rows: readonly Row[],
  found: (file: string, line: number, problem: string, fix: string) => void,
): Row[] =>
  [...Map.groupBy(rows, row => row.child).values()].flatMap(same => {
    const [first] = same
    let differ = false
    for (const row of same.slice(1))
      for (const [at, column] of headings.entries())
        if (!columns.includes(column) && row.who[at] !== first?.who[at]) {
          differ = true
          const problem = `The ${column} of the child ${row.child} is another than on line ${first?.line}.`
          found(messagesFile, row.line, problem, 'Say the same of a child in each row: none of theirs was kept.')
        }
    return differ ? [] : same
  })

/** Who the children are, as children.csv would say it; whose rows have a fault there are left out, and the fault told by the line of the message. */
const childrenOf = (
  folder: string,
  council: string,
  headings: readonly string[],
  rows: readonly Row[],
  schools: readonly RoundSchool[],
  faults: RoundFault[],
): readonly ApplicationCame[] => {
  const own = headings.flatMap((name, at) => (name === '' || columns.includes(name) ? [] : [{ name, at }]))
  let groups = [...Map.groupBy(rows, row => row.child)]
  for (let time = 0; time < 2 && groups.length > 0; time++) {
    const firsts = groups.map(([, [first]]) => first as Row)
    const asked = groups.flatMap(([child, same]) =>
      [...new Set(same.map(row => row.school))].map((school, i) => [referenceOf(council, child), i + 1, school]),
    )
    const write = (file: string, lines: Parameters<typeof csvText>[0]) =>
      writeFileSync(join(folder, file), csvText(lines))
    write('children.csv', [
      ['child_id', ...own.map(one => one.name)],
      ...firsts.map(row => [referenceOf(council, row.child), ...own.map(({ at }) => row.who[at] ?? '')]),
    ])
    write('preferences.csv', [['child_id', 'rank', 'school_id'], ...asked])
    write('distances.csv', [['child_id', 'school_id', 'distance']])
    const came = readApplications(folder, schools)
    // who makes the offer is the child's home council: we owe them no place
    if ('applications' in came)
      return came.applications.map(one => ({ ...one, wants: [], facts: { ...one.facts, resident: 'no' } }))
    const bad = new Set<number>()
    for (const fault of came.faults) {
      const at = fault.file === 'children.csv' ? fault.line - 2 : -1
      bad.add(at)
      faults.push({ ...fault, file: messagesFile, line: firsts[at]?.line ?? 1 })
    }
    if (bad.has(-1)) return []
    groups = groups.filter((_, at) => !bad.has(at))
  }
  return []
}
