import type { PlainDate } from '../../kernel/index.ts'
import { overviewExamples } from './overview.examples.ts'
import { ameliaHeader, exampleChild, exampleFact } from './record.examples.ts'
import type { Happening } from './timeline.ts'
import type { TimelineData } from './timeline.view.ts'

const routine = (n: number): Happening => ({
  title: 'Call',
  detail: 'Spoke to mum about getting to school.',
  on: `2026-03-${String(10 + n).padStart(2, '0')}` as PlainDate,
  recorded: false,
  key: false,
  area: 'help',
  said: ['family support'],
  saidOn: `2026-03-${String(10 + n).padStart(2, '0')}` as PlainDate,
})
const usual: TimelineData = {
  header: ameliaHeader,
  filter: { all: false },
  events: overviewExamples.usual?.events ?? [],
  authors: new Map([[7, 'Sam Ali']]),
}

/** Named states of the timeline. */
export const timelineExamples: Readonly<Record<string, TimelineData>> = {
  usual,
  'all events, with a routine run': {
    ...usual,
    filter: { all: true },
    events: [...usual.events, ...[5, 4, 3, 2, 1].map(routine)].sort((a, b) => (a.on < b.on ? 1 : -1)),
  },
  'older events, one area': {
    ...usual,
    filter: { all: true, area: 'care', older: '2026-05-01' as PlainDate },
    older: '2025-11-03' as PlainDate,
  },
  'as known on an earlier day': { ...usual, header: { ...ameliaHeader, knownOn: '2026-01-31' as PlainDate } },
  nothing: {
    ...usual,
    header: exampleChild([exampleFact('identity', { forename: 'Leo', surname: 'Hart', birthDate: '2015-11-30' })])
      .header,
    events: [],
  },
}
