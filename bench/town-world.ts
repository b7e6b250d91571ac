import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrationsDir } from '../src/app/database.ts'
import { loadTown } from './bulk-loader.ts'
import { type BenchInstallation, openBench } from './installation.ts'
import type { Town } from './town.ts'
import { arrangeTown } from './town-staff.ts'

/** Where towns stand between benches; outside the repository. */
const townsDir = process.env.BENCH_DIR ?? join(tmpdir(), 'throughline-towns')
export const townNow = '2026-11-20T10:00:00Z'

/** Everything that decides what a loaded town looks like. */
const stamp = (): string => {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrationsDir).sort()) hash.update(readFileSync(join(migrationsDir, file)))
  for (const file of ['town.ts', 'town.source.ts', 'town-staff.ts', 'bulk-loader.ts'])
    hash.update(readFileSync(join(import.meta.dirname, file)))
  return hash.digest('hex').slice(0, 12)
}

export type TownWorld = BenchInstallation & { readonly town: Town }

/**
 * Opens a town of that size, loading it first where it is not there yet or was made by another state of the code. Of `earlier` school years
 * everyday facts are told besides.
 */
export const openTown = async (children: number, tell: (line: string) => void, earlier = 0): Promise<TownWorld> => {
  const town: Town = { children, days: 40, earlier }
  const sort = earlier > 0 ? `${children}x${earlier}` : String(children)
  const dataDir = join(townsDir, `${sort}-${stamp()}`)
  const whole = join(dataDir, 'whole')
  mkdirSync(townsDir, { recursive: true, mode: 0o700 })
  for (const old of readdirSync(townsDir).filter(
    name => name.startsWith(`${sort}-`) && join(townsDir, name) !== dataDir,
  ))
    rmSync(join(townsDir, old), { recursive: true, force: true })
  if (!existsSync(whole)) rmSync(dataDir, { recursive: true, force: true })
  const bench = await openBench(dataDir, townNow)
  if (existsSync(whole)) return { ...bench, town }
  tell(`  loading a town of ${children} children …`)
  await loadTown(bench, town, tell)
  await arrangeTown(bench.jobs, town)
  writeFileSync(whole, '')
  return { ...bench, town }
}
