import type { MailMessage } from '../../platform/mail/index.ts'
import { codeMinutes } from './code.ts'

type Words = Pick<MailMessage, 'subject' | 'text'>

/** The mail that brings a code. The code stands in the text alone: subjects are read aloud and on locked screens. */
export const codeWords = (council: string, code: string): Words => ({
  subject: `Your code to sign in to ${council}`,
  text: `Your code is ${code}

Type it on the page where you asked for it. It is good for ${codeMinutes} minutes, in that browser alone.

Nobody from ${council} asks you for this code. If you did not ask for it, do nothing: nobody can sign in without it.
`,
})

/** The mail that says that something waits: nothing of what, of whom, or of which service. It is read over shoulders, and by whoever has the password. */
export const newsWords = (council: string, site: string): Words => ({
  subject: `There is something new for you from ${council}`,
  text: `There is something new for you from ${council}.

To read it, sign in: ${site}/family

This e-mail says no more, so that nobody else can read it here. Please do not answer it: nobody reads the answers.

To turn these e-mails off:
${site}/family/e-mails
`,
})
