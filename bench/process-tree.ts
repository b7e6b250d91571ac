import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const parentOf = (pid: string): number => {
  try {
    // The name in brackets may hold spaces and brackets itself: the parent stands second after the last of them.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return 0
  }
}

const listParents = (): (readonly [pid: number, parent: number])[] => {
  if (existsSync('/proc/self/stat'))
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(name => [Number(name), parentOf(name)] as const)
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return stdout.split('\n').map(line => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    return [pid, parent] as const
  })
}

/** The processes that this one has started and that are still there. */
export const childPids = (parent: number): number[] =>
  listParents().flatMap(([pid, its]) => (its === parent && pid !== parent ? [pid] : []))

/** Kills a process and its children outright, the parent first so that it starts none anew. Those gone already are passed over. */
export const killTree = (pid: number): void => {
  const children = childPids(pid)
  for (const one of [pid, ...children]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}
