import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decoder, unmarkedDecoder } from './bytes.ts'

const inParts = (bytes: Buffer, size: number): string => {
  const decode = unmarkedDecoder()
  let text = ''
  for (let at = 0; at < bytes.length; at += size) text += decode(bytes.subarray(at, at + size), false)
  return text + decode(Buffer.alloc(0), true)
}

test('text that is piped in without a mark is UTF-8 or Windows-1252, wherever its parts end', () => {
  const text = 'name,town\nSian Lee,Ynys\nSiân O’Neill,Ynys Môn\n'
  const western = Buffer.from('name,town\nSian Lee,Ynys\nSi\xe2n O\x92Neill,Ynys M\xf4n\n', 'latin1')
  for (const size of [1, 2, 3, 5, 8, 1000]) {
    assert.equal(inParts(Buffer.from(text), size), text)
    assert.equal(inParts(western, size), text)
  }
  assert.equal(inParts(Buffer.from('Ren\xe9', 'latin1'), 2), 'René')
})

test('bytes that are not UTF-8 after some that were are refused in words', () => {
  const both = Buffer.concat([Buffer.from('Siân'), Buffer.from('Ren\xe9e', 'latin1')])
  assert.throws(() => inParts(both, 3))
  assert.throws(() => decoder('utf-8')(both, true))
})
