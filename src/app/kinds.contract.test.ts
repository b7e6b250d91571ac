import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keepingSchedule, labelledParts } from '../access/index.ts'
import { categories, type PlainDate } from '../kernel/index.ts'
import { findBannedWords } from '../platform/views/index.ts'
import { recordKinds } from './domains.ts'
import { sampleOf } from './testing/samples.ts'

describe('every record kind', () => {
  test('has a name of its own, for the machine and for people', () => {
    for (const name of ['kind', 'title'] as const) {
      const names = recordKinds.map(k => k[name])
      assert.deepEqual(
        names.filter((n, i) => n.trim() === '' || names.indexOf(n) !== i),
        [],
        name,
      )
    }
  })

  for (const kind of recordKinds) {
    const fields = Object.keys(kind.schema.properties)
    test(`${kind.kind} says what it holds, of which category, and how long it is kept and why`, () => {
      assert.ok(fields.length > 0)
      assert.ok(categories.includes(kind.category))
      assert.ok([1, 2, 3, 4].includes(kind.sensitivity))
      assert.ok(
        keepingSchedule('2026-11-30' as PlainDate).some(([as]) => as === kind.retention),
        'the schedule has it',
      )
      for (const category of kind.mayBe) assert.ok(categories.includes(category))
      assert.deepEqual(findBannedWords(kind.title), [])
    })

    test(`${kind.kind} labels and promotes only fields that it has`, () => {
      assert.deepEqual(
        Object.keys(kind.labels).filter(f => !fields.includes(f)),
        [],
      )
      assert.deepEqual(
        Object.values(kind.promotes).filter(f => !fields.includes(f as string)),
        [],
      )
      for (const label of Object.values(kind.labels))
        if (label?.category) assert.ok(categories.includes(label.category))
    })

    test(`${kind.kind} splits into parts of one label each, and refuses a field it does not list`, () => {
      const body = Object.fromEntries(fields.map(f => [f, 'x']))
      const parts = labelledParts(kind, body)
      assert.deepEqual(parts.flatMap(p => Object.keys(p.body)).sort(), [...fields].sort())
      assert.throws(() => labelledParts(kind, { [`${fields.join('')}x`]: 'y' }), /has no field/)
    })

    test(`${kind.kind} has a timeline line, or none, from whatever part of it may be read`, () => {
      for (const part of [
        {},
        ...labelledParts(kind, sampleOf(kind.schema) as Record<string, unknown>).map(p => p.body),
      ]) {
        const line = kind.line(part)
        if (line) assert.doesNotMatch(`${line.title} ${line.detail ?? ''}`, /undefined|null|\[object|NaN/)
      }
    })
  }
})
