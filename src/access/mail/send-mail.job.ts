import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import type { Mail } from '../../platform/mail/index.ts'
import type { Ground } from '../transaction.ts'
import { settleMail, takeMail } from './mail.actions.ts'

/** How mail is sent behind the pages: the way out, without which it waits; and whom it is from, in words. */
export type Mailing = { readonly mail: Mail | undefined; readonly council: string }

/** Sends one e-mail. Fails, to be tried again, where the server puts it off or does not answer. */
export const sendMailJob = (ground: Ground, { mail, council }: Mailing): Job =>
  defineJob({
    name: 'send-mail',
    schema: Type.Object({ mail: Type.Number() }),
    run: async ({ mail: id }, { isLastAttempt, signal }) => {
      if (!mail) return
      const message = await takeMail(ground, id, council)
      if (!message) return
      const outcome = await mail.send(message, signal)
      await settleMail(ground, id, outcome, isLastAttempt)
      if (outcome.state === 'again' && !isLastAttempt) throw new Error('The mail server did not take an e-mail.')
    },
  }) as Job
