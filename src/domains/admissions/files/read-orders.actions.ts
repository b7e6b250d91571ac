import { at, noPlace, ownersOf } from '../match/round.ts'
import { type Ids, Numbers, wholeNumber } from './numbers.ts'
import { preferenceOf, preferencesFile, tellPositions, type Wants } from './read-round.actions.ts'
import { type Found, readRows } from './read-rows.actions.ts'

const ordersFile = 'orders.csv'

/** One row of a school's own order; without a position the school says that it cannot take the child. */
export type OrderRow = { readonly school: number; readonly child: string; readonly position: number | undefined }

/** The orders of schools that rank for themselves. */
export type Orders = {
  readonly isWhole: boolean
  readonly rows: readonly OrderRow[]
  /** By preference: the place in the order (0: none), and whether the child is in it at all. */
  readonly position: Int32Array
  readonly isListed: Uint8Array
  readonly ranked: Int32Array
  /** Rows of children who had not named the school: passed over, and counted. */
  readonly notNamed: number
}

/**
 * orders.csv: `school_id,child_id,position` for each school that `isOwn`. A child who is not in the round, or twice, and positions that are not 1 to n
 * each once, are told by line (domain.md 1.10). Where no school ranks for itself the file is not read.
 */
export const readOrders = (
  folder: string,
  schools: Ids,
  isOwn: (school: number) => boolean,
  wants: Wants,
  found: Found,
): Orders => {
  const position = new Int32Array(wants.school.length)
  const isListed = new Uint8Array(wants.school.length)
  const ranked = new Int32Array(schools.names.length)
  const rows: OrderRow[] = []
  const numbered = { school: new Numbers(), position: new Numbers(), line: new Numbers() }
  let notNamed = 0
  const none = { isWhole: true, rows, position, isListed, ranked, notNamed }
  if (!schools.names.some((_, s) => isOwn(s))) return none
  const seen = new Set<string>()
  const columns = ['school_id', 'child_id', 'position']
  const { isWhole } = readRows(folder, ordersFile, columns, found, ([school = '', child = '', text = ''], line) => {
    const tell = (problem: string, fix: string): void => found(ordersFile, line, problem, fix)
    const s = schools.find(school)
    const place = wholeNumber(text)
    const isKnown = wants.children.find(child) !== undefined
    if (place === undefined && text !== '')
      tell(
        `“${text}” is no position.`,
        'Number the children of a school from 1, each once; nothing: it cannot take the child.',
      )
    if (!isKnown) tell(`The child ${child || '(none)'} is not in this round.`, 'Correct the id, or leave the row out.')
    if (s === undefined)
      return tell(`The school ${school || '(none)'} is not in schools.csv.`, 'Correct its id, or add it there.')
    if (!isOwn(s))
      return tell(`The school ${school} does not rank for itself.`, 'Leave its rows out, or say own_order of it.')
    if (text !== '') {
      ranked[s] = at(ranked, s) + 1
      numbered.school.push(s)
      numbered.position.push(place ?? noPlace)
      numbered.line.push(line)
    }
    if (!isKnown) return
    if (seen.has(`${s} ${child}`))
      return tell(`The child ${child} is in the order of the school ${school} twice.`, 'Leave one of the two.')
    seen.add(`${s} ${child}`)
    rows.push({ school: s, child, position: place })
    const preference = preferenceOf(wants, child, s)
    if (preference === undefined) {
      notNamed++
      return
    }
    position[preference] = place ?? 0
    isListed[preference] = 1
  })
  tellPositions(ordersFile, schools, ranked, numbered, found)
  return { ...none, isWhole, notNamed }
}

/** A school that ranks for itself lists every child who named it: one who is left out is no child that it refuses, but a gap in its list. */
export const tellLeftOut = (
  wants: Wants,
  schools: Ids,
  named: Int32Array,
  isOwn: (school: number) => boolean,
  { isListed }: Orders,
  found: Found,
): void => {
  const owner = ownersOf(wants)
  for (const [p, s] of wants.school.entries())
    if (isOwn(s) && isListed[p] === 0 && at(named, at(owner, p)) === noPlace)
      found(
        preferencesFile,
        at(wants.line, p),
        `The child ${wants.children.names[at(owner, p)]} named the school ${schools.names[s]}, whose own order leaves them out.`,
        'Ask the school for an order with every child who named it; an empty position says that it cannot take the child.',
      )
}

type Ranked = { readonly position: Int32Array; readonly ranked: Int32Array }

/** With the orders that came in place of those that criteria made. A child of `named`, whose plan names a school, asks nowhere, whatever an order says. */
export const withOrders = (
  made: Ranked,
  wants: Wants,
  named: Int32Array,
  isOwn: (school: number) => boolean,
  orders: Orders,
): Ranked => {
  const owner = ownersOf(wants)
  const asks = (p: number): boolean => at(named, at(owner, p)) === noPlace
  return {
    position: made.position.map((place, p) =>
      isOwn(at(wants.school, p)) ? (asks(p) ? at(orders.position, p) : 0) : place,
    ),
    ranked: made.ranked.map((count, s) => (isOwn(s) ? at(orders.ranked, s) : count)),
  }
}
