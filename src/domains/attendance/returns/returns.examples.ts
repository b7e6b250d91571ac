import { ameliaHeader, exampleDay } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { returnSorts } from './return-sorts.ts'
import type { ReturnHead } from './returns.queries.ts'
import { type ReturnFormData, type ReturnsOfChild, returnFacts, type ToldReturn } from './returns.view.ts'

const day = (text: string) => text as PlainDate

/** An invented return. */
export const exampleReturn: ReturnHead = {
  address: '0d000000-0000-4000-8000-000000000001',
  childId: 1,
  entry: 1,
  sort: 'taken-off-roll',
  ground: '9(1)(g)',
  school: 'Larchfield Primary',
  on: day('2026-04-02'),
  until: undefined,
  dueOn: day('2026-04-30'),
  sentBy: 'Jo Whitfield',
  sentAt: new Date('2026-04-01T14:00:00Z'),
  state: 'sent',
  answer: undefined,
}

const suspended: ToldReturn = {
  ...exampleReturn,
  address: '0d000000-0000-4000-8000-000000000002',
  sort: 'suspension',
  ground: 'SUSP',
  on: day('2026-03-09'),
  dueOn: day('2026-03-16'),
  state: 'done',
  answer: 'Education from the sixth day is agreed with you.',
  facts: returnFacts({ exclusion: 'SUSP', sessions: 16, examination: 'no' }),
  duties: [
    '8 days of suspension this term, 8 days of at most 45 this school year.',
    'The governing board must meet if the parents ask within 50 school days.',
  ],
}
const usual: ReturnsOfChild = {
  header: ameliaHeader,
  returns: [
    {
      ...exampleReturn,
      facts: returnFacts({ ground: '9(1)(g)' }),
      words: 'The family moved in the holiday.',
      duties: [],
    },
    suspended,
  ],
  maySend: returnSorts,
  school: 'Larchfield Primary',
}

/** Named states of the returns about one pupil. */
export const returnsOfChildExamples: Readonly<Record<string, ReturnsOfChild>> = {
  usual,
  'nothing sent, read by an officer': { ...usual, returns: [], maySend: [], school: undefined },
}

const formData: ReturnFormData = {
  header: ameliaHeader,
  school: 'Larchfield Primary',
  sort: 'taken-off-roll',
  today: exampleDay,
  reasons: [],
  chosen: [],
  known: [],
  fields: {},
  errors: [],
  termDates: true,
}

/** Named states of the form of a return. */
export const returnFormExamples: Readonly<Record<string, ReturnFormData>> = {
  usual: formData,
  'a decision of the board': {
    ...formData,
    sort: 'board-decision',
    known: [
      {
        category: 'SUSP',
        from: day('2026-03-09'),
        halfDays: 16,
        calendar: [],
        missesExamination: false,
        next: 'board',
      },
      { category: 'PERM', from: day('2026-04-20'), halfDays: 0, calendar: [], missesExamination: false, next: 'panel' },
    ],
  },
  'a suspension, with an error, without term dates': {
    ...formData,
    sort: 'suspension',
    termDates: false,
    reasons: [
      { code: 'PP', text: 'Physical assault against a pupil' },
      { code: 'BU', text: 'Bullying' },
    ],
    chosen: ['BU'],
    errors: [{ field: 'sessions', text: 'Enter how many sessions, from 1 to 90: half a day is one session' }],
  },
}
