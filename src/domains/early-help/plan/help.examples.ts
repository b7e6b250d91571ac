import { ameliaHeader, exampleDay, exampleKnown } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { HelpFormData, HelpMergeData, HelpPart } from './form.view.ts'
import type { HelpData } from './help.view.ts'
import { askedIn } from './help-asked.ts'
import type { HelpFile, ReferralOut } from './help-file.queries.ts'

const day = (text: string) => text as PlainDate
const by = (on: string) => ({ entry: 1, by: 'Sam Ali', on: day(on) })
/** A family sent on to two services. */
export const exampleReferrals: readonly ReferralOut[] = [
  {
    ...by('2026-04-20'),
    address: '0e000000-0000-4000-8000-000000000011',
    state: 'sent',
    service: '0d000000-0000-4000-8000-000000000081',
    name: 'Larch debt advice',
    agreedBy: 'Mum',
    action: 'Warm Homes money',
    why: 'The heating is off most days.',
    answer: '',
    result: '',
  },
  {
    ...by('2026-02-10'),
    address: '0e000000-0000-4000-8000-000000000012',
    state: 'ended',
    service: '0d000000-0000-4000-8000-000000000082',
    name: 'Mill Street youth club',
    agreedBy: 'Mum and Amelia',
    answeredOn: day('2026-02-13'),
    endedOn: day('2026-04-30'),
    outcome: 'helped',
    why: 'Amelia wants to draw with others.',
    answer: 'A place on Wednesdays.',
    result: 'She goes each week, and has two friends there.',
  },
]
const nothing: HelpFile = { cases: [], steps: [], leads: [], meetings: [], referrals: [], local: {} }
const file: HelpFile = {
  cases: [
    {
      ...by('2026-01-12'),
      address: '0e000000-0000-4000-8000-000000000001',
      state: 'open',
      offeredOn: day('2026-01-12'),
      openedOn: day('2026-01-12'),
      agreedBy: 'Mum and Amelia',
      afterPlan: true,
    },
  ],
  steps: [
    { ...by('2026-01-12'), sort: 'agreed', words: 'Amelia is tired at school, and mum asked for help with mornings.' },
  ],
  leads: [
    {
      ...by('2026-01-12'),
      address: '0e000000-0000-4000-8000-000000000002',
      state: 'ended',
      name: 'Kim Lane',
      proposedOn: day('2026-01-12'),
      acceptedOn: day('2026-01-12'),
      endedOn: day('2026-03-02'),
    },
    {
      ...by('2026-03-02'),
      address: '0e000000-0000-4000-8000-000000000003',
      state: 'accepted',
      name: 'Sam Ali',
      organisation: 'North family hub',
      phone: '01632 960412',
      proposedOn: day('2026-03-01'),
      acceptedOn: day('2026-03-02'),
    },
    {
      ...by('2026-04-28'),
      address: '0e000000-0000-4000-8000-000000000004',
      state: 'proposed',
      name: 'Priya Raman',
      organisation: 'Larchfield Primary',
      proposedOn: day('2026-04-28'),
    },
  ],
  assessment: {
    ...by('2026-01-26'),
    list: '2013-04-01',
    known: [
      { about: 'school', reply: 'right', was: 'Larchfield Primary', said: 'school census', on: '2026-01-15' },
      { about: 'language', reply: 'unknown' },
    ],
    parts: [
      { heading: 'learning', strengths: 'Loves drawing, reads to her brother', needs: 'Misses the first lesson' },
      { heading: 'home-money', strengths: '', needs: 'The heating is off most days' },
    ],
    childSaid: 'I like it when mum brings me.',
    parentsSaid: 'Nights are hard.',
    conclusion: 'Help with mornings and with the heating.',
  },
  team: {
    ...by('2026-01-26'),
    members: [
      { name: 'Grace Okafor', role: 'Mum', phone: '01632 960777' },
      { name: 'Priya Raman', role: 'Class teacher' },
    ],
  },
  plan: {
    ...by('2026-04-10'),
    goals: 'Mornings without rushing.',
    actions: [
      { what: 'Breakfast club from Monday', who: 'Priya Raman', by: day('2026-02-02'), done: 'yes' },
      { what: 'Warm Homes money', who: 'Sam Ali', by: day('2026-03-31') },
    ],
    agreedWith: 'Mum and Amelia',
  },
  referrals: exampleReferrals,
  local: {
    measure: {
      ...by('2026-04-20'),
      body: { form: '2024-04-01', who: 'Mum and Amelia', healthy: '4', days: '3', living: '2' },
    },
    neglect: { ...by('2026-03-02'), body: { form: '2024-04-01', food: '2', homeWarm: '4' } },
  },
  meetings: [
    {
      ...by('2026-02-23'),
      present: 'Mum, Amelia, Priya Raman',
      words: 'The club helps. The money is late.',
      childSaid: 'I eat toast there.',
      scale: [
        { who: 'Mum', score: 6 },
        { who: 'Amelia', score: 4 },
      ],
    },
    {
      ...by('2026-01-26'),
      present: 'Mum, Priya Raman',
      words: 'Begin with mornings.',
      childSaid: '',
      scale: [{ who: 'Mum', score: 3 }],
    },
  ],
}
const frame = { header: ameliaHeader, today: exampleDay, mayWork: true, readsAll: true }

/** Early help in the states that differ for a reader. */
export const helpExamples: Readonly<Record<string, HelpData>> = {
  usual: { ...frame, file },
  'nothing yet, with errors': {
    ...frame,
    file: nothing,
    fields: { answer: 'agreed' },
    errors: [
      { field: 'why', text: 'Write why early help is offered' },
      { field: 'agreedBy', text: 'Enter who agreed' },
    ],
  },
  'the plan alone, for a school': {
    ...frame,
    mayWork: false,
    readsAll: false,
    file: {
      ...file,
      steps: [],
      meetings: [],
      referrals: [],
      cases: file.cases.map(one => ({ ...one, afterPlan: false })),
    },
  },
}

const typed: Readonly<Partial<Record<HelpPart, Omit<HelpFormData, 'header' | 'today'>>>> = {
  plan: {
    fields: { 'what-1': 'Breakfast club', 'who-1': 'School' },
    errors: [{ field: 'by-1-day', text: 'Enter by when, action 1' }],
  },
  team: { fields: { 'name-1': 'Grace Okafor' }, errors: [], draft: { savedAt: new Date('2026-05-04T09:40:00Z') } },
  measure: {
    fields: { who: 'Mum and Amelia' },
    errors: [],
    before: { by: 'Sam Ali', at: new Date('2026-01-26T10:00:00Z'), fields: { healthy: '3', living: '1' } },
  },
  assessment: {
    fields: { childSaid: 'I like it when mum brings me.' },
    errors: [],
    known: exampleKnown,
    before: { by: 'Sam Ali', at: new Date('2026-01-26T10:00:00Z'), fields: {} },
  },
}
const askedAs = (id: string) => askedIn.assessment.filter(one => one.id === id)
const merging: HelpMergeData = {
  header: ameliaHeader,
  today: exampleDay,
  merging: {
    merge: {
      fields: { childSaid: 'Mornings are quiet now.' },
      torn: askedAs('childSaid'),
      taken: askedAs('health-strengths'),
    },
    theirs: {
      childSaid: 'I like it when mum brings me, and dad.\n\nI do not like the bus.',
      'health-strengths': 'Eats breakfast',
    },
    base: { childSaid: 'I like it when mum brings me.' },
    by: 'Kim Lane',
    at: new Date('2026-05-04T09:40:00Z'),
    chosen: {},
    errors: [{ field: 'keep-childSaid', text: 'Choose what stands for “What the child says”' }],
  },
}
/** A form as it opens; the plan’s with what is wrong, the team’s as a draft, the assessment’s on top of what was saved, and of two edits. */
export const formExamples = (part: HelpPart): Readonly<Record<string, HelpFormData | HelpMergeData>> => ({
  usual: { header: ameliaHeader, today: exampleDay, ...(typed[part] ?? { fields: {}, errors: [] }) },
  ...(part === 'assessment' ? { 'two edits to put together': merging } : {}),
})
