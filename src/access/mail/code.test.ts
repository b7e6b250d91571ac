import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askerMark, codeOf } from './code.ts'

test('a household counts as one network, whichever of its addresses it asks from', () => {
  const mark = (network: string) => askerMark(Buffer.alloc(32), { network }).toString('hex')
  assert.equal(mark('2001:db8::1'), mark('2001:db8:0:0:9:8:7:6'))
  assert.notEqual(mark('2001:db8::1'), mark('2001:db8:0:1::1'))
  assert.equal(mark('::ffff:192.0.2.1'), mark('192.0.2.1'))
  assert.notEqual(mark('192.0.2.1'), mark('192.0.2.2'))
})

test('a code is eight digits, another for each sign-in and each installation, all as likely', () => {
  const codes = Array.from({ length: 2_000 }, (_, at) => codeOf(Buffer.alloc(32), `sign-in ${at}`))
  assert.ok(codes.every(code => /^[0-9]{8}$/.test(code)))
  assert.ok(new Set(codes).size > 1_990)
  assert.notEqual(codeOf(Buffer.alloc(32, 1), 'sign-in 1'), codes[1])
  // 2,000 digits of each place: a hundred away from 200 is seven deviations.
  for (let place = 0; place < 8; place++)
    for (const digit of '0123456789') {
      const times = codes.filter(code => code[place] === digit).length
      assert.ok(times > 100 && times < 300, `${digit} stands ${times} times at ${place}`)
    }
})
