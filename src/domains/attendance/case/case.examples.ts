import { ameliaHeader, exampleDay } from '../../../children/index.ts'
import { filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import { exampleRegister } from '../attendance.examples.ts'
import { answeredQuestion, exampleQuestion } from '../pause/pause.examples.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import { exampleShared } from '../sharing/sharing.examples.ts'
import type { CaseFile } from './case.queries.ts'
import type { CaseData } from './case.view.ts'
import { situationOf } from './lawful-steps.ts'
import type { StepFormData } from './step.view.ts'
import type { CaseStep } from './steps.ts'
import type { SupportFormData } from './support.view.ts'

const day = (text: string) => text as PlainDate
const calendar: SchoolCalendar = [
  { kind: 'term', name: 'Autumn 2025', from: day('2025-09-03'), to: day('2025-12-19') },
  { kind: 'holiday', name: 'Half-term', from: day('2025-10-27'), to: day('2025-10-31') },
  { kind: 'term', name: 'Spring 2026', from: day('2026-01-05'), to: day('2026-04-02') },
  { kind: 'holiday', name: 'Half-term', from: day('2026-02-16'), to: day('2026-02-20') },
  { kind: 'term', name: 'Summer 2026', from: day('2026-04-20'), to: day('2026-07-21') },
]
const missed = ['03-02', '03-05', '03-16', '03-19', '03-30', '04-27', '04-30'].map(d => [`2026-${d}`, 'OO'])
/** A school year with fourteen unauthorised sessions since March. */
export const caseRegister = { ...exampleRegister(exampleDay, Object.fromEntries(missed)), laestab: '8992001', calendar }

const ofCase = '0c000000-0000-4000-8000-000000000001'
const step = (at: number, more: Partial<CaseStep> & Pick<CaseStep, 'sort' | 'on'>): CaseStep => ({
  address: `0c000000-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`,
  by: 'Sam Ali',
  writtenAt: new Date(`${more.on}T15:00:00Z`),
  case: ofCase,
  words: 'Talked with Millie and mum at home.',
  ...more,
})
const steps: readonly CaseStep[] = [
  step(1, {
    sort: 'support',
    on: day('2026-03-10'),
    words: 'A later start on Mondays, and a taxi on Thursdays.',
    offeredBy: 'Larchfield Primary',
    accepted: 'partly',
  }),
  step(2, { sort: 'meeting', on: day('2026-03-17'), present: 'Millie, mum, the head of year' }),
  step(3, {
    sort: 'notice-to-improve',
    on: day('2026-03-24'),
    parent: 'Grace Okafor',
    until: day('2026-04-21'),
    words: 'No unauthorised session; the taxi stays.',
  }),
]
const noticed: readonly CaseStep[] = [
  ...steps,
  step(4, {
    sort: 'penalty-notice',
    on: day('2026-04-01'),
    parent: 'Grace Okafor',
    until: day('2026-04-29'),
    offenceOn: day('2026-03-30'),
    school: 'Larchfield Primary',
    pounds: 160,
    considered: 'No plan and no special educational needs are known.',
    words: 'Support was offered twice.',
  }),
]
const head = {
  entry: 1,
  address: ofCase,
  open: true,
  openedOn: day('2026-03-09'),
  opening: 'Millie has missed Mondays and Thursdays since the half-term.',
  by: 'Sam Ali',
} as const
const file: CaseFile = {
  cases: [head],
  steps,
  barriers: {
    entry: 2,
    on: day('2026-03-10'),
    list: '2024-08-19',
    barriers: ['learning', 'transport'],
    subjects: 'maths',
    childSaid: 'I am late because the bus is full, and then everybody looks at me.',
    by: 'Sam Ali',
  },
  plan: {
    entry: 3,
    on: day('2026-03-17'),
    actions: [
      { what: 'A taxi on Thursdays', who: 'School transport', by: day('2026-03-19'), done: 'yes' },
      { what: 'A quiet place before registration', who: 'Larchfield Primary', by: day('2026-04-27') },
    ],
    agreedWith: 'Millie and mum',
    reviewOn: day('2026-05-12'),
    by: 'Sam Ali',
  },
}
const pause = { consult: 'the Family Help duty worker', phone: '01632 960400', reviewBy: day('2026-06-16') }

/** A case in the middle of its way. */
export const openExample: CaseData = {
  header: ameliaHeader,
  today: exampleDay,
  authority: '899',
  file,
  registers: [caseRegister],
  consulted: undefined,
  shared: [],
  questions: [],
  mayWork: true,
}

/** Named states of the case. */
export const caseExamples: Readonly<Record<string, CaseData>> = {
  usual: openExample,
  'speak to someone first': {
    ...openExample,
    pause,
    consulted: { who: pause.consult, phone: pause.phone, answers: { 'penalty-notice': 'support-instead' } },
    shared: exampleShared,
    questions: [answeredQuestion],
  },
  'asked, and not answered yet': {
    ...openExample,
    pause,
    consulted: { who: pause.consult, phone: pause.phone, answers: { 'penalty-notice': 'waiting' } },
    questions: [exampleQuestion],
  },
  'a penalty notice to write down the outcome of': { ...openExample, file: { ...file, steps: noticed } },
  'nothing begun': { ...openExample, file: { cases: [], steps: [], barriers: undefined, plan: undefined } },
  'nothing begun, with an error': {
    ...openExample,
    file: { cases: [], steps: [], barriers: undefined, plan: undefined },
    errors: [{ field: 'words', text: 'Write why you begin to help with attendance' }],
  },
  'just begun, no register': {
    ...openExample,
    registers: [],
    file: { cases: [head], steps: [], barriers: undefined, plan: undefined },
  },
  'read by another service, an earlier one ended': {
    ...openExample,
    mayWork: false,
    file: {
      ...file,
      cases: [
        head,
        {
          ...head,
          entry: 9,
          address: '0c000000-0000-4000-8000-000000000002',
          open: false,
          openedOn: day('2025-01-13'),
          closedOn: day('2025-05-02'),
          outcome: 'improved',
          closing: 'Millie was in school every day from March.',
        },
      ],
    },
  },
}

const situation = situationOf({ ...openExample, schoolAge: ameliaHeader.schoolAge, allSteps: steps, ofCase })
const stepForm: StepFormData = {
  header: ameliaHeader,
  sort: 'penalty-notice',
  situation,
  fields: filledBoxes('on', exampleDay),
  errors: [],
}

/** Named states of a step's form. */
export const stepFormExamples: Readonly<Record<string, StepFormData>> = {
  'penalty notice': stepForm,
  support: { ...stepForm, sort: 'support' },
  'notice to improve, with errors': {
    ...stepForm,
    sort: 'notice-to-improve',
    errors: [
      { field: 'parent', text: 'Enter the parent’s or carer’s full name' },
      { field: 'until-day', text: 'Enter the day on which the notice ends' },
    ],
  },
  'what became of a notice': {
    ...stepForm,
    sort: 'notice-outcome',
    situation: situationOf({ ...openExample, schoolAge: ameliaHeader.schoolAge, allSteps: noticed, ofCase }),
  },
  'not allowed yet': { ...stepForm, sort: 'prosecution' },
}

const supportForm: SupportFormData = { header: ameliaHeader, today: exampleDay, fields: {}, chosen: [], errors: [] }

/** Named states of the question what gets in the way. */
export const supportFormExamples: Readonly<Record<string, SupportFormData>> = {
  usual: supportForm,
  'what was told, with an error': {
    ...supportForm,
    chosen: ['learning'],
    errors: [{ field: 'subjects', text: 'Enter the subjects, or “all”' }],
  },
}

/** Named states of the plan's form. */
export const planFormExamples: Readonly<Record<string, SupportFormData>> = {
  usual: supportForm,
  'looked at again, with an error': {
    ...supportForm,
    fields: { 'what-1': 'A taxi on Thursdays', 'who-1': 'School transport', ...filledBoxes('by-1', exampleDay) },
    errors: [{ field: 'review-day', text: 'Enter the day on which the plan is looked at again' }],
  },
}

/** Named states of the form that ends a case. */
export const endFormExamples: Readonly<Record<string, SupportFormData>> = {
  usual: supportForm,
  'with errors': {
    ...supportForm,
    errors: [
      { field: 'outcome', text: 'Choose why it ends' },
      { field: 'words', text: 'Write what has changed' },
    ],
  },
}
