import { sql } from 'kysely'
import { NotFound, parseUuid } from '../../../../kernel/index.ts'
import type { RoundFault } from '../../files/faults.ts'
import type { Blocker } from '../blockers.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'

/** What a second run comes to: who is given another place than they hold, and how many have none then. */
export type SecondReport = {
  readonly children: number
  readonly moves: readonly {
    readonly application: number
    readonly key: string
    readonly rank: number | null
    readonly before: string | null
  }[]
  readonly without: number
}
export type SecondRun = {
  readonly id: number
  readonly address: string
  readonly state: 'waiting' | 'working' | 'done' | 'refused'
  readonly startedBy: string
  readonly startedAt: Date
  readonly inputSha256: string | null
  readonly report: SecondReport | null
  readonly faults: readonly RoundFault[] | null
  readonly approvals: readonly { readonly by: string; readonly userId: number }[]
  readonly appliedAt: Date | null
  /** Whether nothing has changed since it was made. */
  readonly current: boolean
}

/** The second runs of a round, the newest first. */
export const listSecondRuns = async ({ tx }: Desk, round: AdmissionRound): Promise<SecondRun[]> => {
  const { rows } = await sql<SecondRun>`
    select r.id, r.uuid as address, r.state, p.name as "startedBy", r.started_at as "startedAt", r.input_sha256 as "inputSha256", r.report, r.faults,
      coalesce((select jsonb_agg(jsonb_build_object('by', w.name, 'userId', w.id) order by a.at) from admission_approval a
        join access.principal w on w.id = a.user_id where a.run_id = r.id), '[]') as approvals, r.applied_at as "appliedAt",
      coalesce(r.seen = o.changes, false) as current
    from admission_run r join access.principal p on p.id = r.started_by join admission_round o on o.id = r.round_id
    where r.round_id = ${round.id} and r.kind = 'second' order by r.id desc`.execute(tx)
  return rows
}

/** One second run by its address. @throws NotFound */
export const findSecondRun = async (
  desk: Desk,
  round: AdmissionRound,
  address: string | undefined,
): Promise<SecondRun> => {
  const run = (await listSecondRuns(desk, round)).find(one => one.address === parseUuid(address ?? ''))
  if (!run) throw new NotFound()
  return run
}

/** The commitment of the next second round's draw. */
export const nextCommitment = async ({ tx }: Desk, round: AdmissionRound): Promise<string | null> => {
  const { rows } = await sql<{
    commitment: string | null
  }>`select next_commitment as commitment from admission_round where id = ${round.id}`.execute(tx)
  return rows[0]?.commitment ?? null
}

/** What stands in the way of a second run: questions to families that are open would be answered by it for them. */
export const secondBlockers = async ({ tx }: Desk, round: AdmissionRound): Promise<Blocker[]> => {
  const { rows } = await sql<{ put: number; proposed: number }>`
    select coalesce(sum(put), 0)::integer as put, coalesce(sum(proposed), 0)::integer as proposed from access.admission_places(${round.id})`.execute(
    tx,
  )
  const { put = 0, proposed = 0 } = rows[0] ?? {}
  return [
    ...(round.releasedAt ? [] : [{ text: 'The offers of the first round are not out yet.', part: '/runs' }]),
    ...(put > 0
      ? [
          {
            text: `Places that are put to families who hold another, and are not answered: ${put}.`,
            part: '/offers?page=1',
          },
        ]
      : []),
    ...(proposed > 0
      ? [
          {
            text: `Places that are proposed from a waiting list, and not agreed to: ${proposed}.`,
            part: '/offers?page=1',
          },
        ]
      : []),
  ]
}

/** One child whom a second run gives another place. */
export type SecondMove = {
  readonly address: string
  readonly name: string
  readonly childId: number | null
  readonly before: string | null
  readonly school: string
  readonly rank: number | null
}

/** Whom a second run gives another place, by name. */
export const listMoves = async ({ tx }: Desk, round: AdmissionRound, run: SecondRun): Promise<SecondMove[]> => {
  const { rows } = await sql<SecondMove>`
    select a.uuid as address, a.forename || ' ' || a.surname as name, a.child_id as "childId", b.name as before, coalesce(k.name, n.key) as school, n.rank
    from jsonb_to_recordset(${JSON.stringify(run.report?.moves ?? [])}::jsonb) as n(application bigint, key text, rank smallint, before text)
      join admission_application a on a.id = n.application
      left join admission_school k on k.round_id = ${round.id} and k.key = n.key and k.known_to = 'infinity'
      left join admission_school b on b.round_id = ${round.id} and b.key = n.before and b.known_to = 'infinity'
    order by lower(a.surname), lower(a.forename), a.id`.execute(tx)
  return rows
}
