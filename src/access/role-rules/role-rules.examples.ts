import type { PlainDate } from '../../kernel/index.ts'
import { textOfCells } from '../role-rules.ts'
import { getRole } from '../roles.ts'
import type { DraftForm } from './role-draft.ts'
import type { RuleChange } from './role-rules.queries.ts'
import type { ChangeData } from './role-rules.view.ts'

const role = getRole('education-welfare-officer')
const draft: RuleChange = {
  uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c31',
  role: role.key,
  cells: textOfCells({ ...role.cells, send: 'F', health: 'E' }),
  level: 2,
  sentence: 'Education welfare officers see school, attendance and special educational needs.',
  why: 'Attendance panels decide on shared timetables and need the plan itself.',
  draftedBy: 'Colm Reddy',
  draftedAt: new Date('2026-05-04T09:05:00Z'),
  own: false,
  rehearsedAt: null,
  rehearsal: null,
  rehearsalAskedAt: null,
  rehearsalDone: null,
  rehearsalOf: null,
  rehearsalFailedAt: null,
  startsOn: null,
  publishedBy: null,
  publishedAt: null,
  droppedAt: null,
}
const rehearsed: RuleChange = {
  ...draft,
  rehearsedAt: new Date('2026-05-04T09:10:00Z'),
  rehearsal: { people: 14, changes: [{ name: 'Sam Ali', title: role.title, gained: 31, lost: 0 }] },
}
const published: RuleChange = {
  ...rehearsed,
  startsOn: '2026-06-01' as PlainDate,
  publishedBy: 'Noor Haddad',
  publishedAt: new Date('2026-05-05T10:00:00Z'),
}
const data: ChangeData = {
  change: draft,
  cells: [
    { category: 'send', from: 'S', to: 'F' },
    { category: 'health', from: 'T', to: 'E' },
  ],
  level: 2,
}

/** The states of the list. */
export const ruleListExamples: Readonly<Record<string, readonly RuleChange[]>> = {
  usual: [draft, published, { ...draft, droppedAt: new Date('2026-05-04T10:00:00Z') }],
  'never changed': [],
}
/** The states of the form. */
const form: DraftForm = {
  role: role.key,
  cells: textOfCells(role.cells),
  level: '2',
  sentence: role.sentence,
  why: '',
  faults: [],
}
export const draftExamples: Readonly<Record<string, DraftForm>> = {
  usual: form,
  'with faults': { ...form, faults: [{ field: 'why', text: 'Say in at least 20 letters why it is changed' }] },
}
/** The states of one change. */
export const changeExamples: Readonly<Record<string, ChangeData>> = {
  draft: data,
  'being rehearsed': {
    ...data,
    change: { ...draft, rehearsalAskedAt: new Date('2026-05-04T09:10:00Z'), rehearsalDone: 120, rehearsalOf: 301 },
  },
  'whose rehearsal failed': {
    ...data,
    change: { ...draft, rehearsalFailedAt: new Date('2026-05-04T09:11:00Z') },
  },
  rehearsed: { ...data, change: rehearsed },
  'my own, rehearsed': { ...data, change: { ...rehearsed, own: true } },
  'nobody is touched': { ...data, change: { ...rehearsed, rehearsal: { people: 14, changes: [] } } },
  'a day that is over': {
    ...data,
    change: rehearsed,
    typed: {
      boxes: { day: '1', month: '5', year: '2026' },
      faults: [{ field: 'from-day', text: 'Enter the day from which it holds, today or later' }],
    },
  },
  published: { ...data, change: published },
}
