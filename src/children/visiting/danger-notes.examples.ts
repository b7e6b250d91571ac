import type { PlainDate } from '../../kernel/index.ts'
import { ameliaHeader } from '../pages/record.examples.ts'
import type { CheckNoteData, DangerNoteData, ShownCode } from './danger-notes.view.ts'

const home = { address: '0d000000-0000-4000-8000-000000000021', uprn: '100012345678', words: '14 Larch Close, NM4 2QT' }
const empty: DangerNoteData = {
  header: ameliaHeader,
  homes: [home],
  choices: ['early-help', 'care-content'],
  fields: {},
  errors: [],
}

/** Named states of the form of a danger note. */
export const dangerExamples: Readonly<Record<string, DangerNoteData>> = {
  usual: empty,
  'no property known': { ...empty, homes: [], choices: ['attendance'] },
  'a draft': {
    ...empty,
    fields: { sort: 'animals', short: 'Large dog' },
    draft: { savedAt: new Date('2026-05-04T15:12:00Z') },
  },
  'what was typed, with errors': {
    ...empty,
    fields: {
      short: 'Dog',
      why: 'Bit a postman',
      'check-day': '31',
      'check-month': '2',
      'check-year': '2027',
      door: 'Key safe',
    },
    errors: [
      { field: 'sort', text: 'Choose what the note is about' },
      { field: 'category', text: 'Choose who can see why' },
      { field: 'check-day', text: 'The day to check it again is not right. February 2027 has 28 days' },
      { field: 'code', text: 'Enter the code, or leave the name of the door empty' },
    ],
  },
}

const checked: CheckNoteData = {
  header: ameliaHeader,
  note: {
    id: 1,
    address: '0d000000-0000-4000-8000-000000000022',
    short: 'Large dog',
    sort: 'animals',
    uprn: home.uprn,
    checkBy: '2026-04-30' as PlainDate,
  },
  fields: {},
  errors: [],
}

/** Named states of checking one. */
export const checkExamples: Readonly<Record<string, CheckNoteData>> = {
  usual: checked,
  'of the child, nothing chosen': {
    ...checked,
    note: { ...checked.note, uprn: undefined, checkBy: undefined },
    errors: [{ field: 'still', text: 'Choose whether it is still so' }],
  },
}

/** Named states of a code. */
export const codeExamples: Readonly<Record<string, ShownCode>> = {
  usual: {
    header: ameliaHeader,
    code: { address: '0d000000-0000-4000-8000-000000000023', door: 'Front door', code: 'C 4471 Y', saidBy: 'mum' },
  },
}
