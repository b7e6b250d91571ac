import { ameliaHeader, exampleDay } from '../pages/record.examples.ts'
import type { AskedData } from './asked.view.ts'
import { exampleAsked } from './meetings.examples.ts'

const usual: AskedData = { ...exampleAsked, header: ameliaHeader, today: exampleDay }
export const askedExamples: Readonly<Record<string, AskedData>> = {
  usual,
  'no pack yet': { ...usual, pack: undefined },
  'called off': { ...usual, meeting: { ...usual.meeting, off: true }, pack: undefined },
}
