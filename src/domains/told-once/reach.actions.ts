import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { addJob } from '../../platform/jobs/index.ts'
import type { ToldService } from './told-service.ts'

type Messenger = CommandGrant<'messenger'>

/** How far changes come with one service: numbers and times, and nothing of any child. */
export type ServiceReach = {
  readonly id: string
  readonly waiting: number
  /** Changes that did not reach it, however often it was tried, and since when. */
  readonly unreached: number
  readonly since: Date | undefined
  readonly answeredAt: Date | undefined
}

/** The state of every service that a change was ever for. */
export const listReach = async ({ tx }: Messenger): Promise<ServiceReach[]> => {
  const { rows } = await sql<{ id: string; waiting: number; unreached: number; since: Date | null; at: Date | null }>`
    select service as id, (count(*) filter (where state = 'waiting'))::int as waiting, (count(*) filter (where unreached))::int as unreached,
      min(at) filter (where unreached) as since, max(at) filter (where state <> 'waiting' and not unreached) as at
    from told_delivery group by service`.execute(tx)
  return rows.map(row => ({ ...row, since: row.since ?? undefined, answeredAt: row.at ?? undefined }))
}

/** Tells a service again of what did not reach it: at once by its webhook, or with its next daily file. Gives of how many changes. */
export const tellAgain = async ({ tx, at }: Messenger, { id, way }: ToldService): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    update told_delivery set state = 'waiting', unreached = false, answer = null, at = ${at} where service = ${id} and unreached returning id`.execute(
    tx,
  )
  if ('webhook' in way)
    for (const row of rows) await addJob(tx, 'tell-service', { delivery: row.id }, { maxAttempts: 12 })
  return rows.length
}
