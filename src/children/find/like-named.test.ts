import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { areLikeNamed } from './like-named.ts'

const born = '2019-09-26'
const child = (likeName: string, bornOn?: string) => ({ likeName, ...(bornOn ? { bornOn } : {}) })

describe('two children are easily taken for one another', () => {
  for (const [why, a, b] of [
    ['by the same name', child('liam brennan', '2013-03-14'), child('liam brennan', born)],
    ['by a short form of the forename', child('bethany jackson', born), child('beth jackson', '2017-01-02')],
    ['by another spelling of it', child('mohammed khan'), child('muhammad ali khan')],
    ['as twins', child('isla hartley', born), child('ivy hartley', born)],
  ] as const)
    test(why, () => assert.ok(areLikeNamed(a, b) && areLikeNamed(b, a)))

  test('not by a surname or a birth date alone, nor by a forename', () => {
    assert.ok(!areLikeNamed(child('liam brennan', born), child('kai brennan', '2013-03-14')))
    assert.ok(!areLikeNamed(child('liam brennan', born), child('liam hearne', born)))
    assert.ok(!areLikeNamed(child('liam', born), child('kai', born)))
  })
})
