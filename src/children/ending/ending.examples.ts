import type { PlainDate } from '../../kernel/index.ts'
import type { RecordEnding, RecordParts } from './ending.ts'
import type { EndingData, EndingListData } from './ending.view.ts'

const at = new Date('2026-05-04T09:15:00Z')
const parts: RecordParts = {
  people: 2,
  facts: 1284,
  rows: 406,
  documents: 12,
  marks: 9,
  applications: 1,
  contacts: 1,
  changes: 0,
  drafts: 0,
}
const proposed: RecordEnding = {
  uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c61',
  reference: '3f2a9c1e',
  part: false,
  dueOn: '2026-04-30' as PlainDate,
  proposedAt: new Date('2026-05-01T01:40:00Z'),
  askedBy: null,
  askedAt: null,
  own: false,
  agreedBy: null,
  agreedAt: null,
  keptUntil: null,
  keptWhy: null,
  keptBy: null,
  destroyedAt: null,
  gone: null,
}
const other = (tail: string) => `0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c${tail}`
const asked: RecordEnding = {
  ...proposed,
  uuid: other('62'),
  reference: '77b01d2c',
  part: true,
  askedBy: 'Noor Haddad',
  askedAt: new Date('2026-05-01T08:30:00Z'),
}
const agreed: RecordEnding = {
  ...asked,
  uuid: other('63'),
  reference: '9c40aa17',
  agreedBy: 'Jo Reed',
  agreedAt: new Date('2026-05-04T08:00:00Z'),
}
const kept: RecordEnding = {
  ...proposed,
  uuid: other('64'),
  reference: 'b2e81f03',
  keptUntil: '2031-05-01' as PlainDate,
  keptWhy: 'court',
  keptBy: 'Jo Reed',
}
const before: RecordEnding = { ...kept, uuid: other('66'), reference: 'c7710be4', dueOn: null, proposedAt: null }
const destroyed: RecordEnding = {
  ...agreed,
  uuid: other('65'),
  reference: 'e05c6d99',
  destroyedAt: new Date('2026-05-03T01:41:00Z'),
  gone: parts,
}
const data = (one: RecordEnding, typed: EndingData['typed'] = { errors: [] }): EndingData => ({ one, parts, at, typed })

/** The states of the list. */
export const endingListExamples: Readonly<Record<string, EndingListData>> = {
  usual: { list: [proposed, asked, agreed, kept, before, destroyed], at, typed: { errors: [] } },
  'none yet, and keeping one with faults': {
    list: [],
    at,
    typed: {
      record: '3f2a',
      errors: [{ field: 'record', text: 'Enter the whole address of one record, or its reference in the access log' }],
    },
  },
}

/** The states of one record. */
export const endingExamples: Readonly<Record<string, EndingData>> = {
  'to look at': data(proposed),
  'waits for somebody else': data({ ...asked, own: true }),
  'for me to agree': data(asked),
  agreed: data(agreed),
  'keeping it with faults': data(kept, {
    boxes: { 'until-day': '1', 'until-month': '2', 'until-year': '2019' },
    errors: [
      { field: 'why', text: 'Choose why it is kept' },
      { field: 'until-day', text: 'The day must be after today, and within 10 years' },
    ],
  }),
  destroyed: data(destroyed),
}
