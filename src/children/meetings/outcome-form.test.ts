import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onLinesOfNow, typedWords } from './outcome-form.ts'

const typed = {
  'person-1': 'sam',
  'came-1': 'yes',
  'person-2': 'daniel',
  'came-2': 'no',
  'part-1': 'theo',
  'decided-of-1': 'Theo stays in his class',
  'part-2': 'mia',
  'decided-of-2': 'Mia gets a bus pass',
  decided: 'The club goes on',
}

test('whoever is asked or left out while somebody types, each answer and each child’s part stays with whom it is about', () => {
  const now = onLinesOfNow(typed, [{ key: 'ade' }, { key: 'daniel' }, { key: 'sam' }], [{ address: 'mia' }])
  assert.deepEqual(
    [now['came-1'], now['came-2'], now['came-3'], now['decided-of-1'], now['decided-of-2'], now.decided],
    [undefined, 'no', 'yes', 'Mia gets a bus pass', undefined, 'The club goes on'],
  )
})

test('all that was typed is told again, and a child whom the reader no longer sees is not named', () => {
  assert.deepEqual(
    typedWords(typed, [{ address: 'mia', first: 'Mia' }]).map(({ asked, text }) => `${asked}: ${text}`),
    [
      'What was decided: The club goes on',
      'About another child: what was decided: Theo stays in his class',
      'About Mia: what was decided: Mia gets a bus pass',
    ],
  )
})
