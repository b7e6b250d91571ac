import { sql } from 'kysely'
import { categoryMask, type PlainDate } from '../../kernel/index.ts'
import { issueCommand } from '../grant.ts'
import { startInvolvement } from '../involvement.actions.ts'
import { findInvolvementKind } from '../involvement-kinds.ts'
import { everyCategory } from '../masks.ts'
import type { Ground, Tx } from '../transaction.ts'

/** A user or a team by its key. */
export type Principal = { readonly kind: 'user' | 'team'; readonly key: string }
export type WorkWithChild = {
  readonly child: number
  readonly by: Principal
  readonly kind: string
  readonly from: PlainDate
  readonly to?: PlainDate
  /** Why it began: for whoever may know that somebody is involved. */
  readonly why?: string
}
/** An officer's link to a school: who its pupils are, attendance and the pause, and nothing else. */
export type SchoolLink = { readonly staff: string; readonly laestab: string; readonly from: PlainDate }
export type Shield = {
  readonly child: number
  readonly kind: 'restricted' | 'sealed' | 'protected'
  readonly reason: string
  /** Who is called; on the list of allowed people too. */
  readonly holders: readonly string[]
  readonly allowed: readonly string[]
}
export type Conflict = {
  readonly staff: string
  readonly child: number
  readonly why: 'self' | 'family' | 'household' | 'declared'
}

/** The id of a principal. Throws where there is none: an arrangement for nobody is a mistake in the list. */
const principalId = async (tx: Tx, { kind, key }: Principal): Promise<number> => {
  const { rows } = await sql<{
    id: number
  }>`select id from access.principal where kind = ${kind} and key = ${key}`.execute(tx)
  if (!rows[0]) throw new Error(`There is no ${kind} with the key ${key}`)
  return rows[0].id
}

/** What two people ended stays ended, however often the same list is read. */
export const keepConflicts = async (tx: Tx, list: readonly Conflict[]): Promise<void> => {
  for (const { staff, child, why } of list) {
    const user = await principalId(tx, { kind: 'user', key: staff })
    await sql`insert into access.conflict (user_id, child_id, why) values (${user}, ${child}, ${why})
      on conflict (user_id, child_id) do update
        set why = excluded.why, ends_at = 'infinity', declared_by = null, asked_by = null, asked_at = null
        where conflict.declared_by is not null
          or (conflict.why <> excluded.why or conflict.ends_at < 'infinity') and (conflict.ended_by is null or conflict.ends_at = 'infinity')`.execute(
      tx,
    )
  }
}

/** Shields come before work with the child, so that each reason knows whether its holder is named. */
export const keepShields = async (tx: Tx, list: readonly Shield[], at: Date): Promise<void> => {
  for (const shield of list) {
    const id = (await findShield(tx, shield)) ?? (await makeShield(tx, shield, at))
    for (const key of new Set([...shield.allowed, ...shield.holders])) {
      const principal = await principalId(tx, { kind: 'user', key })
      await sql`insert into access.shield_allowed (shield_id, principal) values (${id}, ${principal}) on conflict do nothing`.execute(
        tx,
      )
      // Work, not urgent access or oversight: those open no more for being named (docs/access.md, rule 8).
      await sql`update access.grant_row set named = true, max_sensitivity = 4
        where child_id = ${shield.child} and principal = ${principal} and ends_at > ${at} and extra_mask = 0`.execute(
        tx,
      )
    }
    if (shield.kind === 'sealed') await keepHolders(tx, shield, at)
  }
}

// One that is kept for another child's sake ends with that child's (migration 0323): it is none of this child's own.
const findShield = async (tx: Tx, shield: Shield): Promise<number | undefined> => {
  const { rows } = await sql<{ id: number }>`select id from access.shield
    where child_id = ${shield.child} and kind = ${shield.kind} and ends_at = 'infinity' and covers is null`.execute(tx)
  return rows[0]?.id
}

const makeShield = async (tx: Tx, shield: Shield, at: Date): Promise<number> => {
  const [first] = shield.holders
  if (!first) throw new Error('A shield needs a holder')
  const holder = await principalId(tx, { kind: 'user', key: first })
  const { rows } = await sql<{
    id: number
  }>`insert into access.shield (child_id, kind, reason, holder, starts_at, review_on)
    values (${shield.child}, ${shield.kind}, ${shield.reason}, ${holder}, ${at}, (${at}::timestamptz + interval '6 months')::date) returning id`.execute(
    tx,
  )
  return rows[0]?.id ?? 0
}

// Nobody works with a sealed record as such: its holders have a reason of their own.
const keepHolders = async (tx: Tx, shield: Shield, at: Date): Promise<void> => {
  for (const key of shield.holders) {
    const principal = await principalId(tx, { kind: 'user', key })
    await sql`insert into access.grant_row (principal, child_id, reason, limit_mask, max_sensitivity, named, starts_at)
      select ${principal}::bigint, ${shield.child}::bigint, 'holder', ${everyCategory}::bigint, 4, true, ${at}::timestamptz
      where not exists (select from access.grant_row where principal = ${principal} and child_id = ${shield.child} and reason = 'holder' and ends_at = 'infinity')`.execute(
      tx,
    )
  }
}

export const keepSchoolLinks = async (tx: Tx, list: readonly SchoolLink[]): Promise<void> => {
  const mask = categoryMask(['identity', 'attendance'])
  for (const { staff, laestab, from } of list) {
    const principal = await principalId(tx, { kind: 'user', key: staff })
    await sql`insert into access.grant_row (principal, establishment_id, reason, limit_mask, max_sensitivity, writes, starts_at)
      select ${principal}::bigint, e.id, 'school-link', ${mask}::bigint, 1, false, ${from}::timestamp at time zone 'Europe/London'
      from access.establishment e where e.laestab = ${laestab} and not exists (select from access.grant_row g
        where g.principal = ${principal} and g.establishment_id = e.id and g.reason = 'school-link' and g.ends_at = 'infinity')`.execute(
      tx,
    )
  }
}

export const keepWork = async (ground: Ground, tx: Tx, list: readonly WorkWithChild[]): Promise<void> => {
  const command = await issueCommand(ground, tx, 'arrangements', undefined)
  for (const { child, by, kind, from, to, why } of list) {
    const principal = await principalId(tx, by)
    await startInvolvement(command, {
      childId: child,
      principalId: principal,
      kind,
      from,
      ...(to ? { to } : {}),
      ...(why ? { purpose: `${findInvolvementKind(kind)?.purpose ?? kind}: ${why}` } : {}),
    })
  }
}
