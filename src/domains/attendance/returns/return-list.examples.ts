import { exampleCards, exampleDay } from '../../../children/index.ts'
import type { OneReturn, ReturnList } from './return-list.view.ts'
import { exampleReturn } from './returns.examples.ts'
import type { ReturnLine } from './returns.queries.ts'

const lines: readonly ReturnLine[] = [
  { ...exampleReturn, child: exampleCards[0] },
  { ...exampleReturn, sort: 'sickness', ground: undefined, dueOn: undefined, state: 'taken-up', child: undefined },
]
const usual: ReturnList = { lines, more: false, today: exampleDay, forSchool: false }

/** Named states of the list of returns. */
export const returnListExamples: Readonly<Record<string, ReturnList>> = {
  usual,
  'a school’s own': { ...usual, forSchool: true, more: true },
  'none yet': { ...usual, lines: [] },
}

/** Named states of one return. */
export const oneReturnExamples: Readonly<Record<string, OneReturn>> = {
  usual: { line: { ...exampleReturn, child: exampleCards[0] }, today: exampleDay, mayDecide: true, mayTakeBack: false },
  'the school’s own, not looked at': {
    line: { ...exampleReturn, state: 'sent', child: exampleCards[0] },
    today: exampleDay,
    mayDecide: false,
    mayTakeBack: true,
  },
  'dealt with, of a pupil who has left': {
    line: { ...exampleReturn, state: 'done', answer: 'Thank you. We are asking.', child: undefined },
    today: exampleDay,
    mayDecide: true,
    mayTakeBack: false,
  },
}
