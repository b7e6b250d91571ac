import { sql } from 'kysely'
import { holdFields, openBody, placeOfEntry, type Tx } from '../../access/index.ts'
import type { VaultKeys } from '../../platform/keys/index.ts'
import { leakGuard, type PlaceRow, placeKinds, placeOf } from '../leak-guard/index.ts'

/** Kinds that say a place by what they are: hidden as such (migration 0008), or in no words. */
export const notTexts = sql`('address', 'contact-detail', 'carer', 'doctor', 'enrolment', 'care-episode', 'session-count', 'attendance-total', 'suspension',
  'centre-registration', 'youth-membership', 'told-school', 'identity', 'identifier', 'chosen-value', 'authority', 'background')`

/** These children, each with those whose places its texts are looked through for: its own, and a protected brother's or sister's. */
const kinOf = (children: ReturnType<typeof sql>) => sql`(select c as child, c as of from unnest(${children}) c
  union select r.child_id, r.other_id from relationship r where r.child_id = any(${children}) and r.other_id = any((select access.held_children())::bigint[])
  union select r.other_id, r.child_id from relationship r where r.other_id = any(${children}) and r.child_id = any((select access.held_children())::bigint[])) kin`

/** Texts of protected children with protected kin are looked through again: somebody's protection began since they were. */
export const lookAgain = async (tx: Tx): Promise<void> => {
  await sql`update entry e set looked_at = null where e.looked_at is not null and e.child_id in (select child from ${kinOf(sql`(select access.held_children())::bigint[]`)} where child <> of)`.execute(
    tx,
  )
}

/**
 * Begins a question about texts `e` of protected children that were not looked through since a place of theirs, or of protected kin, was told. When that was
 * is asked once for all children: it is asked each minute, and of every text it took seconds.
 */
export const fromUnread = sql`with newest as materialized (
    select kin.child, max(p.known_from) as told from ${kinOf(sql`(select access.held_children())::bigint[]`)}
      join entry p on p.child_id = kin.of and p.kind in ${placeKinds} group by kin.child)
  select e.id, e.child_id, e.kind, e.source_person_id, e.body from entry e join newest n on n.child = e.child_id
  where e.child_id = any((select access.held_children())::bigint[]) and (e.looked_at is null or e.looked_at < n.told)`

export type TextRow = {
  id: number
  child_id: number
  kind: string
  source_person_id: number
  body: Record<string, unknown>
}

/**
 * Looks through what sources wrote in words about children whose place is protected: a fact that gives the place away is for named people only
 * from now on, and its words go into the vault with the row they came in (security.md, threat T05). The other facts of the row stay as they
 * were. A fact is looked through once, and again when a place of the child is told. Gives how many were looked through: fewer than `most` is
 * the end.
 */
export const holdTellingTexts = async (tx: Tx, keys: VaultKeys, most: number): Promise<number> => {
  const { rows } = await sql<TextRow>`
    ${fromUnread} and not e.held and e.source_record_id is not null and e.source_person_id is not null and e.kind not in ${notTexts}
    order by e.id limit ${most}`.execute(tx)
  const guards = await guardsOf(tx, [...new Set(rows.map(row => row.child_id))])
  for (const { id, child_id, kind, source_person_id, body } of rows) {
    const tells = (value: unknown): boolean => tellsPlace(guards.get(child_id), value)
    if (!tells(body)) continue
    const alone = Object.keys(body).filter(field => tells(body[field]))
    // What only several fields tell together is held as a whole.
    const secret = alone.length > 0 ? alone : Object.keys(body)
    const held = holdFields(keys, body, placeOfEntry(source_person_id, kind), secret)
    await sql`update entry set body = ${JSON.stringify(held)}::jsonb, held = true, sensitivity_before = sensitivity, sensitivity = 4 where id = ${id}`.execute(
      tx,
    )
  }
  await sql`update entry set looked_at = access.at() where id = any(${rows.map(row => row.id)}::bigint[])`.execute(tx)
  return rows.length
}

/** Whether what stands as text in a value gives a place away. */
export const tellsPlace = (guard: ReturnType<typeof leakGuard> | undefined, value: unknown): boolean =>
  (guard?.(wordsOf(value)).length ?? 0) > 0

/** All that stands as text in a value, however deep. */
const wordsOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(wordsOf).join('\n')
      : ''

/** For each child what finds its places and those of its protected kin, in every version of them. */
export const guardsOf = async (
  tx: Tx,
  children: readonly number[],
): Promise<Map<number, ReturnType<typeof leakGuard>>> => {
  const { rows } = await sql<PlaceRow & { child_id: number }>`
    select kin.child as child_id, e.kind, e.body, e.source_person_id, (select x.name from access.establishment x where x.laestab = e.body->>'laestab') as school
    from ${kinOf(sql`${children}::bigint[]`)} join entry e on e.child_id = kin.of where e.kind in ${placeKinds} and e.known_to = 'infinity'`.execute(
    tx,
  )
  return new Map(
    children.map(child => {
      const own = rows.filter(row => row.child_id === child)
      return [
        child,
        leakGuard(
          own.flatMap(row => placeOf({ ...row, body: openBody(tx, row.body, row.source_person_id, row.kind) })),
        ),
      ]
    }),
  )
}
