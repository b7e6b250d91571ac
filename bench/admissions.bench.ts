import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setInterval } from 'node:timers'
import { readRankedRound } from '../src/domains/admissions/files/read-round.actions.ts'
import { match } from '../src/domains/admissions/match/match.ts'
import { offerAndRelease } from '../src/domains/admissions/match/offer-and-release.ts'
import { roundFromDatabase } from './admission-round.ts'
import { type RoundSize, writeRound } from './admissions-town.ts'
import type { Bench, Result } from './bench.ts'
import { thousands } from './measure.ts'
import { offerRoundByRound } from './offer-round-by-round.ts'

type Aim = RoundSize & { readonly whole: number; readonly alone: number }

const aims: readonly Aim[] = [
  { children: 17_000, schools: 80, preferences: 6, whole: 1, alone: 0.2 },
  { children: 16_500, schools: 450, preferences: 4, whole: 1, alone: 0.3 },
  { children: 100_000, schools: 500, preferences: 6, whole: 5, alone: 1 },
  { children: 600_000, schools: 3_400, preferences: 6, whole: 40, alone: 8 },
]

/** An admissions round, from files to offers with explanations, in a process of its own on one core; and the match alone. */
export const bench: Bench = {
  name: 'admissions',
  about:
    'a round from files to offers with explanations, and the match alone, up to all of England; offer-and-release beside it',
  run: async (tell, { quick }) => {
    const results: Result[] = [holdProperties(quick ? 1_000 : 10_000)]
    let before: { children: number; whole: number } | undefined
    for (const aim of quick ? aims.slice(0, 3) : aims) {
      const folder = mkdtempSync(join(tmpdir(), 'throughline-admissions-'))
      try {
        await writeRound(folder, aim)
        tell(`  ${sizeOf(aim)} written`)
        const whole = await allocateApart(folder, join(folder, 'offers'))
        const alone = matchAlone(folder)
        const growth = before
          ? `; ${(whole.seconds / before.whole).toFixed(1)} × the time for ${(aim.children / before.children).toFixed(1)} × the children`
          : ''
        before = { children: aim.children, whole: whole.seconds }
        results.push(
          {
            measure: 'admissions: from files to offers with explanations',
            target: `≤ ${aim.whole} s`,
            got: `${whole.seconds.toFixed(2)} s, ${Math.round(whole.peak)} MB`,
            met: whole.seconds <= aim.whole,
            size: sizeOf(aim),
            ratio: `${thousands(whole.explained)} refusals explained, ${whole.untrue} untruly${growth}`,
          },
          {
            measure: 'admissions: the match alone',
            target: `≤ ${aim.alone} s`,
            got: `${alone.ours.toFixed(3)} s`,
            met: alone.ours <= aim.alone,
            size: sizeOf(aim),
            ratio: `offer-and-release in ${alone.rounds} rounds ${alone.naive.toFixed(2)} s: ${(alone.naive / alone.ours).toFixed(1)} ×; ${alone.better} children better off by the match, ${alone.worse} worse`,
          },
        )
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
    results.push(...(await roundFromDatabase(quick ? 5_000 : 17_000, tell)))
    return results
  },
}

/** The properties P1 to P9, by the tests that state them, over more random rounds than `npm test` has time for. P9 from files: a tenth of them. */
const holdProperties = (rounds: number): Result => {
  const tests = ['match/allocation', 'match/divided-places', 'criteria-round'].map(name =>
    join(import.meta.dirname, `../src/domains/admissions/${name}.test.ts`),
  )
  const env = { ...process.env, ADMISSIONS_ROUNDS: String(rounds) }
  const { status } = spawnSync(process.execPath, ['--test', ...tests], { env, stdio: 'ignore' })
  return {
    measure:
      'admissions: fair, best for every child, and seven more properties (P1 to P9), with and without bands and kept places',
    target: 'hold',
    got: status === 0 ? 'hold' : 'broken',
    met: status === 0,
    size: `${thousands(rounds)} random rounds each`,
  }
}

const sizeOf = ({ children, schools, preferences }: RoundSize): string =>
  `${thousands(children)} children, ${thousands(schools)} schools, ${preferences} preferences`

type Apart = { readonly seconds: number; readonly peak: number; readonly explained: number; readonly untrue: number }

/** Runs the command as a person would, start of the process included. */
const allocateApart = async (folder: string, out: string): Promise<Apart> => {
  const started = performance.now()
  const words = ['src/app/main.ts', 'admissions', 'allocate', folder, '--out', out]
  const child = spawn(process.execPath, words, { stdio: 'ignore', cwd: join(import.meta.dirname, '..') })
  let peak = 0
  const watch = setInterval(() => {
    try {
      const most = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
      peak = Math.max(peak, Number(most ?? 0) / 1024)
    } catch {
      // It has ended.
    }
  }, 50)
  const [code] = (await once(child, 'exit')) as [number]
  clearInterval(watch)
  if (code !== 0) throw new Error(`The command ended with ${code}.`)
  const seconds = (performance.now() - started) / 1000
  const { explanations } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
    explanations: { written: number; untrue: number }
  }
  return { seconds, peak, explained: explanations.written, untrue: explanations.untrue }
}

const matchAlone = (folder: string) => {
  const { round } = readRankedRound(folder)
  match(round)
  const [ours, held] = timed(() => match(round))
  const [naive, theirs] = timed(() => offerRoundByRound(round))
  const same = offerAndRelease(round)
  if (theirs.held.some((preference, child) => preference !== same[child]))
    throw new Error('The two ways of offer-and-release differ.')
  let [better, worse] = [0, 0]
  held.forEach((preference, child) => {
    const other = theirs.held[child] ?? -1
    if (preference === other) return
    if (other === -1 || preference < other) better++
    else worse++
  })
  return { ours, naive, rounds: theirs.rounds, better, worse }
}

const timed = <T>(work: () => T): [number, T] => {
  const started = performance.now()
  const made = work()
  return [(performance.now() - started) / 1000, made]
}
