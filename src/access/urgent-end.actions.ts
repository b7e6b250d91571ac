import { sql } from 'kysely'
import { NotFound } from '../kernel/index.ts'
import { readerContext } from './context.ts'
import type { CommandGrant } from './grant.ts'
import { findChildFacts, type SignedInReader } from './reader.queries.ts'
import { type Ground, withContext } from './transaction.ts'

/** A record that somebody has open urgently now: its address, and until when. */
export type OpenUrgent = { readonly address: string; readonly until: Date }

/** The records that the reader has open urgently, the first to end first: their own alone. */
export const listOpenUrgent = (ground: Ground, reader: SignedInReader): Promise<readonly OpenUrgent[]> => {
  const at = ground.now()
  return withContext(
    ground,
    readerContext(reader, at),
    async tx =>
      (
        await sql<OpenUrgent>`
          select p.uuid as address, max(g.ends_at) as until from access.grant_row g join person p on p.id = g.child_id
          where g.reason = 'urgent' and g.principal = ${reader.userId} and g.starts_at <= ${at} and g.ends_at > ${at}
          group by p.uuid order by 2, 1`.execute(tx)
      ).rows,
  )
}

/**
 * Ends what the reader of the command opened urgently of the child at the address, before its time. Its review stays owed. Gives the
 * child's number for the record of access. @throws NotFound where they have nothing open there, as for a record that is not there.
 */
export const endUrgently = async ({ tx, reader, at }: CommandGrant<'recorder'>, address: string): Promise<number> => {
  const facts = await findChildFacts(tx, address)
  const { rows } = await sql`
    update access.grant_row set ends_at = ${at} where reason = 'urgent' and principal = ${reader?.userId ?? 0}
      and child_id = ${facts?.childId ?? 0} and starts_at <= ${at} and ends_at > ${at} returning id`.execute(tx)
  if (!facts || rows.length === 0) throw new NotFound()
  return facts.childId
}
