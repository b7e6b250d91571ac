import { plural } from '../../../kernel/index.ts'
import { emptyState, html, insetText, type PageContent, table } from '../../../platform/views/index.ts'
import { type AdmissionRound, roundHref } from '../rounds/index.ts'
import type { MailCounts, MailNotGone } from './e-mails.queries.ts'

export type MailsData = {
  readonly round: AdmissionRound
  /** Whether there is a mail server. */
  readonly sends: boolean
  readonly counts: MailCounts
  readonly notGone: readonly (MailNotGone & { readonly goes: boolean })[]
}

/** How many that have not gone are shown. */
export const mostShown = 50
const sortWords = { outcome: 'Offers are out', offer: 'Another offer' } as const

/** Why one has not gone. Whatever is hidden stops it in the same words, as it stops a letter. */
const whyNot = ({ state, childId, goes }: MailsData['notGone'][number]): string => {
  switch (state) {
    case 'waiting':
      return 'On its way.'
    case 'refused':
      return 'The family’s mail server does not take it. Write to them.'
    case 'unsure':
      return 'It may have gone: the line broke before the mail server answered. It is not sent twice.'
    case 'given-up':
      return 'The mail server took it on no try in a day. Write to them.'
    case 'late':
      return 'The account was shut before it went.'
    case 'none':
      if (childId === null) return 'Held: the application is tied to no record, so nothing can be checked. Tie it.'
      return goes ? 'Goes within ten minutes, in the first fortnight.' : 'Held: ask the family or the duty team first.'
  }
}

const sumWords = ({ all, sent, waiting, lost, none, stopped }: MailCounts): string =>
  `${plural(all, 'e-mail')} = ${sent} sent + ${waiting} on the way + ${lost} not delivered + ${none} held or about to go.${
    stopped > 0 ? ` Beside them ${plural(stopped, 'is', 'are')} stopped: the record says that the child has died.` : ''
  }`

/** The e-mails of a round, and why some have not gone. */
export const mailsView = ({ round, sends, counts, notGone }: MailsData): PageContent => ({
  title: 'E-mails',
  heading: `${round.name}: e-mails`,
  wide: true,
  back: { text: round.name, href: roundHref(round) },
  body: html`${sends ? null : insetText({ body: html`<p class="govuk-body">No mail server is set up, so no e-mail is sent. They wait.</p>` })}<p class="govuk-body">${sumWords(counts)}</p>
<p class="govuk-body">A family who applied by their own account gets an e-mail that something is new, and where to sign in: no name, school or child. It goes by itself, in the first fortnight, where nothing on the record stands against it. Letters go beside it.</p>
${
  notGone.length === 0
    ? emptyState({ text: 'Every e-mail has gone.' })
    : table({
        caption: `E-mails that have not gone, by name${counts.all - counts.sent > mostShown ? `: the first ${mostShown} of ${counts.all - counts.sent}` : ''}`,
        rowHeader: true,
        columns: [{ text: 'Child' }, { text: 'About what' }, { text: 'Why it has not gone' }],
        rows: notGone.map(one => [
          html`<a class="govuk-link" href="${roundHref(round, `/applications/${one.application}`)}">${one.forename} ${one.surname}</a>`,
          sortWords[one.sort],
          whyNot(one),
        ]),
      })
}`,
})
