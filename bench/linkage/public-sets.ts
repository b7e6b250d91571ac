import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '../bench.ts'
import { csvLine } from '../population/write-population.ts'
import { bestOf, f1Of } from './best.ts'
import { personsIn, readClusters, scoreClusters } from './clusters.ts'
import { cellsOf } from './csv-lines.ts'
import { runLink } from './run-link.ts'
import { makeTruth } from './truth.ts'

type PublicSet = {
  readonly name: string
  readonly path: string
  readonly id: string
  /** The truth as the linker's own option takes it: a column, or a column and what to take of it. */
  readonly truth: string
  /** A number that only the set has, and that would make it easy: left out, as those who publish figures do. */
  readonly without?: string
  readonly of: 'pairs' | 'clusters'
  readonly target?: number
}

const here = join(import.meta.dirname, '../public-sets')
const beside = join(import.meta.dirname, '../../../shared/data/linkage')

const febrl = (number: number, target?: number): PublicSet => ({
  name: `Febrl ${number}`,
  path: join(number < 3 ? here : (process.env.FEBRL_DIR ?? beside), `dataset${number}.csv`),
  ...{ id: 'rec_id', truth: String.raw`rec_id=~^rec-(\d+)`, without: 'soc_sec_id', of: 'pairs' },
  ...(target === undefined ? {} : { target }),
})

const sets: readonly PublicSet[] = [
  febrl(1, 0.999),
  febrl(2, 0.998),
  febrl(3),
  febrl(4),
  {
    ...{ name: 'RLdata10000', path: process.env.RLDATA10000 ?? join(beside, 'RLdata10000.csv') },
    ...{ id: 'rec', truth: 'ent', of: 'pairs', target: 0.95 },
  },
  {
    ...{ name: 'fake_1000', path: join(here, 'fake_1000.csv'), id: 'unique_id', truth: 'cluster' },
    ...{ of: 'clusters', target: 0.935 },
  },
]

/** Runs the linker on each public set that is here, and scores what it wrote by our own count. */
export const measurePublicSets = async (folder: string): Promise<Result[]> => {
  const results: Result[] = []
  for (const set of sets) {
    if (existsSync(set.path)) results.push(await measureSet(set, folder))
    else if (set.target !== undefined)
      results.push({
        measure: `${set.name}: best F1`,
        target: `≥ ${set.target}`,
        got: 'not here: see bench/public-sets/LICENCES.md',
        size: '–',
      })
  }
  return results
}

const measureSet = async (set: PublicSet, folder: string): Promise<Result> => {
  const { rows, file } = prepare(set, folder)
  const truth = makeTruth(rows)
  const [out, pairs] = [join(folder, 'clusters.csv'), join(folder, 'pairs.csv')]
  const run = await runLink({ files: [file], out, pairs, truth: set.truth })
  const score = scoreClusters(personsIn(await readClusters(out, truth), truth), truth)
  const best = await bestOf(pairs, truth, score.truePairs)
  const automatic = f1Of(score.rightPairs, score.linkedPairs, score.truePairs)
  const shown = (value: number): string => value.toFixed(4)
  return {
    measure: `${set.name}: best F1 of ${set.of}${set.without ? `, without ${set.without}` : ''}`,
    target: set.target === undefined ? '–' : `≥ ${set.target}`,
    got: shown(best[set.of]),
    ...(set.target === undefined ? {} : { met: best[set.of] >= set.target }),
    size: `${rows.length} records, ${score.truePairs} true pairs`,
    ratio: `automatic F1 ${shown(automatic)}; best of pairs ${shown(best.pairs)}, of clusters ${shown(best.clusters)}; ${run.cpuSeconds.toFixed(1)} CPU s`,
  }
}

/** A copy of the set without what would make it easy, and who is who in it. */
const prepare = (set: PublicSet, folder: string): { rows: [string, string][]; file: string } => {
  const lines = readFileSync(set.path, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .map(line => cellsOf(line).map(cell => cell.trim()))
  const header = lines[0] ?? []
  const [column = '', pattern] = set.truth.split('=~')
  const [id, label, drop] = [header.indexOf(set.id), header.indexOf(column), header.indexOf(set.without ?? '')]
  const labelOf = (text: string): string => (pattern ? (new RegExp(pattern).exec(text)?.[1] ?? text) : text)
  const file = join(folder, `${set.name.replace(' ', '-').toLowerCase()}.csv`)
  writeFileSync(file, lines.map(cells => csvLine(cells.filter((_, at) => at !== drop))).join(''))
  return { rows: lines.slice(1).map(cells => [cells[id] ?? '', labelOf(cells[label] ?? '')]), file }
}
