import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { type Installation, type OpenGround, openGround, openInstallation } from '../src/app/database.ts'
import { type Settings, settingsFrom } from '../src/app/settings.ts'
import { openPool } from '../src/platform/database/index.ts'

/** A database of a bench's own, as the product ships it (durable), in a folder of its own. */
export type BenchInstallation = {
  readonly settings: Settings
  readonly installation: Installation
  readonly ownerUrl: string
  readonly jobs: OpenGround
  readonly pages: OpenGround
  /** Sees past row security: to fill tables and to compare them. */
  readonly owner: pg.Pool
  /** Leaves it; the database stays in its folder. */
  close(): Promise<void>
  /** Leaves it and removes the folder. */
  drop(): Promise<void>
}

/** A new folder for a database, private. */
export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'throughline-bench-'))

/** Opens the database of a folder, made and migrated where it is not there. `now` stops the clock of pages and jobs. */
export const openBench = async (dataDir = newDataDir(), now?: string): Promise<BenchInstallation> => {
  const settings = settingsFrom({ DATA_DIR: dataDir, ...(now ? { THROUGHLINE_NOW: now } : {}) })
  const installation = await openInstallation(settings)
  const owner = openPool({ url: installation.ownerUrl, name: 'bench', max: 4 })
  const jobs = openGround(installation, 'jobs', settings)
  const pages = openGround(installation, 'pages', settings, 12)
  const close = async () => {
    await Promise.all([owner.end(), jobs.close(), pages.close()])
    await installation.stop()
  }
  return {
    ...{ settings, installation, ownerUrl: installation.ownerUrl, jobs, pages, owner, close },
    drop: async () => {
      await close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
