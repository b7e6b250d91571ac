import { sql } from 'kysely'
import type { CommandGrant, Grant } from '../../access/index.ts'
import { NotFound, parseUuid } from '../../kernel/index.ts'
import { type Key, open, seal } from '../../platform/keys/index.ts'

/** How long somebody's own search stays at its address. */
const keptHours = 24

/**
 * Keeps what was asked, sealed, under an address that says nothing; gives the address. Older searches of the same person go.
 */
export const saveSearch = async (command: CommandGrant<'recorder'>, key: Key, content: object): Promise<string> => {
  const userId = command.reader?.userId ?? 0
  await sql`delete from saved_search where user_id = ${userId} and made_at < ${command.at}::timestamptz - make_interval(hours => ${keptHours})`.execute(
    command.tx,
  )
  const terms = seal(key, Buffer.from(JSON.stringify(content)), `search ${userId}`)
  const { rows } = await sql<{ uuid: string }>`
    insert into saved_search (user_id, terms, made_at) values (${userId}, ${terms}, ${command.at}) returning uuid`.execute(
    command.tx,
  )
  return rows[0]?.uuid ?? ''
}

/** What this person asked at that address. @throws NotFound for another person's search as for none, and for one that is a day old. */
export const openSearch = async <T>(
  grant: Pick<Grant<never> | CommandGrant<'recorder'>, 'tx' | 'reader' | 'at'>,
  key: Key,
  address: string | undefined,
): Promise<T> => {
  const uuid = parseUuid(address ?? '')
  const userId = grant.reader?.userId ?? 0
  const { rows } = await sql<{ terms: Buffer }>`
    select terms from saved_search where uuid = ${uuid ?? null} and user_id = ${userId}
      and made_at > ${grant.at}::timestamptz - make_interval(hours => ${keptHours})`.execute(grant.tx)
  if (!rows[0]) throw new NotFound()
  return JSON.parse(open(key, rows[0].terms, `search ${userId}`).toString('utf8')) as T
}
