import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { isOn } from './rule-switch.ts'

const day = (text: string) => text as PlainDate

test('a rule is on only while two people switched it on, nobody switched it off, and its assessment is not past its own review', () => {
  const agreed = { at: new Date(0), by: 'z' }
  assert.equal(isOn({ reviewOn: day('2026-11-21'), agreed }, day('2026-11-20')), true)
  assert.equal(isOn({ reviewOn: day('2026-11-21') }, day('2026-11-20')), false, 'nobody else has agreed')
  assert.equal(isOn({ reviewOn: day('2026-11-20'), agreed }, day('2026-11-20')), false)
  assert.equal(
    isOn({ reviewOn: day('2027-11-20'), agreed, off: { at: new Date(0), by: 'x', reason: 'y' } }, day('2026-11-20')),
    false,
  )
})
