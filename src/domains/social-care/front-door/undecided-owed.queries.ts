import { sql } from 'kysely'
import { actorContext, type Ground, type SignedInReader, type Tx, withContext } from '../../../access/index.ts'
import type { Owed } from '../../../children/index.ts'
import { html } from '../../../platform/views/index.ts'
import { listWaiting } from './waiting.queries.ts'
import { undecidedWords } from './waiting.ts'

/** The teams of the front door that this reader manages, by name: those in which somebody else works there today. */
const listManagedDoors = async (tx: Tx, { manages, userId }: SignedInReader, at: Date): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select t.name from access.principal t where t.id = any(${manages}::bigint[]) and t.active and exists (
      select from access.membership m join access.role_held h on h.user_id = m.user_id and h.role = 'front-door' and h.starts_at <= ${at} and h.ends_at > ${at}
      where m.team_id = t.id and m.user_id <> ${userId} and m.starts_at <= ${at} and m.ends_at > ${at})
    order by t.name, t.id`.execute(tx)
  return rows.map(row => row.name)
}

/**
 * What Today says first to who manages a team of the front door: how many contacts nobody has decided past their working day, and since when. Not a word of them, and
 * only of those that the manager would have at the door: none of their own family, none that a shield keeps from them.
 */
export const undecidedContactsOwed = (ground: Ground): Owed => ({
  needs: [],
  list: async () => [],
  first: async ({ reader, at }) => {
    if (reader.manages.length === 0) return []
    return await withContext(ground, actorContext('recorder', at, reader.principals), async tx => {
      const doors = await listManagedDoors(tx, reader, at)
      const words = doors.length > 0 ? undecidedWords(await listWaiting({ tx, reader }, true), at) : undefined
      return words ? [html`${doors.join(', ')}: ${words}. Ask who is on duty.`] : []
    })
  },
})
