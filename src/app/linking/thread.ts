import { parentPort, workerData } from 'node:worker_threads'
import { type Engine, engine, type SharedTable } from '../../linkage/index.ts'
import { buffersIn } from './buffers.ts'

/** One call of an engine's method, on its way to a thread. */
export type Asked = { readonly call: number; readonly method: keyof Engine; readonly args: readonly unknown[] }

const its = engine(workerData as SharedTable) as Record<keyof Engine, (...args: unknown[]) => unknown>

parentPort?.on('message', ({ call, method, args }: Asked) => {
  const answer = its[method](...args)
  parentPort?.postMessage({ call, answer }, buffersIn(answer))
})
