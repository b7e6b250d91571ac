import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { isPlainDate } from '../../../kernel/index.ts'
import { Criteria, ownOrderTold, type SchoolCriteria } from '../criteria/criteria-schema.ts'
import { infantLimit } from '../criteria/infant-class.ts'
import { at } from '../match/round.ts'
import { type JsonLines, jsonLines } from './json-lines.ts'
import type { Ids } from './numbers.ts'
import type { Found } from './read-rows.actions.ts'

export const criteriaFile = 'criteria.json'

type Tell = (pointer: string, problem: string, fix: string) => void

/** criteria.json, and where it says what; undefined where it could not be used at all. */
export type ReadCriteria = { readonly criteria: Criteria; readonly tell: Tell }

/** Reads criteria.json; everything that is wrong with it is told by line. */
export const readCriteria = (
  folder: string,
  schools: Ids,
  places: Int32Array,
  found: Found,
): ReadCriteria | undefined => {
  const text = textOf(folder, found)
  if (text === undefined) return undefined
  const parsed = withOwnOrders(parse(text, found))
  if (parsed === undefined) return undefined
  const lines = jsonLines(text)
  const tell: Tell = (pointer, problem, fix) => found(criteriaFile, lines.lineOf(pointer), problem, fix)
  for (const { pointer, line } of lines.twice)
    found(criteriaFile, line, `${pointer} is there twice.`, 'Leave one of the two.')
  if (!Value.Check(Criteria, parsed)) {
    tellErrors(parsed, lines, found)
    return undefined
  }
  if (createHash('sha256').update(parsed.seed).digest('hex') !== parsed.commitment)
    tell(
      '/commitment',
      'The commitment is not the SHA-256 of the seed.',
      'Use the seed that was committed to before the applications were in.',
    )
  if (parsed.offer_day !== undefined && !isPlainDate(parsed.offer_day))
    tell('/offer_day', `“${parsed.offer_day}” is no day.`, 'Give it as 2027-04-16.')
  tellSchools(parsed, schools, places, tell)
  return { criteria: parsed, tell }
}

const textOf = (folder: string, found: Found): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(folder, criteriaFile)))
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    found(
      criteriaFile,
      1,
      missing ? 'The file is not there.' : 'The file cannot be read as UTF-8 text.',
      `Put ${missing ? 'it, or ranking.csv,' : 'it as UTF-8'} into the folder of the round.`,
    )
    return undefined
  }
}

/** What it holds is nested eight deep at most. */
const deepest = 100

const isTooDeep = (text: string): boolean => {
  let depth = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    depth += token === '{' || token === '[' ? 1 : token === '}' || token === ']' ? -1 : 0
    if (depth > deepest) return true
  }
  return false
}

const parse = (text: string, found: Found): unknown => {
  if (isTooDeep(text)) {
    found(criteriaFile, 1, 'The file is nested too deep.', 'See docs/admissions.md for what it holds.')
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = (error as Error).message
    const line = Number(/\(line (\d+) column/.exec(message)?.[1] ?? text.trimEnd().split('\n').length)
    found(criteriaFile, line, 'The file is not valid JSON from here on.', 'See docs/admissions.md for what it holds.')
    return undefined
  }
}

const withOwnOrders = (parsed: unknown): unknown => {
  const schools = (parsed as { schools?: unknown } | undefined)?.schools
  if (typeof schools !== 'object' || schools === null) return parsed
  const filled = Object.entries(schools).map(([key, one]) => [
    key,
    (one as SchoolCriteria | null)?.own_order === true ? { ...ownOrderTold, ...(one as SchoolCriteria) } : one,
  ])
  return { ...(parsed as object), schools: Object.fromEntries(filled) }
}

/** One fault for each value: the first, since others only say of which alternatives it is none. */
const tellErrors = (parsed: unknown, lines: JsonLines, found: Found): void => {
  const told = new Set<string>()
  for (const error of Value.Errors(Criteria, parsed)) {
    const { instancePath, message } = error
    if (told.has(instancePath) || error.keyword === 'boolean') continue
    told.add(instancePath)
    const more = 'additionalProperties' in error.params ? `: ${String(error.params.additionalProperties)}` : ''
    const fault = `At ${instancePath || '/'}: ${message}${more}.`
    found(criteriaFile, lines.lineOf(instancePath), fault, 'See docs/admissions.md for what it holds.')
  }
}

const tellSchools = (criteria: Criteria, schools: Ids, places: Int32Array, tell: Tell): void => {
  for (const [school, settings] of Object.entries(criteria.schools)) {
    const pointer = pointerOf(school)
    const number = schools.find(school)
    if (number === undefined)
      tell(pointer, `The school ${school} is not in schools.csv.`, 'Correct its id, or add it there.')
    else tellPlaces(settings, at(places, number), (below, problem, fix) => tell(pointer + below, problem, fix))
  }
  for (const school of schools.names)
    if (!Object.hasOwn(criteria.schools, school))
      tell('/schools', `The school ${school} of schools.csv has no criteria.`, 'Add them.')
}

/** Where the settings of a school stand in criteria.json. */
export const pointerOf = (school: string): string => `/schools/${school.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** No school is larger; more would be worked out place by place. */
const mostDivided = 10_000

const tellPlaces = (
  { bands, reserved, requires, infant_classes, distance, easting, northing, own_order }: SchoolCriteria,
  places: number,
  tell: Tell,
): void => {
  if (own_order && (bands || reserved || requires))
    tell(
      '/own_order',
      'A school that ranks for itself has bands, kept places or a standard here.',
      'Leave them out: its order says what comes of them.',
    )
  if (!own_order && distance.from === 'coordinates' && (easting === undefined || northing === undefined))
    tell('/distance', 'The school measures from coordinates and has none.', 'Give its easting and northing, in metres.')
  if (bands && reserved)
    tell(
      '/reserved',
      'A school has bands and reserved places.',
      'Give one of the two: how both go together is not settled.',
    )
  const percent = bands?.shares.reduce((sum, share) => sum + share.percent, 0) ?? 100
  if (Math.abs(percent - 100) > 0.05)
    tell('/bands/shares', `The bands come to ${percent} per cent.`, 'Give parts that come to 100.')
  if (bands && new Set(bands.shares.map(share => share.band)).size < bands.shares.length)
    tell('/bands/shares', 'A band is there twice.', 'Name each band once.')
  if ((bands || reserved) && places > mostDivided)
    tell('', `The school divides ${places} places.`, `Give at most ${mostDivided} in schools.csv.`)
  const kept = reserved?.reduce((sum, one) => sum + one.places, 0) ?? 0
  if (kept > places)
    tell(
      '/reserved',
      `${kept} places are kept, of ${places}.`,
      'Keep no more places than the school has (schools.csv).',
    )
  const limit = infant_classes ? infantLimit(infant_classes) : places
  if (places > limit)
    tell(
      '/infant_classes',
      `The school has ${places} places, and its infant classes hold ${limit} children of a year.`,
      'Correct the number of classes, or the places in schools.csv.',
    )
}
