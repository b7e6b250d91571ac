import type { Northmere } from '../world.ts'
import { annexA } from './annex-a.ts'
import { cinCensus } from './cin-census.ts'
import { commonTransferFile } from './ctf.ts'
import { dailyAttendance } from './daily-attendance.ts'
import { earlyHelp } from './early-help.ts'
import { schoolCensus } from './school-census.ts'
import { childrensCentre, housing, youngCarers } from './service-lists.ts'
import { openSink, type WrittenFile } from './sink.ts'
import { ssda903 } from './ssda903.ts'
import { collectCast, type Found } from './writing.ts'
import { youthClubs } from './youth-clubs.ts'

export { misId } from './daily-attendance.ts'
export type { WrittenFile } from './sink.ts'
export type { Found } from './writing.ts'

/** What was written, and where the hard cases are in it. */
export interface Written {
  readonly files: readonly WrittenFile[]
  readonly found: Readonly<Record<string, readonly Found[]>>
  readonly families: number
  readonly children: number
}

/** Writes every system's files of this world under `dir`, replacing what was there. Throws when the disk refuses. */
export const writeFiles = async (world: Northmere, dir: string, weeks: number): Promise<Written> => {
  const sink = openSink(dir)
  const cast = collectCast(world)
  const writing = { world, sink, cast }
  const writers = [
    schoolCensus(writing),
    dailyAttendance(writing, weeks),
    commonTransferFile(writing),
    annexA(writing),
    cinCensus(writing),
    ssda903(writing),
    earlyHelp(writing),
    youngCarers(writing),
    childrensCentre(writing),
    youthClubs(writing),
    housing(writing),
  ]
  let families = 0
  let children = 0
  for (const family of world.families()) {
    families++
    children += family.children.length
    for (const writer of writers) writer.family(family)
  }
  for (const writer of writers) await writer.end()
  return { files: sink.close(), found: cast.all(), families, children }
}
