// A copy of a data directory while its server runs: as PostgreSQL's manual has it (25.3.4), since the binaries that we ship have no pg_basebackup.
import { constants, type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { type ClusterFile, listClusterFiles } from './cluster-files.ts'

/** A file of the copy: `content` gives exactly so many bytes. */
export type CopiedFile =
  | { readonly path: string; readonly folder: true }
  | { readonly path: string; readonly bytes: number; readonly content: AsyncIterable<Buffer> | Iterable<Buffer> }

export type CopyOptions = {
  /** One connection of the server's superuser, which must not be used for anything else meanwhile. */
  readonly session: pg.Client
  readonly directory: string
  /** Tables and indexes of which no row is copied, as `pg_relation_filepath` tells them. */
  readonly withoutRows: readonly string[]
  /** Runs just before the copy's moment: what it sees is what the copy will hold, but for what is written while it runs. */
  readonly beforeEnd: () => Promise<void>
  /** Runs just after. */
  readonly afterEnd: () => Promise<void>
  /** How many of all bytes have been copied. */
  readonly progress: (done: number, all: number) => void
}

const pieceLength = 1 << 20

/**
 * Copies the data directory, file by file, and the log that makes of it the database as it was at the end. Nobody waits.
 * @throws Error where the server does not let itself be copied.
 */
export async function* copyCluster(options: CopyOptions): AsyncGenerator<CopiedFile> {
  const { session, directory } = options
  // Without it PostgreSQL would throw away log that the copy still needs. It goes with the session.
  await session.query(
    `select pg_create_physical_replication_slot('throughline_backup_' || pg_backend_pid(), true, true)`,
  )
  const first = await walFileAt(session, `select pg_backup_start('throughline', fast => true) as at`)
  yield* filesOf(directory, await listClusterFiles(directory, options.withoutRows), options.progress)
  await options.beforeEnd()
  const { rows } = await session.query<{ at: string; label: string }>(
    `select lsn as at, labelfile as label from pg_backup_stop(wait_for_archive => false)`,
  )
  await options.afterEnd()
  const { at = '', label = '' } = rows[0] ?? {}
  const last = await walFileAt(session, 'select $1::pg_lsn as at', [at])
  const content = Buffer.from(label)
  yield { path: 'backup_label', bytes: content.length, content: [content] }
  yield* logOf(directory, first, last)
}

const walFileAt = async (session: pg.Client, question: string, values: string[] = []): Promise<string> => {
  const { rows } = await session.query<{ file: string }>(
    `select pg_walfile_name(at) as file from (${question}) q`,
    values,
  )
  return rows[0]?.file ?? ''
}

async function* filesOf(
  directory: string,
  files: readonly ClusterFile[],
  progress: CopyOptions['progress'],
): AsyncGenerator<CopiedFile> {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const { path, folder, bytes } of files) {
    progress(done, all)
    if (folder) yield { path, folder }
    else yield* openedFile(directory, path)
    done += bytes
  }
  progress(all, all)
}

/** The log from the copy's beginning to its end, each file whole. */
async function* logOf(directory: string, first: string, last: string): AsyncGenerator<CopiedFile> {
  const names = (await readdir(join(directory, 'pg_wal'))).sort()
  const needed = names.filter(name => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
  if (needed[0] !== first || needed.at(-1) !== last)
    throw new Error('PostgreSQL’s log of the copy is not whole. Begin again.')
  for (const name of [...names.filter(name => /^[0-9A-F]{8}\.history$/.test(name)), ...needed])
    yield* openedFile(directory, `pg_wal/${name}`)
}

async function* openedFile(directory: string, path: string): AsyncGenerator<CopiedFile> {
  const file = await open(join(directory, path), constants.O_RDONLY).catch(gone)
  // A table that is dropped meanwhile is dropped by the log as well.
  if (!file) return
  try {
    const { size: bytes } = await file.stat()
    yield { path, bytes, content: contentOf(file, bytes) }
  } finally {
    await file.close()
  }
}

const gone = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined
  throw error
}

/** So many bytes of a file that may change meanwhile: what grows is in the log, and what is cut off by then is filled up. */
async function* contentOf(file: FileHandle, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes; ) {
    const wanted = Math.min(pieceLength, bytes - at)
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, at)
    const piece = bytesRead > 0 ? buffer.subarray(0, bytesRead) : Buffer.alloc(wanted)
    at += piece.length
    yield piece
  }
}
