import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CalendarSpan, PlainDate } from '../../../kernel/index.ts'
import { type Asked, answerBy, answeredOn, fairAccessBy, openOf, refusalWords } from './in-year.ts'

const day = (text: string) => text as PlainDate
const span = (kind: CalendarSpan['kind'], from: string, to: string): CalendarSpan => ({
  kind,
  name: kind,
  from: day(from),
  to: day(to),
})
const calendar = [
  span('term', '2027-09-02', '2027-12-17'),
  span('holiday', '2027-10-25', '2027-10-29'),
  span('term', '2028-01-04', '2028-07-20'),
]

describe('an application outside the round', () => {
  test('is answered within ten school days where it can be, and fifteen at most, over half-term', () => {
    assert.deepEqual(answerBy(calendar, day('2027-10-15')), { aim: '2027-11-05', must: '2027-11-12' })
    assert.deepEqual(answerBy([], day('2027-10-15')), { aim: undefined, must: undefined })
  })
  test('by the fair access protocol has a place within twenty school days', () => {
    assert.equal(fairAccessBy(calendar, day('2027-10-15')), '2027-11-19')
  })
  test('is answered once every school down to the first offer is; a school below an offer is owed nothing', () => {
    const asked = (rank: number, answer: Asked['answer'], on: string | null): Asked => ({
      rank,
      key: `S${rank}`,
      school: `School ${rank}`,
      answer,
      on: on === null ? null : day(on),
    })
    const [first, second, third] = [
      asked(1, 'refused', '2027-10-20'),
      asked(2, null, null),
      asked(3, 'refused', '2027-10-22'),
    ] as const
    assert.equal(answeredOn([]), undefined)
    assert.equal(answeredOn([third, second, first]), undefined)
    assert.deepEqual(openOf([first, second, third]), [second])
    assert.equal(answeredOn([first, asked(2, 'refused', '2027-10-21'), third]), '2027-10-22')
    const offered = asked(2, 'offered', '2027-10-21')
    assert.equal(answeredOn([first, offered, asked(3, null, null)]), '2027-10-21')
    assert.deepEqual(openOf([first, offered, asked(3, null, null)]), [])
  })
  test('is refused in writing with the reason and the right of appeal', () => {
    const words = refusalWords(
      { name: 'Kai Marsh', reference: '1042', school: 'Ash', why: 'Every class is full.' },
      { lodgeBy: day('2027-11-12'), appealsTo: { address: 'Town Hall\nNorthmere', email: null } },
    )
    assert.match(
      words,
      /Every class is full\.[\s\S]*twenty school days from the day of this letter, until 12 November 2027\. Send your appeal to the clerk to the appeal panels, Town Hall, Northmere, with/,
    )
  })
})
