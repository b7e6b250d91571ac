import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import {
  type FileEvent,
  type ReaderTurn,
  readRecords,
  type SharedReader,
  shareReader,
} from '../platform/files/index.ts'
import { open as openSealed, type SealedColumn, seal } from '../platform/keys/index.ts'
import { asIntake, type IntakeGround } from './ground.ts'
import type { Source } from './source.ts'

const partBytes = 1024 * 1024
/** Private folders of files being opened begin with this; the nightly clean-up takes away what a kill left. */
export const openingPrefix = 'throughline-file-'

const aboutPart = (fileId: number | string, part: number | string): string => `import_file ${fileId} ${part}`
/** Kept files, as a change of key seals them anew. */
export const sealedParts: SealedColumn = {
  ...{ ring: 'files', table: 'import_part', column: 'bytes', id: 't.file_id, t.part' },
  place: `t.file_id || ' ' || t.part`,
  about: place => {
    const [file = '', part = ''] = place.split(' ')
    return aboutPart(file, part)
  },
}

/** Keeps a file as it came, sealed, in parts of 1 MB. Gives its hash and size. */
export const keepRawFile = async (
  tx: Tx,
  ground: IntakeGround,
  fileId: number,
  path: string,
): Promise<{ sha256: Buffer; bytes: number }> => {
  const hash = createHash('sha256')
  const file = await open(path, 'r')
  let bytes = 0
  try {
    // A small file needs a small buffer: a county sends five hundred of them at once.
    const buffer = Buffer.alloc(Math.min(partBytes, (await file.stat()).size + 1))
    for (let part = 0; ; part++) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, bytes)
      if (bytesRead === 0) break
      const content = buffer.subarray(0, bytesRead)
      hash.update(content)
      bytes += bytesRead
      const sealed = seal(ground.filesKey, content, aboutPart(fileId, part))
      await sql`insert into import_part (file_id, part, bytes) values (${fileId}, ${part}, ${sealed})`.execute(tx)
    }
  } finally {
    await file.close()
  }
  return { sha256: hash.digest(), bytes }
}

const readPart = (ground: IntakeGround, fileId: number, part: number): Promise<Buffer | undefined> =>
  asIntake(ground, async tx => {
    const { rows } = await sql<{
      bytes: Buffer
    }>`select bytes from import_part where file_id = ${fileId} and part = ${part}`.execute(tx)
    return rows[0] && openSealed(ground.filesKey, rows[0].bytes, aboutPart(fileId, part))
  })

/**
 * Reads a kept file when its turn comes: it stands open in the reader's private folder only until its reader has it, and is taken away before the first
 * event is given. Memory is flat with its size.
 */
export async function* readKeptFile(
  ground: IntakeGround,
  file: { id: number; name: string },
  reading: Source['reading'],
  turn: ReaderTurn,
): AsyncGenerator<FileEvent, void, undefined> {
  const path = join(turn.folder, String(file.id))
  try {
    await unseal(ground, file.id, path)
    const events = readRecords({ ...readRequest(path, file.name, reading), turn })
    try {
      const first = await events.next()
      await rm(path)
      if (first.done) return
      yield first.value
      yield* events
    } finally {
      await events.return()
    }
  } finally {
    await rm(path, { force: true })
    turn.end()
  }
}

/** A reader for a run's files, with the private folder in which each stands open. Gives what `work` gives; nothing is left behind. */
export const withReader = async <T>(ground: IntakeGround, work: (reader: SharedReader) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(ground.tempDir ?? tmpdir(), openingPrefix))
  const reader = shareReader(folder)
  try {
    return await work(reader)
  } finally {
    await reader.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The first events of a kept file, at most so many. */
export const readKeptHead = (
  ground: IntakeGround,
  file: { id: number; name: string },
  reading: Source['reading'],
  count: number,
): Promise<FileEvent[]> =>
  withReader(ground, async reader => {
    const events: FileEvent[] = []
    for await (const event of readKeptFile(ground, file, reading, reader.takeTurn())) {
      events.push(event)
      if (events.length >= count) break
    }
    return events
  })

/** Writes a kept file out as it came, at a path that nothing stands at. */
export const unseal = async (ground: IntakeGround, fileId: number, path: string): Promise<void> => {
  const out = createWriteStream(path, { mode: 0o600, flags: 'wx' })
  const failed = new Promise<never>((_, reject) => out.once('error', reject))
  const write = (bytes: Buffer) =>
    new Promise<void>(resolve => void (out.write(bytes) ? resolve() : out.once('drain', resolve)))
  for (let part = 0; ; part++) {
    const bytes = await readPart(ground, fileId, part)
    if (!bytes) break
    await Promise.race([write(bytes), failed])
  }
  await Promise.race([new Promise<void>(resolve => void out.end(resolve)), failed])
}

/** How platform/files is asked to read a file of this source. */
export const readRequest = (path: string, name: string, reading: Source['reading']) => ({
  path,
  name,
  ...(reading?.recordElement === undefined ? {} : { select: { recordElement: reading.recordElement } }),
  ...(reading?.rowWidth === undefined ? {} : { csv: { rowWidth: reading.rowWidth } }),
})
