import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allocateRead, type ReadRound } from '../allocate-round.actions.ts'
import type { Explanation } from '../explain/explain.ts'
import { faultLine, RoundRefused } from '../files/faults.ts'
import { readCriteriaRound } from '../files/read-criteria-round.actions.ts'
import { readRankedRound } from '../files/read-round.actions.ts'

const place = mkdtempSync(join(tmpdir(), 'admissions-'))
process.on('exit', () => rmSync(place, { recursive: true, force: true }))
/** The small town of domain.md 1.5, F6, as files. */
export const f6 = join(import.meta.dirname, '../fixtures/f6')
let made = 0

/** A folder with these files, by name and lines. */
export const folderOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(place, 'round-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}
const readRound = (folder: string): ReadRound =>
  existsSync(join(folder, 'ranking.csv')) ? { ranked: readRankedRound(folder) } : { made: readCriteriaRound(folder) }

/** What a folder’s round comes to, read back from the files. */
export const allocated = (folder: string) => {
  const out = join(place, `offers-${made++}`)
  const report = allocateRead(folder, out, readRound(folder))
  const read = (file: string) => readFileSync(join(out, file), 'utf8')
  const explanations = read('explanations.jsonl')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Explanation)
  const offers = Object.fromEntries(
    read('offers.csv')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => line.split(','))
      .map(([child, school]) => [child, school]),
  )
  return { out, report, offers, explanations, read }
}
/** The faults for which a folder’s round is refused, a line each. Nothing may have been written. */
export const faultsOf = (folder: string): string[] => {
  const out = join(place, `offers-${made++}`)
  try {
    allocateRead(folder, out, readRound(folder))
  } catch (error) {
    assert.ok(error instanceof RoundRefused)
    assert.ok(!existsSync(out))
    return error.faults.map(faultLine)
  }
  return []
}
/** What is said to a child’s family of a school. */
export const wordsFor = (explanations: readonly Explanation[], child: string, school: string): string | undefined =>
  explanations.find(one => one.child_id === child && one.school_id === school)?.words

/** SHA-256, hexadecimal. */
export const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

export type Rows = readonly (readonly (string | number)[])[]
const csv = (heading: string, rows: Rows): string => `${[heading, ...rows.map(row => row.join(','))].join('\n')}\n`

/** A folder with a round of schools at coordinates, in metres, that rank by distance unless they say otherwise. */
export const aRound = ({
  places,
  wants,
  children,
  heading = 'child_id,easting,northing',
  school = {},
  seed = 'drawn on 14 January',
  schools: apart = {},
  files = {},
  ...rest
}: {
  places: Readonly<Record<string, { places: number; easting: number }>>
  wants: Rows
  children: Rows
  heading?: string
  school?: object
  /** What is another at one school, and files beside the usual. */
  schools?: Readonly<Record<string, object>>
  files?: Readonly<Record<string, string>>
  seed?: string
  second_pass?: boolean
  supervisor?: string
  offer_day?: string
}) => {
  const distance = { from: 'coordinates', unit: 'metres', decimals: 0 }
  const settings = { distance, northing: 0, criteria: [{ name: 'other' }], ...school }
  const schools = Object.fromEntries(
    Object.entries(places).map(([id, { easting }]) => [id, { ...settings, easting, ...apart[id] }]),
  )
  return folderOf({
    ...files,
    'schools.csv': csv(
      'school_id,places',
      Object.entries(places).map(([id, one]) => [id, one.places]),
    ),
    'preferences.csv': csv('child_id,rank,school_id', wants),
    'children.csv': csv(heading, children),
    'criteria.json': JSON.stringify({ seed, commitment: sha(seed), ...rest, schools }),
  })
}
/** One school at 0, with so many places. */
export const oak = (places: number) => ({ OAK: { places, easting: 0 } })
