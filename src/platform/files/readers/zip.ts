import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { cutShort, type OpenFile, readBytes, readChunks } from '../bytes.ts'
import { FileRefused } from '../file-event.ts'

export type ZipEntry = { name: string; method: number; crc: number; packed: number; size: number; at: number }

/** Limits of security.md §6, checked on the declared sizes before anything is inflated, and again while it is. */
const limits = { entries: 200, size: 200 * 1024 * 1024, ratio: 100, smallEntry: 1024 * 1024, directory: 1024 * 1024 }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

/**
 * Reads the list of what is in a zip file, by name. Throws FileRefused on a damaged or protected file, on names that
 * try to leave the folder, on parts that overlap, and on sizes beyond the limits (a zip bomb).
 */
export const zipEntries = (file: OpenFile): Map<string, ZipEntry> => {
  const { count, length, at } = findDirectory(file)
  if (count > limits.entries) throw tooBig(`${count} parts`, `at most ${limits.entries} parts`)
  if (length > limits.directory) throw damaged()
  const directory = readBytes(file, at, length)
  const entries = new Map<string, ZipEntry>()
  let position = 0
  for (let index = 0; index < count; index++) {
    const { entry, next } = readEntry(directory, position)
    if (entries.has(entry.name)) throw damaged()
    entries.set(entry.name, entry)
    position = next
  }
  checkSizes([...entries.values()], at)
  return entries
}

const findDirectory = (file: OpenFile): { count: number; length: number; at: number } => {
  const tailLength = Math.min(file.size, 65_557)
  const tail = readBytes(file, file.size - tailLength, tailLength)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endSignature) continue
    const found = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      at: tail.readUInt32LE(at + 16),
    }
    if (found.at === 0xffffffff) throw tooBig('a zip64 archive', 'an ordinary workbook')
    if (found.at + found.length > file.size) throw damaged()
    return found
  }
  throw cutShort()
}

const readEntry = (directory: Buffer, at: number): { entry: ZipEntry; next: number } => {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature) throw damaged()
  const nameLength = directory.readUInt16LE(at + 28)
  const next = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  if (next > directory.length) throw damaged()
  if (directory.readUInt16LE(at + 8) & 1) throw locked()
  const entry: ZipEntry = {
    name: safeName(directory.toString('utf8', at + 46, at + 46 + nameLength)),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packed: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    at: directory.readUInt32LE(at + 42),
  }
  if (entry.method !== 0 && entry.method !== 8) throw damaged()
  return { entry, next }
}

/** No name is ever used as a path; one that tries to be is a sign of an attack. */
const safeName = (raw: string): string => {
  const name = raw.replaceAll('\\', '/')
  const device = /(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i
  if (name.includes('\0') || /^(\/|[a-z]:)/i.test(name) || /(^|\/)\.\.(\/|$)/.test(name) || device.test(name)) {
    throw damaged()
  }
  return name
}

const checkSizes = (entries: readonly ZipEntry[], directoryAt: number): void => {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  const megabytes = Math.ceil(total / 1024 / 1024)
  if (total > limits.size) throw tooBig(`${megabytes} MB when unpacked`, 'at most 200 MB when unpacked')
  const swollen = entries.some(entry => entry.size > limits.smallEntry && entry.size > entry.packed * limits.ratio)
  if (swollen) throw tooBig('a part that unpacks to more than 100 times its size', 'at most 100 times')
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    if (entry.at < end || entry.at + 30 + entry.packed > directoryAt) throw damaged()
    end = entry.at + 30 + entry.packed
  }
}

/** The bytes of one entry, never more than it declared. Throws FileRefused where they are damaged. */
export async function* entryBytes(file: OpenFile, entry: ZipEntry): AsyncGenerator<Buffer, void, undefined> {
  const head = readBytes(file, entry.at, 30)
  if (head.readUInt32LE(0) !== localSignature) throw damaged()
  const from = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  if (from + entry.packed > file.size) throw cutShort()
  const packed = readChunks(file, from, from + entry.packed)
  let size = 0
  let crc = 0
  for await (const chunk of entry.method === 8 ? inflated(packed) : packed) {
    size += chunk.length
    if (size > entry.size) throw damaged()
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged()
}

async function* inflated(packed: Generator<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const inflate = pipeline(Readable.from(packed), createInflateRaw({ chunkSize: 64 * 1024 }), () => {})
  try {
    for await (const chunk of inflate) yield chunk
  } catch (cause) {
    throw cause instanceof FileRefused ? cause : damaged()
  }
}

export const damaged = (): FileRefused =>
  new FileRefused({
    problem: 'The workbook is damaged.',
    wanted: 'an Excel workbook (.xlsx)',
    fix: 'Open it in Excel, save it under a new name, and send that file.',
  })

const locked = (): FileRefused =>
  new FileRefused({
    problem: 'The file is protected with a password.',
    wanted: 'a workbook without a password',
    fix: 'Open it in Excel, take the password off (File, Info, Protect Workbook), and save it.',
  })

const tooBig = (got: string, wanted: string): FileRefused =>
  new FileRefused({
    problem: 'The workbook is too big to be opened safely.',
    got,
    wanted,
    fix: 'Save each sheet as a CSV file and send those, or divide the workbook.',
  })
