import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOf, readBytesAs, rowsOf } from './reading.examples.ts'
import { type MdbTable, writeMdb } from './write-mdb.ts'

const clubs: MdbTable = {
  name: 'Youth clubs',
  columns: [
    { name: 'Club', type: 'text' },
    { name: 'Since', type: 'date' },
    { name: 'Ward', type: 'text' },
    { name: 'Places', type: 'whole' },
  ],
  rows: [
    ['Ynys Môn — O’Neill’s', '1998-09-01', null, '40'],
    ['Łukasz', null, 'North', null],
  ],
}

test('an Access database gives its tables, column names first, dates as ISO text and empty cells empty', async () => {
  const events = await readBytesAs('youth clubs.mdb', writeMdb([clubs, { ...clubs, name: 'Closed', rows: [] }]))
  assert.deepEqual(events, [
    { type: 'table', table: 'Youth clubs', columns: ['Club', 'Since', 'Ward', 'Places'] },
    { type: 'row', table: 'Youth clubs', line: 1, values: ['Club', 'Since', 'Ward', 'Places'] },
    { type: 'row', table: 'Youth clubs', line: 2, values: ['Ynys Môn — O’Neill’s', '1998-09-01', '', '40'] },
    { type: 'row', table: 'Youth clubs', line: 3, values: ['Łukasz', '', 'North', ''] },
    { type: 'table', table: 'Closed', columns: ['Club', 'Since', 'Ward', 'Places'] },
    { type: 'row', table: 'Closed', line: 1, values: ['Club', 'Since', 'Ward', 'Places'] },
    { type: 'end', rows: 4 },
  ])
})

test('every row of a table over many pages is read once and in order', async () => {
  const rows = Array.from({ length: 25_000 }, (_, index) => [`Club ${index}`, '2001-02-03', null, String(index)])
  const read = rowsOf(await readBytesAs('clubs.mdb', writeMdb([{ ...clubs, rows }]))).slice(1)
  assert.deepEqual(
    read,
    rows.map(row => row.map(cell => cell ?? '')),
  )
})

test('a text in an Access database that cannot be kept refuses its row, and names the column', async () => {
  const rows = [
    ['a\0b', null, null, null],
    ['Good', null, null, null],
  ]
  const events = await readBytesAs('clubs.mdb', writeMdb([{ ...clubs, rows }]))
  assert.deepEqual(rowsOf(events).slice(1), [['Good', '', '', '']])
  assert.deepEqual(
    problemsOf(events).map(({ line, column, got }) => [line, column, got]),
    [[2, 'Club', 'U+0000']],
  )
})
