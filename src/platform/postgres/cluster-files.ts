import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file or a folder of a data directory, by its path in it, and about how long it is. */
export type ClusterFile = { readonly path: string; readonly folder: boolean; readonly bytes: number }

// What PostgreSQL makes anew as it starts, so that a copy is made without (its manual, 25.3.4): the folders stay, what is in them does not.
const emptied = [
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
]
const leftOut =
  /^(postmaster\.(pid|opts)|backup_label.*|tablespace_map.*|backup_manifest|.*\.tmp|pg_internal\.init.*|pgsql_tmp.*|t\d+_\d+.*)$/
/** A table or an index, as its file is called, without the number of its gigabyte and what kind of file it is. */
const relationFile = /^(\d+)(?:_(fsm|vm|init))?(?:\.\d+)?$/

/**
 * The files and folders that a copy is made of, while the server runs. Of tables that are not in the log, and of `withoutRows` (paths as
 * `pg_relation_filepath` tells them), nothing that holds rows. The file that says how the rest is to be read comes last.
 */
export const listClusterFiles = async (directory: string, withoutRows: readonly string[]): Promise<ClusterFile[]> => {
  const found = await listFolder(directory, '', new Set(withoutRows))
  const isLast = ({ path }: ClusterFile) => path === 'global/pg_control'
  return [...found.filter(file => !isLast(file)), ...found.filter(isLast)]
}

const listFolder = async (
  directory: string,
  folder: string,
  withoutRows: ReadonlySet<string>,
): Promise<ClusterFile[]> => {
  const entries = (await readdir(join(directory, folder), { withFileTypes: true }).catch(missing)) ?? []
  const unlogged = new Set(
    entries.flatMap(({ name }) => (name.endsWith('_init') ? name.slice(0, -'_init'.length) : [])),
  )
  const found: ClusterFile[] = []
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (leftOut.test(entry.name)) continue
    if (entry.isDirectory()) {
      found.push({ path, folder: true, bytes: 0 })
      if (!emptied.includes(path)) found.push(...(await listFolder(directory, path, withoutRows)))
      continue
    }
    if (!entry.isFile())
      throw new Error(`${path} in the data directory is neither a file nor a folder: it is not copied.`)
    const [, relation = '', kind] = relationFile.exec(entry.name) ?? []
    const holdsRows = relation !== '' && kind !== 'init'
    if (holdsRows && (unlogged.has(relation) || withoutRows.has(`${folder}/${relation}`))) continue
    found.push({ path, folder: false, bytes: (await stat(join(directory, path)).catch(missing))?.size ?? 0 })
  }
  return found
}

// A table is dropped while we look.
const missing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined
  throw error
}
