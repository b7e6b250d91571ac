import { deskPage, type Route } from '../../../access/index.ts'
import type { MailDoor } from '../../../children/index.ts'
import { common, exampleRound, findRound, showsApplicants } from '../rounds/index.ts'
import { askDoor, countMails, countReminders, listNotGone, type MailNotGone } from './e-mails.queries.ts'
import { type MailsData, mailsView, mostShown } from './e-mails.view.ts'

/** What the page of a round's e-mails is made with: which may go, and whether there is a mail server. */
export type FamilyMails = { readonly door: MailDoor; readonly sends: boolean }

const example: MailNotGone = {
  part: '/applications/0f000000-0000-4000-8000-000000000011',
  about: 'Kai Marsh',
  childId: 1,
  sort: 'outcome',
  state: 'none',
}

/** The e-mails of a round: how many went, and which are held and why. */
export const mailPages = ({ door, sends }: FamilyMails): readonly Route[] => [
  deskPage({
    ...common,
    path: '/admissions/:round/e-mails',
    purpose: 'see the e-mails of a round of school admissions',
    load: async (desk, { params }): Promise<MailsData> => {
      const round = await findRound(desk, params.round)
      const notGone = await listNotGone(desk, round, mostShown)
      showsApplicants(desk, notGone)
      const open = await askDoor(door, notGone)
      const lines = notGone.map(one => ({ ...one, goes: open.has(one.childId ?? 0) }))
      return {
        round,
        sends,
        counts: await countMails(desk, round),
        reminders: await countReminders(desk, round),
        notGone: lines,
      }
    },
    answer: data => ({ page: mailsView(data) }),
    examples: {
      usual: {
        round: exampleRound,
        sends: true,
        counts: { all: 64, sent: 58, waiting: 1, lost: 2, none: 2, off: 1, stopped: 1 },
        reminders: { sent: 40, off: 2, held: 1 },
        notGone: [
          { ...example, goes: false },
          { ...example, about: 'Łucja Marsh', goes: true, sort: 'offer' },
          { ...example, about: 'Siân Mair Llŷr-Ŵyn', childId: null, goes: false },
          { ...example, about: 'Bo Marsh', state: 'waiting', goes: false },
          { ...example, about: 'Zia Marsh', state: 'off', goes: true },
          { ...example, about: 'Zoë Marsh', state: 'refused', goes: false },
          { ...example, about: 'Ann Marsh', state: 'unsure', goes: false },
          {
            ...example,
            part: '/online/0f000000-0000-4000-8000-000000000071',
            about: 'K7QMP-2XRDT',
            sort: 'sent',
            goes: false,
          },
        ],
      },
      'no mail server': {
        round: exampleRound,
        sends: false,
        counts: { all: 0, sent: 0, waiting: 0, lost: 0, none: 0, off: 0, stopped: 0 },
        reminders: { sent: 0, off: 0, held: 0 },
        notGone: [],
      },
    },
  }),
]
