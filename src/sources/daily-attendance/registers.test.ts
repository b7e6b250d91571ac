import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSourceText } from '../../intake/testing/index.ts'
import { dailyAttendance } from './index.ts'

const manifest = { type: 'manifest', la: '899', estab: '2001', generated_at: '2025-09-15T22:59:00Z', to: '2025-09-20' }
const day = (date: string, mark: string) => ({ type: 'attendance_day', mis_id: '123', date, am: mark, pm: mark })

test('no mark is taken of a day that had not come when the file was made: it is rejected, and a closure that is planned marks nobody', async () => {
  const lines = [manifest, day('2025-09-15', 'I'), day('2025-09-16', 'I'), day('2025-09-17', '#')]
  const { counts, outcomes } = await readSourceText(
    dailyAttendance,
    'feed.ndjson',
    lines.map(line => JSON.stringify(line)).join('\n'),
  )
  assert.deepEqual(counts, { accepted: 2, rejected: 1, waiting: 0 })
  assert.deepEqual(
    outcomes.flatMap(o => (o.outcome === 'register' ? [[o.register.date, o.register.marks.length]] : [])),
    [
      ['2025-09-15', 1],
      ['2025-09-17', 0],
    ],
  )
  assert.deepEqual(
    outcomes.flatMap(o => (o.outcome === 'rejected' ? [[o.problem.column, o.problem.got, o.problem.wanted]] : [])),
    [['date', '2025-09-16', 'a day until 2025-09-15']],
  )
})
