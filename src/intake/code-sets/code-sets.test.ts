import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  findMarkCode,
  isMarkInForce,
  markByte,
  markClassOf,
  markCodeOf,
  markCodes,
  type PlainDate,
} from '../../kernel/index.ts'
import attendance from './attendance.json' with { type: 'json' }
import { codeSetNames, lookUp } from './index.ts'

const day = (text: string) => text as PlainDate
const classes: Record<string, string> = {
  present: 'present',
  approved_educational_activity: 'approved-activity',
  authorised_absence: 'authorised',
  unauthorised_absence: 'unauthorised',
  not_possible_attendance: 'not-possible',
  administrative: 'none',
  no_mark: 'none',
}

test('every register code of the department’s list counts as the list says, and no other is known', () => {
  const listed = Object.entries(attendance.classes)
  for (const [code, category] of listed) assert.equal(findMarkCode(code)?.counts, classes[category], code)
  assert.deepEqual(markCodes.map(m => m.code).sort(), listed.map(([code]) => code).sort())
})

test('each code has a byte of its own and comes back from it', () => {
  assert.equal(new Set(markCodes.map(m => m.byte)).size, markCodes.length)
  for (const { code } of markCodes) {
    assert.equal(markByte(code).length, 1)
    assert.equal(markCodeOf(markByte(code)), code)
  }
})

test('dual registration is no absence, and a code that nobody knows counts for nothing', () => {
  assert.equal(markClassOf(markByte('D')), 'not-possible')
  assert.equal(markByte('QQ'), '?')
  assert.equal(markClassOf('?'), 'none')
})

test('the family holiday code H could be used until the summer of 2024, and K only after it', () => {
  const inForce = (code: string, on: string) => isMarkInForce(findMarkCode(code)!, day(on))
  assert.equal(inForce('H', '2024-08-18'), true)
  assert.equal(inForce('H', '2024-08-19'), false)
  assert.equal(inForce('K', '2024-08-18'), false)
  assert.equal(inForce('K', '2024-08-19'), true)
})

test('a code is told with the version of its set', () => {
  assert.deepEqual(lookUp('ethnicity', 'wbri', day('2025-01-16')), {
    label: 'White - British',
    setVersion: 'CBDS May 2026',
  })
  assert.equal(lookUp('ethnicity', 'constructor', day('2025-01-16')), undefined)
  assert.equal(lookUp('903-legal-status', 'C1', day('2025-06-01'))?.label, 'Interim care order')
  assert.throws(() => lookUp('eye-colour', 'X', day('2025-01-16')), /no code set/)
  assert.ok(codeSetNames.length > 30)
})
