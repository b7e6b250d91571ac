// A backup in one file: a tar, gzipped, in the age format. `age -d -i KEY FILE | tar xz` opens it without us.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import { decryptWith, encryptFor, type Identity, type Recipient } from './age.ts'
import { readTar, tarEnd, tarHeader, tarPadding } from './tar.ts'

/** A file or a folder that goes into a backup. `content` gives exactly so many bytes. */
export type Part =
  | { readonly path: string; readonly folder: true }
  | { readonly path: string; readonly bytes: number; readonly content: AsyncIterable<Buffer> | Iterable<Buffer> }
/** What a backup's own list says of a part. */
export type ListedPart = { readonly path: string; readonly bytes: number; readonly sha256: string }
export type OpenedPart = {
  readonly path: string
  readonly bytes: number
  readonly folder: boolean
  readonly content: AsyncIterable<Buffer>
}

/** Is told how many of all bytes are done. */
export type Progress = (done: number, all: number) => void

/** A part of a short text. */
export const textPart = (path: string, text: string): Part => {
  const content = Buffer.from(text)
  return { path, bytes: content.length, content: [content] }
}

/**
 * Writes the parts into a new file, sealed for the recipients, and on the disk before it returns. Whoever gives the parts is told, as each is written,
 * what is in the file so far. Gives the file's length and hash.
 * @throws Error as the system says it, for instance where the disk is full.
 */
export const writeArchive = async (
  file: string,
  recipients: readonly Recipient[],
  partsFrom: (written: readonly ListedPart[]) => AsyncIterable<Part>,
): Promise<{ bytes: number; sha256: string }> => {
  const written: ListedPart[] = []
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(
    Readable.from(tarOf(partsFrom(written), written), { objectMode: false }),
    createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 256 * 1024 }),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const piece of encryptFor(recipients, source)) {
        hash.update(piece)
        bytes += piece.length
        yield piece
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  )
  return { bytes, sha256: hash.digest('hex') }
}

async function* tarOf(parts: AsyncIterable<Part>, written: ListedPart[]): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    if ('folder' in part) {
      yield tarHeader({ path: part.path, bytes: 0, folder: true })
      continue
    }
    const { path, bytes } = part
    yield tarHeader({ path, bytes, folder: false })
    const hash = createHash('sha256')
    let given = 0
    for await (const piece of part.content) {
      hash.update(piece)
      given += piece.length
      yield piece
    }
    if (given !== bytes) throw new Error(`${path} was to have ${bytes} bytes and gave ${given}.`)
    written.push({ path, bytes, sha256: hash.digest('hex') })
    yield tarPadding(bytes)
  }
  yield tarEnd()
}

/**
 * Opens a backup and gives each of its parts to `take`, which reads its content or leaves it; tells how many of the file's bytes have been read. Gives
 * what was in it.
 * @throws Error in a plain sentence where the keys do not open it or it is not whole. Then what was taken is not to be used.
 */
export const readArchive = async (
  file: string,
  identities: readonly Identity[],
  take: (part: OpenedPart) => Promise<void> = async () => undefined,
  progress: Progress = () => undefined,
): Promise<ListedPart[]> => {
  const found: ListedPart[] = []
  const { size } = await stat(file)
  await pipeline(
    createReadStream(file, { highWaterMark: 256 * 1024 }),
    source => decryptWith(identities, counted(source, size, progress)),
    createGunzip({ chunkSize: 256 * 1024 }),
    async source => {
      for await (const entry of readTar(source)) {
        const hash = createHash('sha256')
        const content = hashed(entry.content, hash)
        await take({ ...entry, content })
        for await (const _ of content);
        if (!entry.folder) found.push({ path: entry.path, bytes: entry.bytes, sha256: hash.digest('hex') })
      }
    },
  )
  return found
}

async function* counted(source: AsyncIterable<Buffer>, all: number, progress: Progress): AsyncGenerator<Buffer> {
  let done = 0
  for await (const piece of source) {
    progress(done, all)
    done += piece.length
    yield piece
  }
  progress(all, all)
}

async function* hashed(
  content: AsyncIterable<Buffer>,
  hash: { update(piece: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    hash.update(piece)
    yield piece
  }
}

/** In what the parts that were found are not those of the list: a path, or undefined where they are the same. */
export const firstDifference = (listed: readonly ListedPart[], found: readonly ListedPart[]): string | undefined => {
  const known = new Map(found.map(part => [part.path, part]))
  const wrong = listed.find(({ path, sha256 }) => known.get(path)?.sha256 !== sha256)
  if (wrong) return wrong.path
  const paths = new Set(listed.map(part => part.path))
  return found.find(({ path }) => !paths.has(path))?.path
}
