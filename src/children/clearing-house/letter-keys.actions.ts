import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../access/index.ts'

type Desk = CommandGrant<'clearing-house'>

/** Does this reader decide by letter keys? Off until they switch them on (WCAG 2.1.4). */
export const hasLetterKeys = async ({ tx, reader }: Desk): Promise<boolean> => {
  const { rows } = await sql`select from letter_keys where user_id = ${reader?.userId ?? null}::bigint`.execute(tx)
  return rows.length > 0
}

/** Switches them on or off for this reader, wherever they sign in. */
export const setLetterKeys = async (desk: Desk, on: boolean): Promise<void> => {
  const user = readerOfAct(desk)
  await (on
    ? sql`insert into letter_keys (user_id, switched_at) values (${user}, ${desk.at}) on conflict (user_id) do nothing`
    : sql`delete from letter_keys where user_id = ${user}`
  ).execute(desk.tx)
}
