import { sql } from 'kysely'
import type { ChildGrant, CommandGrant } from '../../access/index.ts'
import { categoryBit, nameParts, type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { Written } from './written.queries.ts'

/** The record that a note is moved to, and the address by which it is opened for that. */
export type Target = { readonly id: number; readonly address: string }

/**
 * The right child, where the reader may open that record and write in the note's category there. Read with the reader's own
 * sight, before any command begins: an address of a record they may not open is as good as none.
 */
export const findTarget = async (
  grant: ChildGrant<'note'>,
  typed: string,
  written: Written,
): Promise<Target | undefined> => {
  const address = parseUuid(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(typed)?.[0] ?? '')
  if (!address || address === grant.address) return undefined
  const bit = categoryBit(written.category)
  const { rows } = await sql<Target>`
    select p.id, p.uuid as address from person p
    where p.uuid = ${address}::uuid and p.has_record and p.redirect_to is null and p.id <> ${grant.childId}
      and p.id <> all (access.refused())
      and exists (select 1 from access.grant_row g where g.child_id = p.id and g.writes
        and (((g.limit_mask & ${grant.reader.masks.full}::bigint) | g.extra_mask) & ${bit}::bigint) <> 0)`.execute(
    grant.tx,
  )
  return rows[0]
}

/**
 * The children by this name and birth date whose records the reader may open and write such a note on: by what the reader may read of them alone,
 * so that nobody else's is found. Every word of the name must be one of the child's names, in any order.
 */
export const findTargetsByName = async (
  grant: ChildGrant<'note' | 'identity'>,
  { words, birthDate }: { readonly words: readonly string[]; readonly birthDate: PlainDate },
  written: Written,
): Promise<readonly Target[]> => {
  const bit = categoryBit(written.category)
  const { rows } = await sql<Target & { names: (string | null)[] }>`
    select p.id, p.uuid as address, array_agg(n.name) as names
    from (select distinct g.child_id from access.grant_row g where g.child_id is not null and g.writes
        and (((g.limit_mask & ${grant.reader.masks.full}::bigint) | g.extra_mask) & ${bit}::bigint) <> 0) mine
      join person p on p.id = mine.child_id and p.has_record and p.redirect_to is null and p.id <> ${grant.childId} and p.id <> all (access.refused())
      join entry e on e.child_id = p.id and e.kind = 'identity' and e.known_to = 'infinity'
      cross join lateral (values (e.body->>'forename'), (e.body->>'middle'), (e.body->>'surname'), (e.body->>'preferredForename'),
        (e.body->>'preferredSurname')) n(name)
    group by p.id having bool_or(e.body->>'birthDate' = ${birthDate}) limit 50`.execute(grant.tx)
  return rows.filter(({ names }) => {
    const known = new Set(names.flatMap(name => nameParts(name ?? '')))
    return words.every(word => known.has(word))
  })
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
