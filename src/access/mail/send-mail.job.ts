import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { Mail } from '../../platform/mail/index.ts'
import type { Ground } from '../transaction.ts'
import { settleMail, takeMail } from './mail.actions.ts'
import { dropNews, findNews, type NewsDoor } from './news.actions.ts'

/** How mail is sent behind the pages: the way out, without which it waits; whom it is from, in words; and what opens the accounts' addresses. */
export type Mailing = { readonly mail: Mail | undefined; readonly council: string; readonly key: Key }

/**
 * Sends one e-mail. Word of news is asked of `door` once more, at the moment of sending. Fails, to be tried again, where the server puts it off or does not
 * answer.
 */
export const sendMailJob = (ground: Ground, { mail, council, key }: Mailing, door: NewsDoor): Job =>
  defineJob({
    name: 'send-mail',
    schema: Type.Object({ mail: Type.Number() }),
    run: async ({ mail: id }, { isLastAttempt, signal }) => {
      if (!mail) return
      const news = await findNews(ground, key, id)
      if (news !== null && !(news && (await door(news)))) return await dropNews(ground, id)
      const message = await takeMail(ground, id, { council, site: mail.site, key })
      if (!message) return
      const outcome = await mail.send(message, signal)
      await settleMail(ground, id, outcome, isLastAttempt)
      if (outcome.state === 'again' && !isLastAttempt) throw new Error('The mail server did not take an e-mail.')
    },
  }) as Job
