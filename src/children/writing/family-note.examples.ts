import { ameliaHeader } from '../pages/record.examples.ts'
import type { FamilyNoteData } from './family-note.view.ts'

const [amelia, theo] = ['0c000000-0000-4000-8000-000000000001', '0c000000-0000-4000-8000-000000000002']
const empty: FamilyNoteData = {
  header: ameliaHeader,
  children: [
    { address: amelia, first: 'Amelia', name: 'Amelia Okafor-Reid', age: '9 years old' },
    { address: theo, first: 'Theo', name: 'Theo Okafor-Reid', age: '5 years old' },
  ],
  choices: ['early-help', 'care-content'],
  fields: { 'on-day': '5', 'on-month': '5', 'on-year': '2026', 'in-1': 'yes' },
  errors: [],
}

/** Named states of the form of a note about several children. */
export const familyNoteExamples: Readonly<Record<string, FamilyNoteData>> = {
  usual: empty,
  'a draft, with errors': {
    ...empty,
    fields: {
      ...empty.fields,
      noteKind: 'visit',
      text: 'Saw both of them with mum.',
      'in-2': 'yes',
      'seen-2': 'alone',
      'own-2': 'Theo has a new inhaler.',
    },
    errors: [
      {
        field: 'in-2',
        text: 'You cannot write this on Theo’s record. Take Theo out, or choose another answer to who can see it',
      },
      { field: 'category', text: 'Choose who can see this note' },
    ],
    draft: { savedAt: new Date('2026-05-04T15:12:00Z') },
  },
}
