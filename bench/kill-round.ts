// One round of the kill test: a small Northmere is imported by real processes of the product, each of which is killed at
// a moment drawn from a seeded stream, or loses its whole PostgreSQL, until everything is in.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { linkOn } from '../src/app/jobs.ts'
import { sources } from '../src/app/sources.ts'
import { receiveFiles, workRun } from '../src/intake/index.ts'
import { goldenState } from '../src/intake/testing/index.ts'
import type { Arrival } from './arrivals.ts'
import { type BenchInstallation, openBench } from './installation.ts'
import { killTree } from './process-tree.ts'

export type Kills = { worker: number; postgres: number; both: number }
export type Round = { readonly state: Readonly<Record<string, string>>; readonly kills: Kills; readonly lives: number }

/** How many there were of all kinds. */
export const countKills = ({ worker, postgres, both }: Kills): number => worker + postgres + both

const root = join(import.meta.dirname, '..')
/** A worker that has lost its database and is not done after this long is started anew, as a service manager would. */
const patience = 15_000
/** As many processes may end by themselves before an import is done: one that meets the other's last moments. */
const mostInVain = 3

/** The state after an import that nobody disturbed. */
export const undisturbed = async (arrivals: readonly Arrival[]): Promise<Round['state']> => {
  const bench = await openBench()
  try {
    for (const { paths } of arrivals) {
      const { runs } = await receiveFiles(bench.jobs, paths, { sources })
      for (const { run } of runs) await workRun(bench.jobs, run, { sources, link: linkOn(bench.jobs) })
    }
    return await goldenState(bench.owner)
  } finally {
    await bench.drop()
  }
}

type Life = {
  readonly bench: BenchInstallation
  readonly arrival: Arrival
  readonly place: number
  readonly random: () => number
  readonly mayKill: boolean
  readonly kills: Kills
}

/** Imports everything through kills: at most `mostKills` in all, `mostEach` for one arrival. */
export const disturbed = async (
  arrivals: readonly Arrival[],
  { random, mostKills, mostEach }: { random: () => number; mostKills: number; mostEach: number },
): Promise<Round> => {
  const bench = await openBench()
  const kills: Kills = { worker: 0, postgres: 0, both: 0 }
  const total = () => countKills(kills)
  let lives = 0
  try {
    for (const [place, arrival] of arrivals.entries()) {
      const before = total()
      const livesBefore = lives
      do {
        if (lives - livesBefore - (total() - before) > mostInVain)
          throw new Error('An import of the kill test is not done by processes that nobody killed.')
        lives++
        const mayKill = total() < mostKills && total() - before < mostEach
        await live({ bench, arrival, place, random, mayKill, kills })
      } while (!(await isDone(bench, place)))
    }
    return { state: await goldenState(bench.owner), kills, lives }
  } finally {
    await bench.drop()
  }
}

/** One process from its start to its end: killed, given up, or done. */
const live = async (life: Life): Promise<void> => {
  const { bench, place, mayKill } = life
  const isReceived = (await stateOf(bench, place)) !== undefined
  const words = isReceived ? ['worker'] : ['import', ...life.arrival.paths]
  const ear = await listen(bench)
  const child = spawn(process.execPath, [join(root, 'src/app/main.ts'), ...words], {
    env: { ...process.env, DATA_DIR: bench.settings.dataDir, DATABASE_URL: '' },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  try {
    const finished = Promise.race([ended, untilDone(life, ear)])
    if (!mayKill) await finished
    else if ((await Promise.race([finished.then(() => 'done'), moment(life, ear)])) !== 'done')
      await kill(life, child, ended, finished)
  } finally {
    await ear.close()
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await ended
    }
  }
}

/** Most kills come so many saved batches into the work and a little later, the others at any moment of a life. */
const moment = async ({ random }: Life, ear: Ear): Promise<'now'> => {
  const [batches, later] = [random() < 0.7 ? 1 + Math.floor(random() * 3) : 0, random()]
  for (let heard = 0; heard < batches; heard++) await ear.heard()
  await pause(batches === 0 ? later * 2500 : later * 150)
  return 'now'
}

const kill = async (
  { bench, random, kills }: Life,
  child: ChildProcess,
  ended: Promise<unknown>,
  finished: Promise<unknown>,
): Promise<void> => {
  const what = random() < 0.5 ? 'worker' : random() < 0.6 ? 'postgres' : 'both'
  kills[what]++
  if (what !== 'postgres') killTree(child.pid ?? 0)
  if (what !== 'worker') killTree(postmaster(bench))
  if (what !== 'postgres') return void (await ended)
  const given = await Promise.race([finished, pause(patience, 'given up', { ref: false })])
  if (given === 'given up') killTree(child.pid ?? 0)
  await (given === 'given up' ? ended : undefined)
}

const postmaster = ({ settings }: BenchInstallation): number =>
  Number(readFileSync(join(settings.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

/** Resolves when the run is done. */
const untilDone = async ({ bench, place }: Life, ear: Ear): Promise<void> => {
  for (;;) {
    const next = ear.heard()
    if (await isDone(bench, place)) return
    await next
  }
}

const isDone = async (bench: BenchInstallation, place: number): Promise<boolean> => {
  const state = await stateOf(bench, place)
  if (state === 'failed' || state === 'waiting') throw new Error(`An import of the kill test is ${state}.`)
  return state === 'done'
}

const stateOf = async (bench: BenchInstallation, place: number): Promise<string | undefined> => {
  const { rows } = await untilAnswered(() =>
    bench.owner.query<{ state: string }>('select state from import_run order by id offset $1 limit 1', [place]),
  )
  return rows[0]?.state
}

/** What is announced while a process works. When the connection is lost with PostgreSQL it is opened again, and that counts as heard. */
type Ear = { heard(): Promise<void>; close(): Promise<void> }

const listen = async (bench: BenchInstallation): Promise<Ear> => {
  let closed = false
  const waiting: (() => void)[] = []
  const wake = () => {
    for (const one of waiting.splice(0)) one()
  }
  let client: pg.Client
  const open = async (): Promise<void> => {
    client = await untilAnswered(() => connect(bench))
    client.on('notification', () => wake())
    client.once('end', () => void (closed || open().then(() => wake())))
  }
  await open()
  return {
    heard: () => new Promise(resolve => void waiting.push(resolve)),
    close: async () => {
      closed = true
      await client.end().catch(() => {})
    },
  }
}

const connect = async (bench: BenchInstallation): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: bench.installation.ownerUrl, application_name: 'throughline ear' })
  client.on('error', () => {
    /* Heard as 'end'. */
  })
  await client.connect()
  await client.query('listen throughline')
  return client
}

/** Asks again while PostgreSQL is coming back, for three minutes at most: on a machine full of other work it took more than one. */
const untilAnswered = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (const deadline = Date.now() + 180_000; ; await pause(50)) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
  }
}
