import { filledBoxes, type PlainDate } from '../../kernel/index.ts'
import { exampleCards } from '../find/results.examples.ts'
import { ameliaHeader, exampleDay } from '../pages/record.examples.ts'
import type { ChildSupervisionData } from './child.view.ts'
import type { CorrectionData } from './correction.view.ts'
import type { WorkerCorrectionData, WorkerSupervisionData } from './worker.view.ts'

const priya = {
  ...{ key: '0e000000-0000-4000-8000-000000000020 7', id: 7, name: 'Priya Raman', work: 'social-work' },
  ...{ team: 'North Family Help and Protection', category: 'care-content' as const },
}
const usual: ChildSupervisionData = {
  header: ameliaHeader,
  today: exampleDay,
  said: [
    {
      address: '0e000000-0000-4000-8000-000000000051',
      on: '2026-04-28' as PlainDate,
      ...{ worker: 'Priya Raman', by: 'Dawn Hughes' },
      ...{ writtenAt: new Date('2026-04-29T09:00:00Z'), mayCorrect: true, why: 'It was Thursday, not Tuesday.' },
      before: [
        {
          ...{ on: '2026-04-28' as PlainDate, by: 'Dawn Hughes', writtenAt: new Date('2026-04-28T15:00:00Z') },
          discussed: [{ text: 'Mornings go better. We do not know who looks after Amelia on Tuesdays.' }],
          decided: [{ text: 'Priya sees Amelia alone before the next core group.' }],
        },
      ],
      discussed: [{ text: 'Mornings go better. We do not know who looks after Amelia on Thursdays.' }],
      decided: [{ text: 'Priya sees Amelia alone before the next core group.' }],
    },
  ],
  supervised: [priya],
  fields: { discussed: 'Amelia has a friend at the club.' },
  errors: [],
  draft: { savedAt: new Date('2026-05-04T07:00:00Z') },
}
export const childExamples: Readonly<Record<string, ChildSupervisionData>> = {
  usual,
  'to read': { ...usual, supervised: [] },
  'with errors': {
    ...usual,
    said: [],
    fields: { 'what-1': 'See Amelia alone' },
    errors: [
      { field: 'discussed', text: 'Write what was discussed' },
      { field: 'by-1-day', text: 'Enter by when, action 1' },
    ],
  },
}
export const correctionExamples: Readonly<Record<string, CorrectionData>> = {
  usual: {
    header: ameliaHeader,
    correcting: '0e000000-0000-4000-8000-000000000051',
    fields: {
      ...filledBoxes('held', '2026-04-28' as PlainDate),
      discussed: 'Mornings go better.',
      decided: 'Priya sees Amelia alone before the next core group.',
    },
    errors: [{ field: 'reason', text: 'Write why you correct it' }],
    draft: { savedAt: new Date('2026-05-04T07:00:00Z') },
  },
}
const worker: WorkerSupervisionData = {
  team: { name: 'North Family Help and Protection', address: '0e000000-0000-4000-8000-000000000020' },
  member: { name: 'Priya Raman', address: '0e000000-0000-4000-8000-000000000007' },
  own: false,
  said: [
    {
      id: 1,
      ...{ on: '2026-04-07' as PlainDate, by: 'Dawn Hughes', next: '2026-05-05' as PlainDate },
      ...{ said: 'Priya has been at court for three weeks.', agreed: 'No new work until May.' },
      ...{ address: '0e000000-0000-4000-8000-000000000052', own: true, reason: 'It was three weeks, not two.' },
      writtenAt: new Date('2026-04-08T09:00:00Z'),
      before: [
        {
          id: 0,
          ...{ on: '2026-04-07' as PlainDate, by: 'Dawn Hughes', next: null, reason: null, agreed: null },
          ...{ said: 'Priya has been at court for two weeks.', writtenAt: new Date('2026-04-07T15:00:00Z') },
        },
      ],
    },
  ],
  children: exampleCards
    .slice(0, 2)
    .map((card, at) => ({ card, lastOn: at > 0 ? ('2026-04-28' as PlainDate) : undefined })),
  fields: {},
  errors: [],
}
export const workerExamples: Readonly<Record<string, WorkerSupervisionData>> = {
  usual: worker,
  'one’s own, nothing yet': { ...worker, own: true, said: [], children: [] },
}
export const workerCorrectionExamples: Readonly<Record<string, WorkerCorrectionData>> = {
  usual: {
    ...{ team: worker.team, member: worker.member, correcting: '0e000000-0000-4000-8000-000000000052' },
    fields: { ...filledBoxes('held', '2026-04-07' as PlainDate), said: 'Priya has been at court for three weeks.' },
    errors: [{ field: 'reason', text: 'Write why you correct it' }],
  },
}
