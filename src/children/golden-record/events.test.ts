import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { bestOf, eventsOf } from './events.ts'
import type { ReturnFact } from './return-facts.queries.ts'

const plan = { kind: 'plan' }
let entries = 0
const told = (body: object, more: Partial<ReturnFact> = {}): ReturnFact => ({
  ...{ entry: ++entries, address: '', kind: 'plan', category: 'protection', sensitivity: 2, flags: [] },
  ...{ body: body as ReturnFact['body'], from: '2025-06-20' as PlainDate, until: undefined },
  ...{ knownFrom: new Date('2026-05-01'), asOf: new Date('2026-03-31'), source: 'census', said: 'Census', rank: 2 },
  ...{ sourcePerson: 1, author: undefined, occasion: undefined, replaces: undefined },
  ...more,
})
const bodies = (...facts: ReturnFact[]) => eventsOf(facts, plan, 'startedOn').map(event => event.body)

describe('a happening that a return tells of', () => {
  test('is put together of its parts of every label, and two of one day stay two', () => {
    const day = { startedOn: '2025-06-20' }
    assert.deepEqual(bodies(told(day), told({ category: 'NEG' }), told(day), told({ category: 'EMO' })), [
      { ...day, category: 'NEG' },
      { ...day, category: 'EMO' },
    ])
  })

  test('told by two files of one source is as the one that speaks of the later day has it, whichever came first', () => {
    const early = told({ startedOn: '2025-06-20' }, { asOf: new Date('2025-03-31'), knownFrom: new Date('2026-06-01') })
    const late = told({ startedOn: '2025-06-20', endedOn: '2025-12-01' })
    for (const facts of [
      [early, late],
      [late, early],
    ])
      assert.deepEqual(bodies(...facts), [{ startedOn: '2025-06-20', endedOn: '2025-12-01' }])
  })

  test('told by two sources is as the one trusted more has it, and as the other where that one is silent', () => {
    const census = told({ startedOn: '2025-06-20', endedOn: '2025-12-01' })
    const lists = told(
      { startedOn: '2025-06-20', endedOn: '2025-12-24', seenAlone: true },
      { source: 'lists', rank: 4, sourcePerson: 2 },
    )
    for (const facts of [
      [census, lists],
      [lists, census],
    ])
      assert.deepEqual(bodies(...facts), [{ startedOn: '2025-06-20', endedOn: '2025-12-01', seenAlone: true }])
  })

  test('comes in the order of its days', () => {
    const [later, earlier] = [told({ startedOn: '2025-09-01' }), told({ startedOn: '2025-02-01' })]
    assert.deepEqual(
      bodies(later, earlier).map(body => body['startedOn']),
      ['2025-02-01', '2025-09-01'],
    )
  })

  test('has of several values the one trusted most, and none where nobody says it', () => {
    const facts = [told({ number: '2' }, { rank: 4 }), told({ number: '1' }), told({})]
    assert.equal(
      bestOf(facts, fact => fact.body['number']),
      '1',
    )
    assert.equal(
      bestOf(facts, fact => fact.body['other']),
      undefined,
    )
  })
})
