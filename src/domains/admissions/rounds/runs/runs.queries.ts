import { sql } from 'kysely'
import { NotFound, parseUuid } from '../../../../kernel/index.ts'
import type { Explanation } from '../../explain/explain.ts'
import type { RoundFault } from '../../files/faults.ts'
import { factsOnRecord } from '../applications/applications.queries.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import { aheadOf, type RunReport } from './run-report.ts'

export type Run = {
  readonly id: number
  readonly address: string
  readonly state: 'waiting' | 'working' | 'done' | 'refused'
  readonly step: string | null
  readonly startedBy: string
  readonly startedAt: Date
  readonly inputSha256: string | null
  readonly outputSha256: string | null
  readonly report: RunReport | null
  readonly faults: readonly RoundFault[] | null
  readonly approvals: readonly { readonly by: string; readonly userId: number }[]
  /** Two people approved it, and no other after it. */
  readonly approved: boolean
}

/** The runs of a round, the newest first. */
export const listRuns = async ({ tx }: Desk, round: AdmissionRound): Promise<Run[]> => {
  const { rows } = await sql<Run>`
    select r.id, r.uuid as address, r.state, r.step, p.name as "startedBy", r.started_at as "startedAt", r.input_sha256 as "inputSha256",
      r.output_sha256 as "outputSha256", r.report, r.faults,
      coalesce((select jsonb_agg(jsonb_build_object('by', w.name, 'userId', w.id) order by a.at) from admission_approval a
        join access.principal w on w.id = a.user_id where a.run_id = r.id), '[]') as approvals,
      exists (select from admission_release l where l.run_id = r.id) as approved
    from admission_run r join access.principal p on p.id = r.started_by where r.round_id = ${round.id} and r.kind = 'first' order by r.id desc`.execute(
    tx,
  )
  return rows
}

/** One run by its address. @throws NotFound */
export const findRun = async (desk: Desk, round: AdmissionRound, address: string | undefined): Promise<Run> => {
  const run = (await listRuns(desk, round)).find(one => one.address === parseUuid(address ?? ''))
  if (!run) throw new NotFound()
  return run
}

/** A child whose place is another than in the run before, or who has none. */
export type PlaceLine = {
  readonly address: string
  readonly name: string
  readonly childId: number | null
  readonly school: string | null
  readonly rank: number | null
  readonly before: string | null
  readonly beforeRank: number | null
}
const mostListed = 50
const nameOf = (key: 'a' | 'b') =>
  sql.raw(
    `(select k.name from admission_school k where k.round_id = x.round_id and k.key = ${key}.school_key and k.known_to = 'infinity')`,
  )

/** Child by child, what is another than in the last run before that was done; undefined where there is none before. */
export const differences = async (
  { tx }: Desk,
  run: Run,
): Promise<{ total: number; children: PlaceLine[] } | undefined> => {
  const { rows: earlier } = await sql<{
    id: number
  }>`select b.id from admission_run b join admission_run r on r.round_id = b.round_id
    where r.id = ${run.id} and b.id < r.id and b.state = 'done' and b.kind = 'first' order by b.id desc limit 1`.execute(
    tx,
  )
  const [before] = earlier
  if (!before) return undefined
  const { rows } = await sql<PlaceLine>`
    select x.uuid as address, x.forename || ' ' || x.surname as name, x.child_id as "childId", ${nameOf('a')} as school, a.rank, ${nameOf('b')} as before, b.rank as "beforeRank"
    from (select * from admission_place where run_id = ${run.id}) a
      full join (select * from admission_place where run_id = ${before.id}) b on b.application_id = a.application_id
      join admission_application x on x.id = coalesce(a.application_id, b.application_id)
    where a.school_key is distinct from b.school_key order by lower(x.surname), lower(x.forename), x.id`.execute(tx)
  return { total: rows.length, children: rows.slice(0, mostListed) }
}

/** Children, of those whom the reader may see, who are better off by a run than by offer and release: what that method gives stands as `before`. */
export const betterOff = async ({ tx }: Desk, run: Run): Promise<{ total: number; children: PlaceLine[] }> => {
  const told = run.report?.offer_and_release.children ?? []
  const named = (key: string) =>
    sql`coalesce((select k.name from admission_school k where k.round_id = x.round_id and k.key = ${sql.ref(key)} and k.known_to = 'infinity'), ${sql.ref(key)})`
  const { rows } = await sql<PlaceLine>`
    select x.uuid as address, x.forename || ' ' || x.surname as name, x.child_id as "childId", ${named('d.school_id')} as school, d.preference_rank as rank,
      ${named('d.offer_and_release_school_id')} as before, d.offer_and_release_rank as "beforeRank"
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
        as d (child_id text, school_id text, preference_rank integer, offer_and_release_school_id text, offer_and_release_rank integer)
      join admission_place p on p.run_id = ${run.id} join admission_application x on x.id = p.application_id and x.reference = d.child_id
    order by lower(x.surname), lower(x.forename), x.id`.execute(tx)
  return { total: rows.length, children: rows.slice(0, mostListed) }
}

/** Children without a place in a run. */
export const listUnplaced = async (
  { tx }: Desk,
  run: Run,
): Promise<Pick<PlaceLine, 'address' | 'name' | 'childId'>[]> => {
  const { rows } = await sql<PlaceLine>`
    select x.uuid as address, x.forename || ' ' || x.surname as name, x.child_id as "childId" from admission_place a join admission_application x on x.id = a.application_id
    where a.run_id = ${run.id} and a.school_key is null order by lower(x.surname), lower(x.forename), x.id limit ${mostListed}`.execute(
    tx,
  )
  return rows
}

/** One child in a school's order: by what they stand there, and whether they have the place. Which choice the school was is not said. */
export type OrderLine = {
  readonly address: string
  readonly name: string
  readonly childId: number | null
  readonly position: number | null
  readonly criterion: number | null
  readonly distance: string | null
  readonly offered: boolean
  readonly waiting: number | null
}

/** A school's order in a run, from a place on. Where the address is protected no distance is told. */
export const listOrder = async (
  desk: Desk,
  run: Run,
  key: string,
  from: number,
  most: number,
): Promise<OrderLine[]> => {
  const { rows } = await sql<OrderLine>`
    select x.uuid as address, x.forename || ' ' || x.surname as name, x.child_id as "childId", s.position, s.criterion, s.distance,
      p.school_key = s.school_key as offered, s.waiting_position as waiting
    from admission_standing s join admission_application x on x.id = s.application_id
      join admission_place p on p.run_id = s.run_id and p.application_id = s.application_id
    where s.run_id = ${run.id} and s.school_key = ${key} order by s.position nulls last, x.id offset ${from} limit ${most}`.execute(
    desk.tx,
  )
  const facts = await factsOnRecord(
    desk,
    rows.flatMap(row => (row.childId === null ? [] : [row.childId])),
  )
  return rows.map(row => ({
    ...row,
    offered: row.offered === true,
    distance: facts.get(row.childId ?? 0)?.protected ? 'Protected' : row.distance,
  }))
}

/** How one of a child's preferences stood, and how many stand before them under which criterion: numbers, and nobody. */
export type WhyLine = {
  readonly key: string
  readonly school: string
  /** The council that keeps the school, where it is another. */
  readonly council: string | null
  readonly rank: number
  readonly position: number | null
  readonly criterion: number | null
  readonly criterionName: string | null
  readonly distance: string | null
  readonly explanation: Explanation | null
  readonly ahead: readonly { readonly name: string; readonly count: number }[]
}
export type Why = {
  readonly place: { readonly school: string | null; readonly rank: number | null; readonly given: string } | undefined
  readonly lines: readonly WhyLine[]
}

/** Why a child has the place that they have, by preference. */
export const whyOf = async ({ tx }: Desk, round: AdmissionRound, run: Run, applicationId: number): Promise<Why> => {
  const { rows: places } = await sql<
    NonNullable<Why['place']>
  >`select k.name as school, p.rank, p.given_by as given from admission_place p
    left join admission_school k on k.round_id = ${round.id} and k.key = p.school_key and k.known_to = 'infinity'
    where p.run_id = ${run.id} and p.application_id = ${applicationId}`.execute(tx)
  const { rows } = await sql<Omit<WhyLine, 'ahead'> & { criteria: { name: string }[] }>`
    select s.school_key as key, k.name as school, k.council, s.rank, s.position, s.criterion, k.settings->'criteria'->s.criterion::integer->>'name' as "criterionName",
      s.distance, s.explanation,
      k.settings->'criteria' as criteria
    from admission_standing s join admission_school k on k.round_id = ${round.id} and k.key = s.school_key and k.known_to = 'infinity'
    where s.run_id = ${run.id} and s.application_id = ${applicationId} order by s.rank`.execute(tx)
  const lines = rows.map(({ criteria, ...line }) => ({
    ...line,
    ahead: aheadOf(
      criteria.map(one => one.name),
      run.report?.rankedByCriterion[line.key] ?? [],
      line,
    ),
  }))
  return { place: places[0], lines }
}
