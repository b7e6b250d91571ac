import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground, type Tx } from '../../../../access/index.ts'
import { defineJob, type Job } from '../../../../platform/jobs/index.ts'
import type { CriteriaRound } from '../../files/read-criteria-round.actions.ts'
import { at, noPlace } from '../../match/round.ts'
import { secondPass } from '../../match/second-pass.ts'
import { secondRound } from '../../match/second-round.ts'
import { takesPrecedence, withPrecedence } from '../../waiting/precedence.ts'
import { csvText } from '../files/csv-text.ts'
import { listsAreDue } from '../offers/offers.actions.ts'
import { wantsNoHigher } from '../offers/offers.queries.ts'
import { type Frozen, freezeRound } from '../runs/freeze.queries.ts'
import { keepRunInput } from '../runs/run-input.actions.ts'
import { asksUpTo, type OfferStands, readFrozen } from '../waiting/waiting.job.ts'
import type { SecondReport } from './second.queries.ts'

type Offer = OfferStands & { readonly reference: string; readonly standing: string }
/** A round frozen for its second run: the files of a run, with what was offered. */
type SecondFrozen = Frozen & { readonly offers: readonly Offer[]; readonly pupils: ReadonlyMap<string, number> }

/** Freezes a round after its offers: the late who are checked among the others, who holds what, and the draw that was committed to. */
const freezeSecond = async (tx: Tx, roundId: number): Promise<SecondFrozen> => {
  const frozen = await freezeRound(tx, roundId, { late: true })
  const { rows: offers } = await sql<Offer>`
    select o.application_id as application, a.reference, o.school_key as key, o.ended, o.ground, o.standing,
      ${wantsNoHigher} as "wantsNoHigher" from admission_offer o
      join admission_application a on a.id = o.application_id
    where o.round_id = ${roundId} and (o.ended is null or o.ended = 'declined' or o.ground = 'no answer') order by a.reference collate "C", o.id`.execute(
    tx,
  )
  const stands = ({ ended, ground, standing, wantsNoHigher }: Offer): string =>
    ended === null ? (wantsNoHigher ? 'wants no higher' : standing) : (ground ?? ended)
  const held = csvText([
    ['child_id', 'school_id', 'stands'],
    ...offers.map(one => [one.reference, one.key, stands(one)]),
  ])
  const { rows: rolls } = await sql<{ key: string; pupils: number }>`
    select school_key as key, pupils from admission_roll where round_id = ${roundId} and pupils > 0 order by school_key collate "C"`.execute(
    tx,
  )
  const pupils = new Map(rolls.map(one => [one.key, one.pupils]))
  return { ...frozen, offers, pupils, files: { ...frozen.files, 'held.csv': held, ...rollsCsv(rolls) } }
}

const rollsCsv = (rolls: readonly { key: string; pupils: number }[]): Record<string, string> =>
  rolls.length === 0
    ? {}
    : { 'rolls.csv': csvText([['school_id', 'pupils'], ...rolls.map(one => [one.key, one.pupils])]) }

/** Runs a second round: who is given another place, and how many have none. The same of the same frozen files. @throws RoundRefused */
const runSecond = ({ files, applications, offers, pupils }: SecondFrozen): SecondReport => {
  const made = readFrozen(files)
  const { special } = made
  const round = withPrecedence(made.round, child => takesPrecedence(made, child))
  const of = Map.groupBy(offers, one => one.application)
  const schools = new Map(round.schools.map((key, s) => [key, s]))
  const ids = round.children.map(reference => applications.get(reference) ?? 0)
  const heldBy = (id: number): string | undefined =>
    of.get(id)?.find(one => one.ended === null && one.standing === 'held')?.key
  const inRound = new Set(ids)
  const taken = Int32Array.from(round.schools, key => pupils.get(key) ?? 0)
  for (const { application, key, ended } of offers) {
    const s = schools.get(key)
    if (ended === null && s !== undefined && !inRound.has(application)) taken[s] = at(taken, s) + 1
  }
  const isNamed = (c: number): boolean => at(special.named, c) !== noPlace
  const holds = Int32Array.from(ids, id => schools.get(heldBy(id) ?? '') ?? noPlace)
  const upTo = Int32Array.from(ids, (id, c) => (isNamed(c) ? at(round.first, c) : asksUpTo(made, c, of.get(id) ?? [])))
  const { given, free } = secondRound(round, { holds, upTo, taken })
  const nearest = nearestOf(made, { ids, of, holds, given, free })
  const moves = ids.flatMap((application, c) => {
    const p = at(given, c)
    const s = p === noPlace ? nearest.get(c) : at(round.school, p)
    if (s === undefined) return []
    return [
      {
        application,
        key: round.schools[s] ?? '',
        rank: p === noPlace ? null : at(round.rank, p),
        before: heldBy(application) ?? null,
      },
    ]
  })
  const before = [...holds].filter(s => s === noPlace).length
  const gained = moves.filter(one => one.before === null).length
  return { children: ids.length, moves, without: before - gained }
}

type Given = {
  readonly ids: readonly number[]
  readonly of: ReadonlyMap<number, readonly Offer[]>
  readonly holds: Int32Array
  readonly given: Int32Array
  readonly free: Int32Array
}

/** Residents who have nothing still, and have declined nothing, are offered the nearest school with a place. */
const nearestOf = (made: CriteriaRound, { ids, of, holds, given, free }: Given): Map<number, number> => {
  if (!made.criteria.second_pass) return new Map()
  const unplaced = ids.flatMap((id, c) =>
    at(holds, c) === noPlace &&
    at(given, c) === noPlace &&
    at(made.special.named, c) === noPlace &&
    !of.has(id) &&
    made.isResident(c)
      ? [c]
      : [],
  )
  return secondPass(unplaced, free, made.nearby)
}

/** Freezes and works one second run inside the job's transaction. */
export const workSecondRun = async (tx: Tx, now: Date, run: number, roundId: number): Promise<void> => {
  const frozen = await freezeSecond(tx, roundId)
  await keepRunInput(tx, run, frozen.files)
  const report = runSecond(frozen)
  const sha = (of: string): string => createHash('sha256').update(of).digest('hex')
  await sql`update admission_run set state = 'done', step = null, finished_at = ${now}, output_sha256 = ${sha(JSON.stringify(report))}, report = ${JSON.stringify(report)}::jsonb,
    seen = (select changes from admission_round where id = ${roundId}) where id = ${run}`.execute(tx)
}

/** Makes the seed of the next second round's draw, and commits to it, before anybody can know who will be equal. */
export const commitNext = async (tx: Tx, roundId: number): Promise<void> => {
  const seed = randomBytes(32).toString('hex')
  const commitment = createHash('sha256').update(seed).digest('hex')
  await sql`update admission_round set next_seed = ${seed}, next_commitment = ${commitment} where id = ${roundId}`.execute(
    tx,
  )
}

/**
 * Makes the offers of a second run that two people approved, all of them, if nothing has changed since it was made. Who moves up leaves what they held in
 * the same moment: a child has one offer, the highest that there is (School Admissions (Co-ordination) Regulations 2012, Schedule 2, paragraph 1).
 */
export const applySecond = (ground: Ground, run: number): Promise<void> =>
  asActor(ground, 'admissions', async (tx, now) => {
    const { rows } = await sql<{ round: number; report: SecondReport }>`
      select r.round_id as round, r.report from admission_run r join admission_round o on o.id = r.round_id
      where r.id = ${run} and r.kind = 'second' and r.state = 'done' and r.applied_at is null and r.seen = o.changes
        and (select count(*) from admission_approval a where a.run_id = r.id) > 1 for update of r, o`.execute(tx)
    const [found] = rows
    if (!found) return
    const moves = sql`jsonb_to_recordset(${JSON.stringify(found.report.moves)}::jsonb) as n(application bigint, key text, rank smallint)`
    await sql`update admission_offer o set ended = 'another', ended_at = ${now} from ${moves} where o.application_id = n.application and o.ended is null`.execute(
      tx,
    )
    await sql`insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at)
      select ${found.round}, n.application, n.key, n.rank, 'second round', 'held', ${now} from ${moves}`.execute(tx)
    await sql`update admission_run set applied_at = ${now} where id = ${run}`.execute(tx)
    await commitNext(tx, found.round)
    await listsAreDue({ tx }, found.round)
  })

/** Makes the offers of an approved second run behind the pages. */
export const applySecondRoundJob = (ground: Ground): Job =>
  defineJob({
    name: 'apply-second-round',
    schema: Type.Object({ run: Type.Number() }),
    run: ({ run }) => applySecond(ground, run),
  }) as Job
