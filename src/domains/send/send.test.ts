import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleFact, examplePanelFrame } from '../../children/index.ts'
import { sendOf, sendPanel } from './send.page.ts'

const provision = (code: string, on: string) => exampleFact('sen-provision', { code }, { on, category: 'send' })
const need = (code: string, rank: number, more = {}) =>
  exampleFact('sen-need', { code, label: code, rank, ...more }, { on: '2026-01-15', category: 'send' })

test('the latest word counts: support that has ended gives no status word', () => {
  assert.deepEqual(
    sendPanel.chips?.(sendOf([provision('K', '2025-01-16'), provision('E', '2026-01-15')]), examplePanelFrame),
    ['EHC plan'],
  )
  assert.deepEqual(
    sendPanel.chips?.(sendOf([provision('K', '2025-01-16'), provision('N', '2026-01-15')]), examplePanelFrame),
    [],
  )
})

test('each need is told once, in the order of its rank, and one that has ended is not', () => {
  const { needs } = sendOf([need('HI', 2), need('SLCN', 1), need('HI', 2), need('SPLD', 3, { endDate: '2025-07-20' })])
  assert.deepEqual(
    needs.map(n => n.body.code),
    ['SLCN', 'HI'],
  )
})
