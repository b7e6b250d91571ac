import { createHash } from 'node:crypto'
import { type Applicant, isNo, isYes } from '../criteria/criteria.ts'
import type { Criteria, SchoolCriteria } from '../criteria/criteria-schema.ts'
import { divisionsOf, type Facts, nearbyOf, standingsOf } from '../criteria/standings.ts'
import type { Special } from '../match/allocate.ts'
import { type Lot, rankAll, type Standings } from '../match/ranking.ts'
import { at, noPlace, ownersOf, type Round } from '../match/round.ts'
import type { Nearby } from '../match/second-pass.ts'
import { type RoundFault, RoundRefused } from './faults.ts'
import type { Ids } from './numbers.ts'
import { tellCells } from './read-cells.actions.ts'
import { pointerOf, type ReadCriteria, readCriteria } from './read-criteria.actions.ts'
import { type Children, pairOf, readChildren, readDistances } from './read-facts.actions.ts'
import { readOrders, tellLeftOut, withOrders } from './read-orders.actions.ts'
import { preferencesFile, readPreferences, readSchools, type Wants } from './read-round.actions.ts'
import { type Found, faultsInto } from './read-rows.actions.ts'

/** A round whose orders are made from the schools' criteria and the children's facts. */
export type CriteriaRound = {
  readonly round: Round
  readonly criteria: Criteria
  readonly settings: readonly SchoolCriteria[]
  readonly standings: Standings
  readonly special: Special
  readonly nearby: Nearby
  readonly applicant: (child: number) => Applicant
  readonly isResident: (child: number) => boolean
  readonly isProtected: (child: number) => boolean
  /** Children in the order of a school that ranks for itself who had not named it. */
  readonly notNamed: number
}

/**
 * Reads a round with criteria.json, children.csv and, where a school's distances were measured along roads, distances.csv. A child whom a school's own
 * order leaves out is a fault, or passed over: not ranked there.
 * @throws RoundRefused with every fault of all its files.
 */
export const readCriteriaRound = (
  folder: string,
  { leftOut = 'a fault' }: { readonly leftOut?: 'a fault' | 'passed over' } = {},
): CriteriaRound => {
  const faults: RoundFault[] = []
  const found = faultsInto(faults)
  const { schools, places } = readSchools(folder, found)
  const named = readPreferences(folder, schools, found)
  const read = readCriteria(folder, schools, places, found)
  const children = readChildren(folder, schools, named, found)
  const wants = withAll(named)
  const { given, isWhole } = readDistances(folder, read?.criteria, schools, wants, found)
  if (children.isWhole) tellMissing(wants, children, found)
  if (!read) throw new RoundRefused(faults)
  const { criteria } = read
  if (children.columns.size > 0) tellColumns(read, schools, children)
  const settings = schools.names.map(school => criteria.schools[school] as SchoolCriteria)
  tellCells(wants, schools, settings, children, found)
  const lot: Lot = (school, child) =>
    createHash('sha256')
      .update(JSON.stringify([criteria.seed, schools.names[school], wants.children.names[child]]))
      .digest('hex')
  const facts: Facts = {
    schools: schools.names,
    settings,
    applicant: children.applicant,
    given: (child, school) => given.get(pairOf(child, school)),
    lot,
  }
  const nearby = nearbyOf(facts)
  const standings = standingsOf(wants, children.named, nearby, (child, preference) => {
    const school = at(wants.school, preference)
    const one = settings[school]
    const isTold =
      one?.distance.from === 'coordinates' ? one.easting === undefined || one.northing === undefined : !isWhole
    // that a child is in no row of children.csv, or that the file is not there, is told already
    if (one && !one.own_order && !isTold && children.lineOf(child) !== undefined)
      found(
        preferencesFile,
        at(wants.line, preference),
        `The distance of the child ${wants.children.names[child]} from the school ${schools.names[school]} is not known.`,
        'Give coordinates of both, or the distance in distances.csv.',
      )
  })
  const isOwn = (s: number): boolean => settings[s]?.own_order === true
  const orders = readOrders(folder, schools, isOwn, wants, found)
  if (orders.isWhole && leftOut === 'a fault') tellLeftOut(wants, schools, children.named, isOwn, orders, found)
  if (faults.length > 0) throw new RoundRefused(faults)
  const { first, school, rank } = wants
  const bare = { children: wants.children.names, schools: schools.names, places, first, school, rank }
  const special = specialOf(criteria, settings, children)
  const counted = new Map(
    [...children.named.entries()].filter(([child, s]) => s !== noPlace && !special.afterOffers.has(child)),
  )
  const divisions = divisionsOf(facts, wants, standings, counted)
  const ranking = rankAll(schools.names.length, school, ownersOf(wants), standings, lot)
  const order = withOrders(ranking, wants, children.named, isOwn, orders)
  return {
    round: { ...bare, ...order, ...(divisions ? { divisions } : {}) },
    ...{ criteria, settings, standings, special, nearby },
    applicant: children.applicant,
    isResident: child => {
      const cell = children.applicant(child).cell('resident')
      return cell === '' || !isNo(cell)
    },
    isProtected: child => isYes(children.applicant(child).cell('address_protected')),
    notNamed: orders.notNamed,
  }
}

/** With the children of children.csv who named no school. */
const withAll = (wants: Wants): Wants => {
  const first = new Int32Array(wants.children.names.length + 1).fill(wants.school.length)
  first.set(wants.first)
  return { ...wants, first }
}

const specialOf = (criteria: Criteria, settings: readonly SchoolCriteria[], children: Children): Special => {
  const { named, birthGroup } = children
  const day = criteria.offer_day
  const isLate = (child: number): boolean => day !== undefined && children.applicant(child).cell('named_on') > day
  return {
    named,
    birthGroup,
    twinClause: new Set(settings.flatMap((one, s) => (one.twin_clause ? [s] : []))),
    afterOffers: new Set([...named.keys()].filter(child => at(named, child) !== noPlace && isLate(child))),
  }
}

const tellMissing = ({ children, first, line }: Wants, known: Children, found: Found): void => {
  for (let c = 0; c < first.length - 1; c++)
    if (known.lineOf(c) === undefined)
      found(
        preferencesFile,
        at(line, at(first, c)) || 1,
        `The child ${children.names[c]} is not in children.csv.`,
        'Add a row with what is known of them.',
      )
}

const tellColumns = ({ criteria, tell }: ReadCriteria, schools: Ids, { columns }: Children): void => {
  const asks = (school: string, below: string, facts: readonly string[]): void => {
    for (const fact of facts)
      if (!columns.has(fact.toLowerCase()))
        tell(
          pointerOf(school) + below,
          `The school ${school} asks for ${fact}, which is no column of children.csv.`,
          'Add the column, or correct the name.',
        )
  }
  for (const [school, { requires, criteria: list, bands, reserved = [], own_order }] of Object.entries(
    criteria.schools,
  )) {
    if (schools.find(school) === undefined || own_order) continue
    asks(school, '/requires', Object.keys(requires ?? {}))
    for (const [i, one] of list.entries()) asks(school, `/criteria/${i}/when`, Object.keys(one.when ?? {}))
    for (const [i, one] of reserved.entries()) asks(school, `/reserved/${i}/when`, Object.keys(one.when))
    if (bands) asks(school, '/bands', [bands.fact, ...(bands.by_score === undefined ? [] : [bands.by_score])])
  }
}
