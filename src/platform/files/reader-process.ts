// The child process of readRecords: it has one open file (descriptor 3) or one folder whose files it is asked for one after
// another, no environment, no right to open others, and only standard output to speak to. Whatever happens here, the parent
// gets events or an exit code.
import { once } from 'node:events'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Batches, type FileEvent, FileRefused, type Format, type Layout, type WordsFormat } from './file-event.ts'
import { readFile } from './readers/read-file.ts'

/** What to read, and how; without a path the file that stands open. */
export type ReaderOrder = { name: string; format: Format | WordsFormat; layout: Layout; path?: string }

const fileDescriptor = 3
const counted = new Set<FileEvent['type']>(['row', 'element', 'object'])

/** Hostile files can be small and say a lot (a million cells that point at one long text). */
const mostOutput = (size: number): number => 256 * 1024 * 1024 + size * 40

const write = async (events: readonly FileEvent[]): Promise<number> => {
  const out = `${events.map(event => JSON.stringify(event)).join('\n')}\n`
  if (!process.stdout.write(out)) await once(process.stdout, 'drain')
  return out.length
}

const pump = async (batches: Batches, most: number): Promise<void> => {
  let rows = 0
  let written = 0
  for await (const events of batches) {
    if (events.length === 0) continue
    for (const event of events) if (counted.has(event.type)) rows++
    written += await write(events)
    if (written > most) throw swollen
  }
  await write([{ type: 'end', rows }])
}

const swollen = new FileRefused({
  problem: 'The file holds far more text than its size allows, and may be an attack.',
  wanted: 'an ordinary file',
  fix: 'Save it as CSV and send that, or divide it.',
})

const unforeseen = (cause: unknown): FileEvent => ({
  type: 'problem',
  fatal: true,
  problem: 'The file could not be read to its end.',
  // A name or code such as RangeError tells a developer where to look, and holds nothing of the file.
  got: cause instanceof Error ? String((cause as NodeJS.ErrnoException).code ?? cause.name) : 'an error',
  wanted: 'a file as its own program saves it',
  fix: 'Open it in the program that made it, save it under a new name, and send that file.',
})

process.stdout.on('error', () => process.exit(1))

const carryOut = async ({ name, format, layout, path }: ReaderOrder): Promise<void> => {
  try {
    const fd = path === undefined ? fileDescriptor : openSync(path, 'r')
    const { size } = fstatSync(fd)
    await pump(readFile({ fd, size }, format, name, layout), mostOutput(size))
    closeSync(fd)
  } catch (cause) {
    // Library errors quote the file, which is about children: only our own words leave.
    await write([cause instanceof FileRefused ? { type: 'problem', fatal: true, ...cause.problem } : unforeseen(cause)])
  }
}

for await (const line of createInterface({ input: process.stdin })) await carryOut(JSON.parse(line) as ReaderOrder)
