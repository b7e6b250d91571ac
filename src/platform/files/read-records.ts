import { type ChildProcess, spawn } from 'node:child_process'
import { type FileHandle, open } from 'node:fs/promises'
import { parseEvent } from './check-event.ts'
import type { FileEvent, Format, Layout, Problem } from './file-event.ts'
import { readerCommand } from './reader-command.ts'
import type { ReaderOrder } from './reader-process.ts'
import { sniff } from './sniff.ts'
import { type Stopwatch, stopwatch } from './stopwatch.ts'

export type ReadRequest = Layout & {
  path: string
  /** The name the sender gave: its ending must agree with what the file is. */
  name: string
  /** What the source expects; a file of another format is refused. */
  format?: Format
  limits?: { heapMegabytes?: number; seconds?: number }
  signal?: AbortSignal
}

/** The longest line a child may send: a 32 MB JSON document with every character escaped. */
const longestLine = 256 * 1024 * 1024

/**
 * Reads an untrusted file in a child process that has no environment but PATH, no database, no other file, 512 MB of
 * heap and a time limit (60 s and one more for each 200 KB, counted only while we wait for it). The reader sets the
 * pace: memory stays flat whatever the size. Never throws for what is in the file: that is a fatal `problem` event.
 * Leaving the loop early ends the child. Throws only the signal's reason when aborted.
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
  const child = start(file, format, request)
  const exit = new Promise<void>(resolve => child.once('exit', () => resolve()).once('error', () => resolve()))
  const limit = (request.limits?.seconds ?? 60 + size / 200_000) * 1000
  const clock = stopwatch(limit, () => child.kill('SIGKILL'))
  const abort = (): void => void child.kill('SIGKILL')
  request.signal?.addEventListener('abort', abort, { once: true })
  let finished = false
  try {
    for await (const event of events(child, clock)) {
      finished = event.type === 'end' || (event.type === 'problem' && event.fatal)
      yield event
      if (finished) return
    }
    request.signal?.throwIfAborted()
    yield { type: 'problem' as const, fatal: true, ...(clock.expired() ? tooSlow(limit) : stopped) }
  } finally {
    request.signal?.removeEventListener('abort', abort)
    clock.stop()
    child.kill('SIGKILL')
    await exit
  }
}

const start = (file: FileHandle, format: Format, request: ReadRequest): ChildProcess => {
  const { args, env } = readerCommand(request.limits?.heapMegabytes)
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'ignore', file.fd] })
  const { csv, select } = request
  const order: ReaderOrder = { name: request.name, format, layout: { ...(csv && { csv }), ...(select && { select }) } }
  child.stdin?.on('error', () => {}).end(JSON.stringify(order))
  return child
}

/** The child's lines as events, pulled one chunk at a time. Ends early at the first thing that is no event. */
async function* events(child: ChildProcess, clock: Stopwatch): AsyncGenerator<FileEvent, void, undefined> {
  const output = child.stdout?.setEncoding('utf8')
  let rest = ''
  clock.run()
  for await (const chunk of output ?? []) {
    clock.pause()
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const event = parseEvent(line)
      if (!event) return
      yield event
    }
    if (rest.length > longestLine) return
    clock.run()
  }
}

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
