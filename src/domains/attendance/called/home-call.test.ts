import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { dayOfCall } from './home-call.ts'

test('a call home is about the day it is made on, and at a weekend about the Friday before', () => {
  const about = (day: string) => dayOfCall(day as PlainDate)
  assert.deepEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(about), [
    '2026-11-20',
    '2026-11-20',
    '2026-11-20',
    '2026-11-23',
  ])
})
