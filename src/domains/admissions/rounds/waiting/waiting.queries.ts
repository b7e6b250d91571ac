import { sql } from 'kysely'
import type { RoundFault } from '../../files/faults.ts'
import type { Moved } from '../../waiting/waiting.ts'
import { factsOnRecord } from '../applications/applications.queries.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'

/** When the lists of a round were put in order, whether something changed since, and what stands in the way. */
export type ListsState = { readonly due: boolean; readonly at: Date | null; readonly faults: readonly RoundFault[] }

/** How the lists of a round are. */
export const listsState = async ({ tx }: Desk, round: AdmissionRound): Promise<ListsState> => {
  const { rows } = await sql<ListsState>`select lists_due as due, lists_at as at, coalesce(lists_faults, '[]') as faults
    from admission_round where id = ${round.id}`.execute(tx)
  return rows[0] as ListsState
}

export type WaitingLine = {
  readonly address: string
  readonly name: string
  readonly childId: number | null
  readonly position: number
  readonly equal: boolean
  readonly criterion: number | null
  readonly distance: string | null
  readonly moved: Moved | null
  readonly since: Date
}

/** A school's waiting list as it stands, from a place on. Where the address is protected no distance is told. */
export const listWaiting = async (
  desk: Desk,
  round: AdmissionRound,
  { key, from, most }: { key: string; from: number; most: number },
): Promise<WaitingLine[]> => {
  const { rows } = await sql<WaitingLine>`
    select a.uuid as address, a.forename || ' ' || a.surname as name, a.child_id as "childId", w.position, w.equal, w.criterion, w.distance, w.moved,
      w.known_from as since
    from admission_waiting w join admission_application a on a.id = w.application_id
    where w.round_id = ${round.id} and w.school_key = ${key} and w.known_to = 'infinity' order by w.position, a.id offset ${from} limit ${most}`.execute(
    desk.tx,
  )
  const facts = await factsOnRecord(
    desk,
    rows.flatMap(one => (one.childId === null ? [] : [one.childId])),
  )
  return rows.map(one => (facts.get(one.childId ?? 0)?.protected ? { ...one, distance: 'Protected' } : one))
}

/** A child's place on one school's list: how many stand before, by criterion, and how it came to be. Numbers, and nobody. */
export type ChildWaits = {
  readonly key: string
  readonly school: string
  readonly rank: number
  readonly ownOrder: boolean
  readonly position: number
  readonly equal: boolean
  readonly of: number
  readonly criterion: number | null
  readonly criterionName: string | null
  readonly distance: string | null
  readonly moved: Moved | null
  readonly ahead: readonly { readonly name: string; readonly count: number }[]
  /** Every place before this one, the newest first. */
  readonly earlier: readonly { readonly position: number; readonly moved: Moved | null; readonly since: Date }[]
}

/** The lists that a child is on, in the family's order. */
export const childWaits = async ({ tx }: Desk, round: AdmissionRound, applicationId: number): Promise<ChildWaits[]> => {
  const { rows } = await sql<Omit<ChildWaits, 'ahead'> & { ahead: number[]; criteria: { name: string }[] }>`
    select w.school_key as key, k.name as school, p.rank, k.own_order as "ownOrder", w.position, w.equal, f.waiting as of, w.criterion,
      k.settings->'criteria'->w.criterion::integer->>'name' as "criterionName", w.distance, w.moved, w.ahead, k.settings->'criteria' as criteria,
      (select coalesce(jsonb_agg(jsonb_build_object('position', e.position, 'moved', e.moved, 'since', e.known_from) order by e.known_from desc), '[]')
        from admission_waiting e where e.round_id = w.round_id and e.school_key = w.school_key and e.application_id = w.application_id
          and e.known_to <> 'infinity') as earlier
    from admission_waiting w join admission_school k on k.round_id = w.round_id and k.key = w.school_key and k.known_to = 'infinity'
      join access.admission_places(${round.id}) f on f.school_key = w.school_key
      join admission_preference p on p.application_id = w.application_id and p.school_key = w.school_key and p.known_to = 'infinity'
    where w.round_id = ${round.id} and w.application_id = ${applicationId} and w.known_to = 'infinity' order by p.rank`.execute(
    tx,
  )
  return rows.map(({ ahead, criteria, ...one }) => ({
    ...one,
    earlier: one.earlier.map(line => ({ ...line, since: new Date(line.since) })),
    ahead: one.ownOrder
      ? []
      : ahead.flatMap((count, i) => (count > 0 ? [{ name: criteria[i]?.name ?? '', count }] : [])),
  }))
}

/** A place that one person puts to a child from a list, and a second is to agree to. */
export type Proposal = {
  readonly id: number
  readonly address: string
  readonly applicationId: number
  readonly application: string
  readonly childId: number | null
  readonly name: string
  readonly by: string
  readonly byUser: number
  readonly at: Date
  readonly draw: { readonly supervisor: string; readonly among: readonly string[] } | null
}

/** Proposals of a school that nobody has decided on. */
export const listProposals = async ({ tx }: Desk, round: AdmissionRound, key: string): Promise<Proposal[]> => {
  const { rows } = await sql<Proposal>`
    select p.id, p.uuid as address, p.application_id as "applicationId", a.uuid as application, a.child_id as "childId", a.forename || ' ' || a.surname as name, w.name as by,
      p.proposed_by as "byUser", p.proposed_at as at, p.draw
    from admission_proposal p join admission_application a on a.id = p.application_id join access.principal w on w.id = p.proposed_by
    where p.round_id = ${round.id} and p.school_key = ${key} and p.decided is null order by p.id`.execute(tx)
  return rows
}
