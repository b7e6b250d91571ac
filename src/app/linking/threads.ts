import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Engine, engine, type Share, type SharedTable } from '../../linkage/index.ts'
import { buffersIn } from './buffers.ts'
import type { Asked } from './thread.ts'

/** Fewer records than this are linked sooner than a thread is started. */
const worthThreads = 20_000

/** More threads than this wait for memory more than they gain. */
const mostThreads = 8

export type Workers = { readonly share: Share; readonly end: () => Promise<void> }

/** Engines on a table: in threads of their own, one for each core, or here where there is little to do. */
export const startWorkers = (table: SharedTable, worth = worthThreads): Workers =>
  table.count < worth ? here(engine(table)) : inThreads(table, Math.min(mostThreads, availableParallelism()))

type Method = (...args: readonly unknown[]) => unknown

const here = (one: Engine): Workers => ({
  share: async (method, calls) => calls.map(args => (one[method] as Method)(...args)) as never,
  end: async () => {},
})

type Answer = { readonly call: number; readonly answer: unknown }

const inThreads = (table: SharedTable, count: number): Workers => {
  const threads = Array.from(
    { length: count },
    () =>
      new Worker(new URL('./thread.ts', import.meta.url), {
        workerData: table,
        resourceLimits: { maxYoungGenerationSizeMb: 96 },
      }),
  )
  const run = (method: keyof Engine, calls: readonly (readonly unknown[])[]): Promise<unknown[]> =>
    new Promise((resolve, reject) => {
      const answers = new Array<unknown>(calls.length)
      let [next, waiting] = [0, calls.length]
      if (waiting === 0) resolve(answers)
      const feed = (thread: Worker): void => {
        if (next === calls.length) return
        const asked: Asked = { call: next, method, args: calls[next++]! }
        thread.postMessage(asked, buffersIn(asked.args))
      }
      for (const thread of threads) {
        thread.removeAllListeners()
        thread.on('error', reject)
        thread.on('message', ({ call, answer }: Answer) => {
          answers[call] = answer
          if (--waiting === 0) resolve(answers)
          else feed(thread)
        })
        feed(thread)
      }
    })
  return {
    share: run as Share,
    end: async () => {
      await Promise.all(threads.map(thread => thread.terminate()))
    },
  }
}
