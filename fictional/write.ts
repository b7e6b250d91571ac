import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Authority, describeAuthority } from './authority/index.ts'
import { type WrittenFile, writeFiles } from './files/index.ts'
import { generateNorthmere, type NorthmereOptions } from './northmere.ts'

/** What a run of the generator wrote. */
export interface Manifest {
  readonly seed: string
  readonly today: string
  readonly families: number
  readonly children: number
  readonly schools: number
  /** Below `dir/files/`, in order of path. */
  readonly files: readonly WrittenFile[]
  readonly rows: number
  readonly bytes: number
}

export interface WriteOptions extends NorthmereOptions {
  /** The folder to write into; its `files/` is emptied first. */
  readonly dir: string
  /** For how many school weeks every child's daily marks are written; the named children have the whole term. */
  readonly weeks?: number
}

/**
 * Writes Northmere's files under `dir/files/`, and beside them `authority.json` (schools, staff, arrangements) and
 * `manifest.json`. The same options write the same bytes. Memory stays flat but for the workbooks' own rows.
 */
export const writeNorthmere = async ({ dir, weeks = 6, ...options }: WriteOptions): Promise<Manifest> => {
  const world = generateNorthmere(options)
  await mkdir(dir, { recursive: true })
  const { files, found, families, children } = await writeFiles(world, join(dir, 'files'), weeks)
  const sum = (of: (file: WrittenFile) => number): number => files.reduce((total, file) => total + of(file), 0)
  const manifest: Manifest = {
    seed: options.seed,
    today: options.today,
    families,
    children,
    schools: world.schools.length,
    files,
    rows: sum(f => f.rows),
    bytes: sum(f => f.bytes),
  }
  const authority: Authority = describeAuthority(world, found)
  await writeFile(join(dir, 'authority.json'), `${JSON.stringify(authority, undefined, 1)}\n`)
  await writeFile(join(dir, 'manifest.json'), `${JSON.stringify(manifest, undefined, 1)}\n`)
  return manifest
}
