import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvRecords } from './readers/csv-records.ts'
import { fixture, problemsOf, readBytesAs, readFixture, rowsOf } from './reading.examples.ts'

const asObjects = (rows: string[][]): Record<string, string>[] => {
  const [header = [], ...rest] = rows
  return rest.map(row => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])))
}

const spectrum = readdirSync(fixture('csv-spectrum')).filter(name => name.endsWith('.csv'))
const notRfc4180 = 'location_coordinates.csv'

for (const file of spectrum.filter(name => name !== notRfc4180)) {
  test(`the csv-spectrum file ${file} is read as its authors say`, async () => {
    const expected = JSON.parse(readFileSync(fixture(`csv-spectrum/${file.replace('.csv', '.expected')}`), 'utf8'))
    const events = await readFixture(`csv-spectrum/${file}`)
    assert.deepEqual(problemsOf(events), [])
    assert.deepEqual(asObjects(rowsOf(events)), expected)
  })
}

test('the one csv-spectrum file that is not RFC 4180 (a bare quotation mark) has that row refused', async () => {
  const events = await readFixture(`csv-spectrum/${notRfc4180}`)
  assert.deepEqual(rowsOf(events), [['Contact Phone Number', 'Location Coordinates', 'Cities', 'Counties']])
  assert.deepEqual(
    problemsOf(events).map(({ line, column }) => [line, column]),
    [[2, 'B']],
  )
})

test('text that csv-parse reads without complaint is read the same, however it is cut, and no other text is', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '""', '\n', '\r\n', '\r', ' '), maxLength: 40 })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 7 }), (csv, cut) => {
      const parts = csv.match(new RegExp(`[\\s\\S]{1,${cut}}`, 'g')) ?? []
      const ours = [...csvRecords(parts, ',')]
      const options = { relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: true }
      let theirs: string[][] | undefined
      try {
        theirs = parse(csv, options)
      } catch {
        assert.ok(ours.some(record => 'fault' in record))
        return
      }
      assert.deepEqual(
        ours.map(record => ('cells' in record ? record.cells : record)),
        theirs,
      )
    }),
    { numRuns: 2000 },
  )
})

test('read loosely, spaces around quotation marks are padding and a mark inside a cell is text, however the text is cut', () => {
  const text = 'a, "b, c" ,Bob "Bo" Lee\n "d\n""e""", f ,5" pipe\n'
  for (const cut of [1, 3, 50]) {
    const parts = text.match(new RegExp(`[\\s\\S]{1,${cut}}`, 'g')) ?? []
    assert.deepEqual(
      [...csvRecords(parts, ',', { loose: true })],
      [
        { line: 1, cells: ['a', 'b, c', 'Bob "Bo" Lee'] },
        { line: 2, cells: ['d\n"e"', ' f ', '5" pipe'] },
      ],
    )
  }
  assert.ok([...csvRecords(['"a" b,c'], ',', { loose: true })].every(record => 'fault' in record))
})

test('a quotation mark that is not closed costs its own row only, and the problem says where it is', async () => {
  const events = await readBytesAs('a.csv', 'upn,name\n1,"Amina\n2,Ben\n3,"Cy"x\n4,"D\nd"\n5,E"f\n6,Fay\n')
  assert.deepEqual(rowsOf(events), [
    ['upn', 'name'],
    ['2', 'Ben'],
    ['4', 'D\nd'],
    ['6', 'Fay'],
  ])
  assert.deepEqual(
    problemsOf(events).map(({ line, column, fatal, values }) => ({ line, column, fatal, values })),
    [
      { line: 2, column: 'B', fatal: false, values: ['1,"Amina'] },
      { line: 4, column: 'B', fatal: false, values: ['3,"Cy"x'] },
      { line: 7, column: 'B', fatal: false, values: ['5,E"f'] },
    ],
  )
  assert.deepEqual(events.at(-1), { type: 'end', rows: 4 })
})

test('a quotation mark left open in the middle of a large file does not swallow the rest', async () => {
  const line = 'B881123418042,Sample,Amina\n'
  const events = await readBytesAs('a.csv', `${line}1,"x,y\n${line.repeat(60_000)}`)
  assert.equal(rowsOf(events).length, 60_001)
  assert.deepEqual(
    problemsOf(events).map(({ line, problem }) => [line, problem]),
    [[2, 'A quotation mark is opened and never closed.']],
  )
})

test('rows that are not as wide as the header are refused one by one, unless the sheet may be ragged', async () => {
  const csv = 'a,b\n1,2\n3\n4,5,\n6,7,8\n'
  const strict = await readBytesAs('a.csv', csv)
  assert.deepEqual(rowsOf(strict), [
    ['a', 'b'],
    ['1', '2'],
    ['4', '5'],
  ])
  assert.deepEqual(
    problemsOf(strict).map(({ line, got, wanted, values }) => [line, got, wanted, values]),
    [
      [3, '1 cells', '2 cells, as in the first row', ['3']],
      [5, '3 cells', '2 cells, as in the first row', ['6', '7', '8']],
    ],
  )
  const ragged = await readBytesAs('a.csv', csv, { csv: { rowWidth: 'any' } })
  assert.deepEqual(
    rowsOf(ragged).map(row => row.length),
    [2, 2, 1, 3, 3],
  )
})

test('the separator is found where only one is possible, and asked for where two are', async () => {
  const header = async (name: string, text: string) => {
    const events = await readBytesAs(name, text)
    return rowsOf(events)[0] ?? problemsOf(events)[0]?.problem
  }
  assert.deepEqual(await header('a.csv', 'a;b\n1,5;2\n'), ['a', 'b'])
  assert.deepEqual(await header('a.tsv', 'a\tb\n1\t2\n'), ['a', 'b'])
  assert.deepEqual(await header('a.txt', 'sep=;\na;b\n1;2\n'), ['a', 'b'])
  assert.deepEqual(await header('a.csv', 'Surname, Forename;DOB\nSample, Amina;1\nOne;2\n'), [
    'Surname, Forename',
    'DOB',
  ])
  assert.deepEqual(await header('a.csv', 'name\nAmina\n'), ['name'])
  assert.deepEqual(await header('a.csv', 'Early help list\na;b\n1;2\n'), ['Early help list'])
  assert.equal(await header('a.csv', 'a,b;c\n1,2;3\n'), 'We cannot tell what separates the columns.')
  const declared = await readBytesAs('a.csv', 'a,b;c\n1,2;3\n', { csv: { delimiter: ';' } })
  assert.deepEqual(rowsOf(declared), [
    ['a,b', 'c'],
    ['1,2', '3'],
  ])
})

test('UTF-8, UTF-16 and Windows-1252 files give the same names', async () => {
  const text = 'name,town\nSiân Łukasz,Ynys Môn\n'
  const latin = Buffer.from('name,town\nSiân O\x92Neill,Ynys Môn\n', 'latin1')
  const big = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  for (const bytes of [text, `\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le'), big]) {
    assert.deepEqual(rowsOf(await readBytesAs('a.csv', bytes))[1], ['Siân Łukasz', 'Ynys Môn'])
  }
  const events = await readBytesAs('a.csv', latin)
  assert.deepEqual(rowsOf(events)[1], ['Siân O’Neill', 'Ynys Môn'])
  assert.match(events[0]?.type === 'note' ? events[0].note : '', /read as Windows-1252/)
})

test('a file is read as UTF-8 wherever its characters fall on the edge of a part', async () => {
  const before = `a\n${`${'y'.repeat(99)}\n`.repeat(655)}`
  for (const edge of [65_533, 65_534, 65_535]) {
    const rows = rowsOf(await readBytesAs('a.csv', `${before}${'z'.repeat(edge - before.length)}😀\n`))
    assert.equal(rows.at(-1)?.[0]?.endsWith('z😀'), true)
  }
})

test('NUL, half characters, control characters and huge cells refuse their row with line and column', async () => {
  const lone = Buffer.from('\uFEFFa,b\n1,x\uD800y\n2,ok\n', 'utf16le')
  assert.deepEqual(
    problemsOf(await readBytesAs('a.csv', lone)).map(({ line, column, got }) => [line, column, got]),
    [[2, 'B', 'a lone surrogate']],
  )
  const events = await readBytesAs('a.csv', `a,b\n1,x\0y\n\u0007,2\n3,${'z'.repeat(32_768)}\n4,${'z'.repeat(32_767)}\n`)
  assert.deepEqual(
    problemsOf(events).map(({ line, column, got }) => [line, column, got]),
    [
      [2, 'B', 'U+0000'],
      [3, 'A', 'U+0007'],
      [4, 'B', '32768 characters'],
    ],
  )
  assert.equal(rowsOf(events).length, 2)
})

test('text is kept in its composed form, and direction controls leave cells of one line', async () => {
  const events = await readBytesAs('a.csv', 'a,b\nSia\u0302n \u202Ecod.exe,"محمد\n\u2067x"\n')
  assert.deepEqual(rowsOf(events)[1], ['Siân cod.exe', 'محمد\n\u2067x'])
})
