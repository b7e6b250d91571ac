import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../access/index.ts'
import { Conflict, type PlainDate } from '../../kernel/index.ts'

type Command = CommandGrant<'recorder'>

/** Puts somebody of a team on duty for some days, the last included: the caller has asked who may. */
export const putOnDuty = async (
  command: Command,
  team: number,
  duty: { readonly user: number; readonly first: PlainDate; readonly last: PlainDate },
): Promise<void> => {
  await sql`insert into access.team_duty (team_id, user_id, first_day, last_day, set_by, set_at)
    values (${team}, ${duty.user}, ${duty.first}, ${duty.last}, ${readerOfAct(command)}, ${command.at})`.execute(
    command.tx,
  )
}

/** Ends somebody's duty at once. @throws Conflict where it has ended. */
export const endDuty = async ({ tx, at }: Command, team: number, duty: number): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    update access.team_duty set ended_at = ${at} where id = ${duty} and team_id = ${team} and ended_at is null returning id`.execute(
    tx,
  )
  if (rows.length === 0)
    throw new Conflict('This duty has ended already.', 'Load the page again to see it as it is now.')
}
