import { sql } from 'kysely'
import { type CommandGrant, endInvolvement } from '../../../access/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'

/**
 * With the support ends the work of whoever ended it, of their teams, and what a list tells of nobody whom we know: nobody reads them among
 * who else is involved after that day, and they have 14 days to write it up. Where another service takes over (`handed`) the teams work on, and their own part alone ends.
 */
export const endOwnWork = async (
  command: CommandGrant<'recorder'>,
  { childId, on, handed }: { readonly childId: number; readonly on: PlainDate; readonly handed: boolean },
): Promise<void> => {
  const { userId = 0, principals = [] } = command.reader ?? {}
  const { rows } = await sql<{ id: number; since: PlainDate }>`
    select id, true_from::text as since from involvement where child_id = ${childId} and kind = 'young-carers'
      and (principal_id = any(${handed ? [userId] : [userId, ...principals]}::bigint[]) or (principal_id is null and not ${handed})) and known_to = 'infinity' and true_to = 'infinity'
    order by id`.execute(command.tx)
  for (const { id, since } of rows) await endInvolvement(command, id, since > on ? since : on)
}
