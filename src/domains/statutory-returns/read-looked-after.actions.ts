import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readRecords } from '../../platform/files/index.ts'
import { type Row, rowOf, type Tables } from './return-rules.ts'

/** The files of the return, by the names that systems export them under, and the tables that the rules name. */
const tableOf: Readonly<Record<string, string>> = {
  'header.csv': 'Header',
  'episodes.csv': 'Episodes',
  'reviews.csv': 'Reviews',
  'uasc.csv': 'UASC',
  'oc2.csv': 'OC2',
  'oc3.csv': 'OC3',
  'ad1.csv': 'AD1',
  'placed_for_adoption.csv': 'PlacedAdoption',
  'previous_permanence.csv': 'PrevPerm',
  'missing.csv': 'Missing',
  'social_worker_episodes.csv': 'SWEpisodes',
  'dolo.csv': 'DoLo',
}

/**
 * Reads an SSDA903 return: a folder of its CSV files. A cell with nothing in it is none. Other files of the folder are passed over.
 * @throws Error in a plain sentence where the folder or a file of it cannot be read, or none is there.
 */
export const readLookedAfter = async (folder: string): Promise<Tables> => {
  const names = namesIn(folder).filter(name => tableNamed(name) !== undefined)
  if (names.length === 0)
    throw new Error(`${basename(folder)} holds no file of the return. It has ${Object.keys(tableOf).join(', ')}.`)
  const tables: Record<string, readonly Row[]> = {}
  for (const name of names) tables[tableNamed(name) ?? name] = await readTable(join(folder, name), name)
  return tables
}

/** The table of a file by its name, which may end with the year: header.csv, header_2026.csv. */
const tableNamed = (name: string): string | undefined => tableOf[name.toLowerCase().replace(/_20\d\d(?=\.csv$)/, '')]

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort()
  } catch {
    throw new Error(
      `${basename(folder)} is no folder that can be read. Name the folder with the CSV files of the return.`,
    )
  }
}

const readTable = async (path: string, name: string): Promise<Row[]> => {
  const rows: Row[] = []
  let columns: readonly string[] | undefined
  for await (const event of readRecords({ path, name, format: 'csv' })) {
    if (event.type === 'problem') throw new Error(`${name}, line ${event.line ?? 1}: ${event.problem} ${event.fix}`)
    if (event.type !== 'row') continue
    if (!columns) columns = event.values.map(value => value.trim().toUpperCase())
    else rows.push(rowOf(columns, event.values, rows.length))
  }
  return rows
}
