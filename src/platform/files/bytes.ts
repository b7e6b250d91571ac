import { isAscii, isUtf8 } from 'node:buffer'
import { readSync } from 'node:fs'
import { FileRefused } from './file-event.ts'

/** An open file: in the child this is the descriptor that the parent handed over, the only file it can reach. */
export type OpenFile = { fd: number; size: number }

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const chunkSize = 64 * 1024

/** The bytes from `from` up to `to` in parts. Throws FileRefused when the file ends early (it changed while read). */
export function* readChunks(file: OpenFile, from = 0, to = file.size): Generator<Buffer> {
  let at = from
  while (at < to) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkSize, to - at))
    const length = readSync(file.fd, chunk, 0, chunk.length, at)
    if (length === 0) throw cutShort()
    at += length
    yield chunk.subarray(0, length)
  }
}

/** A stretch of the file as one buffer. The caller bounds its length. */
export const readBytes = (file: OpenFile, from: number, length: number): Buffer => {
  if (from < 0 || length < 0 || from + length > file.size) throw cutShort()
  return Buffer.concat([...readChunks(file, from, from + length)])
}

/** The encoding a byte order mark states, with the mark's length; undefined without a mark. */
export const markedEncoding = (start: Uint8Array): { encoding: Encoding; length: number } | undefined => {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return undefined
}

/** Reads the file once to see whether it is UTF-8 throughout (about a gigabyte a second); else Windows-1252. */
export const unmarkedEncoding = (file: OpenFile): Encoding => {
  let carried: Buffer = Buffer.alloc(0)
  for (const chunk of readChunks(file)) {
    const bytes = carried.length ? Buffer.concat([carried, chunk]) : chunk
    const whole = bytes.length - unfinishedTail(bytes)
    if (!isUtf8(bytes.subarray(0, whole))) return 'windows-1252'
    carried = bytes.subarray(whole)
  }
  return carried.length === 0 ? 'utf-8' : 'windows-1252'
}

/** How many bytes at the end begin a UTF-8 character that the next chunk must finish. */
const unfinishedTail = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

/** A decoder that is fed parts. UTF-16 keeps lone surrogates, so that the cell with one can be named. */
export const decoder = (encoding: Encoding): ((bytes: Buffer, last: boolean) => string) => {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16Decoder(encoding)
  const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (bytes, last) => {
    try {
      return text.decode(bytes, { stream: !last })
    } catch {
      throw new FileRefused({
        problem: 'The file says that it is UTF-8 but has bytes that are not.',
        wanted: 'UTF-8 text',
        fix: 'Save or export the file again as UTF-8.',
      })
    }
  }
}

/** UTF-8; but where the first bytes that are not ASCII are not UTF-8 either, Windows-1252. What is piped in cannot be read twice to see. */
export const unmarkedDecoder = (): ReturnType<typeof decoder> => {
  let [carried, chosen] = [Buffer.alloc(0) as Buffer, undefined as ReturnType<typeof decoder> | undefined]
  return (bytes, last) => {
    if (chosen) return chosen(bytes, last)
    const all = Buffer.concat([carried, bytes])
    if (isAscii(all)) {
      carried = Buffer.alloc(0)
      return all.toString('latin1')
    }
    const whole = all.length - (last ? 0 : unfinishedTail(all))
    if (isAscii(all.subarray(0, whole)) && !last) {
      carried = all.subarray(whole)
      return all.toString('latin1', 0, whole)
    }
    chosen = decoder(isUtf8(all.subarray(0, whole)) ? 'utf-8' : 'windows-1252')
    return chosen(all, last)
  }
}

const utf16Decoder = (encoding: 'utf-16le' | 'utf-16be') => {
  let carried: Buffer = Buffer.alloc(0)
  return (bytes: Buffer, last: boolean): string => {
    const all = Buffer.concat([carried, bytes])
    const even = all.length - (all.length % 2)
    carried = all.subarray(even)
    if (last && carried.length) throw cutShort()
    const pairs = all.subarray(0, even)
    return (encoding === 'utf-16be' ? pairs.swap16() : pairs).toString('utf16le')
  }
}

/** The text of the file from byte `from` on, in parts. Throws FileRefused where a byte cannot be text. */
export function* readText(file: OpenFile, encoding: Encoding, from: number): Generator<string> {
  const decode = decoder(encoding)
  for (const chunk of readChunks(file, from)) yield decode(chunk, false)
  const rest = decode(Buffer.alloc(0), true)
  if (rest) yield rest
}

/** The file stops before its own structure says it should. */
export const cutShort = (): FileRefused =>
  new FileRefused({
    problem: 'The file is cut short.',
    wanted: 'the whole file',
    fix: 'Copy or download the file again, and check that its size is the same as the original.',
  })
