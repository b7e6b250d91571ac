import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../../kernel/index.ts'
import { daysOfYearGroup, inYearFrom, rollsCount } from './year-group.ts'

const day = (text: string) => text as PlainDate

describe('a year group', () => {
  test('of Reception turns five in its school year, of Year 11 sixteen', () => {
    assert.deepEqual(
      ['R', '4', '11'].map(one => Object.values(daysOfYearGroup(one as 'R', 2026)).slice(0, 2)),
      [
        ['2021-09-01', '2022-08-31'],
        ['2017-09-01', '2018-08-31'],
        ['2010-09-01', '2011-08-31'],
      ],
    )
  })

  test('is applied to from its first day; after a round, from the September in which its children begin', () => {
    assert.equal(inYearFrom({ offerDay: day('2027-09-01'), yearGroup: '4' }), '2026-09-01')
    assert.equal(inYearFrom({ offerDay: day('2027-04-16'), yearGroup: undefined }), '2027-09-01')
    assert.equal(inYearFrom({ offerDay: day('2026-11-30'), yearGroup: undefined }), '2026-12-01')
  })

  test('the rolls say who is there for one school year, of a round once September has settled', () => {
    const round = { offerDay: day('2027-04-16'), yearGroup: undefined }
    assert.equal(rollsCount(round, day('2027-09-14')), undefined)
    assert.equal(rollsCount(round, day('2027-09-15')), '2027-09-15')
    assert.equal(rollsCount(round, day('2028-08-31')), '2027-09-15')
    assert.equal(rollsCount(round, day('2028-09-01')), undefined)
    assert.equal(rollsCount({ offerDay: day('2027-09-01'), yearGroup: '4' }, day('2026-09-01')), '2026-09-01')
  })
})
