import { open } from 'node:fs/promises'
import { type FileEvent, FileRefused, type Format } from './file-event.ts'
import { type ReadRequest, readRecords } from './read-records.ts'
import { readFile } from './readers/read-file.ts'

/** As much of a text file as is looked at in this process: our own readers bound what they do with it. */
const most = 64 * 1024

/**
 * The first events of a file, at most so many: enough to see whose it is. Text files (CSV, JSON lines) are read here, no
 * further than the last whole line of their first 64 KB, since starting a process for each of a county's thousand daily
 * files would cost more than reading them; every other format is read in the bounded child process.
 */
export const readHead = async (request: ReadRequest, format: Format, count: number): Promise<FileEvent[]> => {
  const events: FileEvent[] = []
  const lines = format === 'csv' || format === 'json' ? await wholeLines(request.path) : 0
  if (lines > 0) {
    await readLines(request, format, lines, count, events)
    return events
  }
  for await (const event of readRecords(request)) {
    events.push(event)
    if (events.length === count) break
  }
  return events
}

/** Where the last whole line of the file's start ends, in bytes; 0 when a line is longer than that. */
const wholeLines = async (path: string): Promise<number> => {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return 0
  try {
    const start = Buffer.alloc(most)
    const { bytesRead } = await file.read(start, 0, most, 0)
    return start.subarray(0, bytesRead).lastIndexOf(0x0a) + 1
  } finally {
    await file.close()
  }
}

const readLines = async (
  request: ReadRequest,
  format: Format,
  size: number,
  count: number,
  events: FileEvent[],
): Promise<void> => {
  const file = await open(request.path, 'r')
  try {
    const layout = { ...(request.csv && { csv: request.csv }), ...(request.select && { select: request.select }) }
    for await (const batch of readFile({ fd: file.fd, size }, format, request.name, layout)) {
      events.push(...batch.slice(0, count - events.length))
      if (events.length === count) return
    }
  } catch (cause) {
    if (!(cause instanceof FileRefused)) throw cause
    events.push({ type: 'problem', fatal: true, ...cause.problem })
  } finally {
    await file.close()
  }
}
