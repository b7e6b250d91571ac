import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { reasonList } from './pause.ts'
import { dueReasons, type PauseRule, pauseRules, type Recorded, type SetReason } from './pause-rules.ts'

const day = (text: string) => text as PlainDate
const rule = pauseRules[0] as PauseRule
const today = day('2026-11-20')
const recorded = (kind: string, category: string, since: string, code?: string): Recorded => ({
  ...{ entry: 1, kind, category, sensitivity: 2, code, since: day(since) },
})
const due = (all: readonly Recorded[], have: readonly SetReason[] = [], on = today) =>
  dueReasons(rule, all, have, on).map(one => `${one.ground.sort} ${one.since}`)

const plan = recorded('protection-plan', 'protection', '2026-03-02')
const factor = (since: string, code = '4B') => recorded('assessment-factor', 'care-content', since, code)

describe('the rule that sets pauses', () => {
  test('has a reason of the list for each ground, so that nothing is set without one', () => {
    const known = reasonList(today).reasons.map(one => one.code)
    for (const { sort } of rule.grounds) assert.ok(known.includes(sort), sort)
  })
  test('sets a reason for a plan, for care, for a young carer, and for what an assessment found of a parent', () => {
    const all = [
      plan,
      recorded('care-episode', 'care-content', '2026-05-01'),
      recorded('young-carer', 'young-carer', '2025-09-01'),
      factor('2026-06-01'),
    ]
    assert.deepEqual(due(all), ['relative 2026-06-01', 'caring 2025-09-01', 'protection 2026-03-02', 'care 2026-05-01'])
  })
  test('sets none for what was found of the child itself or more than a year ago, is of another category, or begins later', () => {
    assert.deepEqual(due([factor('2026-06-01', '4A')]), [])
    assert.deepEqual(due([factor('2025-11-20')]), ['relative 2025-11-20'])
    assert.deepEqual(due([factor('2025-11-19')]), [])
    assert.deepEqual(due([recorded('young-carer', 'health', '2025-09-01')]), [])
    assert.deepEqual(due([recorded('protection-plan', 'protection', '2026-11-21')]), [])
  })
  test('sets it once, and not again where a person ended it, unless something newer is recorded', () => {
    const stands = { sort: 'protection', since: day('2026-01-01'), state: 'stands' } as const
    assert.deepEqual(due([plan], [stands]), [])
    const ended = { ...stands, since: plan.since, state: 'ended' } as const
    assert.deepEqual(due([plan], [ended]), [])
    assert.deepEqual(due([plan], [{ ...ended, since: undefined }]), [])
    const newer = recorded('protection-plan', 'protection', '2026-10-05')
    assert.deepEqual(due([plan, newer], [ended]), ['protection 2026-10-05'])
    assert.deepEqual(due([newer, plan]), ['protection 2026-10-05'], 'one of a sort, by the latest')
  })
})
