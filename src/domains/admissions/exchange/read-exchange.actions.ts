import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type RoundFault, RoundRefused } from '../files/faults.ts'
import { wholeNumber } from '../files/numbers.ts'
import { type Found, faultsInto, readRows } from '../files/read-rows.actions.ts'
import { type Council, type Fact, type Ledger, type Offered, withFacts } from './exchange.ts'

/** What one council knows and has heard, and the offers, where they are made. */
export type ExchangeRead = {
  readonly council: Council
  readonly ledger: Ledger
  readonly offered: Offered | undefined
  readonly declined: ReadonlySet<string>
}

const saying = ['wanted', 'no', 'free', 'left'] as const

/** Reads a council's side of the exchange with others (docs/admissions.md). @throws RoundRefused with every fault of its files */
export const readExchange = (folder: string): ExchangeRead => {
  const faults: RoundFault[] = []
  const found = faultsInto(faults)
  const schools = readSchools(folder, found)
  const children = readWants(folder, found)
  const orders = readOrders(folder, schools, found)
  const pairs = (file: string) => (existsSync(join(folder, file)) ? readPairs(folder, file, found) : undefined)
  const told = existsSync(join(folder, 'told.csv')) ? readFacts(folder, found) : []
  const [offers, declined] = [pairs('offers.csv'), pairs('declined.csv')]
  const twice = new Map<string, number>()
  for (const { child, line } of offers ?? []) {
    if (twice.has(child))
      found(
        'offers.csv',
        line,
        `The child ${child} is there twice (also on line ${twice.get(child)}).`,
        'A child has one offer.',
      )
    twice.set(child, line)
  }
  if (faults.length > 0) throw new RoundRefused(faults)
  const own = new Set(children.map(one => one.id))
  return {
    council: { children, schools: [...schools].map(([id, places]) => ({ id, places, order: orders.get(id) ?? [] })) },
    ledger: withFacts(new Map(), told),
    offered: offers && {
      placed: new Map(offers.filter(one => own.has(one.child)).map(one => [one.child, one.school])),
      holders: new Map(
        [...schools.keys()].map(id => [id, offers.filter(one => one.school === id).map(one => one.child)]),
      ),
    },
    declined: new Set((declined ?? []).map(({ child, school }) => `${child} ${school}`)),
  }
}

const unnamed = (found: Found, file: string, line: number, ...cells: readonly string[]): boolean => {
  const missing = cells.includes('')
  if (missing) found(file, line, 'A child or a school has no id.', 'Give it one.')
  return missing
}

const readSchools = (folder: string, found: Found): Map<string, number> => {
  const [schools, file] = [new Map<string, number>(), 'schools.csv']
  readRows(folder, file, ['school_id', 'places'], found, ([id = '', text = ''], line) => {
    const places = wholeNumber(text)
    if (unnamed(found, file, line, id)) return
    if (places === undefined) found(file, line, `“${text}” is no number of places.`, 'Give a whole number, 0 or more.')
    if (schools.has(id)) found(file, line, `The school ${id} is there twice.`, 'Leave one of the two.')
    schools.set(id, places ?? 0)
  })
  return schools
}

const readWants = (folder: string, found: Found): Council['children'] => {
  const [wants, file] = [new Map<string, { rank: number; school: string }[]>(), 'preferences.csv']
  readRows(folder, file, ['child_id', 'rank', 'school_id'], found, ([child = '', text = '', school = ''], line) => {
    const rank = wholeNumber(text)
    if (unnamed(found, file, line, child, school)) return
    if (!rank) return found(file, line, `“${text}” is no rank.`, 'Give a whole number: 1 is the best.')
    const list = wants.get(child) ?? []
    if (list.some(one => one.rank === rank))
      found(file, line, `The child ${child} has the rank ${rank} twice.`, 'Give each rank once.')
    if (list.some(one => one.school === school))
      found(file, line, `The child ${child} names the school ${school} twice.`, 'Name each school once.')
    wants.set(child, [...list, { rank, school }])
  })
  return [...wants].map(([id, list]) => ({
    id,
    wants: list.toSorted((a, b) => a.rank - b.rank).map(one => one.school),
  }))
}

const readOrders = (folder: string, schools: ReadonlyMap<string, number>, found: Found): Map<string, string[]> => {
  const [rows, file] = [new Map<string, { child: string; position: number; line: number }[]>(), 'ranking.csv']
  readRows(folder, file, ['school_id', 'child_id', 'position'], found, ([school = '', child = '', text = ''], line) => {
    const position = wholeNumber(text)
    if (unnamed(found, file, line, school, child)) return
    if (!schools.has(school))
      return found(file, line, `The school ${school} is not in schools.csv.`, 'Correct its id, or add it there.')
    if (!position)
      return found(file, line, `“${text}” is no position.`, 'Number the children of a school from 1, each once.')
    const list = rows.get(school) ?? []
    const same = list.find(one => one.child === child || one.position === position)
    if (same)
      found(
        file,
        line,
        `The child ${child} or the position ${position} is there twice (also on line ${same.line}).`,
        'Number them from 1, each once.',
      )
    rows.set(school, [...list, { child, position, line }])
  })
  return new Map(
    [...rows].map(([school, list]) => {
      for (const { position, line } of list)
        if (position > list.length)
          found(
            file,
            line,
            `The position ${position} is not from 1 to ${list.length}.`,
            'Number them from 1, each once.',
          )
      return [school, list.toSorted((a, b) => a.position - b.position).map(one => one.child)]
    }),
  )
}

const readFacts = (folder: string, found: Found): Fact[] => {
  const [facts, file] = [[] as Fact[], 'told.csv']
  readRows(folder, file, ['says', 'child_id', 'school_id'], found, ([text = '', child = '', school = ''], line) => {
    const says = saying.find(one => one === text.toLowerCase())
    if (unnamed(found, file, line, child, school)) return
    if (says) facts.push({ says, child, school })
    else found(file, line, `“${text}” is nothing that a council says.`, `It says one of these: ${saying.join(', ')}.`)
  })
  return facts
}

type Pair = { readonly child: string; readonly school: string; readonly line: number }
const readPairs = (folder: string, file: string, found: Found): Pair[] => {
  const pairs: Pair[] = []
  readRows(folder, file, ['child_id', 'school_id'], found, ([child = '', school = ''], line) => {
    // a child without an offer stands in offers.csv without a school
    if (child === '') found(file, line, 'The child has no id.', 'Give it one.')
    else if (school !== '') pairs.push({ child, school, line })
  })
  return pairs
}
