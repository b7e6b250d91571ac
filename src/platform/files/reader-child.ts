import { type ChildProcess, spawn } from 'node:child_process'
import { boundMemory } from './bound-memory.ts'
import { parseEvent } from './check-event.ts'
import type { FileEvent } from './file-event.ts'
import { readerCommand } from './reader-command.ts'
import type { ReaderOrder } from './reader-process.ts'
import type { Stopwatch } from './stopwatch.ts'

/** The longest line a child may send: a 32 MB JSON document with every character escaped. */
const longestLine = 256 * 1024 * 1024

/** A started child. It answers one order after another, pulled one chunk at a time. */
export type ReaderChild = {
  /** The events of one file. Ends early where the child stops, or at the first thing that is no event. */
  ask(order: ReaderOrder, clock: Stopwatch): AsyncGenerator<FileEvent, void, undefined>
  kill(): void
  /** Ends it, and waits until it has gone. */
  end(): Promise<void>
}

/** What the program itself has beside its heap, in MB. */
const program = 64

/** Starts the bounded child: with one open file, or with the right to open the files of one folder. */
export const startReader = (reach: { fd: number } | { folder: string }, heapMegabytes = 512): ReaderChild => {
  const { args, env, code } = readerCommand(heapMegabytes, 'folder' in reach ? reach.folder : undefined)
  const file = 'fd' in reach ? reach.fd : 'ignore'
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'ignore', file, code] })
  boundMemory(child, heapMegabytes + program)
  const exit = new Promise<void>(resolve => child.once('exit', () => resolve()).once('error', () => resolve()))
  child.stdin?.on('error', () => {})
  const chunks = linesOf(child)
  return {
    kill: () => void child.kill('SIGKILL'),
    async *ask(order, clock) {
      child.stdin?.write(`${JSON.stringify(order)}\n`)
      for (;;) {
        clock.run()
        const chunk = await chunks.next()
        clock.pause()
        if (chunk.done) return
        for (const line of chunk.value) {
          const event = parseEvent(line)
          if (!event) return
          yield event
        }
      }
    },
    end: async () => {
      child.kill('SIGKILL')
      await exit
    },
  }
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string[], void, undefined> {
  let rest = ''
  for await (const chunk of child.stdout?.setEncoding('utf8') ?? []) {
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop() ?? ''
    yield lines
    if (rest.length > longestLine) return
  }
}
