import { sql } from 'kysely'
import { recordAccess } from '../../access/index.ts'
import { checkRun } from '../check-files.ts'
import { findTaken } from '../drop/taken.queries.ts'
import type { Fault } from '../faults.queries.ts'
import { asIntake, type IntakeGround } from '../ground.ts'
import { receiveFiles, recogniseFiles } from '../receive.actions.ts'
import type { Problem, Source } from '../source.ts'
import { withSourceLock } from '../source-lock.actions.ts'

/** A bundle that came, signed by its school's key. */
export type Bundle = {
  readonly key: string
  readonly laestab: string
  readonly bundle: string
  readonly path: string
  readonly sha256: Buffer
  readonly requestId: string
}

/** What is said of it: a receipt as it is sent, or why nothing was taken. */
export type BundleAnswer =
  | { readonly receipt: string }
  | { readonly refused: 'conflict' | 'other-school' | 'unusable'; readonly problem: Problem }

const mostFaults = 500

/**
 * Takes a school's bundle in, once for each id of the school's: checked line by line as an import would be, then received as on the imports page, where
 * it is worked by a job. The same id with the same content gives the same receipt and changes nothing, also where it was cut off before.
 */
export const takeBundle = (ground: IntakeGround, source: Source, bundle: Bundle): Promise<BundleAnswer> =>
  withSourceLock(ground, `push ${bundle.laestab}`, async own => {
    const before = await asIntake(own, async tx => {
      const { rows } = await sql<{ receipt: string; same: boolean }>`
        select receipt, sha256 = ${bundle.sha256} as same from feed_push where laestab = ${bundle.laestab} and bundle = ${bundle.bundle}`.execute(
        tx,
      )
      return rows[0]
    })
    if (before) return before.same ? { receipt: before.receipt } : { refused: 'conflict', problem: anotherContent }
    const options = { sources: [source], sourceId: source.id }
    const { known, refused } = await recogniseFiles(own, [bundle.path], options)
    const [file] = known
    if (!file) return { refused: 'unusable', problem: refused[0]?.unreadable ? refused[0] : noBundle }
    if (file.recognised.school !== bundle.laestab) return { refused: 'other-school', problem: anotherSchool }
    const faults: Fault[] = []
    const report = await checkRun(own, known, fault => void faults.push(fault))
    faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    if (report.problem)
      return { refused: 'unusable', problem: { problem: report.problem, fix: report.fix ?? noBundle.fix } }
    const { rows, accepted, rejected, waiting, unchanged } = report
    return await keep(own, bundle, source, {
      lines: rows,
      accepted,
      rejected,
      waiting,
      unchanged,
      faults: faults.slice(0, mostFaults),
      faults_left_out: Math.max(0, faults.length - mostFaults),
    })
  })

const keep = async (ground: IntakeGround, bundle: Bundle, source: Source, found: object): Promise<BundleAnswer> => {
  const { laestab, sha256 } = bundle
  const run =
    (await asIntake(ground, tx => findTaken(tx, source.id, sha256))) ??
    (await receiveFiles(ground, [bundle.path], { sources: [source], sourceId: source.id })).runs[0]
  if (!run) throw new Error('No import was made of a bundle that was known.')
  return await asIntake(ground, async (tx, at) => {
    const state = run.state === 'waiting' ? 'waiting' : 'received'
    const receipt = `${JSON.stringify({ bundle: bundle.bundle, school: laestab, import: run.run, state, received_at: at.toISOString(), ...found })}\n`
    await sql`insert into feed_push (laestab, bundle, sha256, run_id, receipt, at)
      select ${laestab}, ${bundle.bundle}, ${sha256}, id, ${receipt}, ${at} from import_run where uuid = ${run.run}::uuid`.execute(
      tx,
    )
    await sql`update feed_key set used_at = ${at} where uuid = ${bundle.key}::uuid`.execute(tx)
    await recordAccess(tx, at, {
      reader: undefined,
      actor: 'intake',
      purpose: 'take in a school’s own bundle',
      action: 'POST /feeds/bundle',
      childId: undefined,
      categories: 0,
      outcome: 'done',
      rule: 'feed-key',
      requestId: bundle.requestId,
    })
    return { receipt }
  })
}

const anotherContent: Problem = {
  problem: 'A bundle of this id came before, with another content.',
  fix: 'Give every bundle an id of its own; send the same one again only as it was.',
}
const anotherSchool: Problem = {
  problem: 'The bundle is of another school than the key.',
  wanted: 'la and estab of the school that the key was made for',
  fix: 'Send each school’s bundle under its own key.',
}
// What is said of a file that somebody sends would lead them to a page that a school's system has not.
const noBundle: Problem = {
  problem: 'This is no bundle that says which school it is of, and of which day.',
  line: 1,
  wanted: '{"type":"manifest","la":"899","estab":"4202","generated_at":"2026-11-16T16:05:00Z"}',
  fix: 'Send one JSON object a line, the manifest first, with la (three digits), estab (four) and generated_at or to.',
}
