import { createPublicKey } from 'node:crypto'
import { rmSync } from 'node:fs'
import { signTrail, type TrailGround } from '../src/access/audit-trail/sign-trail.actions.ts'
import { refuse, tamperings } from '../src/access/audit-trail/trail.examples.ts'
import { holdAgainstRoots } from '../src/access/audit-trail/verify-trail.ts'
import { readWitness } from '../src/access/audit-trail/witness.ts'
import { verifyTrail } from '../src/access/index.ts'
import type { Tx } from '../src/access/transaction.ts'
import { type Database, kysely } from '../src/platform/database/index.ts'
import type { Bench, Result } from './bench.ts'
import { type BenchInstallation, openBench } from './installation.ts'
import { perSecond, ratio, thousands } from './measure.ts'

const callers = 8

/** The record of access: what it costs to write, to sign and to verify, and whether every tampering is found. */
export const bench: Bench = {
  name: 'audit',
  about: 'events a second, written, signed and verified (two sizes); 10,000 tamperings by the owner of the database',
  run: async (tell, { size, quick }) => {
    const events = size ?? (quick ? 20_000 : 200_000)
    const world = await openBench()
    try {
      const small = await fill(world, events / 10)
      const large = await fill(world, events)
      const tampers = quick ? 1_000 : 10_000
      const missed = await tamper(world.jobs, world, tampers, tell)
      return [...resultsOf(small, large), { ...tampered(tampers, missed) }]
    } finally {
      await world.drop()
      rmSync(world.jobs.witness.file, { force: true })
    }
  },
}

type Filled = { readonly events: number; readonly written: number; readonly signed: number; readonly verified: number }

const fill = async ({ jobs, pages }: BenchInstallation, events: number): Promise<Filled> => {
  const each = Math.ceil(events / callers)
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now()
    await work()
    return performance.now() - started
  }
  const writing = await timed(() => Promise.all(Array.from({ length: callers }, () => refuse(pages, each))))
  const signing = await timed(() => signTrail(jobs))
  const keys = jobs.signingKeys().map(key => createPublicKey(key))
  const witnessed = await readWitness(jobs.witness.file)
  let all = 0
  const verifying = await timed(async () => {
    const found = await verifyTrail(jobs, keys, witnessed)
    if (found.faults.length > 0 || found.unsigned > 0)
      throw new Error(`The trail that nobody touched is not sound: ${JSON.stringify(found)}`)
    all = found.events
  })
  return {
    events,
    written: perSecond(each * callers, writing),
    signed: perSecond(each * callers, signing),
    verified: perSecond(all, verifying),
  }
}

/** Tampers with a short trail again and again, in transactions that are taken back; gives how often nothing was found. */
const tamper = async (
  jobs: TrailGround,
  world: BenchInstallation,
  times: number,
  tell: (line: string) => void,
): Promise<string[]> => {
  await world.owner.query('truncate access.access_event, access.audit_root')
  rmSync(jobs.witness.file)
  for (let i = 0; i < 20; i++) {
    await refuse(jobs, 10)
    await signTrail(jobs)
  }
  const keys = jobs.signingKeys().map(key => createPublicKey(key))
  const witnessed = await readWitness(jobs.witness.file)
  const owner = kysely<Database>(world.owner)
  const ways = Object.entries(tamperings)
  const missed: string[] = []
  const back = new Error('taken back')
  for (let i = 0; i < times; i++) {
    const [way, work] = ways[i % ways.length] as (typeof ways)[number]
    const found = async (tx: Tx) =>
      (await holdAgainstRoots(tx, keys, await work(tx, witnessed, n => Math.floor(Math.random() * n)))).faults.length
    await owner
      .transaction()
      .execute(async tx => {
        if ((await found(tx)) === 0) missed.push(way)
        throw back
      })
      .catch(error => {
        if (error !== back) throw error
      })
    if ((i + 1) % 2_000 === 0) tell(`  ${i + 1} of ${times} tamperings, ${missed.length} not found`)
  }
  return missed
}

const tampered = (times: number, missed: readonly string[]): Result => ({
  measure: 'audit: tamperings that were not found',
  target: '0',
  got: missed.length === 0 ? '0' : `${missed.length} (${[...new Set(missed)].join('; ')})`,
  met: missed.length === 0,
  size: `${thousands(times)} at random, of ${Object.keys(tamperings).length} kinds`,
})

const resultsOf = (small: Filled, large: Filled): Result[] => {
  const row = (measure: string, what: 'written' | 'signed' | 'verified', target?: number): Result => ({
    measure: `audit: ${measure}`,
    target: target ? `≥ ${target}` : '–',
    got: thousands(large[what]),
    ...(target ? { met: large[what] >= target } : {}),
    size: `${thousands(large.events)} events, ${callers} writers`,
    ratio: `${ratio(large[what], small[what])} × the rate at ${thousands(small.events)}`,
  })
  return [
    row('events a second, each committed by itself, durable', 'written', 3_000),
    row('events signed a second', 'signed'),
    row('events verified a second', 'verified'),
  ]
}
