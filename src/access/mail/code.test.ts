import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askerMark } from './code.ts'

test('a household counts as one network, whichever of its addresses it asks from', () => {
  const mark = (network: string) => askerMark(Buffer.alloc(32), { network }).toString('hex')
  assert.equal(mark('2001:db8::1'), mark('2001:db8:0:0:9:8:7:6'))
  assert.notEqual(mark('2001:db8::1'), mark('2001:db8:0:1::1'))
  assert.equal(mark('::ffff:192.0.2.1'), mark('192.0.2.1'))
  assert.notEqual(mark('192.0.2.1'), mark('192.0.2.2'))
})
