import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, utils } from '@e965/xlsx'
import { makeDay } from '../calendar.ts'
import { dateCell, workbook } from './workbook.ts'

test('a workbook carries no trace of when it was written: each entry of the archive has one fixed time', async () => {
  const zip = await workbook([
    { sheet: 'A', data: [['x', 1]] },
    { sheet: 'B', data: [['y']] },
  ])
  const stamps = { local: new Set<number>(), directory: new Set<number>() }
  for (
    let at = zip.indexOf('PK\u0003\u0004', 0, 'latin1');
    at >= 0;
    at = zip.indexOf('PK\u0003\u0004', at + 4, 'latin1')
  )
    stamps.local.add(zip.readUInt32LE(at + 10))
  for (
    let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  )
    stamps.directory.add(zip.readUInt32LE(at + 12))
  assert.equal(stamps.local.size, 1)
  assert.deepEqual(stamps.local, stamps.directory)
  assert.doesNotMatch(zip.toString('latin1'), /dcterms:created/)
})

test('a date is a real Excel date, and a title stands across the columns that it spans', async () => {
  const zip = await workbook([
    {
      sheet: 'A',
      data: [
        [{ value: 'Title', columnSpan: 2 }, null],
        [dateCell(makeDay(2017, 5, 3)), 'after'],
      ],
    },
  ])
  const sheet = read(zip, { cellDates: true }).Sheets.A
  assert.deepEqual((utils.sheet_to_json(sheet ?? {}, { header: 1 }) as unknown[][])[0], ['Title'])
  assert.equal(sheet?.['!merges']?.length, 1)
  assert.equal(
    utils
      .sheet_to_csv(sheet ?? {}, { dateNF: 'yyyy-mm-dd' })
      .split('\n')[1]
      ?.slice(0, 10)
      .includes('2017'),
    true,
  )
})
