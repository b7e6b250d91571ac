import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandGrant, Tx } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { everyKey, type Key } from '../../platform/keys/index.ts'
import type { IntakeGround } from '../ground.ts'

/** A school's key as it is listed: never its secret. */
export type FeedKey = {
  readonly id: string
  readonly laestab: string
  readonly school: string | null
  readonly madeAt: Date
  readonly madeBy: string | null
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
}

/** The secret of a key: made from its id by a key outside the database, so that it is nowhere kept. 32 bytes, in hexadecimals. */
export const secretOf = ({ filesKey }: Pick<IntakeGround, 'filesKey'>, id: string): string => secretUnder(filesKey, id)
/** What a school may sign with: the secret as it is made today, and as older keys made it that are still there. */
export const secretsOf = ({ filesKey }: Pick<IntakeGround, 'filesKey'>, id: string): readonly string[] =>
  everyKey(filesKey).map(key => secretUnder(key, id))
const secretUnder = (key: Key, id: string): string =>
  createHmac('sha256', key).update(`throughline feed key ${id}`).digest('hex')

/** The keys of all schools, live ones first. */
export const listFeedKeys = async ({ tx }: { readonly tx: Tx }): Promise<FeedKey[]> => {
  const { rows } = await sql<FeedKey>`
    select k.uuid as id, k.laestab, e.name as school, k.made_at as "madeAt", p.name as "madeBy", k.used_at as "usedAt", k.revoked_at as "revokedAt"
    from feed_key k left join access.establishment e on e.laestab = k.laestab left join access.principal p on p.id = k.made_by
    order by k.revoked_at is not null, e.name, k.laestab, k.made_at desc limit 2000`.execute(tx)
  return rows
}

/** Makes a key for a school. Those that it has stay until they are revoked, so that a sender can change over. Gives its id. */
export const makeFeedKey = async (
  { tx, at, reader }: CommandGrant<'import-desk'>,
  laestab: string,
): Promise<string> => {
  const { rows } = await sql<{ uuid: string }>`
    insert into feed_key (laestab, made_at, made_by) values (${laestab}, ${at}, ${reader?.userId ?? null}) returning uuid`.execute(
    tx,
  )
  if (!rows[0]) throw new Error('The key was not made.')
  return rows[0].uuid
}

/** Ends a key: the next bundle under it is refused. Throws NotFound where it is not live. */
export const revokeFeedKey = async ({ tx, at, reader }: CommandGrant<'import-desk'>, id: string): Promise<void> => {
  const { numAffectedRows = 0n } = await sql`
    update feed_key set revoked_at = ${at}, revoked_by = ${reader?.userId ?? null} where uuid = ${id}::uuid and revoked_at is null`.execute(
    tx,
  )
  if (numAffectedRows === 0n)
    throw new NotFound('There is no such key in use.', 'Go back to the schools of this source.')
}

/** The school that a live key is of. */
export const findSchoolOfKey = async (tx: Tx, id: string): Promise<string | undefined> => {
  const { rows } = await sql<{
    laestab: string
  }>`select laestab from feed_key where uuid = ${id}::uuid and revoked_at is null`.execute(tx)
  return rows[0]?.laestab
}
