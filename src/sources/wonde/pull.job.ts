import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pauseFor } from 'node:timers/promises'
import { Type } from 'typebox'
import { type IntakeGround, type ReceivedRun, receiveFiles, type Source } from '../../intake/index.ts'
import { addDays, londonDate } from '../../kernel/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { askPage, NoPage } from './pages.queries.ts'
import { type Cursor, keepCursor, listPulledSchools, type PulledSchool } from './pulled-schools.actions.ts'
import { bundleText, markLine, pupilLine } from './wonde-bundle.ts'

/** How schools are asked. */
export type PullOptions = {
  /** Where the API is, with its version: `https://api.wonde.com/v1.0`. */
  readonly url: string
  /** The source that a bundle is of. */
  readonly source: Source
  readonly signal: AbortSignal
  /** Waits between tries. Default: by the clock. */
  readonly pause?: (milliseconds: number) => Promise<unknown>
}

/** How one school's pull ended: the import made of what came, and what was in the way. */
export type Pulled = {
  readonly laestab: string
  readonly run: ReceivedRun | undefined
  readonly problem: string | undefined
}

const firstDays = 14
const pageSize = 200
// Their clock and ours may differ: what changed in the hour before is asked for again, and changes nothing.
const overlapMilliseconds = 3_600_000

/**
 * Asks every school for what has changed, one after another. What came of a school counts even where it then broke off, and the next pull goes
 * on from the page that did not come; one school's trouble is not another's.
 */
export const pullSchools = async (ground: IntakeGround, options: PullOptions): Promise<Pulled[]> => {
  const pulled: Pulled[] = []
  for (const school of await listPulledSchools(ground)) {
    options.signal.throwIfAborted()
    pulled.push(await pullSchool(ground, options, school))
  }
  return pulled
}

const pullSchool = async (ground: IntakeGround, options: PullOptions, school: PulledSchool): Promise<Pulled> => {
  const began = school.cursor.began ?? ground.now().toISOString()
  const { lines, cursor, problem } = await askAll(ground, options, school, began)
  const run = lines.length > 0 ? await receiveLines(ground, options.source, school.laestab, lines) : undefined
  // Only after what came has been received: whoever dies in between asks for the same pages again.
  await keepCursor(ground, school.laestab, { cursor, problem, came: problem === undefined || lines.length > 0 })
  return { laestab: school.laestab, run, problem }
}

type Line = ReturnType<typeof pupilLine>
type Asked = { readonly lines: readonly Line[]; readonly cursor: Cursor; readonly problem: string | undefined }

const askAll = async (
  ground: IntakeGround,
  options: PullOptions,
  school: PulledSchool,
  began: string,
): Promise<Asked> => {
  const { since, resource: from = 'students' } = school.cursor
  const { token } = school
  const pause = options.pause ?? (milliseconds => pauseFor(milliseconds, undefined, { signal: options.signal }))
  const lines: Line[] = []
  let next = school.cursor.next
  for (const resource of from === 'students' ? (['students', 'attendance'] as const) : (['attendance'] as const)) {
    let url: string | undefined = next ?? firstPage(ground, options.url, school, resource)
    next = undefined
    while (url !== undefined) {
      const here: string = url
      try {
        const page = await askPage(here, { token, pause, signal: options.signal })
        const read = resource === 'students' ? pupilLine : markLine
        lines.push(...page.data.map(read).filter(line => line !== undefined))
        url = page.next
      } catch (error) {
        if (!(error instanceof NoPage)) throw error
        const cursor = { began, resource, next: here, ...(since ? { since } : {}) }
        return { lines, cursor, problem: error.message }
      }
    }
  }
  return {
    lines,
    cursor: { since: new Date(Date.parse(began) - overlapMilliseconds).toISOString() },
    problem: undefined,
  }
}

const firstPage = (
  ground: IntakeGround,
  base: string,
  { school, cursor }: PulledSchool,
  resource: 'students' | 'attendance',
): string => {
  const url = new URL(`${base.replace(/\/+$/, '')}/schools/${encodeURIComponent(school)}/${resource}`)
  url.searchParams.set('per_page', String(pageSize))
  url.searchParams.set('include', resource === 'students' ? 'education_details' : 'student,attendance_code')
  const day = addDays(londonDate(ground.now()), -firstDays)
  const since =
    cursor.since?.replace('T', ' ').slice(0, 19) ?? (resource === 'attendance' ? `${day} 00:00:00` : undefined)
  if (since) url.searchParams.set('updated_after', since)
  return url.toString()
}

const receiveLines = async (
  ground: IntakeGround,
  source: Source,
  laestab: string,
  lines: readonly Line[],
): Promise<ReceivedRun | undefined> => {
  const at = ground.now()
  const folder = await mkdtemp(join(ground.tempDir ?? tmpdir(), 'throughline-file-'))
  try {
    const path = join(folder, `pull-${laestab}.ndjson`)
    await writeFile(path, bundleText(laestab, at, londonDate(at), lines), { mode: 0o600 })
    return (await receiveFiles(ground, [path], { sources: [source], sourceId: source.id })).runs[0]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The job that asks on school days at 09:45 and 15:45 UTC, when registers have closed. */
export const pullSchoolsJob = (ground: IntakeGround, options: Omit<PullOptions, 'signal'>): Job =>
  defineJob({
    name: 'pull-schools',
    schema: Type.Object({}),
    cron: '45 9,15 * * 1-5',
    run: async (_ids, { signal }) => void (await pullSchools(ground, { ...options, signal })),
  }) as Job
