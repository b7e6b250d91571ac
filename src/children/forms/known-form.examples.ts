import type { PlainDate } from '../../kernel/index.ts'
import { exampleDay } from '../pages/record.examples.ts'
import { type KnownAbout, type KnownAnswer, knownLabels } from './known-answers.ts'
import type { KnownShown } from './known-answers.view.ts'

const known: Readonly<Partial<Record<KnownAbout, KnownAnswer['known']>>> = {
  school: {
    value: 'Larchfield Primary',
    said: { by: 'school census', on: '2026-01-15' as PlainDate },
    kind: 'lasting',
  },
  'lives-with': {
    value: 'Mum Grace Okafor',
    said: { by: 'school census', on: '2025-10-02' as PlainDate },
    kind: 'lives-with',
  },
  responsibility: {
    value: 'Mum Grace Okafor and dad Daniel Reid (disputed)',
    said: { by: 'school census', on: '2025-10-02' as PlainDate },
    kind: 'lasting',
  },
  needs: {
    value: 'SEN support at school',
    said: { by: 'school census', on: '2026-01-15' as PlainDate },
    kind: 'lasting',
  },
}
/** What is known of a child in the gallery: some of it, with old and disputed values among it. */
export const exampleKnown: KnownShown = {
  today: exampleDay,
  answers: (Object.keys(knownLabels) as KnownAbout[]).map(about => {
    const one = known[about]
    return { about, label: knownLabels[about], ...(one ? { known: one } : {}) }
  }),
  toldServices: ['Council Tax', 'Libraries'],
}
