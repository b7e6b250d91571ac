import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** How often it is looked at, in milliseconds: what grows fastest, a decoder that unpacks, makes some hundred MB a second. */
const every = 25

/**
 * Ends a child once it has more than so many MB of memory, whatever for. A limit of Node's is its heap's alone, and what is unpacked lies outside it: a
 * PDF of 14 KB took 2.3 GB. Where the system does not tell (it is Linux that does), the heap's limit and the time hold alone.
 */
export const boundMemory = (child: ChildProcess, megabytes: number): void => {
  const timer = setInterval(() => {
    if (residentMegabytes(child.pid) > megabytes) child.kill('SIGKILL')
  }, every)
  timer.unref()
  child.once('exit', () => clearInterval(timer)).once('error', () => clearInterval(timer))
}

const residentMegabytes = (pid: number | undefined): number => {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0
  }
}
