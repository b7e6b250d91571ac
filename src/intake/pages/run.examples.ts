import type { ProblemData, ShownProblem } from './problems.view.ts'
import type { RunData } from './run.view.ts'
import type { PreviousRun, RunDetails } from './runs.queries.ts'
import type { UndoData } from './undo.view.ts'

const run: RunDetails = {
  id: 1,
  run: '00000000-0000-4000-8000-000000000001',
  sourceId: 'spreadsheet:childrens-centre',
  source: 'Registrations export',
  layout: 'spreadsheet',
  mapped: true,
  period: '2026 November',
  mode: 'snapshot',
  state: 'done',
  receivedAt: new Date('2026-11-20T09:05:00Z'),
  finishedAt: new Date('2026-11-20T09:06:30Z'),
  by: 'Fatima Zahra',
  problem: null,
  fix: null,
  rows: 1753,
  accepted: 1725,
  rejected: 22,
  waiting: 6,
  unchanged: 1500,
  peopleNew: 31,
  peopleLinked: 190,
  peopleReview: 4,
  toLink: 225,
  linked: 225,
  changes: [{ service: 'Children’s centres', new: 221, changed: 4, gone: 2 }],
  files: [{ id: 1, name: 'registrations_export.csv', rows: 1753, done: true }],
}
const previous: PreviousRun = {
  run: '00000000-0000-4000-8000-000000000002',
  receivedAt: new Date('2026-10-20T09:00:00Z'),
  rows: 1740,
  accepted: 1728,
  rejected: 12,
  waiting: 0,
  unchanged: 1700,
}
const problem = (more: Partial<ShownProblem>): ShownProblem => ({
  id: 1,
  outcome: 'rejected',
  problem: 'The year has only two digits, so the century is not certain.',
  fix: 'Write the year in full, like 27 March 2017. The row was not used.',
  count: 21,
  file: 'registrations_export.csv',
  table: 'csv',
  line: 61,
  column: 'DOB',
  got: '14/8/19',
  wanted: 'a date of birth, such as 27 March 2017',
  ...more,
})
const problems: readonly ShownProblem[] = [
  problem({}),
  problem({
    id: 2,
    count: 1,
    column: 'Reg No',
    line: 900,
    got: 'C•••••••',
    problem: 'The list gives this number to two children.',
    fix: 'Give each child a number of their own and send the row again. The first row with the number was used.',
    wanted: 'a number that no other child of the list has',
  }),
  problem({
    id: 3,
    outcome: 'waiting',
    count: 6,
    column: 'Sex',
    got: 'zz',
    problem: 'Nobody has said yet what this value means for “Sex”.',
    wanted: 'Female, Male, Not known or not said',
    fix: 'Say what it means on the columns page of this import, then read the file again.',
  }),
  problem({
    id: 4,
    outcome: 'warning',
    count: 3,
    column: 'NHS No',
    line: 77,
    got: '9•••••••••',
    problem: 'The last digit of this NHS number does not fit the others.',
    wanted: 'an NHS number of 10 digits',
    fix: 'Copy it again from the NHS letter or the health record. The number is not relied on.',
  }),
  problem({
    id: 5,
    outcome: 'warning',
    count: 1,
    column: null,
    line: null,
    got: null,
    wanted: null,
    problem: 'The file is not UTF-8, so it was read as Windows-1252.',
    fix: 'Nothing needs to be done. Ask the sender to save the file as UTF-8 next time.',
  }),
]
const tables = [{ table: 'csv', rows: 28 }]
const none = {
  rows: 0,
  accepted: 0,
  rejected: 0,
  waiting: 0,
  unchanged: 0,
  peopleNew: 0,
  peopleLinked: 0,
  peopleReview: 0,
  toLink: 0,
  linked: 0,
  changes: [],
  finishedAt: null,
}

export const runExamples: Readonly<Record<string, RunData>> = {
  done: { run, previous, problems, tables },
  'first and sound': {
    run: { ...run, rejected: 0, waiting: 0, accepted: 1753, layout: 'school-census' },
    previous: undefined,
    problems: [],
    tables: [],
  },
  reading: {
    run: {
      ...run,
      ...none,
      state: 'reading',
      rows: 640,
      accepted: 640,
      files: run.files.map(f => ({ ...f, done: false })),
    },
    previous,
    problems: [],
    tables: [],
  },
  linking: { run: { ...run, state: 'linking', finishedAt: null, linked: 100 }, previous, problems, tables },
  received: { run: { ...run, ...none, state: 'received' }, previous: undefined, problems: [], tables: [] },
  'waits for its columns': {
    run: {
      ...run,
      ...none,
      state: 'waiting',
      mapped: false,
      problem: 'Nobody has said yet what the columns of this spreadsheet mean.',
      fix: 'Check the columns we propose, and confirm them.',
    },
    previous: undefined,
    problems: [],
    tables: [],
  },
  'waits for an agreement': {
    run: {
      ...run,
      ...none,
      state: 'waiting',
      layout: 'ctf',
      problem: 'There is no sharing agreement in force with this source, so its files wait.',
      fix: 'Ask the owner of the agreement to renew it, then let the import go on.',
    },
    previous,
    problems: [],
    tables: [],
  },
  failed: {
    run: {
      ...run,
      ...none,
      state: 'failed',
      problem: 'No sheet of the file has the headings that were confirmed for this list.',
      fix: 'If the list has a new layout, confirm its columns anew; otherwise send the right file.',
    },
    previous,
    problems: [],
    tables: [],
  },
  undone: { run: { ...run, state: 'undone' }, previous, problems: [], tables: [] },
}
export const progressExamples = runExamples

export const problemExamples: Readonly<Record<string, ProblemData>> = {
  usual: {
    run: run.run,
    source: run.source,
    problem: problem({}),
    page: 1,
    more: true,
    rows: [61, 109, 357].map((line, id) => ({
      id,
      file: 'registrations_export.csv',
      table: 'csv',
      line,
      column: 'DOB',
      got: '14/8/19',
      wanted: 'a date of birth',
    })),
  },
  'whole rows': {
    run: run.run,
    source: run.source,
    problem: problem({ column: null, got: null }),
    page: 2,
    more: false,
    rows: [{ id: 1, file: 'MEMBERS.XLS', table: 'Members', line: null, column: null, got: null, wanted: null }],
  },
}

export const undoExamples: Readonly<Record<string, UndoData>> = {
  usual: { run, later: 0 },
  'a later import stands': { run, later: 2 },
}
