import { sql } from 'kysely'
import {
  asActor,
  type Ground,
  keepingSchedule,
  keyDestroyed,
  partsThatEnd,
  type RecordKind,
  recordAccess,
  recordMayEndOn,
  type Tx,
} from '../../access/index.ts'
import { addYears, categoryMask, londonDate, type PlainDate } from '../../kernel/index.ts'
import { stopWriting, withPeopleLock } from '../linking/index.ts'
import type { RecordParts } from './ending.ts'

type Kinds = readonly Pick<RecordKind, 'kind' | 'retention'>[]
/** A record in which nothing goes on, with the last day of each kind of thing on it. */
type Quiet = {
  readonly child: number
  readonly reference: string
  readonly bornOn: PlainDate
  readonly diedOn: PlainDate | null
  readonly kinds: readonly string[] | null
  readonly lasts: readonly PlainDate[] | null
}
const quiet = sql.raw(
  `child_id as child, reference, born_on::text as "bornOn", died_on::text as "diedOn", kinds, lasts::text[] as lasts`,
)

/** The first day on which a record may go; undefined where something is on it of which nobody says any more how long it is kept. */
const endOf = (record: Quiet, kinds: Kinds, today: PlainDate): PlainDate | undefined => {
  const parts = (record.kinds ?? []).map((name, at) => ({
    as: kinds.find(kind => kind.kind === name)?.retention,
    lastOn: record.lasts?.[at] as PlainDate,
  }))
  const known = parts.flatMap(({ as, lastOn }) => (as ? [{ as, lastOn }] : []))
  if (known.length < parts.length) return undefined
  return recordMayEndOn({ bornOn: record.bornOn, diedOn: record.diedOn ?? undefined }, known, today)
}
const isDue = (record: Quiet, kinds: Kinds, today: PlainDate): boolean => (endOf(record, kinds, today) ?? '~') <= today

/** Proposes what was kept long enough to those who look at it. Nothing goes by this. Gives how many. */
const propose = async (tx: Tx, at: Date, kinds: Kinds): Promise<number> => {
  const today = londonDate(at)
  const fromBirth = keepingSchedule(today).flatMap(([, rule]) => (rule.from === 'birth' ? [rule.years] : []))
  const { rows } = await sql<Quiet>`
    select ${quiet} from access.quiet_records(${addYears(today, -Math.min(...fromBirth))}::date)`.execute(tx)
  const due = rows.flatMap(record => {
    const dueOn = endOf(record, kinds, today)
    return dueOn !== undefined && dueOn <= today ? [{ child: record.child, reference: record.reference, dueOn }] : []
  })
  if (due.length === 0) return 0
  await sql`insert into access.record_ending (child_id, reference, due_on, proposed_at)
    select child, reference, "dueOn", ${at} from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as x(child bigint, reference text, "dueOn" date)`.execute(
    tx,
  )
  return due.length
}

/** The parts that end before the rest, as the database looks for them: their kinds, the categories of their work, and the last day that may be known of them. */
const partsOn = (kinds: Kinds, today: PlainDate) =>
  partsThatEnd(today).map(({ as, years, categories }) => ({
    kept_as: as,
    kinds: kinds.flatMap(kind => (kind.retention === as ? [kind.kind] : [])).toSorted(),
    categories: categoryMask(categories),
    before: addYears(today, -years),
    years,
  }))
type QuietPart = {
  readonly child: number
  readonly reference: string
  readonly keptAs: string
  readonly last: PlainDate
}
const quietPart = sql.raw(`q.child_id as child, q.reference, q.kept_as as "keptAs", q.last::text as last`)

/** Proposes the parts of records that were kept long enough, to the same people. Gives how many. */
const proposeParts = async (tx: Tx, at: Date, kinds: Kinds): Promise<number> => {
  const parts = partsOn(kinds, londonDate(at))
  const { rows } = await sql<QuietPart>`
    select ${quietPart} from access.quiet_parts(${JSON.stringify(parts)}::jsonb) q`.execute(tx)
  if (rows.length === 0) return 0
  const due = rows.flatMap(({ child, reference, keptAs, last }) =>
    parts
      .filter(part => part.kept_as === keptAs)
      .map(part => ({ ...part, child, reference, due: addYears(last, part.years) })),
  )
  await sql`insert into access.record_ending (child_id, reference, due_on, proposed_at, kept_as, kinds, categories)
    select child, reference, due, ${at}, kept_as, kinds, categories
    from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as x(child bigint, reference text, due date, kept_as text, kinds text[], categories bigint)`.execute(
    tx,
  )
  return due.length
}

/** What somebody keeps is not taken back before its day, whatever happens: it would be proposed again with nothing that keeps it. */
const notKept = (at: Date) => sql`coalesce(kept_until, '-infinity') <= ${londonDate(at)}::date`

/** Takes back what is proposed or agreed of a part of which something was said since, which is another part by now, or goes with the whole. Gives how many. */
const withdrawParts = async (tx: Tx, at: Date, kinds: Kinds): Promise<number> => {
  const parts = JSON.stringify(partsOn(kinds, londonDate(at)))
  const { numAffectedRows } = await sql`
    update access.record_ending e set withdrawn_at = ${at} where e.kept_as is not null and e.destroyed_at is null and e.withdrawn_at is null and ${notKept(at)}
      and (exists (select from access.record_ending w where w.child_id = e.child_id and w.kept_as is null and w.due_on is not null
          and w.destroyed_at is null and w.withdrawn_at is null)
        or not exists (select from access.quiet_parts(${parts}::jsonb, e.child_id) q join jsonb_to_recordset(${parts}::jsonb) as x(kept_as text, kinds text[])
        on x.kept_as = q.kept_as and x.kinds = e.kinds where q.kept_as = e.kept_as))`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** What was kept beforehand until a day that has come stands as what it is again. */
const endHolds = async (tx: Tx, at: Date): Promise<void> => {
  await sql`update access.record_ending set withdrawn_at = ${at} where due_on is null and destroyed_at is null and withdrawn_at is null
    and kept_until <= ${londonDate(at)}::date`.execute(tx)
}

/** Takes back what is proposed or agreed of a record on which something has happened since, or of which the schedule now says more. Gives how many. */
const withdraw = async (tx: Tx, at: Date, kinds: Kinds): Promise<number> => {
  const { rows } = await sql<Quiet & { readonly id: number; readonly found: number | null }>`
    select e.id, q.child_id as found, ${quiet} from (select id, child_id as of_child from access.record_ending where kept_as is null and due_on is not null
        and destroyed_at is null and withdrawn_at is null and ${notKept(at)}) e
      left join lateral access.quiet_records('infinity', e.of_child) q on true`.execute(tx)
  const over = rows.filter(row => row.found === null || !isDue(row, kinds, londonDate(at))).map(row => row.id)
  await sql`update access.record_ending set withdrawn_at = ${at} where id = any(${over}::bigint[])`.execute(tx)
  return over.length
}

type Going = { readonly id: number; readonly child: number; readonly part: boolean }
/** The records, and parts of records, that two people agreed on a whole day ago, and that nobody keeps. */
const agreed = async (tx: Tx, at: Date): Promise<readonly Going[]> => {
  const { rows } = await sql<Going>`
    select id, child_id as child, kept_as is not null as part from access.record_ending where destroyed_at is null and withdrawn_at is null
      and agreed_at <= ${at}::timestamptz - interval '1 day' and ${notKept(at)} order by id`.execute(tx)
  return rows
}

/**
 * The night's work on records and on the parts of them that end before the rest: what was kept long enough is proposed, what is no longer so is taken back, and what two people agreed on goes, each record in a
 * transaction of its own, whole or not at all (design 2.1, `destroy`). Gives how many of each.
 */
export const endRecords = async (
  ground: Ground,
  kinds: Kinds,
): Promise<{ readonly proposed: number; readonly withdrawn: number; readonly destroyed: number }> => {
  await asActor(ground, 'keeper', endHolds)
  const step = (work: typeof propose): Promise<number> =>
    asActor(ground, 'keeper', (tx, at) => work(tx, at, kinds), 600)
  const whole = { withdrawn: await step(withdraw), proposed: await step(propose) }
  const parts = { withdrawn: await step(withdrawParts), proposed: await step(proposeParts) }
  // What was destroyed before there was a key.
  await asActor(ground, 'keeper', keyDestroyed)
  const going = await asActor(ground, 'keeper', agreed)
  const faults: unknown[] = []
  for (const one of going)
    await ground.db
      .connection()
      .execute(own =>
        // Nobody writes what sources say of people, and nobody moves them, meanwhile.
        withPeopleLock(own, 'alone', () => asActor(ground, 'keeper', (tx, at) => destroy(tx, at, one), 600)),
      )
      // One that cannot go keeps no other from going.
      .catch(error => void faults.push(error))
  if (faults.length > 0) throw faults[0]
  return {
    proposed: whole.proposed + parts.proposed,
    withdrawn: whole.withdrawn + parts.withdrawn,
    destroyed: going.length,
  }
}

const destroy = async (tx: Tx, at: Date, { id, child, part }: Going): Promise<void> => {
  await stopWriting(tx)
  const end = sql.raw(part ? 'access.destroy_part' : 'access.destroy_record')
  const { rows } = await sql<{ gone: RecordParts }>`select ${end}(${id}) as gone`.execute(tx)
  await keyDestroyed(tx)
  await recordAccess(tx, at, {
    reader: undefined,
    actor: 'keeper',
    purpose: 'end records that were kept long enough',
    action: 'keeping-ends',
    childId: child,
    categories: 0,
    outcome: 'done',
    rule: part ? 'record-end:part-destroyed' : 'record-end:destroyed',
    requestId: 'keeping-ends',
    detail: { ...rows[0]?.gone },
  })
}
