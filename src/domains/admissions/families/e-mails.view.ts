import { type MailNotSent, mailsPage } from '../../../access/index.ts'
import { plural } from '../../../kernel/index.ts'
import { html, type PageContent } from '../../../platform/views/index.ts'
import { type AdmissionRound, roundHref } from '../rounds/index.ts'
import type { MailCounts, MailNotGone } from './e-mails.queries.ts'

export type MailsData = {
  readonly round: AdmissionRound
  /** Whether there is a mail server. */
  readonly sends: boolean
  readonly counts: MailCounts
  readonly notGone: readonly (MailNotGone & Pick<MailNotSent, 'goes'>)[]
}

/** How many that have not gone are shown. */
export const mostShown = 50
const sortWords = { outcome: 'Offers are out', offer: 'Another offer' } as const

const sumWords = ({ all, sent, waiting, lost, none, off, stopped }: MailCounts): string =>
  `${plural(all, 'e-mail')} = ${sent} sent + ${waiting} on the way + ${lost} not delivered + ${none} held or about to go + ${off} not wanted.${
    stopped > 0 ? ` Beside them ${plural(stopped, 'is', 'are')} stopped: the record says that the child has died.` : ''
  }`

/** The e-mails of a round, and why some have not gone. */
export const mailsView = ({ round, sends, counts, notGone }: MailsData): PageContent => {
  const left = counts.all - counts.sent
  return mailsPage({
    title: 'E-mails',
    heading: `${round.name}: e-mails`,
    back: { text: round.name, href: roundHref(round) },
    sends,
    about: html`<p class="govuk-body">${sumWords(counts)}</p>
<p class="govuk-body">A family who applied by their own account gets an e-mail that something is new, and where to sign in: no name, school or child. It goes by itself, in the first fortnight, where nothing on the record stands against it. Letters go beside it.</p>`,
    caption: `E-mails that have not gone, by name${left > mostShown ? `: the first ${mostShown} of ${left}` : ''}`,
    columns: ['Child', 'About what'],
    rows: notGone.map(one => ({
      ...one,
      isTied: one.childId !== null,
      cells: [
        html`<a class="govuk-link" href="${roundHref(round, `/applications/${one.application}`)}">${one.forename} ${one.surname}</a>`,
        sortWords[one.sort],
      ],
    })),
  })
}
