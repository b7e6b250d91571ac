import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { contrast, contrastFaults, tokens } from './tokens.ts'

test('every pair of colours that we use can be read: words 4.5, shapes 3', () => {
  assert.deepEqual(contrastFaults(), [])
})

test('contrast is measured as WCAG does', () => {
  assert.equal(contrast('#000000', '#ffffff').toFixed(2), '21.00')
  assert.equal(contrast('#ffffff', '#ffffff'), 1)
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54')
})

test('a council colour that cannot be read is refused with the pair', () => {
  assert.ok(contrastFaults({ ...tokens, link: '#7fb3c4' }).some(fault => fault.startsWith('link on card')))
})

test('our stylesheets name colours only through the tokens, and only tokens that exist', () => {
  const folder = new URL('.', import.meta.url)
  for (const file of readdirSync(folder).filter(name => name.endsWith('.css'))) {
    const text = readFileSync(new URL(file, folder), 'utf8')
    assert.doesNotMatch(text.replace(/\/\*[\s\S]*?\*\//g, ''), /#[0-9a-f]{3,8}\b|rgba?\(/i, file)
    for (const [, name] of text.matchAll(/var\(--tl-([a-z-]+)\)/g))
      assert.ok((name as string) in tokens, `${file}: ${name}`)
  }
})
