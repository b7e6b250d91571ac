import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { announce } from '../../platform/live/index.ts'
import { actorContext } from '../context.ts'
import { asActor, type Ground, withContext } from '../transaction.ts'
import { rehearse } from './rehearse.actions.ts'
import { type RuleDraft, ruleTopic } from './role-rules.queries.ts'

type Waiting = Pick<RuleDraft, 'role' | 'cells' | 'level' | 'sentence'> & { readonly uuid: string }

const waiting = (change: number) =>
  sql`id = ${change} and rehearsal_asked_at is not null and published_at is null and dropped_at is null`

/** Says that it is given up, to who has the page open as well. */
const tellFailed = (pages: Ground, change: number): Promise<void> =>
  asActor(pages, 'approvals', async (tx, at) => {
    const { rows } = await sql<{ uuid: string }>`
      update access.role_rule set rehearsal_failed_at = ${at}, rehearsal_asked_at = null, rehearsal_done = null, rehearsal_of = null
      where ${waiting(change)} returning uuid`.execute(tx)
    for (const { uuid } of rows) await announce(tx, ruleTopic(uuid))
  })

/**
 * Makes the rehearsal that was asked of a draft, and tells how far it is. `pages` is the ground of the pages' login: row security answers as a
 * person there alone. Nothing is done where the draft was published, dropped or rehearsed meanwhile.
 */
const makeRehearsal = async (pages: Ground, change: number): Promise<void> => {
  const stillWaits = waiting(change)
  const at = pages.now()
  await withContext(pages, actorContext('approvals', at), async tx => {
    const { rows } = await sql<Waiting>`
        select uuid, role, cells, level, sentence from access.role_rule where ${stillWaits}`.execute(tx)
    const [draft] = rows
    if (!draft) return
    // Each word is a transaction of its own: what is counted stays one snapshot, which nobody else sees.
    const keep = (set: ReturnType<typeof sql>) =>
      asActor(pages, 'approvals', async kept => {
        await sql`update access.role_rule set ${set} where ${stillWaits}`.execute(kept)
        await announce(kept, ruleTopic(draft.uuid))
      })
    const tell = (done: number, of: number) => keep(sql`rehearsal_done = ${done}, rehearsal_of = ${of}`)
    const found = await rehearse(pages, { tx, at }, draft, tell)
    await keep(sql`rehearsed_at = ${at}, rehearsal = ${JSON.stringify(found)}::jsonb,
        rehearsal_asked_at = null, rehearsal_done = null, rehearsal_of = null`)
  })
}

/** Rehearsals that were asked for. */
export const rehearseJob = (pages: Ground): Job =>
  defineJob({
    name: 'rehearse-role-rule',
    schema: Type.Object({ change: Type.Number() }),
    run: ({ change }, { isLastAttempt }) =>
      makeRehearsal(pages, change).catch(async error => {
        if (isLastAttempt) await tellFailed(pages, change)
        throw error
      }),
  }) as Job
