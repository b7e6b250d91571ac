import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Asked, changesBetween, mergeEdits, settle } from './merge.ts'

const health: Asked = { id: 'health', label: 'Health', boxes: ['health'], joins: true }
const school: Asked = { id: 'school', label: 'School', boxes: ['school'], joins: true }
const by: Asked = { id: 'by', label: 'By when', boxes: ['by-day', 'by-month', 'by-year'] }
const asked = [health, school, by]
const base = { health: 'Well', school: 'Late', 'by-day': '1', 'by-month': '5', 'by-year': '2027' }

describe('two edits of one form', () => {
  test('of different questions stand together, and what the other changed is named', () => {
    const merge = mergeEdits(asked, {
      base,
      theirs: { ...base, school: 'On time' },
      mine: { ...base, health: 'Has a cough' },
    })
    assert.deepEqual(merge.fields, { ...base, health: 'Has a cough', school: 'On time' })
    assert.deepEqual([merge.torn, merge.taken], [[], [school]])
  })
  test('of one question are torn until a person chooses; both can stand one after the other, a day cannot', () => {
    const theirs = { ...base, health: 'Tired', 'by-day': '2' }
    const merge = mergeEdits(asked, { base, theirs, mine: { ...base, health: 'Has a cough', 'by-day': '3' } })
    assert.deepEqual(merge.torn, [health, by])
    assert.equal(
      settle(merge, theirs, one => (one === health ? 'both' : undefined)),
      undefined,
    )
    assert.equal(
      settle(merge, theirs, () => 'both'),
      undefined,
    )
    assert.deepEqual(
      settle(merge, theirs, one => (one === health ? 'both' : 'theirs')),
      { ...theirs, health: 'Tired\n\nHas a cough' },
    )
    assert.equal(settle(merge, theirs, () => 'mine')?.health, 'Has a cough')
  })
  test('a box that one emptied while the other wrote in it is torn: neither is dropped by itself', () => {
    const merge = mergeEdits(asked, {
      base,
      theirs: { ...base, health: '' },
      mine: { ...base, health: 'Well, and eats' },
    })
    assert.deepEqual(merge.torn, [health])
  })
  test('that say the same, or differ in how a browser ends a line, are no conflict', () => {
    const theirs = { ...base, health: 'One\nTwo ' }
    const merge = mergeEdits(asked, { base, theirs, mine: { ...base, health: 'One\r\nTwo' } })
    assert.deepEqual([merge.torn, merge.taken], [[], []])
  })
  test('lose no words, whichever way they fall: each box is as it was, settled as one left it, or asked about', () => {
    const words = [undefined, '', 'a', 'b']
    for (const b of words)
      for (const t of words)
        for (const m of words) {
          const merge = mergeEdits([health], { base: { health: b }, theirs: { health: t }, mine: { health: m } })
          const [was, theirs, mine] = [b ?? '', t ?? '', m ?? '']
          if (merge.torn.length > 0) assert.ok(theirs !== was && mine !== was && theirs !== mine)
          else assert.equal(merge.fields.health, mine === was ? theirs : mine)
        }
  })
  test('are read side by side in the order they are asked', () => {
    assert.deepEqual(changesBetween(asked, base, { ...base, 'by-day': '9', school: '' }), [
      { label: 'School', before: 'Late', after: '' },
      { label: 'By when', before: '1 May 2027', after: '9 May 2027' },
    ])
    const [unwritten] = changesBetween([by], {}, { 'by-day': '31', 'by-month': '2' })
    assert.deepEqual(unwritten, { label: 'By when', before: '', after: '31/2' })
    const mood: Asked = { ...school, words: { '1': 'Badly' } }
    assert.deepEqual(changesBetween([mood], { school: '1' }, { school: 'constructor' }), [
      { label: 'School', before: 'Badly', after: 'constructor' },
    ])
  })
})
