import { ameliaHeader, exampleDay, exampleFact } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { SharedByUs, SharedWithUs } from './sharing.queries.ts'
import type { SharingData } from './sharing.view.ts'

const day = (text: string) => text as PlainDate
const words = 'Mum has hospital treatment on Monday and Thursday mornings.'
const one: SharedByUs = {
  fact: exampleFact('home-fact', { words }, { category: 'early-help', on: '2026-04-20' }),
  words,
  agreed: true,
  why: '',
  sharedOn: day('2026-04-20'),
  until: day('2026-06-30'),
  takenBackOn: undefined,
  by: 'Sam Ali',
}
const usual: SharingData = {
  header: ameliaHeader,
  today: exampleDay,
  shared: [one, { ...one, agreed: false, why: 'Dad could not be reached.', takenBackOn: day('2026-04-28') }],
  choices: [
    { category: 'early-help', readers: 'social workers, family support workers' },
    { category: 'care-content', readers: 'social workers' },
  ],
  mayTakeBack: [one.fact.address],
  chosen: undefined,
  fields: {},
  errors: [],
}

/** Named states of what is shared of a home. */
export const sharingExamples: Readonly<Record<string, SharingData>> = {
  usual,
  'nothing shared, with a fault': {
    ...usual,
    shared: [],
    errors: [{ field: 'words', text: 'Write the fact that is shared' }],
  },
}

/** What an officer reads of it. */
export const exampleShared: readonly SharedWithUs[] = [
  { address: one.fact.address, words, sharedOn: one.sharedOn, until: one.until, by: one.by },
]
