import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Wanted } from '../population/population.ts'
import { writePopulation } from '../population/write-population.ts'
import { listFiles } from './measure-population.ts'
import { type Difference, differenceOf, type Partition, readPartition } from './partition.ts'
import { runLink } from './run-link.ts'
import { shuffleFiles } from './shuffle.ts'

/** Links one population as it was written, then with its rows in other orders and without the truth in them. */
export const measureOrder = async (folder: string, wanted: Wanted, orders: number): Promise<Difference[]> => {
  const written = await writePopulation(join(folder, 'as-written'), wanted)
  const link = async (files: readonly string[], truth?: string): Promise<Partition> => {
    const [out, pairs] = [join(folder, 'clusters.csv'), join(folder, 'pairs.csv')]
    const { barriers } = written
    await runLink({ files, out, pairs, barriers, ...(truth ? { truth } : {}) })
    return await readPartition(out, pairs)
  }
  const first = await link(listFiles(written), 'person')
  const differences: Difference[] = []
  for (let order = 1; order <= orders; order++) {
    const other = mkdtempSync(join(folder, 'order-'))
    mkdirSync(other, { recursive: true })
    const files = shuffleFiles(listFiles(written), other, { seed: order, without: 'person' })
    differences.push(differenceOf(first, await link(files)))
    rmSync(other, { recursive: true })
  }
  return differences
}
