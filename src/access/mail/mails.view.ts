import { sql } from 'kysely'
import { emptyState, type Html, html, insetText, type PageContent, table } from '../../platform/views/index.ts'

/** How one e-mail stands that has not gone. `none`: none was written, it is held or goes within minutes; `off`: the family wants none. */
export type MailNotSent = {
  readonly state: 'waiting' | 'refused' | 'unsure' | 'given-up' | 'late' | 'none' | 'off'
  /** Whether the gate lets it go now. */
  readonly goes: boolean
  /** Whether it is known of which child on record it is, so that the gate can be asked. */
  readonly isTied: boolean
}

/** How an e-mail `m` to the family `f` stands, in a query: as `MailNotSent` has it, or sent. */
export const mailStateIn = sql`case when m.state = 'sending' then 'waiting' when m.state is not null then m.state
  when exists (select from access.family_mail_off o where o.family_id = f.family_id) then 'off' else 'none' end`

/** That nothing goes out, for pages about e-mails. `sends`: there is a mail server. */
export const noMailServer = (sends: boolean, then: string): Html | null =>
  sends
    ? null
    : insetText({ body: html`<p class="govuk-body">No mail server is set up, so no e-mail is sent. ${then}</p>` })

/** Why one has not gone. Whatever is hidden stops it in the same words, as it stops a letter. */
export const whyNotSent = ({ state, goes, isTied }: MailNotSent): string => {
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
    case 'off':
      return 'The family has turned e-mails off. It is on their pages, and letters go by post.'
    case 'none':
      if (!isTied) return 'Held: it is tied to no record, so nothing can be checked.'
      return goes ? 'Goes within ten minutes, in the first fortnight.' : 'Held: ask the family or the duty team first.'
  }
}

type MailsPage = Pick<PageContent, 'title' | 'heading' | 'back'> & {
  readonly sends: boolean
  readonly about: Html
  readonly caption: string
  /** What stands before why it has not gone. */
  readonly columns: readonly string[]
  readonly rows: readonly (MailNotSent & { readonly cells: readonly (string | Html)[] })[]
}

/** A list of e-mails to families that have not gone, and why. */
export const mailsPage = ({ sends, about, caption, columns, rows, ...page }: MailsPage): PageContent => ({
  ...page,
  wide: true,
  body: html`${noMailServer(sends, 'They wait.')}${about}${
    rows.length === 0
      ? emptyState({ text: 'Every e-mail has gone.' })
      : table({
          caption,
          rowHeader: true,
          columns: [...columns, 'Why it has not gone'].map(text => ({ text })),
          rows: rows.map(one => [...one.cells, whyNotSent(one)]),
        })
  }`,
})
