import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../access/index.ts'

/** Shuts these children's records to whoever says that they are of their own family: by row security from now on, urgently too. */
export const declareOwnFamily = async (
  command: CommandGrant<'recorder'>,
  children: readonly number[],
  why: string,
): Promise<void> => {
  await sql`select access.declare_conflict(${children}::bigint[], ${why}, ${readerOfAct(command)})`.execute(command.tx)
}
