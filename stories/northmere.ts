import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Child, generateNorthmere, misId } from '../fictional/index.ts'
import { londonDate } from '../src/kernel/index.ts'

/** Northmere as a newcomer has it: the demo, started from the command line in a folder of its own. */
export type Northmere = {
  /** Where its pages are: http://localhost and a free port. */
  readonly address: string
  /** Runs another command of the product beside it, on the same data. */
  command(...args: string[]): Promise<Ended>
  /** Ctrl-C; asked twice it stops once. Gives the exit code, and whether anything still answers where its PostgreSQL was. */
  stop(): Promise<{ readonly code: number | null; readonly databaseAnswers: boolean }>
}
export type Ended = { readonly code: number | null; readonly said: string; readonly told: string }

const main = join(import.meta.dirname, '../src/app/main.ts')
const children = 300
/** The day that Northmere is made on, also where the stories go on past midnight: birth dates are counted from it. */
const today = londonDate(new Date())
/** A service outside that is told of new addresses, by a file each night. */
const councilTax = {
  ...{ id: 'council-tax', name: 'Council Tax', takes: ['address'], reviewBy: '2099-12-31' },
  basis: 'Local Government Finance Act 1992',
  columns: { Reference: 'changeId', Street: 'line', Postcode: 'postcode', From: 'from' },
}

/**
 * Starts Northmere: its own PostgreSQL, its files through the real intake, pages, jobs and the sign-in for development.
 * @throws Error with what it said, where it ends before it is ready.
 */
export const startNorthmere = async (): Promise<Northmere> => {
  const home = mkdtempSync(join(tmpdir(), 'throughline stories '))
  const services = join(home, 'told services.json')
  writeFileSync(services, JSON.stringify({ services: [councilTax] }))
  const start = (...args: string[]): ChildProcess => {
    const { DATABASE_URL: _, OIDC_ISSUER: __, KEY_DIR: ___, ...environment } = process.env
    return spawn(process.execPath, [main, ...args], {
      env: { ...environment, DATA_DIR: join(home, 'data'), PORT: '0', TOLD_SERVICES: services },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }
  const demo = start('demo', '--children', String(children))
  // Whatever becomes of the test, no product is left running.
  process.once('exit', () => demo.kill('SIGKILL'))
  const ended = endOf(demo)
  const address = await readyAt(demo, ended)
  let stopped: ReturnType<Northmere['stop']> | undefined
  const stop = async () => {
    const { port } = JSON.parse(readFileSync(join(home, 'data/postgres.json'), 'utf8')) as { port: number }
    demo.kill('SIGINT')
    const { code } = await ended
    const databaseAnswers = await answers(port)
    rmSync(home, { recursive: true, force: true })
    return { code, databaseAnswers }
  }
  return {
    address,
    command: (...args) => endOf(start(...args)),
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

/** When a child of Northmere's hard cases was born: their ages stand still, so their years move on. */
export const birthDateOf = (cast: string): Date => new Date(castOf(cast).dob * 86_400_000)

/** Under which number the school that such a child goes to now knows them. */
export const pupilOf = (cast: string): { readonly laestab: string; readonly misId: string } => {
  const child = castOf(cast)
  const at = child.schooling.find(one => one.to === undefined)
  if (!at) throw new Error(`${cast} goes to no school`)
  return { laestab: at.school.laestab, misId: misId(child, at) }
}

const castOf = (cast: string): Child => {
  const { families } = generateNorthmere({ seed: 'northmere', today, children })
  for (const family of families()) for (const child of family.children) if (child.cast === cast) return child
  throw new Error(`Northmere has nobody called ${cast}`)
}

const readyAt = async (demo: ChildProcess, ended: Promise<Ended>): Promise<string> => {
  const ready = new Promise<string>(resolve => {
    if (!demo.stdout) return
    createInterface(demo.stdout).on('line', line => {
      const address = /^Throughline is ready at (\S+)$/.exec(line)?.[1]
      if (address) resolve(address)
    })
  })
  const failed = ended.then(({ code, told }) => {
    throw new Error(`The demo ended with ${code} before it was ready. It said: ${told}`)
  })
  return await Promise.race([ready, failed])
}

const endOf = (child: ChildProcess): Promise<Ended> =>
  new Promise(resolve => {
    let said = ''
    let told = ''
    child.stdout?.on('data', chunk => {
      said += chunk
    })
    child.stderr?.on('data', chunk => {
      told += chunk
    })
    child.once('close', code => resolve({ code, said, told }))
  })

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
