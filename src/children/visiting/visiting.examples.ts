import type { PlainDate } from '../../kernel/index.ts'
import { ameliaHeader, exampleDay } from '../pages/record.examples.ts'
import type { VisitFormData } from './visit-form.view.ts'

const empty: VisitFormData = {
  header: ameliaHeader,
  today: exampleDay,
  choices: ['early-help', 'care-content'],
  fields: { purpose: 'Home visit' },
  errors: [],
}
const booked = {
  ...empty,
  visit: {
    address: '0d000000-0000-4000-8000-000000000011',
    on: '2026-05-05' as PlainDate,
    at: '16:00',
    purpose: 'Home visit',
    worker: 'Sam Ali',
  },
}

/** Named states of the form that books a visit. */
export const bookExamples: Readonly<Record<string, VisitFormData>> = {
  usual: empty,
  'one service only': { ...empty, choices: ['attendance'] },
  'what was typed, with errors': {
    ...empty,
    fields: { 'on-day': '1', 'on-month': '5', 'on-year': '2026', at: 'after tea', purpose: '' },
    errors: [
      { field: 'on-day', text: 'The day of the visit must be today, 4 May 2026, or later' },
      { field: 'at', text: 'The time must be a time, like 4pm or 16:00' },
      { field: 'purpose', text: 'Enter what the visit is for' },
      { field: 'category', text: 'Choose who can see this visit' },
    ],
  },
}

/** Named states of moving one. */
export const moveExamples = {
  usual: { ...booked, fields: { 'on-day': '5', 'on-month': '5', 'on-year': '2026', at: '16:00' } },
  'without a reason': { ...booked, errors: [{ field: 'movedWhy', text: 'Write why the visit is moved' }] },
}

/** Named states of saying how one went. */
const theo = {
  ...{ address: '0a000000-0000-4000-8000-000000000002', first: 'Theo', name: 'Theo Okafor-Reid', age: '6 years old' },
}
export const endExamples = {
  usual: { ...booked, others: [] },
  'nothing chosen': {
    ...booked,
    others: [theo],
    fields: { text: 'Nobody came to the door.', 'in-2': 'yes' },
    draft: { savedAt: new Date('2026-05-04T15:12:00Z') },
    errors: [{ field: 'outcome', text: 'Choose how the visit went' }],
  },
}
