import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { announceAll } from '../../platform/live/index.ts'
import { type OpenNotice, type StandingNotice, settle, type WithdrawnWhy } from './child-notice.ts'

type OpenRow = Pick<OpenNotice, 'id' | 'rule' | 'version' | 'kind' | 'occasion' | 'inputs'> & { child_id: number }

/** The notices of these children that are open. Read by the actor `rules`. */
export const listOpenNotices = async (tx: Tx, childIds: readonly number[]): Promise<OpenNotice[]> => {
  const { rows } = await sql<OpenRow>`
    select id, child_id, rule, version, kind, occasion, inputs from child_notice
    where withdrawn_at = 'infinity' and child_id = any(${childIds}::bigint[]) order by id`.execute(tx)
  return rows.map(({ child_id, ...row }) => ({ ...row, childId: child_id }))
}

/** The versions of rules that somebody took back: `rule version`. */
export const listEndedRules = async (tx: Tx): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ name: string }>`select rule || ' ' || version as name from notice_rule_end`.execute(tx)
  return new Set(rows.map(row => row.name))
}

/** What a settling changed. */
export type Settled = { readonly raised: number; readonly withdrawn: number }

/**
 * Makes the open notices of some children those that stand now: raises what is fresh and not open, withdraws what stands no longer, and
 * keeps by what the others may be seen. Doing it again changes nothing. Written by the actor `rules`.
 */
export const settleNotices = async (
  tx: Tx,
  open: readonly OpenNotice[],
  standing: ReadonlyMap<number, readonly StandingNotice[]>,
  why: (gone: OpenNotice) => WithdrawnWhy,
  at: Date,
): Promise<Settled> => {
  const own = Map.groupBy(open, one => one.childId)
  const steps = [...new Set([...own.keys(), ...standing.keys()])].map(childId => ({
    childId,
    ...settle(own.get(childId) ?? [], standing.get(childId) ?? []),
  }))
  const raised = await raise(
    tx,
    steps.flatMap(step => step.raise.map(notice => ({ childId: step.childId, notice }))),
    at,
  )
  const withdrawn = steps.flatMap(step => step.withdraw)
  await withdraw(tx, withdrawn, why, at)
  await keep(
    tx,
    steps.flatMap(step => step.keep.map(([{ id }, notice]) => ({ id, notice }))),
  )
  await tellReaders(
    tx,
    steps.flatMap(step => (step.raise.length + step.withdraw.length > 0 ? [step.childId] : [])),
  )
  return { raised, withdrawn: withdrawn.length }
}

/** Whoever has Today open, or the record, is told to look: by the record's random id alone. */
const tellReaders = async (tx: Tx, childIds: readonly number[]): Promise<void> => {
  if (childIds.length === 0) return
  const { rows } = await sql<{ uuid: string }>`select uuid from person where id = any(${childIds}::bigint[])`.execute(
    tx,
  )
  await announceAll(
    tx,
    rows.map(row => `child:${row.uuid}`),
  )
}

const columns = `rule text, version smallint, kind text, safeguarding boolean, daily boolean, occasion text, because bigint[], about bigint[],
  inputs jsonb, child_id bigint, shown_from timestamptz`

const raise = async (
  tx: Tx,
  fresh: readonly { readonly childId: number; readonly notice: StandingNotice }[],
  at: Date,
): Promise<number> => {
  if (fresh.length === 0) return 0
  const rows = fresh.map(({ childId, notice: { shownFrom, fresh: _, ...notice } }) => ({
    ...notice,
    child_id: childId,
    shown_from: shownFrom.toISOString(),
  }))
  const { rows: made } = await sql`
    insert into child_notice (child_id, rule, version, kind, safeguarding, daily, occasion, because, about, inputs, raised_at, shown_from)
    select child_id, rule, version, kind, safeguarding, daily, occasion, because, about, inputs, ${at}, shown_from
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(${sql.raw(columns)})
    on conflict do nothing returning id`.execute(tx)
  return made.length
}

const withdraw = async (
  tx: Tx,
  gone: readonly OpenNotice[],
  why: (gone: OpenNotice) => WithdrawnWhy,
  at: Date,
): Promise<void> => {
  if (gone.length === 0) return
  await sql`update child_notice n set withdrawn_at = ${at}, withdrawn_why = x.why
    from unnest(${gone.map(one => one.id)}::bigint[], ${gone.map(why)}::text[]) as x(id, why) where n.id = x.id`.execute(
    tx,
  )
}

/** By what a notice may be seen follows the entries of today: a new version of a row has new ones. What it rested on stays. */
const keep = async (
  tx: Tx,
  kept: readonly { readonly id: number; readonly notice: StandingNotice }[],
): Promise<void> => {
  if (kept.length === 0) return
  const rows = kept.map(({ id, notice: { because, about } }) => ({ id, because, about }))
  await sql`update child_notice n set because = x.because, about = x.about
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id bigint, because bigint[], about bigint[])
    where n.id = x.id and (n.because, n.about) is distinct from (x.because, x.about)`.execute(tx)
}
