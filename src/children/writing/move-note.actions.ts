import { sql } from 'kysely'
import type { ChildGrant, CommandGrant } from '../../access/index.ts'
import { categoryBit, parseUuid } from '../../kernel/index.ts'
import type { Written } from './written.queries.ts'

/**
 * The right child, where the reader may open that record and write in the note's category there. Read with the reader's own
 * sight, before any command begins: an address of a record they may not open is as good as none.
 */
export const findTarget = async (
  grant: ChildGrant<'note'>,
  typed: string,
  written: Written,
): Promise<{ id: number } | undefined> => {
  const address = parseUuid(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(typed)?.[0] ?? '')
  if (!address || address === grant.address) return undefined
  const bit = categoryBit(written.category)
  const { rows } = await sql<{ id: number }>`
    select p.id from person p
    where p.uuid = ${address}::uuid and p.has_record and p.redirect_to is null and p.id <> ${grant.childId}
      and p.id <> all (access.refused())
      and exists (select 1 from access.grant_row g where g.child_id = p.id and g.writes
        and (((g.limit_mask & ${grant.reader.masks.full}::bigint) | g.extra_mask) & ${bit}::bigint) <> 0)`.execute(
    grant.tx,
  )
  return rows[0]
}

/** Tells the author, by ids alone, that a note of theirs was moved from this record; whoever moves their own note knows. */
export const tellAuthor = async (
  { tx, at, reader }: CommandGrant<'recorder'>,
  authorId: number,
  childId: number,
): Promise<void> => {
  if (!reader || reader.userId === authorId) return
  await sql`insert into access.notice (principal, kind, child_id, user_id, at)
    values (${authorId}, 'note-moved', ${childId}, ${reader.userId}, ${at})`.execute(tx)
}
