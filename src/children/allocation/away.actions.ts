import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

type Command = CommandGrant<'recorder'>

/** Sets days on which somebody is away, the last included, and who covers: the caller has asked who may. */
export const setAway = async (
  command: Command,
  user: number,
  days: { readonly first: PlainDate; readonly last: PlainDate; readonly cover: number | undefined },
): Promise<void> => {
  await sql`insert into access.away (user_id, first_day, last_day, cover_id, set_by, set_at)
    values (${user}, ${days.first}, ${days.last}, ${days.cover ?? null}, ${readerOfAct(command)}, ${command.at})`.execute(
    command.tx,
  )
}

/** Ends days away at once. */
export const endAway = async ({ tx, at }: Command, away: number): Promise<void> => {
  await sql`update access.away set ended_at = ${at} where id = ${away} and ended_at is null`.execute(tx)
}
