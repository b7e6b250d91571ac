import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { readSourceText, textOf } from '../../intake/testing/index.ts'
import { ctf } from './index.ts'
import { ctfMending } from './mending.ts'

const text = textOf(join(import.meta.dirname, 'fixtures', 'constructed-ctf24-full.xml'))
const own = '8811234_CTF_881LLLL_001.xml'
const from = { laestab: '8811234', period: '2025-07-18', asOf: new Date('2025-07-18T15:30:00Z') }

describe('a row of a transfer file', () => {
  test('is its school’s to mend where the header and the name of the file say the same sender, and of no school otherwise', async () => {
    const schoolOf = async (name: string, what = text) => (await readSourceText(ctf, name, what)).recognised.school
    assert.equal(await schoolOf(own), '8811234')
    for (const name of ['8819999_CTF_8811234_001.xml', 'x.xml', '8811234.xml'])
      assert.equal(await schoolOf(name), undefined)
    assert.equal(await schoolOf(own, text.replace('<Estab>1234</Estab>', '<Estab>1235</Estab>')), undefined)
  })

  test('mended says of the pupil what the whole file would have said, and takes nothing back', async () => {
    const broken = await readSourceText(ctf, own, text.replace('2013-11-02', '31/02/2013'))
    const rejected = broken.outcomes.flatMap(one => (one.outcome === 'rejected' ? [one.values] : []))
    const row = ctfMending.row(rejected[0], from) ?? assert.fail()
    assert.equal(rejected.length, 1)
    assert.equal(row.personKey, undefined, 'a date that is none names nobody')
    const values = { ...row.values, DOB: '2013-11-02' }
    assert.equal(ctfMending.row(values, from)?.personKey, 'B881123418042/2013-11-02')
    const mended = ctfMending.file(values, from)
    const read = await readSourceText(ctf, mended.name, mended.text)
    const sound = await readSourceText(ctf, own, text)
    assert.deepEqual(read.counts, { accepted: 1, rejected: 0, waiting: 0 })
    assert.deepEqual(
      [read.recognised.school, read.recognised.asOf, read.recognised.period, read.rows[0]?.key],
      ['8811234', from.asOf, from.period, 'partial/8811234/B881123418042/2013-11-02'],
    )
    assert.deepEqual(read.rows[0]?.content, sound.rows[0]?.content)
    assert.deepEqual(read.rows[0]?.facts, sound.rows[0]?.facts)
  })
})
