import type { MappingData } from './mapping.view.ts'
import { proposeMapping } from './propose.ts'

const headings = [
  'Ref',
  'CHILD (Surname, Forename)',
  'D.O.B',
  'M/F',
  'Presenting need(s)',
  'Lead prof.',
  'Date opened',
  'RAG',
]
const rows = [
  ['EH/0001', 'Hartley, Ivy', '43201', 'girl', 'Housing; debt', 'Sasha Quill', '23.8.2026', 'amber'],
  ['EH/0002', 'COHEN, Esther', '14.9.2017', 'zz', 'Separation', 'S. Quill', '2026-08-23', 'green'],
  ['EH/0003', 'Lowe, Ruby', '5/8/2014', 'F', 'Behaviour at home', 'Sasha Quill', '23/08/2026', 'red'],
]
const sheets = [
  {
    name: 'North',
    hidden: false,
    rows: [
      { line: 1, values: ['EARLY HELP - NORTH'] },
      { line: 4, values: headings },
      ...rows.map((values, i) => ({ line: 5 + i, values })),
    ],
  },
  { name: 'Lists', hidden: false, rows: [{ line: 1, values: ['Lead professionals'] }] },
]
const mapping = proposeMapping(sheets, { fileName: 'Early Help MASTER (Denise copy) v7.xlsx' })
const samples: Readonly<Record<string, readonly string[]>> = {
  Ref: ['E•/••••'],
  'CHILD (Surname, Forename)': ['H••••••, •••', 'C••••, ••••••'],
  'D.O.B': ['43201', '14.9.2017'],
  'M/F': ['g•••', 'zz', 'F'],
  'Presenting need(s)': ['Housing; debt', 'Separation'],
  'Lead prof.': ['Sasha Quill'],
  'Date opened': ['23.8.2026'],
  RAG: ['a••••', 'g••••'],
}
const base: MappingData = {
  run: '00000000-0000-4000-8000-000000000002',
  fileName: 'Early Help MASTER (Denise copy) v7.xlsx',
  mapping,
  columns: mapping.columns.map(column => ({ ...column, samples: samples[column.name] ?? [], isNew: false })),
  gone: [],
  sheets: [{ name: 'North', line: 4 }, { name: 'Lists' }],
  meanings: [{ column: 3, value: 'zz', count: 1 }],
  known: false,
  errors: [],
}

/** An invented list in each state of the page. */
export const mappingExamples: Readonly<Record<string, MappingData>> = {
  'first time': base,
  'something is not decided': { ...base, errors: ['Say what the column “RAG” means, or keep nothing of it.'] },
  'the list has changed': {
    ...base,
    known: true,
    gone: ['Other children'],
    columns: base.columns.map(column => (column.name === 'RAG' ? { ...column, isNew: true } : column)),
  },
}
