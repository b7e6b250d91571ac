import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { Mail, MailOutcome } from '../../platform/mail/index.ts'
import type { Ground } from '../transaction.ts'
import { settleMail, takeMail } from './mail.actions.ts'
import { dropNews, findNews, type NewsDoor } from './news.actions.ts'

/** How mail is sent behind the pages: the way out, without which it waits; whom it is from, in words; and what opens the accounts' addresses. */
export type Mailing = { readonly mail: Mail | undefined; readonly council: string; readonly key: Key }

/**
 * Sends one e-mail that waits; gives what became of it, undefined where nothing was to be sent. Word of news is asked of `door` once more, at the moment of
 * sending. `tries`: after how many it is given up.
 */
export const sendOne = async (
  ground: Ground,
  { mail, council, key }: Mailing,
  door: NewsDoor,
  id: number,
  { signal, tries }: { readonly signal: AbortSignal; readonly tries: number },
): Promise<MailOutcome | undefined> => {
  if (!mail) return undefined
  const news = await findNews(ground, key, id)
  if (news !== null && !(news && (await door(news)))) {
    await dropNews(ground, id)
    return undefined
  }
  const message = await takeMail(ground, id, { council, site: mail.site, key })
  if (!message) return undefined
  const outcome = await mail.send(message, signal)
  await settleMail(ground, id, outcome, message.tries >= tries)
  return outcome
}

/** Sends the mail that brings a code. Fails, to be tried again, where the server puts it off or does not answer. */
export const sendMailJob = (ground: Ground, mailing: Mailing, door: NewsDoor): Job =>
  defineJob({
    name: 'send-mail',
    schema: Type.Object({ mail: Type.Number() }),
    run: async ({ mail: id }, { attempt, isLastAttempt, signal }) => {
      const outcome = await sendOne(ground, mailing, door, id, { signal, tries: isLastAttempt ? attempt : Infinity })
      if (outcome?.state === 'again' && !isLastAttempt) throw new Error('The mail server did not take an e-mail.')
    },
  }) as Job
