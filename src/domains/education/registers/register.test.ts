import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type PlainDate, schoolAge } from '../../../kernel/index.ts'
import { homeEducation } from './home-education.ts'
import { missingEducation } from './missing-education.ts'
import {
  clocksOf,
  countOverdue,
  missingBefore,
  type RegisterFile,
  type RegisterSort,
  type RegisterStep,
} from './register.ts'

const day = (text: string) => text as PlainDate
const step = (code: string, on: string, more: Partial<RegisterStep> = {}): RegisterStep => ({
  of: 'x',
  step: code,
  on: day(on),
  words: '',
  by: 'Sam Ali',
  ...more,
})
const file = (since: string, steps: readonly RegisterStep[] = []): RegisterFile => ({
  head: { entry: 1, address: 'x', open: true, since: day(since), from: 'school-return', opening: '', by: 'Sam Ali' },
  steps,
})
const owed = (sort: RegisterSort, of: RegisterFile) => sort.clocks(of).map(one => `${one.dueOn} ${one.what}`)
const missing = (code: string, of: RegisterFile, today: string) =>
  homeEducation.steps.find(one => one.code === code)?.missing?.(of, day(today))

describe('a child missing education', () => {
  test('the family and the home are asked within ten working days, all within twenty, and it is looked at every month', () => {
    assert.deepEqual(owed(missingEducation, file('2026-11-02')), [
      '2026-11-16 Not asked yet: parents, carers and emergency contacts',
      '2026-11-16 Not asked yet: a visit to the last known address',
      '2026-11-30 10 enquiries to make',
      '2026-12-02 Look at it again',
    ])
    const made = [step('family', '2026-11-03'), step('home', '2026-11-05'), step('review', '2026-12-01')]
    assert.deepEqual(owed(missingEducation, file('2026-11-02', made)), [
      '2026-11-30 8 enquiries to make',
      '2027-01-01 Look at it again',
    ])
  })

  test('ends as not found only when every enquiry was made; found on a roll, at once', () => {
    const some = file('2026-11-02', [step('family', '2026-11-03')])
    assert.match(missingEducation.mayEnd('not-found', some) ?? '', /9 enquiries not made yet/)
    assert.equal(missingEducation.mayEnd('on-roll', some), undefined)
    const all = missingEducation.steps.map(one => step(one.code, '2026-11-20'))
    assert.equal(missingEducation.mayEnd('not-found', file('2026-11-02', all)), undefined)
  })
})

describe('compulsory school age', () => {
  const age = schoolAge(day('2010-12-01'))

  test('once it is over, ending is all that is owed, from the day after its last', () => {
    const of = file('2026-11-02')
    assert.deepEqual(clocksOf(missingEducation, of, age, day('2027-06-25')), missingEducation.clocks(of))
    assert.deepEqual(clocksOf(missingEducation, of, age, day('2027-06-26')), [
      { what: 'Over school age since 25 June 2027: end it', dueOn: '2027-06-26' },
    ])
    assert.equal(clocksOf(homeEducation, of, undefined, day('2040-01-01')).length, 2, 'where no birth date is known')
  })

  test('no notice or order about a school is served outside it, and whoever is spoken to is spoken to', () => {
    const of = file('2026-11-02', [step('suitability', '2026-11-10', { outcome: 'not-suitable' })])
    const before = (code: string, on: string) => {
      const sort = homeEducation.steps.find(one => one.code === code)
      return sort && missingBefore(sort, of, age, day(on))
    }
    assert.equal(before('notice', '2027-06-25'), undefined)
    assert.match(before('notice', '2027-06-26') ?? '', /not of compulsory school age/)
    assert.equal(before('contact', '2027-06-26'), undefined)
  })
})

describe('home education', () => {
  test('a first contact, a judgement within three months, and then one every year', () => {
    assert.deepEqual(owed(homeEducation, file('2026-09-01')), [
      '2026-09-29 First contact',
      '2026-12-01 Judge whether education is suitable',
    ])
    const judged = [step('contact', '2026-09-10'), step('suitability', '2026-10-05', { outcome: 'suitable' })]
    assert.deepEqual(owed(homeEducation, file('2026-09-01', judged)), ['2027-10-05 Judge suitability again'])
  })

  test('a school attendance order comes after two notices, each with its fifteen days over, and never where education is suitable', () => {
    const judged = step('suitability', '2026-10-05', { outcome: 'not-suitable' })
    const notice = step('notice', '2026-10-12', { until: day('2026-10-27') })
    const intention = step('intention', '2026-10-28', { until: day('2026-11-12') })
    assert.equal(missing('notice', file('2026-09-01'), '2026-10-06'), 'Suitability is judged first')
    assert.equal(missing('notice', file('2026-09-01', [judged]), '2026-10-06'), undefined)
    assert.match(
      missing('intention', file('2026-09-01', [judged, notice]), '2026-10-27') ?? '',
      /runs until 27 October 2026/,
    )
    assert.equal(missing('intention', file('2026-09-01', [judged, notice]), '2026-10-28'), undefined)
    assert.equal(
      missing('order', file('2026-09-01', [judged, notice]), '2026-11-13'),
      'The notice of the school comes first',
    )
    assert.equal(missing('order', file('2026-09-01', [judged, notice, intention]), '2026-11-13'), undefined)
    const better = step('suitability', '2026-11-13', { outcome: 'suitable' })
    assert.match(
      missing('order', file('2026-09-01', [judged, notice, intention, better]), '2026-11-14') ?? '',
      /judged suitable/,
    )
  })

  test('each step of the law sets the day of the next', () => {
    const judged = step('suitability', '2026-10-05', { outcome: 'not-known' })
    const notice = step('notice', '2026-10-12', { until: day('2026-10-27') })
    assert.deepEqual(owed(homeEducation, file('2026-09-01', [judged])), ['2026-10-19 Serve the notice, or judge again'])
    assert.deepEqual(owed(homeEducation, file('2026-09-01', [judged, notice])), [
      '2026-10-28 Look at what the parents say',
    ])
  })
})

test('the number of those overdue counts who is past a clock today, and nobody on its last day', () => {
  const at = (dueOn: string) => ({ what: 'x', dueOn: day(dueOn) })
  assert.equal(countOverdue([at('2026-11-19'), at('2026-11-20'), undefined], day('2026-11-20')), 1)
})
