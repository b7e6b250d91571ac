import type { PlainDate } from '../../../kernel/index.ts'
import type { StepTaken } from './adopter-steps.ts'
import type { Adopters } from './adopters.queries.ts'
import type { AdoptersData, ChangeData, NewData, RegisterData } from './adopters.view.ts'
import { whoFields } from './who-adopters.ts'

const today = '2026-05-04' as PlainDate
const step = (id: number, key: string, on: string, words: string, children: number | null = null): StepTaken => ({
  ...{ id, step: key, on: on as PlainDate, words, children, by: 'Vera Stanton' },
})
const usual: Adopters = {
  ...{ id: 1, address: '0e000000-0000-4000-8000-000000000061', reference: 'TL-7A3F09C1' },
  ...{ names: 'Ruth and Ines Calder', who: 'married-women', fostering: false, familyNumber: 'F-204', changes: 0 },
  people: [{ ethnicity: 'WBRI', disability: 'no' }, {}],
  taken: [
    step(1, 'enquiry', '2025-11-03', 'They came to the evening in October.'),
    step(2, 'stage-1', '2025-11-24', 'References are asked for.'),
    step(3, 'stage-1-end', '2026-01-19', 'All checks are in.'),
    step(4, 'stage-2', '2026-01-26', 'Six visits are agreed.'),
    step(5, 'applied', '2026-04-27', 'The report is with the panel.'),
  ],
}
const waiting: Adopters = {
  ...{ id: 2, address: '0e000000-0000-4000-8000-000000000062', reference: 'TL-11B4D2E8' },
  ...{ names: 'Omar Sayed', who: 'man', fostering: true, familyNumber: undefined, changes: 1 },
  people: [{ ethnicity: 'APKN', disability: 'yes' }],
  taken: [
    step(6, 'enquiry', '2024-09-02', 'He called.'),
    step(7, 'stage-1', '2024-09-16', 'References are asked for.'),
    step(8, 'stage-1-end', '2024-11-11', 'All checks are in.'),
    step(9, 'stage-2', '2024-12-02', 'Five visits are agreed.'),
    step(10, 'stage-2-end', '2025-03-24', 'The report is with the panel.'),
    step(11, 'approved', '2025-04-14', 'The panel was of one mind.'),
  ],
}
export const registerExamples: Readonly<Record<string, RegisterData>> = {
  usual: { all: [usual, waiting], today },
  nobody: { all: [], today },
}
export const newExamples: Readonly<Record<string, NewData>> = {
  'with errors': {
    today,
    fields: { names: 'Ruth Calder' },
    errors: [
      { field: 'who', text: 'Choose who they are' },
      { field: 'fostering', text: 'Choose whether they foster the child first' },
    ],
  },
}
export const adoptersExamples: Readonly<Record<string, AdoptersData>> = {
  usual: { one: usual, today, fields: {}, errors: [] },
  'approved, with errors': {
    ...{ one: waiting, today, fields: { step: 'matched' } },
    errors: [
      { field: 'on-day', text: 'Enter the day' },
      { field: 'children', text: 'Enter how many children, from 1 to 12' },
    ],
  },
}
export const changeExamples: Readonly<Record<string, ChangeData>> = {
  'with an error': {
    ...{ one: usual, today, fields: whoFields(usual) },
    errors: [
      { field: 'names', text: 'Somebody else changed this while you did. Save again to put yours in its place' },
    ],
  },
}
