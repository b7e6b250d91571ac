import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { type Circumstances, type ConversationRule, conversationRules, proposedUntil } from './conversation-rules.ts'

const day = (text: string) => text as PlainDate
const rule = conversationRules[0] as ConversationRule
const child: Circumstances = {
  ...{ born: day('2013-03-14'), known: false, talked: [] },
  found: [{ code: '2B', on: day('2026-11-02') }],
}
const until = (more: Partial<Circumstances>, today = '2026-11-20') =>
  proposedUntil(rule, { ...child, ...more }, day(today))

describe('a conversation', () => {
  test('is proposed for six weeks after a parent’s need was found, the last day included', () => {
    assert.equal(until({}), '2026-12-14')
    assert.equal(until({}, '2026-12-14'), '2026-12-14')
    assert.equal(until({}, '2026-12-15'), undefined)
    assert.equal(until({}, '2026-11-01'), undefined, 'not before it was found')
  })
  test('is proposed for a parent’s alcohol, drugs, mental ill health, learning or physical disability, and for nothing else', () => {
    const codes = ['1A', '1B', '2B', '3B', '4A', '4B', '5B', '6B', '7A', '13']
    const asked = codes.filter(code => until({ found: [{ code, on: day('2026-11-02') }] }))
    assert.deepEqual(asked, ['1B', '2B', '4B', '5B', '6B'])
  })
  test('is proposed no more once it was had, until something else is found', () => {
    assert.equal(until({ talked: [day('2026-11-02')] }), undefined)
    assert.equal(until({ talked: [day('2026-11-01')] }), '2026-12-14')
  })
  test('is proposed from the fifth birthday to the day before the eighteenth', () => {
    const born = ['2021-11-20', '2021-11-21', '2008-11-21', '2008-11-20']
    assert.deepEqual(
      born.map(one => until({ born: day(one) }) !== undefined),
      [true, false, true, false],
    )
    assert.equal(until({ born: undefined }), undefined)
  })
  test('is not proposed where it is known already', () => assert.equal(until({ known: true }), undefined))
})
