import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Wanted } from '../population/population.ts'
import { type Written, writePopulation } from '../population/write-population.ts'
import { type ClusterScore, personsIn, readClusters, recallGaps, scoreClusters } from './clusters.ts'
import { type PairScore, scorePairs } from './pairs.ts'
import { type Run, runLink } from './run-link.ts'
import { readTruth } from './truth.ts'

/** One population, linked and scored. */
export type Measured = {
  readonly seed: number
  readonly records: number
  readonly clusters: ClusterScore
  readonly pairs: PairScore
  readonly run: Run
  /** Pairs that the linker says it compared; where it does not say, those that it wrote. */
  readonly compared: number
}

/** Writes a population, has it linked, and scores what came, all in this folder. */
export const measurePopulation = async (
  folder: string,
  wanted: Wanted,
  tell: (line: string) => void,
): Promise<Measured> => {
  const written = await writePopulation(folder, wanted)
  tell(`  seed ${wanted.seed}: ${written.persons} children, ${written.records} records written`)
  const [out, pairsFile] = [join(folder, 'clusters.csv'), join(folder, 'pairs.csv')]
  const { barriers } = written
  const run = await runLink({ files: listFiles(written), out, pairs: pairsFile, truth: 'person', barriers })
  tell(
    `  linked in ${run.wallSeconds.toFixed(0)} s, ${run.cpuSeconds.toFixed(0)} s of processor, ${run.peakMb.toFixed(0)} MB`,
  )
  const truth = await readTruth(listFiles(written), written.facts)
  const partition = await readClusters(out, truth)
  const clusters = scoreClusters(personsIn(partition, truth), truth)
  const pairs = await scorePairs(pairsFile, partition, truth)
  const stated = (run.json['pairs'] as { compared?: number } | undefined)?.compared
  rmSync(pairsFile)
  const measured = {
    seed: wanted.seed,
    records: written.records,
    clusters,
    pairs,
    run,
    compared: stated ?? pairs.pairs,
  }
  for (const line of detailsOf(measured)) tell(line)
  return measured
}

export const listFiles = ({ files }: Written): string[] => Object.values(files)

/** What stands behind the rows of the table: recall by group, wrong joins by kind, stated and true shares by band. */
export const detailsOf = ({ clusters, pairs }: Measured): string[] => {
  const percent = (right: number, all: number): string => `${((100 * right) / Math.max(1, all)).toFixed(2)} %`
  const groups = [...clusters.groups].map(([name, { right, all }]) => `${name} ${percent(right, all)}`)
  const wrong = Object.entries(clusters.wrong).map(
    ([kind, { records, persons }]) => `${kind} ${persons} (${records} pairs of records)`,
  )
  const bands = pairs.bands.map(
    band =>
      `${band.bits}: ${band.pairs}, ${percent(band.stated, band.pairs)} stated, ${percent(band.right, band.pairs)} true`,
  )
  return [
    `  recall by group: ${groups.join(', ')}; gap ${recallGaps(clusters).names.toFixed(2)} points`,
    `  persons joined wrongly: ${wrong.join(', ')}; ${clusters.mixed} clusters of ${clusters.clusters}`,
    `  pairs by bits: ${bands.join(' | ')}`,
  ]
}
