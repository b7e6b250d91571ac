import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import type { Ground } from '../../access/index.ts'
import { formatDate, londonDate } from '../../kernel/index.ts'
import { writeCsv } from '../../platform/files/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { listWaiting, settleDeliveries } from './deliveries.actions.ts'
import { rowsOf } from './message.ts'
import type { Delivering } from './tell-service.job.ts'

/**
 * Writes each service's file of the day, in its own layout: `FOLDER/SERVICE/SERVICE-DATE.csv`, whole or not at all. A run that was cut off
 * before it was written down writes the same rows again under the same name.
 */
export const writeDailyFiles = async (ground: Ground, { services, folder, key }: Delivering): Promise<void> => {
  const today = londonDate(ground.now())
  for (const { id, way, reviewBy } of services) {
    if (!('columns' in way) || reviewBy < today) continue
    const waiting = await listWaiting(ground, key, id)
    const [first] = waiting
    if (!first) continue
    const at = join(folder, id)
    // by the first line as well, so that a second run of the day does not take the place of the first one's file
    const file = join(at, `${id}-${today}-${first.id}.csv`)
    await mkdir(at, { recursive: true, mode: 0o700 })
    const rows = rowsOf(
      way.columns,
      waiting.map(one => one.message),
    )
    await writeFile(`${file}.part`, writeCsv(rows), { mode: 0o600, flush: true })
    await rename(`${file}.part`, file)
    await settleDeliveries(
      ground,
      waiting.map(one => one.id),
      { state: 'told', answer: `In the file of ${formatDate(today)}` },
    )
  }
}

/** Every night, before the services begin their day. */
export const dailyFilesJob = (ground: Ground, delivering: Delivering): Job =>
  defineJob({
    name: 'write-told-files',
    schema: Type.Object({}),
    cron: '30 4 * * *',
    run: () => writeDailyFiles(ground, delivering),
  }) as Job
