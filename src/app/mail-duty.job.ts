import { Type } from 'typebox'
import { findKeeperAddress, type Ground, type Mailing } from '../access/index.ts'
import { defineJob, type Job } from '../platform/jobs/index.ts'

/**
 * Tells one duty worker of the out-of-hours team by e-mail that something came to the front door while it is shut (`receiveContact` says to whom). The mail says where to look, and
 * nothing else: no child, nobody who told. Fails, to be tried again, where the server puts it off; once it may have gone it is never sent again.
 */
export const mailDutyJob = (ground: Ground, { mail, council }: Pick<Mailing, 'mail' | 'council'>): Job =>
  defineJob({
    name: 'mail-duty',
    schema: Type.Object({ worker: Type.Number(), mail: Type.String() }),
    run: async ({ worker, mail: id }, { isLastAttempt, signal }) => {
      const to = mail && (await findKeeperAddress(ground, 'screen-every-contact', worker))
      if (!mail || !to) return
      const { state } = await mail.send({ id, to, ...dutyWords(council, mail.site) }, signal)
      if (state === 'again' && !isLastAttempt) throw new Error('The mail server did not take an e-mail.')
    },
  }) as Job

const dutyWords = (council: string, site: string) => ({
  subject: `Something new waits for the out-of-hours team of ${council}`,
  text: `Something has come to the front door of ${council} while it is shut, and waits for the out-of-hours team.

To see it, sign in and open Contacts: ${site}/front-door

This e-mail says no more. Please do not answer it: nobody reads the answers.
`,
})
