import { createHash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { withConfirmed } from '../confirmed-sources.queries.ts'
import { listFaults } from '../faults.queries.ts'
import { asIntake, type IntakeGround } from '../ground.ts'
import { type ReceivedRun, receiveFiles } from '../receive.actions.ts'
import { findSource } from '../run.ts'
import type { Source } from '../source.ts'
import { withSourceLock } from '../source-lock.actions.ts'
import { folderOf, freeName, isPassedOver, refusedReport, reportEnding, sourceOf, takenReport } from './drop-names.ts'
import { findTaken, type Taken } from './taken.queries.ts'

/** Where files are dropped. */
export type DropOptions = {
  readonly folder: string
  readonly sources: readonly Source[]
  /** The moment, in the milliseconds that the folder stamps its files with. Default: asked of the folder. */
  readonly moment?: number
}

/** What one look at the folder did: imports it began, and how many files it moved away. */
export type Dropped = { readonly runs: readonly ReceivedRun[]; readonly done: number; readonly refused: number }

type Scan = Required<DropOptions> & { done: number; refused: number }
type Lying = { readonly name: string; readonly path: string; readonly stats: Stats }
type Outcome = 'done' | 'refused'

// How long a file must have lain unchanged before it is taken for whole.
const settledMilliseconds = 60_000
const dayMilliseconds = 86_400_000
// What is here stands in the clear: the import keeps its own copy, sealed.
const keptDays = { done: 7, refused: 30 } as const
const reportDays = 90

/**
 * Looks through the drop folder once. In each source's sub-folder, files that are whole are taken in as on the imports page; one whose import
 * has ended is moved to `done/` or `refused/` with a report beside it. Nothing is remembered but by the import's own hash of the file, so a
 * look that was cut off is only looked again. One look at a time.
 */
export const lookInDropFolder = (ground: IntakeGround, options: DropOptions): Promise<Dropped> =>
  withSourceLock(ground, 'drop folder', async own => {
    const sources = await asIntake(own, tx => withConfirmed(tx, options.sources))
    for (const source of sources.filter(one => one.id !== 'spreadsheet'))
      await mkdir(join(options.folder, folderOf(source.id)), { recursive: true, mode: 0o700 })
    const scan: Scan = {
      folder: options.folder,
      sources,
      moment: options.moment ?? (await clockOf(options.folder)),
      done: 0,
      refused: 0,
    }
    const runs: ReceivedRun[] = []
    await refuseStrays(scan)
    for (const entry of await readdir(scan.folder, { withFileTypes: true }))
      if (entry.isDirectory() && !isPassedOver(entry.name) && entry.name !== 'refused')
        runs.push(...(await lookInto(own, scan, entry.name)))
    return { runs, done: scan.done, refused: scan.refused }
  })

/** The moment by the clock that the folder's files are stamped with: a server's, or an invented one of ours, may differ. */
const clockOf = async (folder: string): Promise<number> => {
  const probe = join(folder, '.clock')
  await writeFile(probe, '')
  return (await lstat(probe)).mtimeMs
}

/** Files of a folder that nobody has touched for a while, by name; links and what is still being sent are left alone. */
const listLying = async (folder: string, { moment }: Scan): Promise<Lying[]> => {
  const found: Lying[] = []
  for (const name of (await readdir(folder)).sort()) {
    if (isPassedOver(name)) continue
    const path = join(folder, name)
    const stats = await lstat(path).catch(() => undefined)
    if (stats?.isFile() && moment - Math.max(stats.mtimeMs, stats.ctimeMs) >= settledMilliseconds)
      found.push({ name, path, stats })
  }
  return found
}

const refuseStrays = async (scan: Scan): Promise<void> => {
  for (const file of await listLying(scan.folder, scan)) {
    const fix = 'Put it into the sub-folder of its source: there is one for each beside it.'
    const report = refusedReport({
      problem: 'The file lies beside the sub-folders, so nobody can tell whose it is.',
      fix,
    })
    await moveAway(scan, scan.folder, file, 'refused', report)
  }
  await dropOld(scan, scan.folder)
}

const lookInto = async (ground: IntakeGround, scan: Scan, name: string): Promise<readonly ReceivedRun[]> => {
  const folder = join(scan.folder, name)
  const sourceId = sourceOf(name)
  const fresh: Lying[] = []
  for (const file of await listLying(folder, scan)) {
    const sha256 = await hashOf(file.path)
    const taken = await asIntake(ground, tx => findTaken(tx, sourceId, sha256))
    if (!taken || (taken.state === 'failed' && (await isReported(folder, taken.run)))) fresh.push(file)
    else if (taken.state === 'done' || taken.state === 'failed') await settle(ground, scan, folder, file, taken)
  }
  await dropOld(scan, folder)
  if (fresh.length === 0) return []
  const paths = fresh.map(file => file.path)
  const { runs, refused } = await receiveFiles(ground, paths, { sources: scan.sources, sourceId })
  for (const problem of refused) {
    const file = fresh.find(one => one.name === problem.file)
    if (file) await moveAway(scan, folder, file, 'refused', refusedReport(problem))
  }
  return runs
}

const settle = async (ground: IntakeGround, scan: Scan, folder: string, file: Lying, taken: Taken): Promise<void> => {
  const source = findSource(scan.sources, taken.sourceId)
  const found = await asIntake(ground, tx => listFaults(tx, taken.fileId, source))
  const failed = taken.state === 'failed' ? { failed: { problem: taken.problem ?? '', fix: taken.fix ?? '' } } : {}
  await moveAway(scan, folder, file, failed.failed ? 'refused' : 'done', takenReport({ ...taken, ...failed, ...found }))
}

/** Whether it has been told already that this import failed: the same file again is then another try. */
const isReported = async (folder: string, run: string): Promise<boolean> => {
  const refused = join(folder, 'refused')
  for (const name of await readdir(refused).catch(() => []))
    if (name.endsWith(reportEnding) && (await readFile(join(refused, name), 'utf8')).includes(run)) return true
  return false
}

/** Puts the report down first, then moves the file: a move that was cut off is done again. A file that changed meanwhile is another file, and stays. */
const moveAway = async (
  scan: Scan,
  folder: string,
  { name, path, stats }: Lying,
  outcome: Outcome,
  report: string,
): Promise<void> => {
  const into = join(folder, outcome)
  await mkdir(into, { recursive: true, mode: 0o700 })
  const free = freeName(name, new Set(await readdir(into)))
  const at = join(into, free)
  await writeFile(`${at}${reportEnding}`, report, { mode: 0o600, flush: true })
  await rename(path, at)
  const moved = await lstat(at)
  if (moved.ino !== stats.ino || moved.size !== stats.size || moved.mtimeMs !== stats.mtimeMs) {
    await rename(at, path)
    return await rm(`${at}${reportEnding}`)
  }
  scan[outcome]++
}

const dropOld = async ({ moment }: Scan, folder: string): Promise<void> => {
  for (const outcome of ['done', 'refused'] as const) {
    const into = join(folder, outcome)
    for (const name of await readdir(into).catch(() => [])) {
      const days = name.endsWith(reportEnding) ? reportDays : keptDays[outcome]
      const stats = await lstat(join(into, name))
      if (stats.isFile() && moment - stats.ctimeMs > days * dayMilliseconds) await rm(join(into, name))
    }
  }
}

const hashOf = async (path: string): Promise<Buffer> => {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part)
  return hash.digest()
}

/** The job that looks every minute. */
export const dropFolderJob = (ground: IntakeGround, options: DropOptions): Job =>
  defineJob({
    name: 'drop-folder',
    schema: Type.Object({}),
    everySeconds: 60,
    run: async () => void (await lookInDropFolder(ground, options)),
  }) as Job
