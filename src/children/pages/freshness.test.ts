import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { changedWords, type FreshnessKind, isOld, notCheckedSince } from './freshness.ts'

const day = (text: string) => text as PlainDate
const old = (kind: FreshnessKind, said: string, today: string) => isOld(kind, day(said), day(today))

describe('a fact is old after the time that its kind stays good', () => {
  test('a register mark is good for one school day: Friday’s is good on Monday and old on Tuesday', () => {
    assert.equal(old('register-mark', '2026-05-08', '2026-05-11'), false)
    assert.equal(old('register-mark', '2026-05-08', '2026-05-12'), true)
  })
  test('a bank holiday does not make a register mark old', () => {
    assert.equal(old('register-mark', '2026-05-01', '2026-05-05'), false)
    assert.equal(old('register-mark', '2026-05-01', '2026-05-06'), true)
  })
  test('a plan and an attendance total are good for seven days', () => {
    for (const kind of ['plan', 'attendance-total'] as const) {
      assert.equal(old(kind, '2026-05-01', '2026-05-08'), false)
      assert.equal(old(kind, '2026-05-01', '2026-05-09'), true)
    }
  })
  test('who lives there 3 months, a phone 6, an address 12, a language 24', () => {
    const spans: [FreshnessKind, string, string][] = [
      ['lives-with', '2026-08-05', '2026-08-06'],
      ['phone', '2026-11-05', '2026-11-06'],
      ['address', '2027-05-05', '2027-05-06'],
      ['language', '2028-05-05', '2028-05-06'],
    ]
    for (const [kind, last, after] of spans) {
      assert.equal(old(kind, '2026-05-05', last), false, kind)
      assert.equal(old(kind, '2026-05-05', after), true, kind)
    }
  })
  test('a birth date is never old', () => assert.equal(old('lasting', '1990-01-01', '2026-05-05'), false))
})

test('a change is told for seven days, today and yesterday by name', () => {
  const on = (changed: string) => changedWords(new Date(changed), new Date('2026-05-08T09:00:00Z'))
  assert.equal(on('2026-05-08T07:00:00Z'), 'Changed today')
  assert.equal(on('2026-05-07T22:00:00Z'), 'Changed yesterday')
  assert.equal(on('2026-05-02T10:00:00Z'), 'Changed 6 days ago')
  assert.equal(on('2026-05-01T10:00:00Z'), undefined)
})

test('a note for a visit is good on its day for checking again, and says since when afterwards', () => {
  assert.equal(notCheckedSince(day('2026-07-14'), day('2026-07-14')), undefined)
  assert.equal(notCheckedSince(day('2026-07-14'), day('2026-07-15')), '14 July 2026')
  assert.equal(notCheckedSince(undefined, day('2026-07-15')), undefined)
})
