import { sql } from 'kysely'
import type { CommandGrant } from '../access/index.ts'
import { addRunJob } from './receive.actions.ts'
import { loadSourceState } from './register-sources.actions.ts'

/**
 * Lets the waiting imports of a source go on, once its columns are confirmed and its agreement is in force. Gives how many
 * went; none while something is still missing.
 */
export const releaseWaiting = async (grant: CommandGrant<'import-desk'>, sourceId: string): Promise<number> => {
  const { live, mapped } = await loadSourceState(grant.tx, sourceId, grant.at)
  if (!live || !mapped) return 0
  const { rows } = await sql<{ uuid: string }>`
    update import_run set state = 'received', problem = null, fix = null where source_id = ${sourceId} and state = 'waiting'
    returning uuid`.execute(grant.tx)
  for (const { uuid } of rows) await addRunJob(grant.tx, uuid, sourceId)
  return rows.length
}
