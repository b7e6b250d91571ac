import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { findKeeperAddress, listKeepers, type Mailing } from '../access/index.ts'
import { countFeedTroubles, type IntakeGround } from '../intake/index.ts'
import { addJob, defineJob, type Job } from '../platform/jobs/index.ts'

/** A pull or a register that does not come is told to whoever keeps the sources on the day itself: after the morning's registers and the morning's pull. */
const when = '40 10 * * 1-5'
const tries = 6

/**
 * Has an e-mail written to everybody who keeps the sources, once on a weekday on which a school could not be asked, or has been quiet for so long
 * that it is named. The mail says that something is wrong and where to see what: no school, no child.
 */
export const tellOfFeedsJob = (ground: IntakeGround, { mail }: Pick<Mailing, 'mail'>): Job =>
  defineJob({
    name: 'tell-of-feeds',
    schema: Type.Object({}),
    cron: when,
    run: async () => {
      const { pulls, quiet } = await countFeedTroubles(ground)
      if (!mail || pulls + quiet === 0) return
      const keepers = await listKeepers(ground, 'imports')
      await ground.db.transaction().execute(async tx => {
        for (const keeper of keepers)
          await addJob(tx, 'mail-keeper', { keeper, mail: randomUUID() }, { maxAttempts: tries })
      })
    },
  }) as Job

/** Sends one of them, unless what was wrong is mended by then. Fails, to be tried again, where the server puts it off; once it may have gone it is never sent again. */
export const mailKeeperJob = (ground: IntakeGround, { mail, council }: Pick<Mailing, 'mail' | 'council'>): Job =>
  defineJob({
    name: 'mail-keeper',
    schema: Type.Object({ keeper: Type.Number(), mail: Type.String() }),
    run: async ({ keeper, mail: id }, { isLastAttempt, signal }) => {
      if (!mail) return
      const { pulls, quiet } = await countFeedTroubles(ground)
      const to = pulls + quiet > 0 ? await findKeeperAddress(ground, 'imports', keeper) : undefined
      if (!to) return
      const { state } = await mail.send({ id, to, ...feedWords(council, mail.site) }, signal)
      if (state === 'again' && !isLastAttempt) throw new Error('The mail server did not take an e-mail.')
    },
  }) as Job

const feedWords = (council: string, site: string) => ({
  subject: `Something is wrong with what comes in to ${council}`,
  text: `Something that comes in to ${council} each day has not come, or could not be asked for.

To see what, sign in and open Sources: ${site}/sources

This e-mail says no more. You get one on each weekday until it is mended. Please do not answer it: nobody reads the answers.
`,
})
