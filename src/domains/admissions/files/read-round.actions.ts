import { at, type Round } from '../match/round.ts'
import { type RoundFault, RoundRefused } from './faults.ts'
import { FileIds, Ids, Numbers, wholeNumber } from './numbers.ts'
import { type Found, faultsInto, readRows } from './read-rows.actions.ts'

/** A round whose schools' orders came with it, and how many ranked children had not named the school. */
export type RankedRound = { readonly round: Round; readonly notNamed: number }

/** In place of a school that is not there: the row is told as a fault, and still looked at for others. */
const none = -1

export const preferencesFile = 'preferences.csv'
const rankingFile = 'ranking.csv'

/** schools.csv: the schools of the round and their places. */
export const readSchools = (folder: string, found: Found): { schools: FileIds; places: Int32Array } => {
  const schools = new FileIds()
  const places = new Numbers()
  const file = 'schools.csv'
  const { isWhole } = readRows(folder, file, ['school_id', 'places'], found, ([id = '', text = ''], line) => {
    const count = wholeNumber(text)
    if (count === undefined)
      found(
        file,
        line,
        text === '' ? `The school ${id || '(none)'} has no number of places.` : `“${text}” is no number of places.`,
        'Give a whole number, 0 or more.',
      )
    if (id === '') return found(file, line, 'The school has no id.', 'Give it one.')
    if (schools.find(id) !== undefined)
      return found(file, line, `The school ${id} is there twice.`, 'Leave one of the two.')
    schools.of(id)
    places.push(count ?? 0)
  })
  schools.isWhole = isWhole
  return { schools, places: places.values }
}

/** What families want: for each child the schools by number, best first, with the line that names each. */
export type Wants = {
  readonly children: Ids
  readonly first: Int32Array
  readonly school: Int32Array
  readonly rank: Int32Array
  readonly line: Int32Array
}

/** preferences.csv: whatever the order of its rows. */
export const readPreferences = (folder: string, schools: Ids, found: Found): Wants => {
  const children = new Ids()
  const rows = { child: new Numbers(), school: new Numbers(), rank: new Numbers(), line: new Numbers() }
  readRows(
    folder,
    preferencesFile,
    ['child_id', 'rank', 'school_id'],
    found,
    ([child = '', rankText = '', school = ''], line) => {
      const rank = wholeNumber(rankText)
      const known = schools.find(school)
      if (!rank) found(preferencesFile, line, `“${rankText}” is no rank.`, 'Give a whole number: 1 is the best.')
      if (known === undefined)
        found(
          preferencesFile,
          line,
          `The school ${school || '(none)'} is not in schools.csv.`,
          'Correct its id, or add it there.',
        )
      if (child === '') return found(preferencesFile, line, 'The child has no id.', 'Give it one.')
      const number = children.of(child)
      rows.child.push(number)
      rows.school.push(known ?? none)
      rows.rank.push(rank ?? 0)
      rows.line.push(line)
    },
  )
  return sortWants(children, rows, found, schools)
}

const sortWants = (
  children: Ids,
  rows: Readonly<Record<'child' | 'school' | 'rank' | 'line', Numbers>>,
  found: Found,
  schools: Ids,
): Wants => {
  const [child, school, rank, line] = [rows.child.values, rows.school.values, rows.rank.values, rows.line.values]
  const first = new Int32Array(children.names.length + 1)
  for (const c of child) first[c + 1] = at(first, c + 1) + 1
  for (let c = 0; c < children.names.length; c++) first[c + 1] = at(first, c + 1) + at(first, c)
  const order = new Int32Array(child.length)
  const fill = first.slice()
  for (let row = 0; row < child.length; row++) {
    const slot = at(fill, at(child, row))
    fill[at(child, row)] = slot + 1
    order[slot] = row
  }
  for (let c = 0; c < children.names.length; c++) sortByRank(order, at(first, c), at(first, c + 1), rank)
  const pick = (column: Int32Array) => order.map(row => at(column, row))
  const wants = { children, first, school: pick(school), rank: pick(rank), line: pick(line) }
  tellDoubles(wants, schools, found)
  return wants
}

/** A family names few schools, and mostly in order: there, putting each in its place is the fastest. */
const sortByRank = (order: Int32Array, from: number, to: number, rank: Int32Array): void => {
  if (to - from > 16) {
    order.subarray(from, to).sort((a, b) => at(rank, a) - at(rank, b) || a - b)
    return
  }
  for (let i = from + 1; i < to; i++) {
    const row = at(order, i)
    let slot = i
    for (; slot > from && at(rank, at(order, slot - 1)) > at(rank, row); slot--) order[slot] = at(order, slot - 1)
    order[slot] = row
  }
}

const tellDoubles = ({ children, first, school, rank, line }: Wants, schools: Ids, found: Found): void => {
  const tell = (
    c: number,
    values: Int32Array,
    least: number,
    problem: (value: number) => string,
    fix: string,
  ): void => {
    for (const [value = 0, ...lines] of doublesOf(values, line, at(first, c), at(first, c + 1), least))
      for (const late of lines.slice(1))
        found(
          preferencesFile,
          late,
          `The child ${children.names[c]} ${problem(value)} twice (also on line ${lines[0]}).`,
          fix,
        )
  }
  for (let c = 0; c < children.names.length; c++) {
    tell(c, rank, 1, value => `has the rank ${value}`, 'Give each rank once.')
    tell(c, school, 0, value => `names the school ${schools.names[value]}`, 'Name each school once.')
  }
}

/** Values from `least` up that are there more than once, each with its lines in order. Most lists are short, and without any. */
const doublesOf = (values: Int32Array, line: Int32Array, from: number, to: number, least: number): number[][] => {
  const isDouble = to - from > 16 || hasDouble(values, from, to, least)
  if (!isDouble) return []
  const lines = new Map<number, number[]>()
  for (let i = from; i < to; i++)
    if (at(values, i) >= least) lines.set(at(values, i), [...(lines.get(at(values, i)) ?? []), at(line, i)])
  return [...lines].filter(([, on]) => on.length > 1).map(([value, on]) => [value, ...on.sort((a, b) => a - b)])
}

const hasDouble = (values: Int32Array, from: number, to: number, least: number): boolean => {
  for (let one = from + 1; one < to; one++)
    for (let before = from; before < one; before++)
      if (at(values, one) === at(values, before) && at(values, one) >= least) return true
  return false
}

/**
 * Reads a round whose schools' orders are in ranking.csv (positions from 1, each once).
 * @throws RoundRefused with every fault of all three files.
 */
export const readRankedRound = (folder: string): RankedRound => {
  const faults: RoundFault[] = []
  const found = faultsInto(faults)
  const { schools, places } = readSchools(folder, found)
  const wants = readPreferences(folder, schools, found)
  const ranking = readRanking(folder, schools, wants, found)
  if (ranking.isThere) tellUnranked(wants, schools, ranking.ranked, found)
  if (faults.length > 0) throw new RoundRefused(faults)
  const { children, first, school, rank } = wants
  const { position, ranked, notNamed } = ranking
  return {
    round: { children: children.names, schools: schools.names, places, first, school, rank, position, ranked },
    notNamed,
  }
}

const readRanking = (folder: string, schools: Ids, wants: Wants, found: Found) => {
  const position = new Int32Array(wants.school.length)
  const ranked = new Int32Array(schools.names.length)
  const rows = { school: new Numbers(), position: new Numbers(), line: new Numbers() }
  let notNamed = 0
  const strangers = new Set<string>()
  const { isWhole } = readRows(
    folder,
    rankingFile,
    ['school_id', 'child_id', 'position'],
    found,
    ([school = '', child = '', text = ''], line) => {
      const known = schools.find(school)
      const place = wholeNumber(text)
      const tell = (problem: string, fix: string): void => found(rankingFile, line, problem, fix)
      if (place === undefined)
        tell(
          text === '' ? 'The row has no position.' : `“${text}” is no position.`,
          'Number the children of a school from 1, each once.',
        )
      if (child === '') tell('The child has no id.', 'Give it one.')
      if (known === undefined)
        return tell(`The school ${school || '(none)'} is not in schools.csv.`, 'Correct its id, or add it there.')
      ranked[known] = at(ranked, known) + 1
      rows.school.push(known)
      rows.position.push(place ?? none)
      rows.line.push(line)
      if (child === '') return
      const preference = preferenceOf(wants, child, known)
      const stranger = `${known} ${child}`
      const isTwice = preference === undefined ? strangers.has(stranger) : at(position, preference) !== 0
      if (preference === undefined) {
        notNamed++
        strangers.add(stranger)
      }
      if (isTwice) tell(`The child ${child} is in the order of the school ${school} twice.`, 'Leave one of the two.')
      else if (preference !== undefined) position[preference] = place || none
    },
  )
  tellPositions(rankingFile, schools, ranked, rows, found)
  return { position, ranked, notNamed, isThere: isWhole || rows.line.length > 0 }
}

/** The preference of a child of that id for a school. */
export const preferenceOf = ({ children, first, school }: Wants, child: string, wanted: number): number | undefined => {
  const c = children.find(child)
  if (c === undefined) return undefined
  for (let p = at(first, c); p < at(first, c + 1); p++) if (at(school, p) === wanted) return p
  return undefined
}

/** Positions are 1 to n, each once: of n rows, one is too high or twice exactly where another is missing. */
export const tellPositions = (
  file: string,
  schools: Ids,
  ranked: Int32Array,
  rows: Readonly<Record<'school' | 'position' | 'line', Numbers>>,
  found: Found,
): void => {
  const from = new Int32Array(ranked.length + 1)
  for (let s = 0; s < ranked.length; s++) from[s + 1] = at(from, s) + at(ranked, s)
  const lineOf = new Int32Array(at(from, ranked.length))
  const [school, position, line] = [rows.school.values, rows.position.values, rows.line.values]
  for (let row = 0; row < school.length; row++) {
    const [s, place] = [at(school, row), at(position, row)]
    const name = schools.names[s]
    if (place === none) continue
    if (place < 1 || place > at(ranked, s)) {
      found(
        file,
        at(line, row),
        `The position ${place} is not from 1 to ${at(ranked, s)}, the number of children in the order of the school ${name}.`,
        'Number them from 1, each once.',
      )
      continue
    }
    const slot = at(from, s) + place - 1
    if (at(lineOf, slot) > 0)
      found(
        file,
        at(line, row),
        `The position ${place} of the school ${name} is given twice (also on line ${at(lineOf, slot)}).`,
        'Number them from 1, each once.',
      )
    else lineOf[slot] = at(line, row)
  }
}

/** No order at all from a school that somebody named is an order that has not come, not a school without places (domain.md 1.10). */
const tellUnranked = ({ school, line }: Wants, schools: FileIds, ranked: Int32Array, found: Found): void => {
  if (!schools.isWhole) return
  const told = new Set<number>()
  for (let p = 0; p < school.length; p++) {
    const s = at(school, p)
    if (s === none || at(ranked, s) > 0 || told.has(s)) continue
    told.add(s)
    found(
      preferencesFile,
      at(line, p),
      `The school ${schools.names[s]} is named here, and ranking.csv has no row of it.`,
      'Ask the school for its order, and add it there.',
    )
  }
}
