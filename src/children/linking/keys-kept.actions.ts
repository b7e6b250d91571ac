import { type Kysely, sql } from 'kysely'
import { asActor, type Ground, type Tx } from '../../access/index.ts'
import type { Identity } from '../../linkage/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { blockKeysOf } from './block-keys.ts'
import { keepKeys } from './edges.actions.ts'

const atOnce = 1000

/**
 * Makes the keys by which records are looked up again, where PostgreSQL has crashed or was copied since they were made: they are not in its log
 * (decision 14). Under the linker's lock, before anybody is looked up; one that is stopped begins anew, and does what is left.
 */
export const makeKeysAgain = async (ground: Ground, keeper: Kysely<Database>): Promise<void> => {
  if (await areKept(keeper)) return
  for (let after: number | undefined = 0; after !== undefined; )
    after = await asActor(ground, 'linker', tx => makeSome(tx, after ?? 0), 600)
  await asActor(ground, 'linker', async tx => {
    await sql`insert into block_keys_kept default values on conflict do nothing`.execute(tx)
  })
}

/** Are all keys there? */
export const areKept = async (db: Kysely<Database>): Promise<boolean> => {
  const { rows } = await sql<{ kept: boolean }>`select exists (select from block_keys_kept) as kept`.execute(db)
  return rows[0]?.kept ?? false
}

/**
 * The next records that were compared as they are now; gives the last of them. One that has changed since is compared, and keyed, when its turn
 * comes; one that was never linked is invented (known-pairs.actions.ts). What the vault holds gives no key.
 */
const makeSome = async (tx: Tx, after: number): Promise<number | undefined> => {
  const { rows } = await sql<{ id: number; adult: boolean; identity: Identity }>`
    select s.id, s.adult, s.identity from source_person s
    where s.id > ${after} and s.linked_hash = s.identity_hash and exists (select from link l where l.source_person_id = s.id)
    order by s.id limit ${atOnce}`.execute(tx)
  await keepKeys(
    tx,
    rows.flatMap(({ id, adult, identity }) => blockKeysOf(identity, adult).map(key => ({ key, owner: id }))),
  )
  return rows.at(-1)?.id
}
