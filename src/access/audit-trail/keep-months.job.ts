import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { actorContext } from '../context.ts'
import { type Ground, withContext } from '../transaction.ts'

/** Makes this month of the record of access and the next three, unless they are there, and puts into them what was written while they were not. */
export const makeAuditMonths = (ground: Ground): Promise<void> =>
  withContext(ground, actorContext('audit', ground.now()), async tx => {
    await sql`select access.make_audit_months()`.execute(tx)
  })

/** Does so hourly: it gives way to whoever reads, and is tried again; and a machine may be off whenever a daily job would run. */
export const keepAuditMonthsJob = (ground: Ground): Job =>
  defineJob({
    name: 'keep-audit-months',
    schema: Type.Object({}),
    everySeconds: 3_600,
    run: () => makeAuditMonths(ground),
  })
