import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Upload } from '../../../../access/index.ts'
import { InvalidInput } from '../../../../kernel/index.ts'
import type { RoundFault } from '../../files/faults.ts'
import { readCriteria } from '../../files/read-criteria.actions.ts'
import { readSchools } from '../../files/read-round.actions.ts'
import { faultsInto, readRows } from '../../files/read-rows.actions.ts'
import type { RoundSchool } from '../rounds.queries.ts'
import type { DrawDecided, SchoolDecided } from '../set-up/set-up.actions.ts'
import { FileNotRead, readBounded } from './bounded-files.actions.ts'
import { csvText } from './csv-text.ts'

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

type Faults = { readonly faults: readonly RoundFault[] }

/**
 * Lays the files that were sent into a folder of their own, under the names that docs/admissions.md gives them, reads them in the bounded child process,
 * and does the work there on what came of it. Nothing of them stays. A file that cannot be read at all is the one fault, and no work is done.
 * @throws InvalidInput for a file of another name, or one name twice.
 */
export const inFolder = async <T extends Faults | object>(
  uploads: readonly Pick<Upload, 'name' | 'path'>[],
  allowed: readonly RoundFile[],
  work: (folder: string, files: ReadonlySet<RoundFile>) => T,
): Promise<T | Faults> => {
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
    return withTold(await readBounded(folder, files), work(folder, files))
  } catch (error) {
    if (!(error instanceof FileNotRead)) throw error
    return { faults: [error.fault] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What is wrong with a row that could not be read, in the words of who read it. */
const withTold = <T extends object>(told: readonly RoundFault[], read: T): T => {
  if (told.length === 0 || !('faults' in read)) return read
  const by = new Map(told.map(one => [`${one.file} ${one.line}`, one]))
  return { ...read, faults: (read as Faults).faults.map(one => by.get(`${one.file} ${one.line}`) ?? one) }
}

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
