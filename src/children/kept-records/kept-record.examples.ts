import type { OwnShield } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { ameliaHeader } from '../pages/record.examples.ts'
import type { KeptRecord } from './kept-record.queries.ts'
import { nothingTyped, type TypedKeeping } from './kept-record.view.ts'

type Example = KeptRecord & { readonly typed: TypedKeeping }
const usual: Example = {
  header: ameliaHeader,
  shields: [],
  keepers: [1, 3],
  names: new Map([
    [2, 'Sam Ali'],
    [3, 'Dawn Hughes'],
  ]),
  reader: 1,
  colleagues: [
    { id: 3, name: 'Dawn Hughes', role: 'Social worker' },
    { id: 2, name: 'Sam Ali', role: 'Family support worker' },
  ],
  kinds: ['protected', 'restricted', 'sealed'],
  typed: nothingTyped,
}
const kept: OwnShield = {
  shield: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c71',
  childId: 1,
  kind: 'restricted',
  reason: 'Her mother works in our customer services',
  since: new Date('2026-04-30T14:20:00Z'),
  reviewOn: '2026-07-29' as PlainDate,
  keptBy: 1,
  ...{
    reviewedBy: null,
    reviewedAt: null,
    renamedBy: null,
    renamedAt: null,
    askedBy: null,
    askedAt: null,
    askedReason: null,
  },
  covered: false,
  named: [1, 2, 9],
  working: 3,
}
const asked = { askedAt: new Date('2026-05-04T09:05:00Z'), askedReason: 'Her mother has left the council' }
const one: Example = { ...usual, shields: [kept], kinds: ['protected', 'sealed'] }

/** Named states of the page. */
export const keptRecordExamples: Readonly<Record<string, Example>> = {
  usual,
  'this reader keeps nothing': { ...usual, colleagues: [], kinds: [] },
  'nobody else to name': { ...usual, colleagues: [] },
  'what was typed, with errors': {
    ...usual,
    typed: {
      ...{ kind: '', named: ['3'], reason: 'Because' },
      errors: [
        { field: 'kind', text: 'Choose what is kept to them' },
        { field: 'reason', text: 'Write why it is kept to them in at least 20 letters' },
      ],
    },
  },
  'kept to named people': one,
  'looked at again, and where the child can be found for a brother’s sake': {
    ...one,
    shields: [
      {
        ...kept,
        renamedBy: 2,
        renamedAt: new Date('2026-05-02T10:00:00Z'),
        reviewedBy: 2,
        reviewedAt: new Date('2026-05-03T10:00:00Z'),
        working: 1,
      },
      { ...kept, shield: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c72', kind: 'protected', covered: true, keptBy: null },
    ],
  },
  'the reader asked to open it': { ...one, shields: [{ ...kept, ...asked, askedBy: 1 }] },
  'another asked, and no answer was chosen': {
    ...one,
    shields: [{ ...kept, ...asked, askedBy: 2 }],
    typed: {
      shield: kept.shield,
      reason: '',
      errors: [{ field: `answer-${kept.shield}`, text: 'Choose yes or no' }],
    },
  },
  'another asked, and the reader can keep it alone': {
    ...one,
    keepers: [9],
    shields: [{ ...kept, ...asked, askedBy: 2 }],
  },
  'nobody was named, and no reason given': {
    ...one,
    typed: {
      ...{ shield: kept.shield, named: [], words: '' },
      errors: [{ field: `named-${kept.shield}`, text: 'Choose one other person at least' }],
    },
  },
}
