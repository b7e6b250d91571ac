import { createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { open, type SealedColumn, seal } from '../platform/keys/index.ts'
import { filesKeyOf, type Tx } from './transaction.ts'

const about = (): string => 'destroyed rows'

/** The key by which destroyed rows are told again, for `throughline keys rotate`: it is sealed anew and stays the same. */
export const sealedDestroyedKey: SealedColumn = {
  ...{ ring: 'files', table: 'intake.destroyed_key', column: 'sealed', id: 't.id', place: `'destroyed rows'` },
  about,
}

const keyIn = async (tx: Tx): Promise<Buffer | undefined> => {
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from intake.destroyed_key`.execute(tx)
  return rows[0] && open(filesKeyOf(tx), rows[0].sealed, about())
}

/** What a hash (in hex) is kept as: nobody can try guesses against it without the key. */
const under = (key: Buffer, hash: string): string =>
  createHmac('sha256', key).update(Buffer.from(hash, 'hex')).digest('hex')

/**
 * What hashes of rows are kept as once they are destroyed; each as it is where nothing was destroyed yet. For whoever looks whether an old file
 * brings one back.
 */
export const destroyedMark = async (tx: Tx): Promise<(hash: string) => string> => {
  const key = await keyIn(tx)
  return key ? hash => under(key, hash) : hash => hash
}

/** Puts what tells destroyed rows again under the key, which is made with the first of them. By the keeper, in the transaction that destroys. */
export const keyDestroyed = async (tx: Tx): Promise<void> => {
  const { rows } = await sql<{ source_id: string; key: string; content: string; destroyed_at: Date }>`
    delete from intake.destroyed_row where not keyed
    returning source_id, encode(key_hash, 'hex') as key, encode(content_hash, 'hex') as content, destroyed_at`.execute(
    tx,
  )
  if (rows.length === 0) return
  const fresh = seal(filesKeyOf(tx), randomBytes(32), about())
  await sql`insert into intake.destroyed_key (sealed) values (${fresh}) on conflict do nothing`.execute(tx)
  const key = (await keyIn(tx)) as Buffer
  const kept = rows.map(one => ({
    ...one,
    key: `\\x${under(key, one.key)}`,
    content: `\\x${under(key, one.content)}`,
  }))
  await sql`insert into intake.destroyed_row (source_id, key_hash, content_hash, destroyed_at, keyed)
    select n.source_id, n.key, n.content, max(n.destroyed_at), true
    from json_to_recordset(${JSON.stringify(kept)}::json) as n(source_id text, key bytea, content bytea, destroyed_at timestamptz) group by 1, 2, 3
    on conflict (key_hash, content_hash) do update set destroyed_at = greatest(destroyed_row.destroyed_at, excluded.destroyed_at)`.execute(
    tx,
  )
}
