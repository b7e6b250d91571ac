import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, type PlainDate } from '../kernel/index.ts'
import { grantForInvolvement, reasonEnd, reasonSentence } from './involvement.ts'
import { beginnableBy, involvementKinds } from './involvement-kinds.ts'
import { everyCategory } from './masks.ts'

const day = (text: string) => text as PlainDate

describe('working with a child', () => {
  test('opens the record from the first day, and for fourteen days after the last, to write it up', () => {
    const grant = grantForInvolvement({
      kind: 'social-work',
      from: day('2026-01-05'),
      to: day('2026-03-31'),
      named: false,
    })
    assert.equal(grant.startsOn, '2026-01-05')
    assert.equal(grant.endsBefore, '2026-04-15')
  })

  test('without an end opens the record without one', () => {
    const grant = grantForInvolvement({ kind: 'social-work', from: day('2026-01-05'), to: undefined, named: false })
    assert.equal(grant.endsBefore, undefined)
  })

  test('cannot end before it begins', () => {
    assert.throws(
      () => grantForInvolvement({ kind: 'social-work', from: day('2026-01-05'), to: day('2026-01-04'), named: false }),
      RangeError,
    )
  })

  test('lets nobody but named people past sensitivity 3, whatever the kind and the days', () => {
    const days = fc.integer({ min: 0, max: 5_000 })
    fc.assert(
      fc.property(
        fc.constantFrom(...involvementKinds),
        days,
        fc.option(days, { nil: undefined }),
        fc.boolean(),
        (kind, start, length, named) => {
          const from = addDays(day('2015-01-01'), start)
          const to = length === undefined ? undefined : addDays(from, length)
          const grant = grantForInvolvement({ kind: kind.key, from, to, named })
          assert.equal(grant.maxSensitivity === 4, named)
          assert.equal(grant.named, named)
          assert.equal(grant.limitMask, everyCategory)
          assert.ok(grant.endsBefore === undefined || grant.endsBefore > grant.startsOn)
        },
      ),
    )
  })

  test('ends as the work does, with days to write it up, and a school’s roll or an officer’s school without them', () => {
    assert.equal(reasonEnd('social-work'), 'When the work ends, and 14 days to write it up')
    for (const reason of ['school-roll', 'school-link', 'holder', 'universal'])
      assert.doesNotMatch(reasonEnd(reason), /14 days/)
  })

  test('is told to the reader in a plain sentence', () => {
    assert.equal(reasonSentence('education-welfare', 'Liam'), 'you are Liam’s education welfare officer')
    assert.equal(
      reasonSentence('health-visiting', 'Hari', 'Health Visiting North'),
      'your team, Health Visiting North, works with Hari',
    )
    for (const { key } of involvementKinds) assert.match(reasonSentence(key, 'Liam'), /^you are Liam’s [a-zA-Z -]+$/)
  })

  test('is begun by oneself only in one’s own field', () => {
    assert.deepEqual(
      beginnableBy('education-welfare-officer').map(kind => kind.key),
      ['education-welfare'],
    )
    assert.deepEqual(beginnableBy('auditor'), [])
    assert.deepEqual(beginnableBy('clearing-house'), [])
  })
})
