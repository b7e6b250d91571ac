import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { faultLine, type RoundFault } from '../../files/faults.ts'
import { faultsInto, readRows } from '../../files/read-rows.actions.ts'
import { upload } from '../testing/index.ts'
import { inFolder } from './round-files.actions.ts'

/** Reads children.csv as a page does: its rows by line, and its faults. */
const read = (text: string) =>
  inFolder(upload({ 'children.csv': text }), ['children.csv'], folder => {
    const [faults, rows]: [RoundFault[], string[]] = [[], []]
    readRows(folder, 'children.csv', ['child_id'], faultsInto(faults), (_, line, all) => {
      rows.push(`${line} ${all.join('/')}`)
    })
    return { faults, rows }
  })
const faultsOf = ({ faults }: { readonly faults: readonly RoundFault[] }) => faults.map(faultLine)

describe('files that are sent to a round', () => {
  test('are read in a process of their own, and each row keeps its line', async () => {
    const text = '\uFEFFchild_id;name\r\n\r\nA;"Two\r\nlines"\r\n\r\nB;"Said ""no"", and left"\r\n'
    const came = await read(text)
    assert.deepEqual(came, { faults: [], rows: ['3 A/Two\r\nlines', '6 B/Said "no", and left'] })
  })

  test('a row that cannot be read is told by its line and in plain words, and the others are read on', async () => {
    const came = await read('child_id,name\nA,"Ada" Marsh\nB,Ben\nC,C\u0000y\nD,Dee\n')
    assert.deepEqual('rows' in came && came.rows, ['3 B/Ben', '5 D/Dee'])
    const faults = faultsOf(came)
    assert.equal(faults.length, 2)
    assert.match(faults[0] ?? '', /line 2: There is text after a closing quotation mark/)
    assert.match(faults[1] ?? '', /line 4: .*control character/i)
  })

  test('what is no such file at all is the one fault, and is not looked at any further', async () => {
    assert.match(faultsOf(await read('%PDF-1.7 and more')).join(), /^children\.csv, line 1: .*$/)
    const json = (text: string) =>
      inFolder(upload({ 'criteria.json': text }), ['criteria.json'], folder => ({
        faults: [],
        text: readFileSync(join(folder, 'criteria.json'), 'utf8'),
      }))
    assert.deepEqual(await json('{"seed": "a"}'), { faults: [], text: '{"seed": "a"}' })
    for (const text of [
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      '{"a": 1, "a": 2}',
      '{"a":\n}',
      `"${'a'.repeat(5_000_000)}"`,
    ]) {
      const came = await json(text)
      assert.ok(!('text' in came) && came.faults.length === 1, text.slice(0, 20))
    }
  })
})
