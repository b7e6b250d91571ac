import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { InvalidInput } from '../kernel/index.ts'
import { inputOf } from './input.ts'
import type { Route } from './page.ts'

const route = { form: Type.Object({ name: Type.String(), which: Type.Array(Type.String()) }) } as unknown as Route
const read = (form: Record<string, unknown>, params: Record<string, string> = {}) =>
  inputOf(route, { params, query: {}, id: 'r' } as never, form, [])

test('what no database keeps is told to whoever sent it, and is no failure of ours', () => {
  assert.deepEqual(read({ name: 'Zoë 🦊\n', which: ['a'] }).form, { name: 'Zoë 🦊\n', which: ['a'] })
  for (const form of [
    { name: 'Gra\0ce', which: [] },
    { name: 'Grace', which: ['a', '\0'] },
  ])
    assert.throws(() => read(form), InvalidInput)
  assert.throws(() => read({ name: 'Grace', which: [] }, { round: 'a\0' }), InvalidInput)
})
