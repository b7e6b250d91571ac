import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { differences, type Piece } from './differences.ts'

const shown = (pieces: readonly Piece[]): string =>
  pieces.map(piece => (piece.differs ? `[${piece.text}]` : piece.text)).join('')

test('only what is written differently is marked', () => {
  const cases: [string, string, string, string][] = [
    ['Amelia Okafor-Reid', 'Amelia Okafor Read', 'Amelia Okafor[-Reid]', 'Amelia Okafor [Read]'],
    ['3 May 2017', '5 March 2017', '[3 May] 2017', '[5 March] 2017'],
    ['14 Larch Close, NM4 2QT', '14 Larch Cl, NM4 2QT', '14 Larch [Close], NM4 2QT', '14 Larch [Cl], NM4 2QT'],
    ['Zoë Łukasik', 'Zoe Łukasik', '[Zoë] Łukasik', '[Zoe] Łukasik'],
    ['Same', 'Same', 'Same', 'Same'],
  ]
  for (const [a, b, left, right] of cases) {
    const made = differences(a, b)
    assert.equal(shown(made.a), left)
    assert.equal(shown(made.b), right)
  }
})

test('marking never changes, drops or adds a character, and what is not marked is in both', () => {
  const value = fc
    .array(fc.constantFrom('Anna', 'Ana', '-', ',', ' ', '  ', 'Lee', '12'), { maxLength: 9 })
    .map(words => words.join(''))
  fc.assert(
    fc.property(value, value, (a, b) => {
      const made = differences(a, b)
      assert.equal(made.a.map(piece => piece.text).join(''), a)
      assert.equal(made.b.map(piece => piece.text).join(''), b)
      const plain = (pieces: readonly Piece[]) =>
        pieces
          .map(piece => (piece.differs ? '' : piece.text))
          .join('')
          .replace(/\s/g, '')
      assert.equal(plain(made.a), plain(made.b))
    }),
  )
})
