import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomFrom } from '../fictional/random.ts'
import { type Arrival, listArrivals, writeFiles } from './arrivals.ts'
import type { Bench, Result } from './bench.ts'
import { countKills, disturbed, type Kills, type Round, undisturbed } from './kill-round.ts'

/** Random kill -9 of the importing process and of the whole of PostgreSQL: the same state as without. */
export const bench: Bench = {
  name: 'kill',
  about: 'imports Northmere through random kill -9 of worker and PostgreSQL (--kills 100)',
  run: async (tell, { kills = 100, quick, size = 300 }) => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-kill-'))
    try {
      await writeFiles(folder, size, 1)
      const arrivals = shortened(await listArrivals(join(folder, 'files')))
      return await killMany(arrivals, { most: quick ? Math.min(kills, 20) : kills, tell, size })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** Every source, and of the registers as many as make several batches: a start and a recovery cost the time, not rows. */
const shortened = (arrivals: readonly Arrival[]): Arrival[] =>
  arrivals
    .filter(one => !one.source.startsWith('spreadsheet'))
    .map(one => ({ ...one, paths: one.paths.slice(0, one.source === 'daily-attendance' ? 8 : 10) }))

type Many = { readonly most: number; readonly tell: (line: string) => void; readonly size: number }

const killMany = async (arrivals: readonly Arrival[], { most, tell, size }: Many): Promise<Result[]> => {
  const calm = await undisturbed(arrivals)
  const random = randomFrom(1971).next
  const sum: Kills = { worker: 0, postgres: 0, both: 0 }
  const [started, differing] = [performance.now(), [] as Round[]]
  let rounds = 0
  for (; countKills(sum) < most; rounds++) {
    const round = await disturbed(arrivals, { random, mostKills: most - countKills(sum), mostEach: 6 })
    for (const what of ['worker', 'postgres', 'both'] as const) sum[what] += round.kills[what]
    if (round.state.all !== calm.all) differing.push(round)
    tell(`  ${countKills(sum)} of ${most} kills, ${differing.length} rounds with another state`)
  }
  const seconds = (performance.now() - started) / 1000
  return [
    {
      measure: 'states that differ from an undisturbed import',
      target: '0',
      got: `${differing.length} of ${rounds} rounds${differing.length > 0 ? `: ${partsThatDiffer(differing, calm)}` : ''}`,
      met: differing.length === 0,
      size: `${countKills(sum)} kills: ${sum.worker} worker, ${sum.postgres} PostgreSQL, ${sum.both} both; ${size} children, ${arrivals.length} imports a round`,
      ratio: `${(seconds / countKills(sum)).toFixed(1)} s a kill`,
    },
  ]
}

const partsThatDiffer = (rounds: readonly Round[], calm: Round['state']): string =>
  [...new Set(rounds.flatMap(({ state }) => Object.keys(state).filter(part => state[part] !== calm[part])))].join(', ')
