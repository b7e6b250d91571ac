import { open } from 'node:fs/promises'
import { type FileEvent, FileRefused, type Format } from './file-event.ts'
import { type ReadRequest, readRecords } from './read-records.ts'
import { isLines } from './readers/json.ts'
import { readFile } from './readers/read-file.ts'

/** As much of a text file as is looked at in this process: our own readers bound what they do with it. */
const most = 64 * 1024

/**
 * The first events of a file, at most so many: enough to see whose it is. Text files (CSV, JSON lines, and any of at most
 * 64 KB) are read here, no further than the last whole line of their first 64 KB, since starting a process for each of a county's thousand daily
 * files would cost more than reading them; every other format is read in the bounded child process.
 */
export const readHead = async (request: ReadRequest, format: Format, count: number): Promise<FileEvent[]> => {
  const events: FileEvent[] = []
  const lines = format === 'csv' || format === 'json' ? await wholeLines(request.path, format) : 0
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

/** How much of the file's start is whole lines, in bytes; 0 when a line is longer, or a document of JSON that goes on. */
const wholeLines = async (path: string, format: Format): Promise<number> => {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return 0
  try {
    const start = Buffer.alloc(most)
    const { bytesRead } = await file.read(start, 0, most, 0)
    if (bytesRead < most) return bytesRead
    const whole = start.lastIndexOf(0x0a) + 1
    return format === 'json' && !isLines([start.toString('utf8', 0, whole)]) ? 0 : whole
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
