import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { markCodes, type PlainDate, quietDays, weekdayIndex } from '../../../kernel/index.ts'
import { unexplainedOn } from './absence-today.ts'

const today = '2026-11-20' as PlainDate
/** Marks of the days up to today, the last one today's. */
const marksOf = (...days: string[]): string =>
  '-'.repeat(((weekdayIndex(2026, today) ?? 0) - days.length + 1) * 2) + days.join('')
const told = (name: string, from: string, to: string, kind: 'term' | 'training' = 'term') => ({
  ...{ kind, name, from: from as PlainDate, to: to as PlainDate },
})
const terms = [told('Autumn', '2026-09-02', '2026-12-18'), told('Summer', '2027-04-12', '2027-07-21')]
const of = (...days: string[]) => unexplainedOn(marksOf(...days), 2026, today, terms)

describe('an absence that nobody has explained', () => {
  test('is one with the code N or O in a session of the day', () => {
    assert.deepEqual(of('/\\', 'NN')?.marks, { am: 'N', pm: 'N' })
    assert.deepEqual(of('/\\', 'O-')?.marks, { am: 'O' })
    for (const { byte, code } of markCodes)
      assert.equal(of(`${byte}-`) !== undefined, code === 'N' || code === 'O', `code ${code}`)
  })

  test('is counted in school days on end, over days on which the school did not meet', () => {
    assert.equal(of('/\\', 'OO', 'NO', '##', 'OO', 'N-')?.daysOnEnd, 4)
    assert.equal(of('OO', 'II', 'OO')?.daysOnEnd, 1)
  })

  test('is not counted over a day of which the school sent nothing, unless its term dates say that pupils were not in', () => {
    assert.equal(of('OO', 'OO', '--', 'N-')?.daysOnEnd, 1)
    const training = [...terms, told('Training day', '2026-11-19', '2026-11-19', 'training')]
    const marks = marksOf('OO', 'OO', '--', 'N-')
    assert.equal(unexplainedOn(marks, 2026, today, training)?.daysOnEnd, 3)
    assert.equal(unexplainedOn(marks, 2026, today)?.daysOnEnd, 1, 'nobody has told the term dates')
  })

  test('of an afternoon alone is no day on end', () => {
    assert.deepEqual([of('OO', '/N')?.daysOnEnd, of('OO', '/N')?.marks], [0, { am: '/', pm: 'N' }])
  })

  test('stands beside what was missed of the last twenty sessions, explained or not', () => {
    assert.deepEqual(of('/\\', 'II', 'UU', 'XX', 'O-')?.recent, { missed: 5, possible: 7 })
    const long = Array.from({ length: 30 }, () => 'OO')
    assert.deepEqual(of(...long)?.recent, { missed: 20, possible: 20 })
  })

  test('is of that day: later marks change nothing', () => {
    const byte = fc.constantFrom(...markCodes.map(code => code.byte))
    fc.assert(
      fc.property(
        fc.array(byte, { minLength: 20, maxLength: 20 }),
        fc.array(byte, { maxLength: 8 }),
        (marks, later) => {
          const until = marksOf(...Array.from({ length: 10 }, (_, at) => marks.slice(at * 2, at * 2 + 2).join('')))
          assert.deepEqual(unexplainedOn(until + later.join(''), 2026, today), unexplainedOn(until, 2026, today))
        },
      ),
    )
  })

  test('is not looked for at a weekend', () =>
    assert.equal(unexplainedOn('NN', 2026, '2026-11-21' as PlainDate), undefined))
})

describe('a school that sends nothing', () => {
  const on = '2026-10-21' as PlainDate
  const term = (name: string, from: string, to: string, kind: 'term' | 'holiday' = 'term') => ({
    ...{ kind, name, from: from as PlainDate, to: to as PlainDate },
  })
  const told = [term('Autumn', '2026-09-02', '2026-12-18'), term('Summer', '2027-04-12', '2027-07-21')]
  const halfTerm = term('Half-term', '2026-10-26', '2026-10-30', 'holiday')

  test('has been quiet since its last register for the days on which its pupils were in: not over half-term', () =>
    assert.deepEqual(
      [quietDays(on, [...told, halfTerm], '2026-11-03' as PlainDate), quietDays(on, told, '2026-11-03' as PlainDate)],
      [4, 9],
    ))

  test('is counted by working days where its term dates are not told, and not at all where it has never sent one', () => {
    assert.equal(quietDays('2026-12-23' as PlainDate, [], '2026-12-30' as PlainDate), 3)
    assert.equal(quietDays(undefined, told, today), undefined)
  })
})
