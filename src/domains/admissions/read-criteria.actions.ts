import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import type { Special } from './allocate.ts'
import { type Applicant, atPrecision, Criteria, criterionOf, type SchoolCriteria, straightLine } from './criteria.ts'
import { type RoundFault, RoundRefused } from './faults.ts'
import { Ids } from './numbers.ts'
import { type Lot, rankAll, type Standings } from './ranking.ts'
import { readPreferences, readSchools, type Wants } from './read-round.actions.ts'
import { type Found, faultsInto, readRows } from './read-rows.actions.ts'
import { at, noPlace, ownersOf, type Round } from './round.ts'
import type { Nearby } from './second-pass.ts'

/** A round whose orders are made from the schools' criteria and the children's facts. */
export type CriteriaRound = {
  readonly round: Round
  readonly criteria: Criteria
  readonly settings: readonly SchoolCriteria[]
  readonly standings: Standings
  readonly special: Special
  readonly nearby: Nearby
  readonly isResident: (child: number) => boolean
  readonly isProtected: (child: number) => boolean
}

const [criteriaFile, childrenFile, distancesFile, preferencesFile] = [
  'criteria.json',
  'children.csv',
  'distances.csv',
  'preferences.csv',
]

/**
 * Reads a round with criteria.json, children.csv and, where a school's distances were measured along roads, distances.csv.
 * @throws RoundRefused with every fault of all its files.
 */
export const readCriteriaRound = (folder: string): CriteriaRound => {
  const faults: RoundFault[] = []
  const found = faultsInto(faults)
  const { schools, places } = readSchools(folder, found)
  const named = readPreferences(folder, schools, found)
  const criteria = readCriteria(folder, schools, found)
  const facts = readChildren(folder, schools, named, found)
  const wants = withAll(named)
  const given = readDistances(folder, criteria, schools, wants, found)
  if (!criteria) throw new RoundRefused(faults)
  tellMissing(wants, schools, criteria, facts, found)
  const settings = schools.names.map(school => criteria.schools[school] as SchoolCriteria)
  const lot: Lot = (school, child) =>
    createHash('sha256')
      .update(JSON.stringify([criteria.seed, schools.names[school], wants.children.names[child]]))
      .digest('hex')
  const nearby = nearbyOf(schools, settings, facts, given, lot)
  if (faults.length > 0) throw new RoundRefused(faults)
  const standings = standingsOf(wants, schools, facts.named, nearby, found)
  if (faults.length > 0) throw new RoundRefused(faults)
  const { children, first, school, rank } = wants
  const bare = { children: children.names, schools: schools.names, places, first, school, rank }
  const owner = ownersOf({ ...bare, position: school, ranked: places })
  const round = { ...bare, ...rankAll(schools.names.length, school, owner, standings, lot) }
  const twinClause = new Set(settings.flatMap((one, s) => (one.twin_clause ? [s] : [])))
  const special = { named: facts.named, birthGroup: facts.birthGroup, twinClause }
  return {
    ...{ round, criteria, settings, standings, special, nearby },
    isResident: child => !/^(no|n|false|0)$/i.test(facts.applicant(child).cell('resident')),
    isProtected: child => /^(yes|y|true|1)$/i.test(facts.applicant(child).cell('address_protected')),
  }
}

/** With the children of children.csv who named no school. */
const withAll = (wants: Wants): Wants => {
  const first = new Int32Array(wants.children.names.length + 1).fill(wants.school.length)
  first.set(wants.first)
  return { ...wants, first }
}

const readCriteria = (folder: string, schools: Ids, found: Found): Criteria | undefined => {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(join(folder, criteriaFile), 'utf8'))
  } catch (error) {
    found(
      criteriaFile,
      1,
      'The file is not valid JSON.',
      error instanceof Error ? `${error.message}.` : 'Write it anew.',
    )
    return undefined
  }
  if (!Value.Check(Criteria, parsed)) {
    for (const { instancePath, message } of Value.Errors(Criteria, parsed))
      found(criteriaFile, 1, `At ${instancePath || '/'}: ${message}.`, 'See docs/admissions.md for what it holds.')
    return undefined
  }
  if (createHash('sha256').update(parsed.seed).digest('hex') !== parsed.commitment)
    found(
      criteriaFile,
      1,
      'The commitment is not the SHA-256 of the seed.',
      'Use the seed that was committed to before the applications were in.',
    )
  for (const school of Object.keys(parsed.schools))
    if (schools.find(school) === undefined)
      found(criteriaFile, 1, `The school ${school} is not in schools.csv.`, 'Correct its id, or add it there.')
  for (const school of schools.names)
    if (!parsed.schools[school])
      found(criteriaFile, 1, `The school ${school} of schools.csv has no criteria.`, 'Add them.')
  return parsed
}

type Children = {
  readonly columns: ReadonlySet<string>
  readonly applicant: (child: number) => Applicant
  readonly isThere: (child: number) => boolean
  readonly named: Int32Array
  readonly birthGroup: Int32Array
}

const readChildren = (folder: string, schools: Ids, wants: Wants, found: Found): Children => {
  const { children } = wants
  const rows: (readonly string[] | undefined)[] = []
  const [named, groups, groupOf] = [new Map<number, number>(), new Ids(), new Map<number, number>()]
  let columns: readonly string[] = []
  const cellOf = (cells: readonly string[] | undefined, column: string): string =>
    (cells?.[columns.indexOf(column)] ?? '').trim()
  const numbered = (text: string, what: string, line: number): number | undefined => {
    if (text === '') return undefined
    const value = Number(text)
    if (Number.isFinite(value)) return value
    found(childrenFile, line, `“${text}” is no ${what}.`, 'Give metres on the national grid.')
    return undefined
  }
  const later: (() => void)[] = []
  columns = readRows(folder, childrenFile, ['child_id'], found, ([id = ''], line, all) => {
    if (id === '') return found(childrenFile, line, 'The child has no id.', 'Give it one.')
    const child = children.of(id)
    if (rows[child]) return found(childrenFile, line, `The child ${id} is there twice.`, 'Leave one of the two.')
    rows[child] = all
    later.push(() => {
      for (const column of ['easting', 'northing']) numbered(cellOf(all, column), column, line)
      const school = cellOf(all, 'named_school')
      const known = schools.find(school)
      if (known !== undefined) named.set(child, known)
      else if (school !== '')
        found(
          childrenFile,
          line,
          `The named school ${school} is not in schools.csv.`,
          'Correct its id, or add it there.',
        )
      const group = cellOf(all, 'birth_group')
      if (group !== '') groupOf.set(child, groups.of(group))
    })
  })
  for (const look of later) look()
  const number = (child: number, column: string) => {
    const text = cellOf(rows[child], column)
    return text === '' ? undefined : Number(text)
  }
  const fill = (known: ReadonlyMap<number, number>) =>
    Int32Array.from(children.names, (_, child) => known.get(child) ?? noPlace)
  return {
    columns: new Set(columns),
    applicant: child => ({
      id: children.names[child] ?? '',
      cell: fact => cellOf(rows[child], fact.toLowerCase()),
      easting: number(child, 'easting'),
      northing: number(child, 'northing'),
    }),
    isThere: child => rows[child] !== undefined,
    named: fill(named),
    birthGroup: fill(groupOf),
  }
}

type Given = ReadonlyMap<string, number>
const pairOf = (child: number, school: number): string => `${child} ${school}`

const readDistances = (
  folder: string,
  criteria: Criteria | undefined,
  schools: Ids,
  wants: Wants,
  found: Found,
): Given => {
  const given = new Map<string, number>()
  if (!Object.values(criteria?.schools ?? {}).some(one => one.distance.from === 'distances.csv')) return given
  readRows(
    folder,
    distancesFile,
    ['child_id', 'school_id', 'distance'],
    found,
    ([child = '', school = '', text = ''], line) => {
      const [known, at] = [schools.find(school), wants.children.find(child)]
      if (known === undefined)
        return found(distancesFile, line, `The school ${school || '(none)'} is not in schools.csv.`, 'Correct its id.')
      if (at === undefined)
        return found(distancesFile, line, `The child ${child || '(none)'} is not in children.csv.`, 'Correct its id.')
      if (!/^\d+(\.\d+)?$/.test(text))
        return found(distancesFile, line, `“${text}” is no distance.`, 'Give it in the school’s unit, 0 or more.')
      if (given.has(pairOf(at, known)))
        return found(distancesFile, line, 'This distance is there twice.', 'Leave one of the two.')
      given.set(pairOf(at, known), Number(text))
    },
  )
  return given
}

const tellMissing = (wants: Wants, schools: Ids, criteria: Criteria, facts: Children, found: Found): void => {
  const { children, first, line } = wants
  for (let c = 0; c < first.length - 1; c++)
    if (!facts.isThere(c))
      found(
        preferencesFile,
        at(line, at(first, c)) || 1,
        `The child ${children.names[c]} is not in children.csv.`,
        'Add a row with what is known of them.',
      )
  for (const [school, settings] of Object.entries(criteria.schools)) {
    const asked = [settings.requires, ...settings.criteria.map(one => one.when)].flatMap(one => Object.keys(one ?? {}))
    for (const fact of new Set(asked))
      if (schools.find(school) !== undefined && !facts.columns.has(fact.toLowerCase()))
        found(
          criteriaFile,
          1,
          `The school ${school} asks for ${fact}, which is no column of children.csv.`,
          'Add the column, or correct the name.',
        )
  }
}

const metresIn = { miles: 1609.344, metres: 1 } as const

const nearbyOf = (
  schools: Ids,
  settings: readonly SchoolCriteria[],
  facts: Children,
  given: Given,
  lot: Lot,
): Nearby => ({
  lot,
  criterion: (child, school) => {
    const one = settings[school]
    return one && criterionOf(one, facts.applicant(child), schools.names[school] ?? '')
  },
  distance: (child, school) => {
    const one = settings[school]
    if (!one) return undefined
    const { unit, decimals, from } = one.distance
    const said = given.get(pairOf(child, school))
    const measure =
      from === 'coordinates'
        ? straightLine(one, facts.applicant(child))
        : said === undefined
          ? undefined
          : atPrecision(said, decimals)
    return measure === undefined ? undefined : { measure, metres: (measure / 10 ** decimals) * metresIn[unit] }
  },
})

const standingsOf = (
  { children, first, school, line }: Wants,
  schools: Ids,
  named: Int32Array,
  nearby: Nearby,
  found: Found,
): Standings => {
  const criterion = new Int32Array(school.length).fill(noPlace)
  const measure = new Int32Array(school.length)
  for (let c = 0; c < first.length - 1; c++) {
    if (at(named, c) !== noPlace) continue
    for (let p = at(first, c); p < at(first, c + 1); p++) {
      const met = nearby.criterion(c, at(school, p))
      if (met === undefined) continue
      const distance = nearby.distance(c, at(school, p))
      if (!distance)
        found(
          preferencesFile,
          at(line, p),
          `The distance of the child ${children.names[c]} from the school ${schools.names[at(school, p)]} is not known.`,
          'Give coordinates of both, or the distance in distances.csv.',
        )
      criterion[p] = met
      measure[p] = distance?.measure ?? 0
    }
  }
  return { criterion, measure }
}
