import type { PlainDate } from '../../kernel/index.ts'
import { ameliaHeader, exampleDay } from '../pages/record.examples.ts'
import { exampleMeeting } from './meetings.examples.ts'
import type { PackContent } from './pack.ts'
import type { Pack } from './packs.queries.ts'
import type { PackData, PrepareData } from './packs.view.ts'

const [worker, father] = exampleMeeting.invited
const content: PackContent = {
  since: '2026-02-17' as PlainDate,
  changed: [{ title: 'Visit', on: '2026-04-20' as PlainDate, recorded: false, said: [] }],
  sections: [
    {
      category: 'early-help',
      lines: [
        {
          title: 'Visit',
          detail: 'Mornings go better since the breakfast club.',
          childSaid: 'I like the toast.',
          on: '2026-04-20' as PlainDate,
          recorded: false,
          said: ['family support'],
        },
      ],
    },
  ],
}
const common = { header: ameliaHeader, today: exampleDay, meeting: exampleMeeting }
const empty: PrepareData = {
  ...common,
  person: worker!,
  choices: ['attendance', 'early-help'],
  warned: undefined,
  fields: {},
  errors: [],
}
export const prepareExamples: Readonly<Record<string, PrepareData>> = {
  'nothing chosen': { ...empty, errors: [{ field: 'sections', text: 'Choose at least one part' }] },
  'as the father will see it': {
    ...empty,
    person: father!,
    warned: 'meant',
    fields: { sections: ['early-help'], period: 'meeting' },
    drawn: {
      content,
      stops: [
        { sort: 'where', title: 'Call', on: '2026-04-21' as PlainDate },
        { sort: 'others', title: 'Visit', on: '2026-04-20' as PlainDate },
        { sort: 'kept', title: 'Note', on: '2026-03-02' as PlainDate },
      ],
    },
    errors: [
      { field: 'leftOut', text: 'Read what is left out, and confirm it' },
      { field: 'agreed', text: 'Write what your manager agreed' },
    ],
  },
}
/** An invented pack. */
const pack: Pack = {
  entry: 9,
  address: '0e000000-0000-4000-8000-000000000051',
  category: 'early-help',
  meeting: exampleMeeting.address,
  person: father!.key,
  version: 2,
  state: 'sealed',
  sections: ['early-help'],
  items: [1],
  from: undefined,
  since: content.since,
  hash: 'f3a1c09b7d2e4f60a1b2c3d4e5f60718293a4b5c6d7e8f901a2b3c4d5e6f7081',
  madeById: 1,
  madeBy: 'Jo Reed',
  madeAt: new Date('2026-05-04T09:30:00Z'),
  agreed: 'He comes to the second half, and gets these parts.',
  withdrawnWhy: undefined,
  opened: [
    { by: 'Jo Reed', at: new Date('2026-05-04T09:40:00Z'), saved: false },
    { by: 'Jo Reed', at: new Date('2026-05-04T09:41:00Z'), saved: true },
  ],
  body: {},
}
const standing: PackData = { ...common, person: father!, pack, mayOpen: true, mayWithdraw: true, errors: [] }
export const packExamples: Readonly<Record<string, PackData>> = {
  usual: standing,
  withdrawn: {
    ...standing,
    pack: { ...pack, state: 'withdrawn', withdrawnWhy: 'Mum asked that one part stays out', opened: [] },
  },
}
