import { type MailNotSent, mailsPage } from '../../../access/index.ts'
import { plural } from '../../../kernel/index.ts'
import { type Html, html, type PageContent } from '../../../platform/views/index.ts'
import { type AdmissionRound, roundHref } from '../rounds/index.ts'
import type { MailCounts, MailNotGone, Reminders } from './e-mails.queries.ts'

export type MailsData = {
  readonly round: AdmissionRound
  /** Whether there is a mail server. */
  readonly sends: boolean
  readonly counts: MailCounts
  readonly reminders: Reminders
  readonly notGone: readonly (MailNotGone & Pick<MailNotSent, 'goes'>)[]
}

/** How many that have not gone are shown. */
export const mostShown = 50
const sortWords = {
  outcome: 'Offers are out',
  offer: 'Another offer',
  sent: 'What was sent online is answered',
} as const

const sumWords = ({ all, sent, waiting, lost, none, off, stopped }: MailCounts): string =>
  `${plural(all, 'e-mail')} = ${sent} sent + ${waiting} on the way + ${lost} not delivered + ${none} held or about to go + ${off} not wanted.${
    stopped > 0 ? ` Beside them ${plural(stopped, 'is', 'are')} stopped: the record says that the child has died.` : ''
  }`

const reminderWords = ({ sent, off, held }: Reminders): Html | null =>
  sent + off + held === 0
    ? null
    : html`<p class="govuk-body">Before the closing day ${plural(sent + off + held, 'family has', 'families have')} begun an application and not sent it: ${sent} reminded + ${off} who want no e-mail + ${held} held or about to be reminded. Nobody here can see whose they are.</p>`

/** The e-mails of a round, and why some have not gone. */
export const mailsView = ({ round, sends, counts, reminders, notGone }: MailsData): PageContent => {
  const left = counts.all - counts.sent
  return mailsPage({
    title: 'E-mails',
    heading: `${round.name}: e-mails`,
    back: { text: round.name, href: roundHref(round) },
    sends,
    about: html`<p class="govuk-body">${sumWords(counts)}</p>
${reminderWords(reminders)}<p class="govuk-body">A family who applied by their own account gets an e-mail that something is new, and where to sign in: no name, school or child. It goes by itself, in the first fortnight, where nothing on the record stands against it. Letters go beside it.</p>`,
    caption: `E-mails that have not gone, by name${left > mostShown ? `: the first ${mostShown} of ${left}` : ''}`,
    columns: ['Child or receipt number', 'About what'],
    rows: notGone.map(one => ({
      ...one,
      isTied: one.childId !== null,
      cells: [html`<a class="govuk-link" href="${roundHref(round, one.part)}">${one.about}</a>`, sortWords[one.sort]],
    })),
  })
}
