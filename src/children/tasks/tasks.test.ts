import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { PlainDate } from '../../kernel/index.ts'
import { byFamily } from '../work/families.ts'
import { afterDecision, decisionsFor, readDecision, readNewTask, type TaskBody } from './task-form.ts'

const today = '2026-11-20' as PlainDate
const sam = { id: 7, name: 'Sam Ali', does: '', reads: ['early-help' as const] }
const typed = { what: 'Ring school', why: 'Mondays are hard', 'due-day': '27', 'due-month': '11', 'due-year': '2026' }
const around = { choices: ['early-help', 'care-content'] as const, colleagues: [sam], today }
const task: TaskBody = {
  what: 'Ring school',
  why: 'Mondays are hard',
  dueOn: '2026-11-27',
  state: 'open',
  ownerId: 1,
  setById: 1,
  setOn: today,
}

describe('a task', () => {
  test('has what, why, a day and who can see it', () => {
    const read = readNewTask({}, around)
    assert.ok('errors' in read)
    assert.deepEqual(
      read.errors.map(e => e.field),
      ['what', 'why', 'due-day', 'category'],
    )
  })
  test('is for today or later', () => {
    const read = readNewTask({ ...typed, 'due-day': '19', category: 'early-help' }, around)
    assert.deepEqual('errors' in read && read.errors.map(e => e.text), [
      'The day must be today, 20 November 2026, or later',
    ])
  })
  test('is asked only of somebody who can read it', () => {
    const who = { ...typed, who: '7' }
    assert.ok('to' in readNewTask({ ...who, category: 'early-help' }, around))
    const read = readNewTask({ ...who, category: 'care-content' }, around)
    assert.deepEqual('errors' in read && read.errors, [
      { field: 'who', text: 'Sam Ali cannot read this task: choose somebody else' },
    ])
  })
  test('is passed on by who owes it, and taken by anybody else', () => {
    assert.deepEqual(decisionsFor({ ownerId: 1, offeredToId: undefined }, 1), ['done', 'pass', 'dropped'])
    assert.deepEqual(decisionsFor({ ownerId: 1, offeredToId: 7 }, 7), ['done', 'take', 'decline', 'dropped'])
    const read = readDecision(
      { decision: 'pass', passTo: '7', passedWhy: 'x' },
      { allowed: ['take'], colleagues: [sam] },
      'early-help',
    )
    assert.ok('errors' in read)
  })
  test('is dropped, passed on or declined with a reason; done without', () => {
    const allowed = ['done', 'dropped', 'decline'] as const
    for (const decision of allowed)
      assert.equal(
        'errors' in readDecision({ decision }, { allowed, colleagues: [] }, 'early-help'),
        decision !== 'done',
      )
  })
  test('stays with who owes it until the other takes it, whatever is decided before', () => {
    const decision = fc.constantFrom('done', 'dropped', 'pass', 'take', 'decline')
    fc.assert(
      fc.property(fc.array(fc.tuple(decision, fc.integer({ min: 1, max: 4 })), { maxLength: 8 }), steps => {
        let now = task
        for (const [wanted, readerId] of steps) {
          const allowed = decisionsFor({ offeredToId: undefined, ...now }, readerId)
          if (now.state !== 'open' || !(allowed as readonly string[]).includes(wanted)) continue
          const before = now
          now = afterDecision(now, { decision: wanted as never, said: 'x', to: sam }, { readerId, today })
          assert.equal(now.ownerId, wanted === 'take' ? readerId : before.ownerId)
          assert.equal(now.dueOn === undefined, now.state !== 'open')
          assert.equal(now.wasDueOn ?? now.dueOn, task.dueOn)
        }
      }),
    )
  })
})

test('brothers and sisters stand together, in the order of what is owed first', () => {
  assert.deepEqual(
    byFamily(
      [5, 2, 9, 1],
      [
        [1, 9],
        [9, 5],
        [3, 2],
      ],
    ),
    [[5, 9, 1], [2]],
  )
})
