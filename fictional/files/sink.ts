import { createHash, type Hash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface WrittenFile {
  /** Below the folder given, with `/`. */
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  /** Records in it, headings and titles not counted. */
  readonly rows: number
}

/** Where files go: many may grow at once while memory stays flat. */
export interface Sink {
  /** Adds text to a file; `rows` says how many records that was. */
  readonly add: (path: string, text: string, rows?: number) => void
  /** Writes a whole file. */
  readonly whole: (path: string, bytes: Uint8Array, rows: number) => void
  /** Whether anything was written there. */
  readonly has: (path: string) => boolean
  /** Ends all files and says what they are, in order of path. */
  readonly close: () => WrittenFile[]
}

interface Growing {
  text: string
  bytes: number
  rows: number
  readonly hash: Hash
}

/** How much text waits in memory before all of it goes to disk. */
const waitingLimit = 8_000_000

/** Opens an empty folder for writing: whatever was in it is removed first. */
export const openSink = (dir: string): Sink => {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  const files = new Map<string, Growing>()
  let waiting = 0
  const put = (path: string, file: Growing, bytes: Uint8Array): void => {
    const full = join(dir, path)
    if (file.bytes === 0) mkdirSync(dirname(full), { recursive: true })
    const handle = openSync(full, 'a')
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
    closeSync(handle)
    file.hash.update(bytes)
    file.bytes += bytes.length
  }
  const flush = (): void => {
    for (const [path, file] of files)
      if (file.text !== '') {
        put(path, file, Buffer.from(file.text))
        file.text = ''
      }
    waiting = 0
  }
  const open = (path: string): Growing => {
    const known = files.get(path)
    if (known) return known
    const file = { text: '', bytes: 0, rows: 0, hash: createHash('sha256') }
    files.set(path, file)
    return file
  }
  return {
    add: (path, text, rows = 1) => {
      const file = open(path)
      file.text += text
      file.rows += rows
      waiting += text.length
      if (waiting > waitingLimit) flush()
    },
    whole: (path, bytes, rows) => {
      const file = open(path)
      file.rows += rows
      put(path, file, bytes)
    },
    has: path => files.has(path),
    close: () => {
      flush()
      return [...files]
        .map(([path, { bytes, rows, hash }]) => ({ path, bytes, rows, sha256: hash.digest('hex') }))
        .sort((a, b) => (a.path < b.path ? -1 : 1))
    },
  }
}
