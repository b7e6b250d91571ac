import { exampleOrder, exampleRound, ownSchool } from '../rounds.examples.ts'
import type { OwnOrderData } from './orders.view.ts'

const line = {
  address: '0f000000-0000-4000-8000-000000000011',
  name: 'Kai Marsh',
  childId: 1,
  reference: 'R-0043',
  position: 1,
  named: true,
}
const base = { round: exampleRound, school: ownSchool, page: 1 }
export const orderExamples: Readonly<Record<string, OwnOrderData>> = {
  usual: {
    ...base,
    order: exampleOrder,
    more: true,
    lines: [line, { ...line, reference: 'R-0044', position: null, named: false }],
  },
  'has not come': { ...base, order: undefined, more: false, lines: [] },
}
