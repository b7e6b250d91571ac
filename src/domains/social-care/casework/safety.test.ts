import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleFact, type KnownFact } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { stepOf } from './case-steps.ts'
import { caseFileOf } from './known-case.ts'
import { scoresIn, statementsOf, wrongScores } from './safety.ts'

const wrote = (step: string, on: string, body: object): KnownFact =>
  exampleFact('case-step', { step, on, ...body }, { from: on as PlainDate, on })
const caseOf = (...known: readonly KnownFact[]) => caseFileOf(known, '2026-12-01' as PlainDate, () => 'Priya Raman')

test('a danger statement has a score for each person, 0 to 10, and nobody has two', () => {
  const body = { who1: 'Amelia', score1: '4', who2: 'Mum', score2: '10' }
  assert.deepEqual(wrongScores(body), [])
  assert.deepEqual(scoresIn(body), [
    { who: 'Amelia', score: 4 },
    { who: 'Mum', score: 10 },
  ])
  assert.deepEqual(
    wrongScores({ who1: 'Mum', score1: '11', who2: 'mum', score2: '3', who3: 'Gran', score4: '2' }).map(e => e.field),
    ['score1', 'who2', 'score3', 'who4'],
  )
})

test('the worked example of domain.md 4.3: a scale of three people over three meetings is three lines, however mum is spelt, and no average', () => {
  const scored = (on: string, mum: string, [a, b, c]: readonly [number, number, number], more: object) => {
    const who = { who1: mum, who2: 'Social worker', who3: 'Amelia' }
    return wrote(on === '2026-10-05' ? 'safety' : 'score', on, {
      ...who,
      score1: `${a}`,
      score2: `${b}`,
      score3: `${c}`,
      ...more,
    })
  }
  const first = scored('2026-10-05', 'Mum', [6, 3, 4], { danger: 'Left alone at night', goal: 'Somebody is there' })
  const statement = caseOf(first).steps[0]?.address
  const later = [
    scored('2026-11-02', 'mum', [7, 5, 4], { statement }),
    scored('2026-11-30', 'Mum', [8, 7, 6], { statement }),
  ]
  const [found] = statementsOf(caseOf(first, ...later))
  assert.deepEqual(
    found?.people.map(one => [one.who.toLowerCase(), ...one.points]),
    [
      ['mum', 6, 7, 8],
      ['social worker', 3, 5, 7],
      ['amelia', 4, 4, 6],
    ],
  )
  assert.deepEqual(found?.days, ['2026-10-05', '2026-11-02', '2026-11-30'])
  // None is saved without its goal and a score: the three are one form.
  const needed = (stepOf('safety')?.forms[0]?.fields ?? []).filter(field => field.need).map(field => field.name)
  assert.deepEqual(needed, ['on', 'danger', 'goal', 'who1', 'score1'])
})
