import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleFact, examplePanelFrame } from '../../children/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { nextReview, type PlanFact, planName, runningPlans } from './plan.ts'
import { carePanel, plansOf } from './social-care.page.ts'

const day = (text: string) => text as PlainDate
const plan = (sort: PlanFact['sort'], startedOn: string, more: Partial<PlanFact> = {}): PlanFact => ({
  sort,
  startedOn: day(startedOn),
  said: 'social care',
  on: day(startedOn),
  ...more,
})

test('a child protection plan leads a child in need plan, and a plan that ended yesterday leads nothing', () => {
  const plans = [plan('need', '2026-04-01'), plan('protection', '2026-02-01')]
  assert.deepEqual(runningPlans(plans, day('2026-05-05')).map(planName), [
    'Child protection plan',
    'Child in need plan',
  ])
  const ended = plan('protection', '2026-02-01', { endedOn: day('2026-05-04') })
  assert.deepEqual(runningPlans([ended], day('2026-05-05')), [])
  assert.equal(runningPlans([ended], day('2026-05-04')).length, 1)
})

test('the first review conference is due three months after the plan began, the next six months after the last', () => {
  assert.equal(nextReview(plan('protection', '2026-02-10')), '2026-05-10')
  assert.equal(nextReview(plan('protection', '2026-02-10', { reviewedOn: day('2026-05-01') })), '2026-11-01')
  assert.equal(nextReview(plan('need', '2026-02-10')), undefined)
})

test('a plan told by two files is one plan, in the words of the file that spoke last', () => {
  const told = { startedOn: '2026-02-01' }
  const plans = plansOf([
    exampleFact(
      'protection-plan',
      { ...told, endedOn: '2026-04-30' },
      { on: '2026-05-01', category: 'protection', said: 'CIN census' },
    ),
    exampleFact('protection-plan', told, { on: '2026-03-01', category: 'protection' }),
  ])
  assert.deepEqual(
    plans.map(p => [p.startedOn, p.endedOn, p.said]),
    [['2026-02-01', '2026-04-30', 'CIN census']],
  )
})

test('nothing known gives no cell, no status word and no stretch', () => {
  const none = { plans: [], seen: [] }
  assert.deepEqual(carePanel.today?.(none, examplePanelFrame), {})
  assert.deepEqual(carePanel.chips?.(none, examplePanelFrame), [])
  assert.deepEqual(carePanel.life?.(none, examplePanelFrame), [])
})
