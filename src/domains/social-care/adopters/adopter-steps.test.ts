import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { adopterSteps, nextSteps, owedBy, readStep, type StepTaken, statusOf } from './adopter-steps.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-11-20')
const taken = (...steps: readonly (readonly [string, string])[]): StepTaken[] =>
  steps.map(([step, on], id) => ({ id, step, on: day(on), children: null, words: 'x', by: 'Vera Stanton' }))
const toApproval = [
  ['enquiry', '2026-01-05'],
  ['stage-1', '2026-01-19'],
  ['stage-1-end', '2026-03-16'],
  ['stage-2', '2026-03-20'],
  ['applied', '2026-06-29'],
  ['approved', '2026-07-13'],
] as const
const next = (...steps: readonly (readonly [string, string])[]) => nextSteps(taken(...steps)).map(one => one.key)

describe('adopters on their way', () => {
  test('go from one step to the next, each once but the review of an approval, and may leave at any time', () => {
    assert.deepEqual(next(), ['enquiry'])
    assert.deepEqual(next(...toApproval.slice(0, 2)), ['stage-1-end', 'left'])
    assert.deepEqual(next(...toApproval), ['reviewed', 'matched', 'left'])
    assert.deepEqual(next(...toApproval, ['left', '2026-09-01']), [])
    assert.equal(statusOf(taken(...toApproval)), 'Approved')
    const keys = new Set(adopterSteps.map(one => one.key))
    assert.ok(adopterSteps.every(one => one.after.every(key => keys.has(key))))
  })
  test('are owed the end of stage 1 in two months, a decision in four of stage 2, and a review each year until a match', () => {
    const due = (...steps: readonly (readonly [string, string])[]) => owedBy(taken(...steps))?.due
    assert.equal(due(...toApproval.slice(0, 1)), undefined)
    assert.equal(due(...toApproval.slice(0, 2)), '2026-03-19')
    assert.equal(due(...toApproval.slice(0, 4)), '2026-07-20')
    assert.equal(due(...toApproval), '2027-07-13')
    assert.equal(due(...toApproval, ['reviewed', '2027-07-01'], ['reviewed', '2028-06-20']), '2029-06-20')
    assert.equal(due(...toApproval, ['matched', '2026-10-05']), undefined)
  })
  test('are written down with a day that fits, how many children where that is asked, and words', () => {
    const form = {
      step: 'matched',
      'on-day': '5',
      'on-month': '10',
      'on-year': '2026',
      children: '2',
      words: 'Two brothers.',
    }
    assert.deepEqual(readStep(form, taken(...toApproval), today), {
      ...{ step: 'matched', on: '2026-10-05', children: 2, words: 'Two brothers.' },
    })
    const problems = (more: object) => {
      const read = readStep({ ...form, ...more }, taken(...toApproval), today)
      return 'errors' in read ? read.errors.map(one => one.text) : []
    }
    assert.deepEqual(problems({ step: 'placed', words: '' }), [
      'Choose what happened',
      'Write what was said or decided',
    ])
    assert.deepEqual(problems({ 'on-month': '7', children: '0' }), [
      'It cannot be before the step before it, 13 July 2026',
      'Enter how many children, from 1 to 12',
    ])
  })
})
