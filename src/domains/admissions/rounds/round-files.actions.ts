import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Upload } from '../../../access/index.ts'
import { InvalidInput } from '../../../kernel/index.ts'
import type { RoundFault } from '../faults.ts'
import { readCriteria } from '../read-criteria.actions.ts'
import { readSchools } from '../read-round.actions.ts'
import { faultsInto, readRows } from '../read-rows.actions.ts'
import type { RoundSchool } from './rounds.queries.ts'
import type { DrawDecided, SchoolDecided } from './set-up.actions.ts'

/** The files of a round that may be sent in. */
const known = [
  'schools.csv',
  'criteria.json',
  'children.csv',
  'preferences.csv',
  'distances.csv',
  'orders.csv',
  'messages.csv',
] as const
export type RoundFile = (typeof known)[number]

/**
 * Lays the files that were sent into a folder of their own, under the names that docs/admissions.md gives them, and does the work there. Nothing
 * of them stays. @throws InvalidInput for a file of another name, or one name twice.
 */
export const inFolder = async <T>(
  uploads: readonly Pick<Upload, 'name' | 'path'>[],
  allowed: readonly RoundFile[],
  work: (folder: string, files: ReadonlySet<RoundFile>) => T | Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-round-'))
  try {
    const files = new Set<RoundFile>()
    for (const { name, path } of uploads) {
      const file = allowed.find(one => one === name.split(/[\\/]/).at(-1)?.toLowerCase())
      if (!file)
        throw new InvalidInput('A file has a name that is not of this step.', `Send ${allowed.join(', ')}, so named.`)
      if (files.has(file)) throw new InvalidInput(`Two files are named ${file}.`, 'Send one of the two.')
      files.add(file)
      copyFileSync(path, join(folder, file))
    }
    return await work(folder, files)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A cell as CSV writes it. */
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows as the round's CSV files are written: by the bytes of their lines' cells, the same each time. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map(row => `${row.map(cell => csvCell(String(cell))).join(',')}\n`).join('')

/** schools.csv of what schools have decided. */
export const schoolsCsv = (schools: readonly Pick<RoundSchool, 'key' | 'places'>[]): string =>
  csvText([['school_id', 'places'], ...schools.map(one => [one.key, one.places])])

/** What schools.csv and criteria.json say, or every fault in them. */
export type SettingsRead =
  | { readonly faults: readonly RoundFault[] }
  | { readonly schools: readonly SchoolDecided[]; readonly draw: DrawDecided; readonly secondPass: boolean }

/** Reads schools.csv (`school_id`, `places`, and if they are there `name` and `own_order`) and criteria.json. */
export const readSettings = (
  folder: string,
  files: ReadonlySet<RoundFile>,
  before: readonly RoundSchool[],
): SettingsRead => {
  if (!files.has('schools.csv')) writeFileSync(join(folder, 'schools.csv'), schoolsCsv(before))
  const faults: RoundFault[] = []
  const found = faultsInto(faults)
  const { schools, places } = readSchools(folder, found)
  const read = readCriteria(folder, schools, places, found)
  const more = new Map<string, { name: string; own: boolean | undefined }>()
  readRows(
    folder,
    'schools.csv',
    ['school_id'],
    () => {},
    ([id = ''], line, all, column) => {
      const cell = (name: string): string => (all[column(name) ?? -1] ?? '').trim()
      const own = cell('own_order').toLowerCase()
      if (!['', 'yes', 'no'].includes(own))
        found('schools.csv', line, `“${own}” in own_order is neither yes nor no.`, 'Write yes, no, or nothing.')
      more.set(id, { name: cell('name'), own: own === '' ? undefined : own === 'yes' })
    },
  )
  if (faults.length > 0 || !read) return { faults }
  const { criteria } = read
  const earlier = new Map(before.map(one => [one.key, one]))
  return {
    schools: schools.names.flatMap((key, s) => {
      const told = criteria.schools[key]
      if (!told) return []
      const { own_order, ...settings } = told
      const [row, was] = [more.get(key), earlier.get(key)]
      return [
        {
          key,
          name: row?.name || was?.name || key,
          places: places[s] ?? 0,
          ownOrder: row?.own ?? own_order ?? false,
          settings,
        },
      ]
    }),
    draw: { seed: criteria.seed, commitment: criteria.commitment, supervisor: criteria.supervisor },
    secondPass: criteria.second_pass ?? false,
  }
}
