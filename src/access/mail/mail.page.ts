import { formatInstant, plural } from '../../kernel/index.ts'
import { emptyState, html, type PageContent, table } from '../../platform/views/index.ts'
import { deskPage, type Route } from '../page.ts'
import { type MailCount, type MailStanding, readStanding } from './mail.queries.ts'
import { noMailServer } from './mails.view.ts'

type Data = MailStanding & { readonly sends: boolean }

const sortWords = { code: 'Codes to sign in with', news: 'Word that something is new' } as const
const usual: MailCount = { sort: 'code', sent: 120, waiting: 1, refused: 2, unsure: 1, givenUp: 0, late: 3 }

/** How e-mail goes out, for who runs the service. `sends`: there is a mail server. */
export const mailPages = (sends: boolean): readonly Route[] => [
  deskPage<'messenger', Data>({
    path: '/e-mails',
    nav: 'e-mails',
    purpose: 'see how e-mail goes out',
    right: 'see-to-mail',
    actor: 'messenger',
    load: async desk => ({ ...(await readStanding(desk)), sends }),
    answer: data => ({ page: view(data) }),
    examples: {
      usual: {
        sends: true,
        counts: [usual, { ...usual, sort: 'news', givenUp: 4 }],
        oldest: new Date('2026-11-20T09:40:00Z'),
        replies: [
          { reply: 451, n: 1, last: new Date('2026-11-20T09:58:00Z') },
          { reply: 550, n: 4, last: new Date('2026-11-19T15:02:00Z') },
          { reply: null, n: 4, last: new Date('2026-11-18T11:00:00Z') },
        ],
      },
      'no mail server': { sends: false, counts: [], oldest: null, replies: [] },
    },
  }),
]

const view = ({ sends, counts, oldest, replies }: Data): PageContent => ({
  title: 'E-mails',
  heading: 'E-mails',
  wide: true,
  body: html`${noMailServer(sends, 'Set SMTP_URL, MAIL_FROM and BASE_URL.')}
<p class="govuk-body">Who they went to is not shown here. ${oldest ? `The oldest that waits was written on ${formatInstant(oldest)}.` : 'None waits.'}</p>
${
  counts.length === 0
    ? emptyState({ text: 'No e-mail was written in the last seven days.' })
    : table({
        caption: 'The last seven days',
        rowHeader: true,
        columns: [
          { text: 'What it says' },
          ...['Sent', 'Waiting', 'Not taken', 'Not known', 'Given up', 'Too late'].map(text => ({
            text,
            numeric: true,
          })),
        ],
        rows: counts.map(one => [
          sortWords[one.sort],
          ...[one.sent, one.waiting, one.refused, one.unsure, one.givenUp, one.late].map(String),
        ]),
      })
}
<p class="govuk-body">Not taken: the server of whoever gets it refused it. Not known: the line broke before the server answered; it is not sent twice. Given up: no try in a day went through. Too late: what it was for was over.</p>
${
  replies.length === 0
    ? null
    : table({
        caption: 'What the mail server answered in place of taking one',
        rowHeader: true,
        columns: [{ text: 'Its number' }, { text: 'How many' }, { text: 'Last' }],
        rows: replies.map(({ reply, n, last }) => [
          reply === null ? 'No answer' : String(reply),
          plural(n, 'e-mail'),
          formatInstant(last),
        ]),
      })
}`,
})
