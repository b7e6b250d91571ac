import type { OneRow, RowsToMend, ShownRow } from './own-rows.view.ts'

const born: ShownRow = {
  id: 41,
  file: 'push-8992017-2026-05-05.ndjson',
  receivedAt: new Date('2026-05-05T08:12:00Z'),
  line: 3,
  column: 'dob',
  pupil: '1207',
  problem: 'This is not a date.',
  got: '31/02/2016',
  wanted: 'a date, such as 2013-11-02',
  fix: 'Correct the date of birth.',
}
const stranger: ShownRow = {
  ...born,
  id: 40,
  line: 188,
  column: 'The whole row',
  pupil: '1399',
  problem: 'This row is about a child that the source has not named.',
  got: '',
  wanted: 'a child that is in the list of children of the same source',
  fix: 'Send the list of children with this child in it, then send this row again.',
}
const { got: _, pupil: _pupil, ...unnamed } = born
const other: ShownRow = {
  ...unnamed,
  id: 39,
  line: null,
  column: 'young_carer',
  problem: 'This is no code of the list.',
  wanted: 'S, N or R',
  fix: 'Correct the code in your system.',
}
const address = '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22'
const school = 'Mill Primary School'

/** Named states of a school's rejected rows. */
export const rowsToMendExamples: Readonly<Record<string, RowsToMend>> = {
  usual: {
    ...{ address, school, more: false },
    rows: [born, stranger, other],
    broken: [
      {
        file: 'push-8992017-2026-05-01.ndjson',
        receivedAt: new Date('2026-05-01T08:12:00Z'),
        problem: 'The file does not begin with a manifest that says which school it is of and when it was made.',
        fix: 'Ask the school’s supplier to send the bundle with its manifest first.',
      },
    ],
    mended: [
      {
        ...{ file: 'push-8992017-2026-04-30.ndjson', line: 12, column: 'date', problem: 'This is not a date.' },
        ...{ how: 'here', by: 'Rhiannon Llewelyn-Ó Briain', at: new Date('2026-05-01T09:14:00Z') },
      },
    ],
  },
  'nothing to mend': { address, school, more: false, rows: [], broken: [], mended: [] },
}

const boxes = [
  { name: 'value-0', place: 'mis_id', words: 'Pupil’s number in your system', value: '1207' },
  { name: 'value-1', place: 'legal_surname', words: 'Surname', value: 'Łukasik' },
  { name: 'value-2', place: 'dob', words: 'Date of birth', value: '31/02/2016' },
]
const usual: OneRow = { address, school, row: born, boxes, canMend: true, faults: [] }

/** Named states of one rejected row. */
export const oneRowExamples: Readonly<Record<string, OneRow>> = {
  usual,
  'still wrong': {
    ...usual,
    faults: [{ field: 'value-2', text: 'This is not a date. Correct the date of birth.' }],
  },
  'cannot be mended here': { ...usual, boxes: [], canMend: false },
}
