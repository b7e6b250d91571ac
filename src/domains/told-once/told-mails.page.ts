import { deskPage, type Route } from '../../access/index.ts'
import type { MailDoor } from '../../children/index.ts'
import { formatInstant } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import { emptyState, html, insetText, type PageContent, table } from '../../platform/views/index.ts'
import { changeKinds } from './change.ts'
import { recordLook } from './held.page.ts'
import { listToldMails, type ToldMail } from './told-mails.queries.ts'

/** What the page is made with: what opens families' words, which e-mails may go, and whether there is a mail server. */
export type ToldMails = { readonly key: Key; readonly door: MailDoor; readonly sends: boolean }
type Data = { readonly sends: boolean; readonly mails: readonly ToldMail[] }

const example: ToldMail = {
  kind: 'address',
  answeredAt: new Date('2026-11-19T08:10:00Z'),
  childId: 1,
  who: { forename: 'Amelia', surname: 'Okafor-Reid', birthDate: '2017-05-03' },
  state: 'none',
  goes: false,
}

/** E-mails about what families told: which have not gone, and why. */
export const toldMailPages = ({ key, door, sends }: ToldMails): readonly Route[] => [
  deskPage({
    path: '/told-changes/e-mails',
    nav: '/told-changes',
    right: 'check-told-changes',
    actor: 'recorder',
    purpose: 'see e-mails about what families told',
    load: async (command, { requestId }): Promise<Data> => {
      const mails = await listToldMails(command, key, door)
      for (const { childId } of mails) await recordLook(command, childId, requestId, 'shown')
      return { sends, mails }
    },
    answer: data => ({ page: view(data) }),
    examples: {
      usual: {
        sends: true,
        mails: [
          example,
          { ...example, kind: 'contact', goes: true },
          { ...example, kind: 'name', state: 'unsure' },
          { ...example, kind: 'school', state: 'refused', childId: undefined },
        ],
      },
      nothing: { sends: false, mails: [] },
    },
  }),
]

/** Why one has not gone, in the same words whatever stands against it. */
const whyNot = ({ state, goes }: ToldMail): string => {
  switch (state) {
    case 'waiting':
      return 'On its way.'
    case 'refused':
      return 'The family’s mail server does not take it.'
    case 'unsure':
      return 'It may have gone: the line broke before the mail server answered. It is not sent twice.'
    case 'given-up':
      return 'The mail server took it on no try in a day.'
    case 'late':
      return 'The account was shut before it went.'
    case 'none':
      return goes ? 'Goes within ten minutes.' : 'Held: speak to whoever works with the child before anybody writes.'
  }
}

const view = ({ sends, mails }: Data): PageContent => ({
  title: 'E-mails about what families told',
  heading: 'E-mails about what families told',
  wide: true,
  back: { text: 'Changes to look at', href: '/told-changes' },
  body: html`${sends ? null : insetText({ body: html`<p class="govuk-body">No mail server is set up, so no e-mail is sent. They wait.</p>` })}<p class="govuk-body">A family is told by e-mail that something is new, and where to sign in, once you have answered: no name, no child. Those of the last fourteen days that have not gone stand here.</p>
${
  mails.length === 0
    ? emptyState({ text: 'Every e-mail has gone.' })
    : table({
        caption: 'E-mails that have not gone, newest first',
        rowHeader: true,
        columns: [{ text: 'Child' }, { text: 'What was told' }, { text: 'Answered' }, { text: 'Why it has not gone' }],
        rows: mails.map(one => [
          one.who ? `${one.who.forename} ${one.who.surname}` : 'Not known',
          changeKinds.find(kind => kind.value === one.kind)?.text ?? one.kind,
          formatInstant(one.answeredAt),
          whyNot(one),
        ]),
      })
}`,
})
