import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inPlacesOfNow } from './family-note-form.ts'

test('a draft found again after the family has changed says of each child what was typed about that child', () => {
  const typed = {
    text: 'We met at home',
    ...{ 'who-1': 'leo', 'own-1': 'Leo was cross' },
    ...{ 'who-2': 'theo', 'in-2': 'yes', 'own-2': 'Theo was at school' },
    ...{ 'who-3': 'mia', 'in-3': 'yes', 'said-3': 'I like the new bed' },
  }
  const now = inPlacesOfNow(typed, [{ address: 'ada' }, { address: 'mia' }])
  assert.deepEqual(Object.fromEntries(Object.entries(now).filter(([, value]) => value !== undefined)), {
    text: 'We met at home',
    ...{ 'who-1': 'leo', 'own-1': 'Leo was cross' },
    ...{ 'who-3': 'mia', 'in-3': 'yes', 'said-3': 'I like the new bed' },
  })
})
