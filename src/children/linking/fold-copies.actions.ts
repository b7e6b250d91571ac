import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { standOn } from './split-tray.actions.ts'

type Desk = CommandGrant<'clearing-house'>

/**
 * Folds copies away that a split left on the other half, where both halves are on one of these records again: what people wrote once is read once.
 * Whatever was corrected on one of them since stays, as words of its own. What nobody had given is both’s while they are one, so that it waits for nobody
 * and keeps no record. After the join.
 */
export const foldCopies = async ({ tx, at }: Desk, persons: readonly number[]): Promise<void> => {
  await sql`with folded as (
      update split_entry t set folded_at = ${at}, given_to = 'both' from entry e, entry c
      where e.id = t.entry_id and c.id = t.copy_id and e.child_id = c.child_id and e.child_id = any(${persons}::bigint[])
        and e.known_to = 'infinity' and c.known_to = 'infinity' and coalesce(t.given_to, 'both') = 'both' returning t.copy_id)
    update entry set known_to = ${at} where id in (select copy_id from folded)`.execute(tx)
}

/** What stands on a record folded: the entry, and its copy that was folded away. */
export type Folded = { readonly entry: number; readonly copy: number }

/** What is folded on this record: asked before it comes apart. */
export const foldedOn = (person: number) =>
  sql`(select coalesce(json_agg(json_build_object('entry', t.entry_id, 'copy', t.copy_id)), '[]')
    from split_entry t join entry e on e.id = t.entry_id where t.folded_at is not null and e.child_id = ${person})`

/**
 * Lets what was folded stand on either half again, once the two are apart: the copy is made anew, for people to say whose it is. What has been corrected
 * or taken back meanwhile goes the way of its correction.
 */
export const unfoldCopies = async (desk: Desk, folded: readonly Folded[]): Promise<void> => {
  if (folded.length === 0) return
  const { tx } = desk
  const { rows } = await sql<Folded & { child: number; stands: boolean }>`
    with apart as (update split_entry t set folded_at = null,
        given_to = case when t.given_at is null and e.known_to = 'infinity' then null else t.given_to end from entry e, entry c
      where t.entry_id = any(${folded.map(f => f.entry)}::bigint[]) and t.folded_at is not null and e.id = t.entry_id and c.id = t.copy_id
        and e.child_id <> c.child_id
      returning t.entry_id as entry, t.copy_id as copy, c.child_id as child, e.known_to = 'infinity' as stands)
    select * from apart where stands order by entry`.execute(tx)
  for (const [child, own] of Map.groupBy(rows, row => row.child)) {
    const copies = await standOn(
      desk,
      child,
      own.map(row => row.entry),
    )
    await sql`update split_entry t set copy_id = n.copy from unnest(${own.map(row => row.copy)}::bigint[],
        ${own.map(row => copies.get(row.entry)!)}::bigint[]) as n(was, copy) where t.copy_id = n.was`.execute(tx)
  }
}
