import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bannedWords, findBannedWords } from './words.ts'

test('every banned word is found, whatever its case, and comes with what to say', () => {
  for (const word of bannedWords) {
    const found = findBannedWords(`<p>He is in a ${word.not} today.</p>`)
    assert.ok(
      found.some(one => one.not === word.not && one.say !== ''),
      word.not,
    )
  }
  assert.equal(findBannedWords('Please wait')[0]?.not, 'please')
})

test('words inside other words, and words that nobody reads, are not found', () => {
  const quiet = [
    'black lacquer, replacement, immigrant family, clientele, a neat desk, a lac of',
    '<input type="hidden" name="token" value="grant">',
    '<a class="entry" href="/sealed">Open</a>',
    '<script>merge()</script><!-- LAC -->',
    'The entry code is kept by the duty team.',
  ]
  for (const text of quiet) assert.deepEqual(findBannedWords(text), [], text)
})

test('words that only a screen reader says count too', () => {
  assert.deepEqual(
    findBannedWords('<img alt="A looked-after child"><a aria-label="Merge records" href="/x">Go</a>').map(
      found => found.not,
    ),
    ['looked-after child', 'merge'],
  )
})
