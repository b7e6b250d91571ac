import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { Conflict, isUuid, NotFound } from '../../kernel/index.ts'
import { askRules } from '../work/ask-rules.actions.ts'
import type { Half } from './suggest-half.ts'

type Desk = CommandGrant<'clearing-house'>
export type GivenTo = Half | 'both'

/** `entry` is the random address of the entry, or of its copy on the other half. With an `author`, only what that person wrote. */
export type Given = {
  readonly split: string
  readonly entry: string
  readonly to: GivenTo
  readonly author?: number
}

/**
 * Says whose something is that was written while two records were one: it stays on that half, or on both. From the other it goes,
 * and is from then on for named people only there, as a note that was moved. Who said so, and when, is kept. Gives both children.
 * Throws NotFound, also where a half is shut to the reader or the two are one again, and Conflict where somebody was first.
 */
export const giveEntry = async (desk: Desk, { split, entry, to, author }: Given): Promise<readonly number[]> => {
  if (!isUuid(split) || !isUuid(entry)) throw new NotFound()
  const { tx, at, reader } = desk
  const found = await sql<{
    split_id: number
    entry_id: number
    copy_id: number
    stands_on: Half
    given_to: GivenTo | null
    joined_at: Date
    children: number[]
  }>`
    select t.split_id, t.entry_id, t.copy_id, t.stands_on, t.given_to, s.joined_at, array[s.a_person, s.b_person] as children
    from split s join split_entry t on t.split_id = s.id join entry e on e.id in (t.entry_id, t.copy_id)
    where s.uuid = ${split} and e.uuid = ${entry} and t.folded_at is null and t.author_id = coalesce(${author ?? null}::bigint, t.author_id)
      and s.a_person <> all ((select access.refused())::bigint[]) and s.b_person <> all ((select access.refused())::bigint[])
    for update of t`.execute(tx)
  const row = found.rows[0]
  if (!row) throw new NotFound()
  if (row.given_to !== null) throw alreadyGiven()
  await sql`update split_entry set given_to = ${to}, given_by = ${reader?.userId ?? null}::bigint, given_at = ${at}
    where split_id = ${row.split_id} and entry_id = ${row.entry_id}`.execute(tx)
  if (to === 'both') return row.children
  await takeAway(desk, to === row.stands_on ? row.copy_id : row.entry_id, row.joined_at)
  await askRules(desk, row.children)
  return row.children
}

/** Somebody was first. */
export const alreadyGiven = (): Conflict =>
  new Conflict('Somebody has already said whose this is.', 'Load the page again to see what still waits.')

/** What is another child's is known here no longer, nor in any version that was written while the two were one. */
const takeAway = async ({ tx, at }: Desk, id: number, joinedAt: Date): Promise<void> => {
  const { rows } = await sql<{ child_id: number }>`
    with recursive line as (
      select id, replaces from entry where id = ${id}
      union select e.id, e.replaces from line l join entry e on e.id = l.replaces and e.known_from >= ${joinedAt}),
    later as (
      select id from line union select e.id from later l join entry e on e.replaces = l.id)
    update entry set known_to = least(known_to, ${at}), sensitivity = 4 where id in (select id from later) returning child_id`.execute(
    tx,
  )
  await sql`update person set changed_at = ${at} where id = any(${rows.map(r => r.child_id)}::bigint[])`.execute(tx)
}
