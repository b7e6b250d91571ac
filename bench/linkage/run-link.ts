import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setInterval } from 'node:timers'

/** What one run of `throughline link` cost, as the system counts it, and what it printed. */
export type Run = {
  readonly json: Readonly<Record<string, unknown>>
  readonly cpuSeconds: number
  readonly wallSeconds: number
  readonly peakMb: number
}

export type LinkRun = {
  readonly files: readonly string[]
  readonly out: string
  readonly pairs?: string
  readonly truth?: string
  readonly barriers?: string
}

const main = join(import.meta.dirname, '../../src/app/main.ts')
// LINK_COMMAND names another linker with the same command line, to measure it with the same ruler.
const command = (): string[] => process.env.LINK_COMMAND?.split(' ') ?? [process.execPath, main, 'link']

/** Runs the product's linker in a process of its own. Throws with its own words when it fails. */
export const runLink = async ({ files, out, pairs, truth, barriers }: LinkRun): Promise<Run> => {
  const [program, ...first] = command()
  const options = { '--out': out, '--pairs': pairs, '--truth': truth, '--barriers': barriers }
  const given = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [name, value]))
  const started = performance.now()
  const child = spawn(program!, [...first, ...files, ...given, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const watch = watchProcess(child.pid ?? 0)
  let [text, complaint] = ['', '']
  child.stdout.on('data', piece => {
    text += piece
  })
  child.stderr.on('data', piece => {
    complaint = (complaint + piece).slice(-2000)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const { cpuSeconds, peakMb } = watch.end()
  if (code !== 0) throw new Error(`throughline link ended with ${code}: ${complaint.trim()}`)
  const wallSeconds = (performance.now() - started) / 1000
  const json = JSON.parse(text) as Record<string, unknown>
  return { json, wallSeconds, ...(peakMb > 0 ? { cpuSeconds, peakMb } : statedBy(json)) }
}

/** Where the system has no /proc, the linker's own word must do. */
const statedBy = (json: Record<string, unknown>) => ({
  cpuSeconds: Number(json['cpu_seconds'] ?? 0),
  peakMb: Number(json['peak_mb'] ?? 0),
})

const ticksPerSecond = 100

/** Looks at a process and its threads ten times a second: processor time, and the most memory it ever held. */
const watchProcess = (pid: number) => {
  const seen = { cpuSeconds: 0, peakMb: 0 }
  const look = (): void => {
    try {
      // The name in brackets may hold spaces: fields are counted after it.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
      seen.cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      seen.peakMb = Math.max(seen.peakMb, Number(peak ?? 0) / 1024)
    } catch {
      // It has ended, or there is no /proc here.
    }
  }
  const timer = setInterval(look, 100)
  return {
    end: () => {
      clearInterval(timer)
      return seen
    },
  }
}
