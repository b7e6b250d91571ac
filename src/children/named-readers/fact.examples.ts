import { ameliaHeader, exampleFact } from '../pages/record.examples.ts'
import type { FactData } from './fact.queries.ts'
import { nothingTyped, type Typed } from './fact.view.ts'

type Example = FactData & { readonly typed: Typed }

const sealedAt = new Date('2026-04-30T14:20:00Z')
const usual: Example = {
  header: ameliaHeader,
  fact: exampleFact(
    'contact-detail',
    { type: 'phone', value: '07700 900123', whose: 'Aunt' },
    { category: 'contact', said: 'social care', source: 'annex-a' },
  ),
  title: 'Phone or e-mail',
  names: new Map([
    [2, 'Sam Ali'],
    [3, 'Dawn Hughes'],
  ]),
  seal: undefined,
  reader: 1,
  colleagues: [
    { id: 3, name: 'Dawn Hughes', role: 'Social worker' },
    { id: 2, name: 'Sam Ali', role: 'Family support worker' },
  ],
  typed: nothingTyped,
}
const kept: Example = {
  ...usual,
  colleagues: undefined,
  fact: { ...usual.fact, kept: true },
  seal: {
    id: 1,
    kind: 'known',
    reason: 'Her aunt is hiding from the same man and must not be found through her',
    sealedBy: 1,
    sealedAt,
    readers: [1, 2, 3],
    asked: undefined,
  },
}
const asked = { at: new Date('2026-05-04T09:05:00Z'), reason: 'The man was sentenced and the aunt agrees' }

/** Named states of the page. */
export const factExamples: Readonly<Record<string, Example>> = {
  usual,
  'may not be changed by this reader': { ...usual, colleagues: undefined },
  'nobody else to name': { ...usual, colleagues: [] },
  'what was typed, with errors': {
    ...usual,
    typed: {
      fields: { kind: '', named: ['3'], reason: 'Because' },
      errors: [
        { field: 'kind', text: 'Choose what others learn' },
        { field: 'reason', text: 'Write why it is kept to them in at least 20 letters' },
      ],
    },
  },
  'kept to named people': kept,
  'kept, and others learn nothing': { ...kept, seal: { ...kept.seal!, kind: 'silent', sealedBy: 3 } },
  'the reader asked to open it': { ...kept, seal: { ...kept.seal!, asked: { ...asked, by: 1 } } },
  'another asked to open it': { ...kept, seal: { ...kept.seal!, asked: { ...asked, by: 2 } } },
  'no answer was chosen': {
    ...kept,
    seal: { ...kept.seal!, asked: { ...asked, by: 2 } },
    typed: { fields: {}, errors: [{ field: 'answer', text: 'Choose yes or no' }] },
  },
}
