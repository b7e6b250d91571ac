import { deskPage, mailsPage, type Route } from '../../access/index.ts'
import type { MailDoor } from '../../children/index.ts'
import { formatInstant } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import { html, type PageContent } from '../../platform/views/index.ts'
import { changeKinds } from './change.ts'
import { looksAt } from './held.page.ts'
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
    load: async (command): Promise<Data> => {
      const mails = await listToldMails(command, key, door)
      for (const { childId } of mails) looksAt(command, childId)
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

const view = ({ sends, mails }: Data): PageContent =>
  mailsPage({
    title: 'E-mails about what families told',
    heading: 'E-mails about what families told',
    back: { text: 'Changes to look at', href: '/told-changes' },
    sends,
    about: html`<p class="govuk-body">A family is told by e-mail that something is new, and where to sign in, once you have answered: no name, no child. Those of the last fourteen days that have not gone stand here.</p>`,
    caption: 'E-mails that have not gone, newest first',
    columns: ['Child', 'What was told', 'Answered'],
    rows: mails.map(one => ({
      ...one,
      // of nobody on record there is nothing that could stand against it
      isTied: true,
      cells: [
        one.who ? `${one.who.forename} ${one.who.surname}` : 'Not known',
        changeKinds.find(kind => kind.value === one.kind)?.text ?? one.kind,
        formatInstant(one.answeredAt),
      ],
    })),
  })
