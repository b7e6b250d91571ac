import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { RecordKind } from '../../access/index.ts'
import { addDays, categoryBit, type PlainDate } from '../../kernel/index.ts'
import { actsFor, readAct, type TeamWorker } from './allocation.ts'
import { isOpen, type OpenPlan, type PlanEntry } from './open-plans.ts'
import { countLoad, type HeldChild, listsFor, type Member, pageOfFamilies, standingOf } from './team-work.ts'

const today = '2026-05-04' as PlainDate
const worker: TeamWorker = { involvement: 1, id: 7, name: 'Priya Raman', since: today, coWorks: false, left: false }
const nobody = { lead: undefined, coWorkers: [], since: '2026-04-20' as PlainDate }
const choices = {
  work: nobody,
  candidates: [{ id: 7, name: 'Priya Raman', does: '' }],
  teams: [{ id: 21, name: 'South' }],
  today,
}
const wrongOf = (fields: object, work: typeof choices.work | object = nobody) => {
  const read = readAct(fields, { ...choices, work: { ...nobody, ...work } })
  return 'errors' in read ? read.errors.map(one => one.field) : []
}

describe('giving a team’s work out', () => {
  test('what nobody has is allocated or waits; what somebody has is moved or shared', () => {
    assert.deepEqual(actsFor(nobody), ['allocate', 'wait', 'transfer', 'close'])
    assert.deepEqual(actsFor({ lead: worker, coWorkers: [worker] }), ['move', 'add', 'remove', 'transfer', 'close'])
  })
  test('somebody who is not in the list is answered like somebody who does not exist', () => {
    assert.deepEqual(wrongOf({ act: 'allocate', to: '8' }), ['to'])
    assert.deepEqual(wrongOf({ act: 'allocate', to: '99999' }), ['to'])
    assert.deepEqual(wrongOf({ act: 'allocate', to: '7' }), [])
  })
  test('it can go to a co-worker, who cannot be added once more', () => {
    const read = (fields: object) =>
      readAct(fields, {
        ...choices,
        work: { ...nobody, lead: { ...worker, id: 8 }, coWorkers: [worker] },
        candidates: [{ id: 7, name: 'Priya Raman', does: '', coWorks: true }],
      })
    assert.ok('act' in read({ act: 'move', to: '7', why: 'x' }))
    assert.ok('errors' in read({ act: 'add', with: '7' }))
  })
  test('all but allocating and adding needs a reason', () => {
    const date = (name: string, day: string) => ({
      [`${name}-day`]: day,
      [`${name}-month`]: '5',
      [`${name}-year`]: '2026',
    })
    assert.deepEqual(wrongOf({ act: 'transfer', team: '21' }), ['why'])
    assert.deepEqual(wrongOf({ act: 'wait', ...date('until', '11') }), ['why'])
    assert.deepEqual(wrongOf({ act: 'close', ...date('closed', '4') }), ['why'])
    assert.deepEqual(wrongOf({ act: 'add', with: '7' }, { lead: { ...worker, id: 8 } }), [])
  })
  test('it waits for a day to come, and its last day is between its first and today', () => {
    const on = (name: string, day: PlainDate) => {
      const [year, month, d] = day.split('-')
      const boxes = { [`${name}-day`]: d, [`${name}-month`]: month, [`${name}-year`]: year }
      return wrongOf({ act: name === 'until' ? 'wait' : 'close', why: 'x', ...boxes })
    }
    assert.deepEqual(
      [on('until', today), on('until', addDays(today, 1)), on('until', addDays(today, 120))],
      [['until-day'], [], ['until-day']],
    )
    assert.deepEqual(
      [
        on('closed', addDays(nobody.since, -1)),
        on('closed', nobody.since),
        on('closed', today),
        on('closed', addDays(today, 1)),
      ],
      [['closed-day'], [], [], ['closed-day']],
    )
  })
  test('an act that is not offered as the work stands is none', () => {
    assert.deepEqual(wrongOf({ act: 'move', to: '7', why: 'x' }), ['act'])
    assert.deepEqual(wrongOf({}), ['act'])
  })
})

const held = (childId: number, more: Partial<HeldChild> = {}): HeldChild => ({
  childId,
  address: String(childId),
  work: 'social-work',
  since: today,
  why: '',
  lead: undefined,
  coWorkers: [],
  offeredTo: undefined,
  fresh: false,
  waitsUntil: undefined,
  clock: undefined,
  nextOn: undefined,
  lastSeen: undefined,
  ...more,
})
const member = (id: number, left = false): Member => ({ id, address: String(id), name: String(id), left })

describe('a team’s counts', () => {
  test('add up: what the workers have and what is to allocate is all there is, whoever left or never was in the team', () => {
    // every way in which three children can be with one of two workers, one who left, a stranger, or nobody
    const owners = [undefined, 1, 2, 3, 9]
    for (const a of owners)
      for (const b of owners)
        for (const c of owners) {
          const children = [a, b, c].map((lead, at) => held(at + 1, { lead, coWorkers: [2] }))
          const load = countLoad(children, [member(1), member(2), member(3, true)], [], today)
          const given = load.workers.reduce((sum, one) => sum + one.children, 0)
          assert.equal(given + load.toAllocate.length, load.held)
        }
  })
  test('whoever left is shown while anything is theirs, and not after', () => {
    const who = (children: readonly HeldChild[], owner?: number) =>
      countLoad(children, [member(3, true)], owner ? [{ childId: 1, owner }] : [], today).workers.length
    assert.deepEqual([who([held(1, { lead: 3 })]), who([held(1)], 3), who([held(1)])], [1, 1, 0])
  })
  test('what waits until a day is last, and is to be looked at again on that day', () => {
    const waits = held(1, { since: '2026-01-01' as PlainDate, waitsUntil: addDays(today, 1) })
    const load = countLoad([waits, held(2), held(3, { since: '2026-05-01' as PlainDate })], [], [], today)
    assert.deepEqual(
      load.toAllocate.map(one => one.childId),
      [3, 2, 1],
    )
    assert.deepEqual(
      [standingOf(waits, today), standingOf(waits, addDays(today, 1)), standingOf(held(1, { fresh: true }), today)],
      ['waits', 'nobody', 'new'],
    )
  })
  test('seen four weeks ago is lately, the day before is not, and never is not', () => {
    const seen = (lastSeen: PlainDate | undefined) =>
      countLoad([held(1, { lead: 1, lastSeen })], [member(1)], [], today).workers[0]?.notSeen
    assert.deepEqual([seen(addDays(today, -28)), seen(addDays(today, -29)), seen(undefined)], [0, 1, 1])
  })
})

describe('a plan', () => {
  const plan = {
    work: 'social-work',
    words: 'a plan',
    part: '',
    kind: { kind: 'plan' } as RecordKind,
  } satisfies OpenPlan
  const entry = (id: number, more: Partial<PlanEntry>): PlanEntry => ({
    id,
    kind: 'plan',
    status: undefined,
    startedOn: undefined,
    endedOn: undefined,
    ...more,
  })
  test('is open while its status says so, or from its start until some source says that it ended', () => {
    assert.ok(isOpen(plan, [entry(1, { status: 'open' })]))
    assert.ok(!isOpen(plan, [entry(1, { status: 'closed', startedOn: '2026-01-01' })]))
    assert.ok(isOpen(plan, [entry(1, { startedOn: '2026-01-01' })]))
    assert.ok(
      !isOpen(plan, [
        entry(1, { startedOn: '2026-01-01' }),
        entry(2, { startedOn: '2026-01-01', endedOn: '2026-02-01' }),
      ]),
    )
    assert.ok(
      isOpen(plan, [
        entry(1, { startedOn: '2026-03-01' }),
        entry(2, { startedOn: '2026-01-01', endedOn: '2026-02-01' }),
      ]),
    )
  })
  test('that something else ends is open when it began after the last end', () => {
    const ended: OpenPlan = { ...plan, endedBy: { kind: 'end' } as RecordKind }
    const end = (id: number) => entry(id, { kind: 'end' })
    assert.deepEqual(
      [
        isOpen(ended, []),
        isOpen(ended, [entry(1, {})]),
        isOpen(ended, [entry(1, {}), end(2)]),
        isOpen(ended, [entry(1, {}), end(2), entry(3, {})]),
      ],
      [false, true, false, true],
    )
  })
})

test('a manager is led to the list of a service whose information they see in full, and nobody else learns that it is there', () => {
  const lists = [{ category: 'young-carer', text: 'Register', href: '/support-register' }] as const
  assert.deepEqual(listsFor(categoryBit('young-carer') + categoryBit('identity'), lists), lists)
  assert.deepEqual(listsFor(categoryBit('identity') + categoryBit('early-help'), lists), [])
})

describe('a page of a long list', () => {
  test('shows fifty children, and every child stands on one page', () => {
    const all = Array.from({ length: 101 }, (_, at) => [at])
    const pages = [1, 2, 3].map(page => pageOfFamilies(all, page))
    assert.deepEqual(
      pages.flatMap(one => one.shown),
      all,
    )
    assert.deepEqual(
      pages.map(one => [one.shown.length, one.more]),
      [
        [50, true],
        [50, true],
        [1, false],
      ],
    )
  })
  test('keeps a family together, even one that is longer than a page', () => {
    const families = [30, 15, 10, 60, 1].map((size, at) => Array.from({ length: size }, () => at))
    const pages = [1, 2, 3, 4, 5].map(page => pageOfFamilies(families, page))
    assert.deepEqual(
      pages.map(one => [...new Set(one.shown.flat())]),
      [[0, 1], [2], [3], [4], []],
    )
    assert.deepEqual(
      pages.flatMap(one => one.shown),
      families,
    )
    assert.deepEqual(
      pages.map(one => one.more),
      [true, true, true, false, false],
    )
  })
})
