import type pg from 'pg'

/**
 * Tells the database the key that contexts are signed with, as its owner: no login reads it. Under another key than before no session holds
 * (session-mark.ts): they end, and people sign in again.
 */
export const keepContextKey = async (owner: pg.Pool, key: Buffer): Promise<void> => {
  // Looked at first: to find it in the way would write its page into the log, and so into a backup that is being made.
  await owner.query(
    `with another as (insert into access.key (name, key) select 'context', $1
         where not exists (select from access.key where name = 'context' and key = $1)
       on conflict (name) do update set key = excluded.key returning name),
     staff as (delete from access.session where exists (select from another))
     delete from access.family_session where exists (select from another)`,
    [key],
  )
}
