import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { decoder, markedEncoding, readBytes, readText, unmarkedDecoder, unmarkedEncoding } from './bytes.ts'
import { findDelimiter, isSeparatorHint } from './readers/csv-delimiter.ts'
import { type CsvReading, type CsvRecord, csvRecords } from './readers/csv-records.ts'

export type { CsvFault, CsvRecord } from './readers/csv-records.ts'

/**
 * The records of a CSV file, or of standard input where the path is `-`, one after another and never all at once. For what
 * an operator names on the command line: files that others send are read by `readRecords`, in a process of its own.
 * Throws the system's error when it cannot be opened, and FileRefused for text that cannot be decoded.
 */
export function* csvRecordsOf(path: string, reading: CsvReading = {}): Generator<CsvRecord> {
  if (path === '-') {
    yield* divided(standardInput(), reading)
    return
  }
  const fd = openSync(path, 'r')
  try {
    const { size } = fstatSync(fd)
    const file = { fd, size }
    const mark = markedEncoding(readBytes(file, 0, Math.min(3, size)))
    yield* divided(readText(file, mark?.encoding ?? unmarkedEncoding(file), mark?.length ?? 0), reading)
  } finally {
    closeSync(fd)
  }
}

/** Enough of the beginning to see what separates the columns. */
const beginning = 65_536

function* divided(parts: Iterator<string>, reading: CsvReading): Generator<CsvRecord> {
  let start = ''
  for (let next = parts.next(); !next.done; next = parts.next()) {
    start += next.value
    if (start.length >= beginning) break
  }
  const all = { [Symbol.iterator]: () => joined(start, parts) }
  const delimiter = isPiped(start) ? '|' : findDelimiter(start.slice(0, beginning))
  for (const record of csvRecords(all, delimiter, reading))
    if (record.line !== 1 || !('cells' in record) || !isSeparatorHint(record.cells)) yield record
}

/** True where the header has bars and nothing else that could part its columns. */
const isPiped = (start: string): boolean => /^[^\r\n,;\t]*\|[^\r\n,;\t]*(?:[\r\n]|$)/.test(start)

function* joined(start: string, rest: Iterator<string>): Generator<string> {
  yield start
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value
}

const standardInputFd = 0

function* standardInput(): Generator<string> {
  const buffer = Buffer.allocUnsafe(beginning)
  let decode: ReturnType<typeof decoder> | undefined
  for (let length = readWhenReady(buffer); length > 0; length = readWhenReady(buffer)) {
    const bytes = Buffer.from(buffer.subarray(0, length))
    if (decode) {
      yield decode(bytes, false)
      continue
    }
    const mark = markedEncoding(bytes)
    decode = mark && mark.encoding !== 'utf-8' ? decoder(mark.encoding) : unmarkedDecoder()
    yield decode(bytes.subarray(mark?.length ?? 0), false)
  }
  if (decode) yield decode(Buffer.alloc(0), true)
}

const pause = new Int32Array(new SharedArrayBuffer(4))

/** A pipe that has nothing yet says EAGAIN; Windows says EOF where others give no bytes. */
const readWhenReady = (buffer: Buffer): number => {
  for (;;) {
    try {
      return readSync(standardInputFd, buffer)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(pause, 0, 0, 5)
    }
  }
}
