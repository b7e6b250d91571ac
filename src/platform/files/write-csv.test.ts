import assert from 'node:assert/strict'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCsv } from './readers/csv.ts'
import { all, fileOf, fixture, problemsOf, readBytesAs, rowsOf } from './reading.examples.ts'
import { cleanText } from './text.ts'
import { guardCell, writeCsv } from './write-csv.ts'

const written = async (rows: string[][]) => (await all(writeCsv(rows))).join('')

test('any table of text that is written as CSV is read back as it was', async () => {
  const special = fc.constantFrom('=1+1', '+44', '-5', '@x', '\tx', "'=1", "''", "O'Neill", '"', 'a,b', '\r\n', '')
  const cell = fc.oneof(special, fc.string({ unit: 'binary', maxLength: 12 })).filter(text => cleanText(text) === text)
  const width = fc.integer({ min: 1, max: 5 })
  const table = width.chain(columns =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
  )
  await fc.assert(
    fc.asyncProperty(table, async rows => {
      const path = fileOf(await written(rows))
      const fd = openSync(path, 'r')
      try {
        const batches = await all(readCsv({ fd, size: statSync(path).size }, { csv: { delimiter: ',' } }))
        assert.deepEqual(rowsOf(batches.flat()), rows)
      } finally {
        closeSync(fd)
      }
    }),
    { numRuns: 300 },
  )
})

test('no cell that we write begins a formula', async () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n']) assert.equal(guardCell(`${start}1`), `'${start}1`)
  assert.equal(guardCell("O'Neill"), "O'Neill")
  assert.equal(await written([['=HYPERLINK("x")', 'a"b']]), '\uFEFF"\'=HYPERLINK(""x"")","a""b"\r\n')
})

test('the big list of naughty strings comes through a file whole, but for control characters, which are refused', async () => {
  const strings = JSON.parse(readFileSync(fixture('naughty-strings.txt'), 'utf8')) as string[]
  const events = await readBytesAs('naughty.csv', await written(strings.map(text => ['x', text])))
  const expected = strings.map(text => cleanText(text))
  assert.deepEqual(
    rowsOf(events).map(row => row[1]),
    expected.filter(text => typeof text === 'string'),
  )
  const refused = problemsOf(events)
  assert.equal(refused.length, expected.filter(text => typeof text !== 'string').length)
  assert.ok(refused.length < 10 && refused.every(problem => /^U\+/.test(problem.got ?? '')))
})
