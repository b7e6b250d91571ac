import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pauseFor } from 'node:timers/promises'
import { Type } from 'typebox'
import { type IntakeGround, type ReceivedRun, receiveFiles, type Source } from '../../intake/index.ts'
import { addDays, londonDate } from '../../kernel/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { askPage, NoPage } from './pages.queries.ts'
import {
  type Cursor,
  keepCursor,
  listPulledSchools,
  type PulledSchool,
  type Resource,
  resources,
} from './pulled-schools.actions.ts'
import { bundleText, type Line, markLine, pupilLine } from './wonde-bundle.ts'

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
// That a contact or an address changed may not count as a change of the pupil: once a week all are asked for.
const wholeEveryDays = 7
/** So many schools at once: each has a token of its own, and the API counts what a token asks. */
const atOnce = 4
const pageSize = 200
// Their clock and ours may differ: what changed in the hour before is asked for again, and changes nothing.
const overlapMilliseconds = 3_600_000

/**
 * Asks every school for what has changed, a few at once. What came of a school counts even where it then broke off, and the next pull goes
 * on from the page that did not come; one school's trouble is not another's. Gives how each ended, in the order in which they were asked.
 * @throws whatever kept the first of the schools from being asked at all, once the others have been.
 */
export const pullSchools = async (ground: IntakeGround, options: PullOptions): Promise<Pulled[]> => {
  const schools = await listPulledSchools(ground)
  const waiting = schools.entries()
  const pulled: Pulled[] = []
  const failed: unknown[] = []
  const work = async (): Promise<void> => {
    for (const [at, school] of waiting) {
      options.signal.throwIfAborted()
      try {
        pulled[at] = await pullSchool(ground, options, school)
      } catch (error) {
        failed.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (failed.length > 0) throw failed[0]
  return pulled
}

const pullSchool = async (ground: IntakeGround, options: PullOptions, school: PulledSchool): Promise<Pulled> => {
  const began = school.cursor.began ?? ground.now().toISOString()
  const { lines, cursor, problem, answered } = await askAll(ground, options, school, began)
  const run = lines.length > 0 ? await receiveLines(ground, options.source, school.laestab, lines) : undefined
  // Only after what came has been received: whoever dies in between asks for the same pages again.
  await keepCursor(ground, school.laestab, { cursor, problem, came: answered || lines.length > 0 })
  return { laestab: school.laestab, run, problem }
}

/** `answered`: the API answered to the end, be it that a part is not for us. */
type Asked = {
  readonly lines: readonly Line[]
  readonly cursor: Cursor
  readonly problem: string | undefined
  readonly answered: boolean
}

const askAll = async (
  ground: IntakeGround,
  options: PullOptions,
  school: PulledSchool,
  began: string,
): Promise<Asked> => {
  const { token, cursor } = school
  const { since, resource: from = 'students', wholeAt } = cursor
  const pause = options.pause ?? (milliseconds => pauseFor(milliseconds, undefined, { signal: options.signal }))
  const on = londonDate(ground.now())
  const whole = isDue(wholeAt, began)
  const lines: Line[] = []
  const refused: string[] = []
  let owed = cursor.owed ?? {}
  let next = cursor.next
  for (const resource of resources.slice(resources.indexOf(from))) {
    const after = owed[resource] ?? since ?? `${addDays(on, -firstDays)}T00:00:00`
    let url: string | undefined =
      next ?? firstPage(options.url, school, resource, resource === 'students' && whole ? undefined : after)
    next = undefined
    while (url !== undefined) {
      const here: string = url
      try {
        const page = await askPage(here, { token, pause, signal: options.signal })
        const read = resource === 'attendance' ? markLine : (one: unknown) => pupilLine(one, on)
        lines.push(...page.data.map(read).filter(line => line !== undefined))
        url = page.next
        const { [resource]: _, ...rest } = owed
        if (url === undefined) owed = rest
      } catch (error) {
        if (!(error instanceof NoPage)) throw error
        if (!error.forbidden)
          return {
            lines,
            cursor: { ...cursor, owed, began, resource, next: here },
            problem: [...refused, error.message].join(' '),
            answered: false,
          }
        // Marks of a school that shares no leavers come all the same, and what it shares later is asked for from here on.
        refused.push(`${resourceWords[resource]}: ${error.message}`)
        owed = { ...owed, [resource]: after }
        url = undefined
      }
    }
  }
  const until = new Date(Date.parse(began) - overlapMilliseconds).toISOString()
  const told = owed.students === undefined && whole ? began : wholeAt
  const cursorThen = { since: until, owed, ...(told ? { wholeAt: told } : {}) }
  return { lines, cursor: cursorThen, problem: refused.join(' ') || undefined, answered: true }
}

const resourceWords: Readonly<Record<Resource, string>> = {
  students: 'Pupils',
  'students-leaver': 'Who has left',
  attendance: 'Marks',
}

const isDue = (wholeAt: string | undefined, began: string): boolean =>
  wholeAt === undefined || Date.parse(began) - Date.parse(wholeAt) >= wholeEveryDays * 86_400_000

const pupilParts = 'education_details,extended_details,contact_details,contacts,contacts.contact_details'

const firstPage = (base: string, { school }: PulledSchool, resource: Resource, after: string | undefined): string => {
  const url = new URL(`${base.replace(/\/+$/, '')}/schools/${encodeURIComponent(school)}/${resource}`)
  url.searchParams.set('per_page', String(pageSize))
  url.searchParams.set('include', resource === 'attendance' ? 'student,attendance_code' : pupilParts)
  if (after) url.searchParams.set('updated_after', after.replace('T', ' ').slice(0, 19))
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
