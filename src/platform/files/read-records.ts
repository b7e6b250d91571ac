import { type FileHandle, open } from 'node:fs/promises'
import type { FileEvent, Format, Layout, Problem } from './file-event.ts'
import { startReader } from './reader-child.ts'
import type { ReaderOrder } from './reader-process.ts'
import type { ReaderTurn } from './shared-reader.ts'
import { sniff } from './sniff.ts'
import { stopwatch } from './stopwatch.ts'

export type ReadRequest = Layout & {
  path: string
  /** The name the sender gave: its ending must agree with what the file is. */
  name: string
  /** What the source expects; a file of another format is refused. */
  format?: Format
  limits?: { heapMegabytes?: number; seconds?: number }
  signal?: AbortSignal
  /** A turn at a child that reads several files: taken for small CSV and JSON files in its folder. */
  turn?: ReaderTurn
}

/** Up to this size a file is read by a shared child: so many, and so short, that starting one for each would cost more. */
const small = 4 * 1024 * 1024

/**
 * Reads an untrusted file in a child process that has no environment but PATH, no database, no other file, 512 MB of
 * heap and a time limit (60 s and one more for each 200 KB, counted only while we wait for it). The reader sets the
 * pace: memory stays flat whatever the size. Never throws for what is in the file: that is a fatal `problem` event.
 * With a turn the child is shared and may open the files of one private folder. Leaving the loop early ends the child. Throws only the signal's reason when aborted.
 */
export async function* readRecords(request: ReadRequest): AsyncGenerator<FileEvent, void, undefined> {
  request.signal?.throwIfAborted()
  const file = await open(request.path, 'r').catch(() => undefined)
  if (!file) return yield { type: 'problem', fatal: true, ...cannotOpen }
  try {
    const { size, problem, format } = await look(file, request)
    if (!format) yield { type: 'problem', fatal: true, ...problem }
    else yield* readInChild(file, format, request, size)
  } finally {
    await file.close()
  }
}

const look = async (file: FileHandle, request: ReadRequest) => {
  const stat = await file.stat()
  if (!stat.isFile()) return { size: 0, problem: cannotOpen }
  const start = Buffer.alloc(Math.min(65_536, stat.size))
  await file.read(start, 0, start.length, 0)
  const sniffed = sniff(start, request.name)
  if ('problem' in sniffed) return { size: 0, problem: sniffed.problem }
  if (request.format && request.format !== sniffed.format) {
    return { size: 0, problem: otherFormat(request.format, sniffed.format) }
  }
  return { size: stat.size, problem: cannotOpen, format: sniffed.format }
}

async function* readInChild(file: FileHandle, format: Format, request: ReadRequest, size: number) {
  const turn = size <= small && (format === 'csv' || format === 'json') ? request.turn : undefined
  if (!turn) request.turn?.end()
  const child = await (turn?.child() ?? startReader({ fd: file.fd }, request.limits?.heapMegabytes))
  const limit = (request.limits?.seconds ?? 60 + size / 200_000) * 1000
  const clock = stopwatch(limit, () => child.kill())
  const abort = (): void => child.kill()
  request.signal?.addEventListener('abort', abort, { once: true })
  let whole = false
  try {
    for await (const event of child.ask(orderOf(format, request, turn && request.path), clock)) {
      whole = event.type === 'end'
      yield event
      if (whole || (event.type === 'problem' && event.fatal)) return
    }
    request.signal?.throwIfAborted()
    yield { type: 'problem' as const, fatal: true, ...(clock.expired() ? tooSlow(limit) : stopped) }
  } finally {
    request.signal?.removeEventListener('abort', abort)
    clock.stop()
    if (!turn) await child.end()
    else if (!whole) await turn.drop()
  }
}

const orderOf = (format: Format, { name, csv, select }: ReadRequest, path: string | undefined): ReaderOrder => ({
  name,
  format,
  layout: { ...(csv && { csv }), ...(select && { select }) },
  ...(path === undefined ? {} : { path }),
})

const cannotOpen: Problem = {
  problem: 'The file cannot be opened.',
  wanted: 'a file that is there and may be read',
  fix: 'Check the name and the folder, and that nobody has the file locked.',
}

const otherFormat = (wanted: Format, got: Format): Problem => ({
  problem: 'The file is not of the kind this source sends.',
  got,
  wanted,
  fix: 'Check that this is the right file for this source.',
})

const tooSlow = (limit: number): Problem => ({
  problem: 'The file took too long to read, so the reading was stopped.',
  got: `more than ${Math.round(limit / 1000)} seconds`,
  wanted: 'a file that can be read in that time',
  fix: 'Save it as CSV and send that, or divide it.',
})

const stopped: Problem = {
  problem: 'The reading of the file stopped: it needs more memory than one file may have, or it is damaged.',
  wanted: 'a file that can be read within 512 MB of memory',
  fix: 'Save it as CSV and send that, or divide it.',
}
