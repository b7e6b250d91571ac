import type pg from 'pg'
import { markOfKey, type VaultKeys } from '../../platform/keys/index.ts'

/** Makes a key known to the database, by its name and mark. As the owner. */
export const keepVaultKey = async (owner: pg.Pool, keys: VaultKeys, id: string): Promise<void> => {
  await owner.query('insert into access.vault_key (id, mark) values ($1, $2) on conflict do nothing', [
    id,
    markOfKey(keys, id),
  ])
}

/** Forgets the keys under which nothing is kept any more: all but the newest, after `rewrapAll`. Gives their names. As the owner. */
export const forgetVaultKeys = async (owner: pg.Pool, newest: string): Promise<string[]> => {
  const { rows } = await owner.query<{ id: string }>('delete from access.vault_key where id <> $1 returning id', [
    newest,
  ])
  return rows.map(row => row.id).sort()
}

/**
 * Are all keys here that protected addresses are kept under? Gives their names.
 * @throws VaultKeyMissing for one that is not, Error in a plain sentence for one that is another than it was.
 */
export const checkVaultKeys = async (db: pg.Pool, keys: VaultKeys): Promise<string[]> => {
  const { rows } = await db.query<{ id: string; mark: Buffer }>('select id, mark from access.vault_key order by id')
  for (const { id, mark } of rows)
    if (!markOfKey(keys, id).equals(mark))
      throw new Error(
        `${id}.key in ${keys.dir} is not the key that protected addresses are kept under. Restore it from where keys are kept.`,
      )
  return rows.map(row => row.id)
}
