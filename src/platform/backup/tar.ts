// The tar of POSIX (ustar), as far as a backup needs it: files and folders of names up to 100 letters.
import { ByteReader } from './byte-reader.ts'

const block = 512
/** A file or a folder of an archive. */
export type TarEntry = { readonly path: string; readonly bytes: number; readonly folder: boolean }

const octal = (number: number, width: number): string => `${number.toString(8).padStart(width - 1, '0')}\0`
const mostBytes = 8 ** 11 - 1

const sumOf = (header: Buffer): number => header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)

/** What stands before an entry's bytes. @throws Error where its name or its size does not fit. */
export const tarHeader = ({ path, bytes, folder }: TarEntry): Buffer => {
  if (Buffer.byteLength(path) > 99 || bytes > mostBytes) throw new Error(`${path} does not fit into an archive.`)
  const header = Buffer.alloc(block)
  header.write(folder ? `${path}/` : path, 0)
  header.write(octal(folder ? 0o700 : 0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(bytes, 12), 124)
  header.write(octal(0, 12), 136)
  header.write(folder ? '5' : '0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${octal(sumOf(header), 7)} `, 148)
  return header
}

/** What fills the last block of so many bytes. */
export const tarPadding = (bytes: number): Buffer => Buffer.alloc((block - (bytes % block)) % block)

/** What stands at the end. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * block)

const damaged = 'The backup is not whole: an entry of it cannot be read.'

/**
 * Each entry of an archive in turn, with its bytes, which must be read before the next is asked for.
 * @throws Error where it is none, is cut short, or names a place outside the folder it is unpacked into.
 */
export async function* readTar(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<TarEntry & { readonly content: AsyncIterable<Buffer> }> {
  const reader = new ByteReader(source)
  for (;;) {
    const header = await reader.upTo(block)
    if (header.length < block) throw new Error(damaged)
    if (header.every(byte => byte === 0)) break
    const text = (from: number, length: number) => header.toString('latin1', from, from + length).replace(/\0.*$/s, '')
    if (Number.parseInt(text(148, 8), 8) !== sumOf(header)) throw new Error(damaged)
    const path = text(0, 100).replace(/\/$/, '')
    const bytes = Number.parseInt(text(124, 12), 8)
    const kind = text(156, 1)
    if (!/^[\w.-]+(\/[\w.-]+)*$/.test(path) || path.split('/').includes('..') || !['0', '5'].includes(kind))
      throw new Error(damaged)
    yield { path, bytes, folder: kind === '5', content: reader.exactly(bytes, damaged) }
    await reader.upTo(tarPadding(bytes).length)
  }
  // The rest is read to its end, so that what seals the archive is checked to its end.
  while (!(await reader.atEnd())) await reader.upTo(block)
}
