import { sql } from 'kysely'
import { categoryMask } from '../kernel/index.ts'
import type { CommandGrant } from './grant.ts'
import { writeUpDays } from './involvement.ts'
import { asActor, type Ground, type Tx } from './transaction.ts'

/** The reason of a team that keeps the registers of education, for each child on one (domain.md 4.4). */
export const keeperReason = 'education-register'

/** What the duty needs of a child, cut by the keeper's own role: who and where they are, school, and whom to speak to. */
const dutyMask = categoryMask([
  ...(['identity', 'contact', 'attendance', 'exclusion', 'admissions', 'send', 'early-help', 'care-involved'] as const),
])
const dutySensitivity = 2

/**
 * Gives the teams that keep the registers a reason for each child on one, and ends it for those who are on none any more (14 days to write up). `registers` are the kinds whose
 * open entries, which people write, put a child on one. Of one child, or of all. What is so already stays. Under a context that writes reasons.
 */
const tie = async (tx: Tx, at: Date, registers: readonly string[], childId?: number): Promise<void> => {
  const of = sql`(${childId ?? null}::bigint is null or child_id = ${childId ?? null}::bigint)`
  const on = sql`select child_id from entry where kind = any(${[...registers]}::text[]) and known_to = 'infinity' and status = 'open'
    and author_id is not null and child_id is not null and ${of}`
  const keepers = sql`select id from access.principal where kind = 'team' and active and keeps_registers`
  await sql`
    insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, starts_at)
    select k.id, e.child_id, ${keeperReason}, ${dutyMask}, ${dutySensitivity}, ${at}::timestamptz from (select distinct child_id from (${on}) o) e cross join (${keepers}) k
    where not exists (select from access.grant_row g where g.principal = k.id and g.child_id = e.child_id and g.reason = ${keeperReason} and g.ends_at = 'infinity')`.execute(
    tx,
  )
  await sql`
    update access.grant_row set ends_at = ${at}::timestamptz + make_interval(days => ${writeUpDays})
    where reason = ${keeperReason} and ends_at = 'infinity' and ${of} and (child_id not in (${on}) or principal not in (${keepers}))`.execute(
    tx,
  )
}

/** For one child, as they are put on a register or come off it. */
export const tieKeepers = (
  { tx, at }: CommandGrant<'recorder'>,
  registers: readonly string[],
  childId: number,
): Promise<void> => tie(tx, at, registers, childId)

/** For every child: where a team has begun or ceased to keep them, and where records were joined. */
export const tieAllKeepers = (ground: Ground, registers: readonly string[]): Promise<void> =>
  asActor(ground, 'arrangements', (tx, at) => tie(tx, at, registers), 300)

/** Whether one of the reader's teams keeps the registers of education for the whole council. */
export const keepsRegisters = async (tx: Tx, principals: readonly number[]): Promise<boolean> => {
  const { rows } =
    await sql`select 1 from access.principal where id = any(${[...principals]}::bigint[]) and keeps_registers and active limit 1`.execute(
      tx,
    )
  return rows.length > 0
}
