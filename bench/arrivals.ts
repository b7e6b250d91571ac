import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Manifest, writeNorthmere } from '../fictional/index.ts'
import { sources } from '../src/app/sources.ts'
import { recogniseFile } from '../src/intake/index.ts'
import type { PlainDate } from '../src/kernel/index.ts'

/** Files that make one run: of one source and period. */
export type Arrival = { readonly source: string; readonly period: string; readonly paths: readonly string[] }

/** Northmere's day, so that the files of a bench are the same whenever it runs. */
export const today = '2026-11-20' as PlainDate

/** Writes Northmere's files under `dir`. */
export const writeFiles = (dir: string, children: number, weeks: number): Promise<Manifest> =>
  writeNorthmere({ dir, seed: 'northmere', today, children, weeks })

/** The files under a folder that the product's sources know, a run's together, the earliest run first. */
export const listArrivals = async (folder: string): Promise<Arrival[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const found = new Map<string, { source: string; period: string; paths: string[]; asOf: number }>()
  for (const path of paths.sort()) {
    const file = await recogniseFile(path, sources)
    if (!('source' in file)) continue
    const { period, asOf } = file.recognised
    const key = `${file.sourceId}\n${period}`
    const arrival = found.get(key) ?? { source: file.sourceId, period, paths: [], asOf: 0 }
    arrival.paths.push(path)
    arrival.asOf = Math.max(arrival.asOf, asOf.getTime())
    found.set(key, arrival)
  }
  return [...found.values()].sort((a, b) => a.asOf - b.asOf || (a.source < b.source ? -1 : 1))
}
