import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Category, PlainDate } from '../../kernel/index.ts'
import { fieldsOfNote, type NoteFields, readersOf, readNoteForm } from './note-form.ts'

const today = '2026-05-05' as PlainDate
const choices: Category[] = ['early-help', 'attendance']
const full: NoteFields = {
  noteKind: 'visit',
  'on-day': '5',
  'on-month': 'May',
  'on-year': '2026',
  text: 'Saw Leo.',
  seen: 'alone',
  category: 'early-help',
  thirdParty: 'Mum is ill.',
  thirdPartyName: 'Grace',
  legal: 'Counsel said wait.',
}
const errorsOf = (fields: NoteFields, correcting = false) => {
  const read = readNoteForm(fields, choices, today, correcting)
  return 'errors' in read ? read.errors.map(e => e.field) : []
}

describe('reading a note’s form', () => {
  test('each part keeps what it is about, and whom', () => {
    const read = readNoteForm(full, choices, today, false)
    assert.ok('body' in read)
    assert.deepEqual(read.body.passages, [
      { text: 'Saw Leo.', about: 'child' },
      { text: 'Mum is ill.', about: 'third-party', person: 'Grace' },
      { text: 'Counsel said wait.', about: 'legal' },
    ])
    assert.deepEqual([read.body.happenedOn, read.body.seen, read.body.seenAlone], ['2026-05-05', true, true])
  })
  test('nothing filled in: every question that must be answered is named', () =>
    assert.deepEqual(errorsOf({}), ['noteKind', 'on-day', 'text', 'category']))
  test('a day to come, a day that is not there and half a day are refused', () => {
    for (const wrong of [{ 'on-day': '6' }, { 'on-day': '31', 'on-month': '2' }, { 'on-year': '' }])
      assert.deepEqual(errorsOf({ ...full, ...wrong }), ['on-day'])
  })
  test('a part about another person says who that is', () =>
    assert.deepEqual(errorsOf({ ...full, thirdPartyName: ' ' }), ['thirdPartyName']))
  test('a category that is not the writer’s to write is no choice', () =>
    assert.deepEqual(errorsOf({ ...full, category: 'health' }), ['category']))
  test('a correction says why', () => {
    assert.deepEqual(errorsOf(full, true), ['reason'])
    assert.deepEqual(errorsOf({ ...full, reason: 'Wrong day' }, true), [])
  })
  test('a note goes back into the form as it was typed', () => {
    const read = readNoteForm(full, choices, today, false)
    assert.ok('body' in read)
    const back = readNoteForm(fieldsOfNote(read.body, read.category), choices, today, false)
    assert.deepEqual(back, read)
  })
})

test('who can read a note comes from the rules: a school’s office reads attendance notes and no early help', () => {
  assert.ok(readersOf('attendance').includes('school offices'))
  assert.ok(!readersOf('early-help').includes('school offices'))
  assert.deepEqual(readersOf('young-carer'), ['young carers workers'])
})
