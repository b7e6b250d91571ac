import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../access/index.ts'
import type { WorkerSupervision } from './supervision-form.ts'

/** Keeps what was said with a worker of a team, for the two alone; once, though the same is sent again. A correction stands in place of what the same person wrote. */
export const keepSaid = async (
  command: CommandGrant<'recorder'>,
  { team, worker }: { readonly team: number; readonly worker: number },
  { on, said, agreed, next }: WorkerSupervision,
  correction?: { readonly replaces: number; readonly reason: string },
): Promise<void> => {
  await sql`insert into access.supervision (team_id, worker_id, supervisor_id, held_on, said, agreed, next_on, written_at, replaces, reason)
    values (${team}, ${worker}, ${readerOfAct(command)}, ${on}::date, ${said}, ${agreed ?? null}, ${next ?? null}::date, ${command.at},
      ${correction?.replaces ?? null}, ${correction?.reason ?? null}) on conflict do nothing`.execute(command.tx)
}
