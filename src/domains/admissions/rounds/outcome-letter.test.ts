import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { type OutcomeTold, outcomeWords } from './outcome-letter.ts'

const told: OutcomeTold = {
  name: 'Kai Marsh',
  reference: '1042',
  round: 'Reception 2027',
  appealsBy: '2027-05-17' as PlainDate,
  supervisor: 'the monitoring officer',
  releasedAt: new Date('2027-04-16T08:00:00Z'),
  school: 'Mill Lane',
  refused: [
    { school: 'Larchfield', rank: 1, distance: '0.842 miles', words: 'Criterion 3 (other). 0.842 miles. Full.' },
  ],
  isProtected: false,
}

describe('the letter on offer day', () => {
  test('to a family that is refused says why, by when and where it may appeal, and what the clerk finds it by', () => {
    const words = outcomeWords(told)
    assert.match(words, /^Reception 2027\. Our reference: 1042\./)
    assert.match(words, /Why not Larchfield, your 1st preference: Criterion 3 \(other\)\. 0\.842 miles\./)
    assert.match(
      words,
      /until 17 May 2027\. Send your appeal to the clerk .* with the reference 1042 and your child’s date of birth/,
    )
  })
  test('says twenty school days at least where no day is published', () => {
    assert.match(
      outcomeWords({ ...told, appealsBy: undefined }),
      /at least twenty school days from the day of this letter/,
    )
  })
  test('speaks of no appeal where nothing was refused, and of no distance of a protected address', () => {
    assert.doesNotMatch(outcomeWords({ ...told, refused: [] }), /appeal/)
    assert.doesNotMatch(outcomeWords({ ...told, isProtected: true }), /miles/)
  })
})
