import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkSeveral } from './choose-several.ts'

const value = (key: string, shown: boolean) => ({ key, words: key, tellers: [], shown })
const offered = [
  { fact: 'name', values: [value('ann', true), value('anne', false)] },
  { fact: 'birth', values: [value('3 May', true), value('5 March', false)] },
]
const check = (name: string, birth: string, reason = '') =>
  checkSeveral(offered, { 'value-name': name, 'value-birth': birth, reason })

describe('choosing several values at once', () => {
  test('keeps what the rule shows without a reason, and another value with one', () => {
    assert.deepEqual(check('0', '0'), {
      ok: true,
      picked: [
        { fact: 'name', key: 'ann' },
        { fact: 'birth', key: '3 May' },
      ],
      reason: 'Looked at when two records were joined',
    })
    assert.deepEqual(check('0', '1'), {
      ok: false,
      errors: { reason: 'Choose why, because the record’s rule shows another value' },
    })
    assert.ok(check('0', '1', 'family').ok)
  })
  test('leaves for later what is left, and asks where nothing or no such value was chosen', () => {
    assert.deepEqual(check('later', 'later'), {
      ok: true,
      picked: [],
      reason: 'Looked at when two records were joined',
    })
    const asked = { ok: false, errors: { 'value-birth': 'Choose which value is shown, or leave it for later' } }
    for (const birth of ['', '2', 'x']) assert.deepEqual(check('later', birth), asked)
  })
})
