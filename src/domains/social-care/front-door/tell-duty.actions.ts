import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import { addJob } from '../../../platform/jobs/index.ts'

const tries = 6

/**
 * While the front door is shut, each duty worker of the out-of-hours team is written to within a minute: that something came, and no word of it. Not one who may not have this child
 * (`access.night_duty`). All that comes within a minute is one mail.
 */
export const tellDuty = async (
  { tx, at }: Pick<CommandGrant<'recorder'>, 'tx' | 'at'>,
  child: number | undefined,
): Promise<void> => {
  const { rows } = await sql<{ worker: number }>`
    select worker from access.night_duty(${child ?? null}::bigint) as worker`.execute(tx)
  const minute = Math.ceil(at.getTime() / 60_000)
  for (const { worker } of rows)
    await addJob(
      tx,
      'mail-duty',
      { worker, mail: randomUUID() },
      { key: `mail-duty:${worker}:${minute}`, runAt: new Date(minute * 60_000), maxAttempts: tries },
    )
}
