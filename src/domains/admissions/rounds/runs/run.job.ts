import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground, type Tx } from '../../../../access/index.ts'
import { defineJob, type Job } from '../../../../platform/jobs/index.ts'
import { allocateRead } from '../../allocate-round.actions.ts'
import { distanceWords } from '../../criteria/criteria.ts'
import type { Explanation } from '../../explain/explain.ts'
import { RoundRefused } from '../../files/faults.ts'
import { type CriteriaRound, readCriteriaRound } from '../../files/read-criteria-round.actions.ts'
import { at, ownersOf } from '../../match/round.ts'
import { noDistance, withoutDistance } from '../held/held-places.ts'
import { listsAreDue } from '../offers/offers.actions.ts'
import { commitNext, workSecondRun } from '../second/second.job.ts'
import { councilsFile } from './elsewhere.queries.ts'
import { type Frozen, freezeRound } from './freeze.queries.ts'
import { keepRunInput } from './run-input.actions.ts'
import { besideOurs, countByCriterion, type RunReport, refusedElsewhere } from './run-report.ts'

type Place = { application: number; school: string | null; rank: number | null; given: string }
type Standing = {
  application: number
  school: string
  rank: number
  position: number | null
  criterion: number | null
  distance: string | null
  explanation: Explanation | null
}
/** What a run comes to: the same of the same frozen files, to the byte. */
export type RunMade = {
  readonly report: RunReport
  readonly outputSha256: string
  readonly places: readonly Place[]
  readonly standings: readonly Standing[]
}
const outFiles = ['offers.csv', 'explanations.jsonl', 'report.json'] as const

/** Allocates frozen files by the code that `throughline admissions allocate` runs. @throws RoundRefused with every fault of them. */
export const allocateFrozen = ({ files, applications }: Frozen): RunMade => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-run-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const made = readCriteriaRound(folder)
    const out = join(folder, 'offers')
    const report = allocateRead(folder, out, { made })
    const councils = councilsOf(files)
    const texts = outFiles.map(name => readFileSync(join(out, name), 'utf8'))
    const [offers = '', explanations = ''] = texts
    const hash = createHash('sha256')
    for (const text of texts) hash.update(text)
    return {
      report: { ...besideOurs(report, councils, made.round), rankedByCriterion: countByCriterion(made) },
      outputSha256: hash.digest('hex'),
      places: placesOf(offers, made, applications),
      standings: standingsOf(explanations, made, applications, councils),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Which council keeps each school that is not ours. */
const councilsOf = (files: Frozen['files']): ReadonlyMap<string, string> =>
  new Map(
    (files[councilsFile] ?? '')
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map(line => line.split(',') as [string, string]),
  )

const placesOf = (offers: string, made: CriteriaRound, applications: ReadonlyMap<string, number>): Place[] => {
  const children = new Map(made.round.children.map((id, c) => [id, c]))
  return offers
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => {
      const [reference = '', school = '', rank = ''] = line.split(',')
      const isNamed = at(made.special.named, children.get(reference) ?? 0) >= 0
      const given = isNamed ? 'plan' : rank !== '' ? 'preference' : school === '' ? 'none' : 'second pass'
      return {
        application: applications.get(reference) ?? 0,
        school: school || null,
        rank: rank === '' ? null : Number(rank),
        given,
      }
    })
}

const standingsOf = (
  explanations: string,
  { round, settings, standings, isProtected }: CriteriaRound,
  applications: ReadonlyMap<string, number>,
  councils: ReadonlyMap<string, string>,
): Standing[] => {
  const why = new Map<string, Explanation>()
  for (const line of explanations.split('\n').filter(Boolean)) {
    const one = JSON.parse(line) as Explanation
    const council = councils.get(one.school_id)
    why.set(`${one.child_id} ${one.school_id}`, council ? { ...one, words: refusedElsewhere(council) } : one)
  }
  const owner = ownersOf(round)
  return Array.from(round.school, (s, p) => {
    const [reference, school] = [round.children[at(owner, p)] ?? '', round.schools[s] ?? '']
    const [criterion, one] = [at(standings.criterion, p), settings[s]]
    const [shut, explained] = [isProtected(at(owner, p)), why.get(`${reference} ${school}`)]
    return {
      application: applications.get(reference) ?? 0,
      school,
      rank: at(round.rank, p),
      // what a run holds of another council's school is no order
      position: councils.has(school) ? null : at(round.position, p) || null,
      criterion: criterion < 0 ? null : criterion,
      distance: criterion < 0 || !one ? null : shut ? noDistance : distanceWords(one, at(standings.measure, p)),
      explanation: explained && shut ? withoutDistance(explained) : (explained ?? null),
    }
  })
}

const atOnce = 5_000

const keepRun = async (tx: Tx, runId: number, { places, standings }: RunMade): Promise<void> => {
  for (let from = 0; from < places.length; from += atOnce)
    await sql`insert into admission_place (run_id, application_id, school_key, rank, given_by)
      select ${runId}, n.application, n.school, n.rank, n.given
      from jsonb_to_recordset(${JSON.stringify(places.slice(from, from + atOnce))}::jsonb) as n(application bigint, school text, rank smallint, given text)`.execute(
      tx,
    )
  for (let from = 0; from < standings.length; from += atOnce)
    await sql`insert into admission_standing (run_id, application_id, school_key, rank, position, criterion, distance, waiting_position, explanation)
      select ${runId}, n.application, n.school, n.rank, n.position, n.criterion, n.distance, (n.explanation->>'waiting_position')::integer, n.explanation
      from jsonb_to_recordset(${JSON.stringify(standings.slice(from, from + atOnce))}::jsonb) as n(application bigint, school text, rank smallint,
        position integer, criterion smallint, distance text, explanation jsonb)`.execute(tx)
}

const tellStep = (ground: Ground, run: number, step: string): Promise<void> =>
  asActor(ground, 'admissions', async tx => {
    await sql`update admission_run set state = 'working', step = ${step} where id = ${run}`.execute(tx)
  })

/** Works one run: freezes what it is made from, allocates, and keeps what comes of it, all of it or nothing. Done again it begins anew. */
export const workRun = async (ground: Ground, run: number): Promise<void> => {
  await tellStep(ground, run, 'Freezing the applications')
  try {
    const frozen = await asActor(
      ground,
      'admissions',
      async (tx, now) => {
        const { rows } = await sql<{ round: number; kind: string }>`select round_id as round, kind from admission_run
      where id = ${run} and state in ('waiting', 'working')`.execute(tx)
        const [found] = rows
        if (!found) return undefined
        if (found.kind === 'second') {
          await workSecondRun(tx, now, run, found.round)
          return undefined
        }
        const made = await freezeRound(tx, found.round)
        await keepRunInput(tx, run, made.files)
        return made
      },
      600,
    )
    if (!frozen) return
    await tellStep(ground, run, 'Ranking and giving places')
    const made = allocateFrozen(frozen)
    await asActor(
      ground,
      'admissions',
      async (tx, now) => {
        await keepRun(tx, run, made)
        await sql`update admission_run set state = 'done', step = null, finished_at = ${now}, output_sha256 = ${made.outputSha256},
          report = ${JSON.stringify(made.report)}::jsonb where id = ${run}`.execute(tx)
      },
      600,
    )
  } catch (error) {
    if (!(error instanceof RoundRefused)) throw error
    await asActor(ground, 'admissions', async (tx, now) => {
      await sql`update admission_run set state = 'refused', step = null, finished_at = ${now},
        faults = ${JSON.stringify(error.faults)}::jsonb where id = ${run}`.execute(tx)
    })
  }
}

/** Works a run off behind the pages. */
export const workAdmissionRunJob = (ground: Ground): Job =>
  defineJob({
    name: 'work-admission-run',
    schema: Type.Object({ run: Type.Number() }),
    run: ({ run }) => workRun(ground, run),
  }) as Job

/** Lets approved offers out when their moment has come; none of a round that is paused, nor while one of them is at a school whose council has refused the child since. */
export const releaseOffers = (ground: Ground): Promise<void> =>
  asActor(ground, 'admissions', async (tx, now) => {
    const { rows } = await sql<{ round: number; run: number }>`
      update admission_release l set released_at = ${now} from admission_round r
      where r.id = l.round_id and l.released_at is null and r.release_at <= ${now}
        and not exists (select from admission_pause p where p.round_id = r.id and p.opened_at is null)
        and not exists (select from access.admission_elsewhere(l.run_id) e where e.refused > 0) returning l.round_id as round, l.run_id as run`.execute(
      tx,
    )
    for (const { round, run } of rows) {
      await sql`insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at)
        select ${round}, application_id, school_key, rank, given_by, 'held', ${now} from admission_place
        where run_id = ${run} and school_key is not null`.execute(tx)
      await commitNext(tx, round)
      await listsAreDue({ tx }, round)
    }
  })

/** Every minute: offers are out at the moment that was set, and not before. */
export const releaseOffersJob = (ground: Ground): Job =>
  defineJob({
    name: 'release-offers',
    schema: Type.Object({}),
    cron: '* * * * *',
    run: () => releaseOffers(ground),
  }) as Job
