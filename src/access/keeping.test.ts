import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../kernel/index.ts'
import { type KeptAs, keepingRule, keepingSchedule, mayEndOn, recordMayEndOn } from './keeping.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-11-30')
const born = { bornOn: day('2010-05-14'), diedOn: undefined }
const ends = (as: KeptAs, child: Parameters<typeof mayEndOn>[1], lastOn = '2020-06-10') =>
  mayEndOn(keepingRule(as, today), child, day(lastOn))

describe('how long what is on record is kept', () => {
  test('care until the 75th birthday, or for fifteen years after a death before eighteen', () => {
    assert.equal(ends('looked-after', born), '2085-05-14')
    assert.equal(ends('looked-after', { ...born, diedOn: day('2020-03-01') }), '2035-03-01')
    assert.equal(ends('looked-after', { ...born, diedOn: day('2028-05-13') }), '2043-05-13')
    assert.equal(ends('looked-after', { ...born, diedOn: day('2028-05-14') }), '2085-05-14')
  })
  test('an adoption for a hundred years from the order, early help for six from its end, special needs until the 31st birthday', () => {
    assert.equal(ends('adoption', born), '2120-06-10')
    assert.equal(ends('early-help', born), '2026-06-10')
    assert.equal(ends('special-needs', born), '2041-05-14')
  })
  test('what counts from a birth that nobody knows stays', () => {
    assert.equal(ends('pupil', { bornOn: undefined, diedOn: undefined }), undefined)
    assert.equal(ends('work', { bornOn: undefined, diedOn: undefined }), '2026-06-10')
  })
  test('a whole record for as long as the longest of its parts', () => {
    const part = (as: KeptAs, lastOn = '2020-06-10') => ({ as, lastOn: day(lastOn) })
    assert.equal(recordMayEndOn(born, [part('pupil'), part('special-needs')], today), '2041-05-14')
    assert.equal(recordMayEndOn(born, [part('pupil'), part('looked-after'), part('work')], today), '2085-05-14')
    assert.equal(recordMayEndOn(born, [part('pupil'), part('work', '2034-01-01')], today), '2040-01-01')
    assert.equal(recordMayEndOn({ ...born, bornOn: undefined }, [part('pupil'), part('work')], today), undefined)
    assert.equal(recordMayEndOn(born, [], today), undefined)
  })
  test('each says since when, by which law or guidance, or that the council says so', () => {
    for (const [as, rule] of keepingSchedule(today)) {
      assert.ok(rule.years > 0 && rule.since <= today && rule.source.length > 10, as)
      assert.equal(rule.standing === 'local', /domain\.md|ux\.md/.test(rule.source), as)
    }
  })
})
