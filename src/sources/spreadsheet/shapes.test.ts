import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RowOutcome } from '../../intake/index.ts'
import { plainDate } from '../../kernel/index.ts'
import { type FileEvent, readRecords } from '../../platform/files/index.ts'
import { findHeader, isFooter, type SheetRow } from './header.ts'
import { isMapping } from './mapping.ts'
import { dataRows, proposeMapping, sheetsOf } from './propose.ts'
import { spreadsheetSource } from './spreadsheet.source.ts'

const rowsOf = (...lines: (string[] | undefined)[]): SheetRow[] =>
  lines.flatMap((values, i) => (values ? [{ line: i + 1, values }] : []))
const eventsOf = (rows: readonly SheetRow[], table = 'Sheet1'): FileEvent[] => [
  { type: 'table', table },
  ...rows.map(row => ({ type: 'row' as const, table, line: row.line, values: [...row.values] })),
  { type: 'end', rows: rows.length },
]
const children = [
  ['1', 'Hartley', 'Ivy', '11/04/2018', 'NM3 1YT'],
  ['2', 'Cohen', 'Esther', '14/09/2017', 'NM5 6EN'],
  ['3', 'Lowe', 'Ruby', '05/08/2014', 'NM3 2HW'],
  ['4', 'Bari', 'Mim', '12/08/2013', 'NM1 2ZA'],
  ['5', 'Hart', 'Noah', '28/12/2008', 'NM2 3NL'],
]

const readAll = async (rows: readonly SheetRow[], name = 'list.csv') => {
  const events = eventsOf(rows)
  const mapping = proposeMapping(sheetsOf(events), { fileName: name })
  const source = spreadsheetSource(
    { id: 'spreadsheet:test', name: 'Test', mapping },
    () => new Date('2026-11-21T10:00:00Z'),
  )
  const recognised = source?.recognise({ name, format: 'csv', events })
  const outcomes: RowOutcome[] = []
  if (!source || !recognised) return { mapping, outcomes, keys: undefined }
  const given = (async function* () {
    yield* events
  })()
  for await (const outcome of source.read({ name, recognised, mapping, events: given })) outcomes.push(outcome)
  const keys = outcomes
    .flatMap(o =>
      o.outcome === 'accepted' ? [`${o.row.key}: ${o.row.identity?.surname} ${o.row.identity?.birthDate}`] : [],
    )
    .sort()
  return { mapping, outcomes, keys }
}

test('headings are found under titles and blank lines, and totals and repeated headings are no children', async () => {
  const head = ['Ref', 'Surname', 'Forename', 'DOB', 'Postcode']
  const rows = rowsOf(
    ['LIST OF CHILDREN'],
    ['As at 1/11/2026, do not share'],
    undefined,
    head,
    ...children.slice(0, 3),
    undefined,
    head,
    ...children.slice(3),
    undefined,
    ['TOTAL: 5'],
    ['* moved away since the last list was printed'],
  )
  assert.equal(findHeader(rows)?.line, 4)
  const { keys, outcomes } = await readAll(rows)
  assert.equal(keys?.length, 5)
  assert.equal(outcomes.length, 5)
})

test('headings in two lines are joined: a heading over several columns goes on until the next', async () => {
  const rows = rowsOf(['', 'Child', '', '', 'Home'], ['Ref', 'Surname', 'Forename', 'DOB', 'Postcode'], ...children)
  const { mapping, keys } = await readAll(rows)
  assert.equal(mapping.headerRows, 2)
  assert.deepEqual(
    mapping.columns.map(c => c.name),
    ['Ref', 'Child Surname', 'Child Forename', 'Child DOB', 'Home Postcode'],
  )
  assert.equal(keys?.length, 5)
})

test('a sheet without headings has none: a list of words, one column, nothing', () => {
  assert.equal(findHeader(rowsOf(['Lead professionals'], ['Sasha Quill'], ['Denise Ogden'])), undefined)
  assert.equal(findHeader(rowsOf(['12', '14'], ['3', '9'])), undefined)
  assert.equal(findHeader([]), undefined)
})

test('a line of totals is told from a child whose surname is Total', () => {
  assert.ok(isFooter(['Total', '', '41']))
  assert.ok(isFooter(['TOTAL: 149']))
  assert.ok(!isFooter(['Total', 'Amy', '3/4/2015', 'NM1 1AA']))
})

const synonyms = {
  id: ['Ref', 'Child ID', 'Unique ID', 'Case no.', 'Reference number'],
  surname: ['Surname', 'Last name', 'Family name', 'Child Surname', 'SURNAME'],
  forename: ['Forename', 'First name', 'Given name', 'Child Forename', 'FirstName'],
  dob: ['DOB', 'D.O.B.', 'Date of birth', 'Birth date', 'Born'],
  postcode: ['Postcode', 'Post Code', 'POSTCODE', 'Postal code', 'post-code'],
}

test('whatever order its columns are in and whatever they are called, a list keeps the keys of its rows', async () => {
  const expected = (await readAll(rowsOf(['Ref', 'Surname', 'Forename', 'DOB', 'Postcode'], ...children))).keys
  assert.equal(expected?.length, 5)
  const heading = (list: readonly string[]) => fc.constantFrom(...list)
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
      fc.tuple(
        heading(synonyms.id),
        heading(synonyms.surname),
        heading(synonyms.forename),
        heading(synonyms.dob),
        heading(synonyms.postcode),
      ),
      fc.nat(3),
      async (order, names, titles) => {
        const shuffle = (cells: readonly string[]) => order.map(i => cells[i] ?? '')
        const above = Array.from({ length: titles }, (_, i) => [`Title ${i}`])
        const { keys } = await readAll(rowsOf(...above, shuffle(names), ...children.map(shuffle)))
        assert.deepEqual(keys, expected)
      },
    ),
    { numRuns: 60 },
  )
})

test('a birth date is the same child’s as a day number, as text, as ISO or with the month in words', async () => {
  const head = ['Surname', 'Forename', 'DOB']
  const written = ['43201', '11/04/2018', '11.4.2018', '2018-04-11', '11 April 2018', '11-Apr-2018']
  for (const date of written) {
    const { keys } = await readAll(
      rowsOf(head, ['Hartley', 'Ivy', date], ['Cohen', 'Esther', '14/9/2017'], ['Lowe', 'Ruby', '5/8/2014']),
    )
    assert.ok(keys?.includes('hartley|ivy|2018-04-11: Hartley 2018-04-11'), `${date}: ${keys}`)
  }
})

test('one number for two children: the first row is used, the second goes back', async () => {
  const { outcomes } = await readAll(
    rowsOf(['Ref', 'Surname', 'Forename', 'DOB', 'Postcode'], ...children, [
      '1',
      'Other',
      'Child',
      '1/1/2015',
      'NM1 1AA',
    ]),
  )
  const last = outcomes.at(-1)
  assert.ok(last?.outcome === 'rejected')
  assert.match(last.problem.problem, /two children/)
})

test('whatever people have typed, a row ends somewhere and nothing breaks', async () => {
  const texts = (await readFile(join(import.meta.dirname, '../../platform/files/fixtures/naughty-strings.txt'), 'utf8'))
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  const head = ['Ref', 'Name', 'DOB', 'M/F', 'Address', 'Parent - tel', 'Club']
  const rows = rowsOf(
    head,
    ...texts.map((text, i) => [`R${i}`, text, i % 2 ? '1/2/2015' : text, text, text, text, text]),
  )
  const { outcomes } = await readAll(rows, 'youth club.csv')
  assert.equal(outcomes.filter(o => o.outcome !== 'warning').length, texts.length)
  for (const outcome of outcomes)
    if (outcome.outcome === 'accepted') assert.ok(outcome.row.identity?.forename || outcome.row.identity?.surname)
})

test('cells of any kind never break the reading, and the proposal stays a mapping', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 8 }), { maxLength: 30 }),
      table => {
        const events = eventsOf(table.map((values, i) => ({ line: i + 1, values })))
        const mapping = proposeMapping(sheetsOf(events), { fileName: 'any.csv' })
        assert.ok(isMapping(JSON.parse(JSON.stringify(mapping))))
      },
    ),
    { numRuns: 200 },
  )
})

test('the lists of an Annex A workbook have their headings on the first line, whatever their names', async () => {
  const path = join(import.meta.dirname, '../../platform/files/fixtures/Annex_A_2024_Jan.xlsx')
  const events: FileEvent[] = []
  for await (const event of readRecords({ path, name: 'Annex_A_2024_Jan.xlsx' })) events.push(event)
  const sheets = sheetsOf(events)
  const found = sheets.filter(sheet => sheet.rows.length > 1).map(sheet => [sheet.name, findHeader(sheet.rows)?.line])
  assert.ok(found.length >= 8)
  assert.deepEqual(
    found.filter(([, line]) => line !== 1),
    [],
  )
  const [first] = sheets
  const header = first && findHeader(first.rows)
  assert.ok(first && header && dataRows({ sheet: first, header }).length === first.rows.length - 1)
  const mapping = proposeMapping(first ? [first] : [], { fileName: 'List 1.xlsx' })
  const said = Object.fromEntries(mapping.columns.map(c => [c.name, c.target]))
  assert.deepEqual(
    [said['Child Unique ID'], said.Gender, said.Ethnicity, said['Date of Birth'], said.Age],
    ['child.own-id', 'child.sex', 'child.ethnicity', 'child.birth-date', 'nothing'],
  )
  assert.equal(said['Contact Source'], 'ask', 'what nobody can know is asked, not dropped')
})

test('an age instead of a birth date is about a year; a year of two digits goes back', async () => {
  const { outcomes } = await readAll(
    rowsOf(
      ['Ref', 'Surname', 'Forename', 'DOB', 'Postcode'],
      ...children,
      ['8', 'Age', 'Only', '12 yrs', ''],
      ['9', 'Two', 'Digits', '3/4/17', ''],
    ),
  )
  const [aged, digits] = outcomes.slice(-2)
  assert.ok(aged?.outcome === 'accepted' && digits?.outcome === 'rejected')
  assert.deepEqual([aged.row.identity?.birthDate, aged.row.identity?.birthPrecision], [plainDate(2014, 1, 1), 'about'])
  assert.match(digits.problem.fix, /Write the year in full/)
})
