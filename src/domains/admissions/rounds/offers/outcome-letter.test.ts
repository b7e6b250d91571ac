import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../../kernel/index.ts'
import { type OutcomeTold, outcomeWords, replySlip, replyWords } from './outcome-letter.ts'

const told: OutcomeTold = {
  name: 'Kai Marsh',
  reference: '1042',
  round: 'Reception 2027',
  appealsBy: '2027-05-17' as PlainDate,
  appealsTo: undefined,
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
  test('says where the clerk is, once somebody has said so', () => {
    const appealsTo = { address: 'Town Hall\nNorthmere NM1 1AA', email: 'appeals@northmere.example' }
    assert.match(
      outcomeWords({ ...told, appealsTo }),
      /to the clerk to the appeal panels, Town Hall, Northmere NM1 1AA, or by e-mail to appeals@northmere\.example, with the reference/,
    )
    assert.match(outcomeWords(told), /to the clerk to the appeal panels, with the reference/)
  })
  test('says twenty school days at least where no day is published', () => {
    assert.match(
      outcomeWords({ ...told, appealsBy: undefined }),
      /at least twenty school days from the day of this letter/,
    )
  })
  test('asks whether the family is happy with the place only where it named a school above it', () => {
    assert.match(outcomeWords(told), /moved to a place that is free there, without asking you again/)
    assert.doesNotMatch(outcomeWords({ ...told, refused: [] }), /happy with/)
    const slip = (higher: boolean) => replySlip('Kai Marsh', 'Mill Lane', '30 April 2027', higher).join(' ')
    assert.match(slip(true), /Still consider us .* happy with it\. Do not consider us for another/)
    assert.doesNotMatch(slip(false), /happy with|consider/)
    const happy = { reply: 'accepted', wantsNoHigher: true } as const
    assert.match(
      replyWords('Kai Marsh', 'Mill Lane', happy, '20 April 2027'),
      /we no longer consider Kai Marsh for a school/,
    )
  })
  test('speaks of no appeal where nothing was refused, and of no distance of a protected address', () => {
    assert.doesNotMatch(outcomeWords({ ...told, refused: [] }), /appeal/)
    assert.doesNotMatch(outcomeWords({ ...told, isProtected: true }), /miles/)
  })
})
