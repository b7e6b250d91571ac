import { readFileSync } from 'node:fs'
import { setInterval } from 'node:timers'
import { childPids } from './process-tree.ts'

/** The value below which the share of the times lies. */
export const percentile = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}

export type Spread = { readonly p50: number; readonly p95: number; readonly p99: number }
export const spreadOf = (times: readonly number[]): Spread => ({
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  p99: percentile(times, 0.99),
})

/** How long each call takes, in milliseconds, one after another; the first `warm` are not counted. */
export const timeEach = async (times: number, work: (at: number) => Promise<unknown>, warm = 10): Promise<number[]> => {
  const taken: number[] = []
  for (let at = -warm; at < times; at++) {
    const started = performance.now()
    await work(at + warm)
    if (at >= 0) taken.push(performance.now() - started)
  }
  return taken
}

/** The same with so many callers at once, each of whom asks again as soon as it is answered. */
export const timeTogether = async (
  callers: number,
  times: number,
  work: (caller: number, at: number) => Promise<unknown>,
): Promise<number[]> =>
  (await Promise.all(Array.from({ length: callers }, (_, caller) => timeEach(times, at => work(caller, at), 5)))).flat()

export const ms = (time: number): string => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`
export const perSecond = (count: number, milliseconds: number): number => Math.round((count * 1000) / milliseconds)
export const thousands = (count: number): string => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')
export const ratio = (one: number, other: number): string => (one / Math.max(other, 0.001)).toFixed(2)

/** Most memory used by this process and, apart from it, by its children (the reader of files), in megabytes. */
export type Peak = { readonly own: number; readonly children: number }

const resident = (pid: number): number => {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return (pages * 4096) / 2 ** 20
  } catch {
    return 0
  }
}

const isReader = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('reader-process')
  } catch {
    return false
  }
}

/** Processor time so far in seconds: of a process, of its children which have ended, and of those that run; 0 where nobody says. */
export const processorSeconds = (pid = process.pid): number =>
  ownSeconds(pid) + childPids(pid).reduce((sum, child) => sum + processorSeconds(child), 0)

// Fields 14 to 17 of proc(5), after the name in brackets: hundredths of a second (USER_HZ).
const ownSeconds = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return fields.slice(11, 15).reduce((sum, part) => sum + Number(part), 0) / 100
  } catch {
    return 0
  }
}

/** Looks at memory ten times a second while the work goes on. */
export const watchMemory = async <T>(work: () => Promise<T>): Promise<{ result: T; peak: Peak }> => {
  const peak = { own: 0, children: 0 }
  const look = () => {
    peak.own = Math.max(peak.own, process.memoryUsage.rss() / 2 ** 20)
    for (const pid of childPids(process.pid)) if (isReader(pid)) peak.children = Math.max(peak.children, resident(pid))
  }
  const watch = setInterval(look, 100)
  try {
    const result = await work()
    look()
    return { result, peak }
  } finally {
    clearInterval(watch)
  }
}
