import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberText, shownByCode } from './readers/number-text.ts'
import { problemsOf, readBytesAs, readFixture, rowsOf, workbookOf } from './reading.examples.ts'
import { type SheetToWrite, writeXlsx } from './write-workbook.ts'
import { writeXls } from './write-xls.ts'

test('the Annex A workbook of the sector gives its eleven lists, with dates as ISO text', async () => {
  const events = await readFixture('Annex_A_2024_Jan.xlsx')
  const tables = events.flatMap(event => (event.type === 'table' ? [event.table] : []))
  assert.deepEqual(
    tables,
    Array.from({ length: 11 }, (_, index) => `List ${index + 1}`),
  )
  assert.deepEqual(problemsOf(events), [])
  const [header, first] = rowsOf(events, 'List 1')
  assert.deepEqual(header?.slice(0, 4), ['Child Unique ID', 'Gender', 'Ethnicity', 'Date of Birth'])
  assert.deepEqual(first?.slice(0, 4), ['9212044', 'Female', 'a) WBRI', '2015-01-25'])
  assert.deepEqual(events.at(-1), { type: 'end', rows: 70 })
})

const sheets: SheetToWrite[] = [
  {
    name: 'Early help 2024',
    rows: [
      [{ text: 'Northmere early help', span: 3 }],
      [],
      ['Name', 'DOB', 'Age', 'Open'],
      ["O'Neill, Siân", { date: '2013-11-02' }, 11.5, true],
      ['=1+1', '02/11/2013', 0.1 + 0.2, false],
      ['two\nlines', null, 100_023_336_956, null],
    ],
  },
  { name: 'Notes', rows: [['محمد', '', '😀']] },
]

const asRead = [
  [1, ['Northmere early help']],
  [3, ['Name', 'DOB', 'Age', 'Open']],
  [4, ["O'Neill, Siân", '2013-11-02', '11.5', 'TRUE']],
  [5, ['=1+1', '02/11/2013', '0.3', 'FALSE']],
  [6, ['two\nlines', '', '100023336956']],
  [1, ['محمد', '', '😀']],
]

for (const [name, write] of [
  ['an .xlsx workbook', writeXlsx],
  ['an old .xls workbook', writeXls],
] as const) {
  test(`${name} gives its title rows, dates, numbers and ticks as a person sees them`, async () => {
    const events = await readBytesAs(name.includes('xlsx') ? 'a.xlsx' : 'a.xls', await write(sheets))
    assert.deepEqual(problemsOf(events), [])
    assert.deepEqual(
      events.flatMap(event => (event.type === 'row' ? [[event.line, event.values]] : [])),
      asRead,
    )
  })
}

test('text that looks like an escape, or cannot be in XML, is the same after writing and reading', async () => {
  const text = ['_x0041_', 'a_x000D_b', ' spaces ', '<&>"\'']
  assert.deepEqual(rowsOf(await readBytesAs('a.xlsx', await writeXlsx([{ name: 'x', rows: [text] }]))), [text])
})

test('shared, inline and formula texts, gaps, ticks, errors and hidden sheets are read from the XML itself', async () => {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy;@"/></numFmts>
    <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`
  const strings = `<sst><si><r><t>Am</t></r><r><t>ina</t></r><rPh><t>X</t></rPh></si></sst>`
  const events = await readBytesAs(
    'a.xlsx',
    workbookOf(
      `<row r="4"><c r="B4" t="s"><v>0</v></c><c r="D4" s="1"><v>41580</v></c><c r="E4" t="b"><v>1</v></c></row>
       <row><c t="inlineStr"><is><t>in</t></is></c><c t="str"><f>1+1</f><v>out</v></c><c t="e"><v>#N/A</v></c></row>`,
      [
        { name: 'xl/styles.xml', bytes: styles },
        { name: 'xl/sharedStrings.xml', bytes: strings },
      ],
    ),
  )
  assert.deepEqual(
    events.flatMap(event => (event.type === 'row' ? [[event.line, event.values]] : [])),
    [
      [4, ['', 'Amina', '', '2013-11-02', 'TRUE']],
      [5, ['in', 'out', '#N/A']],
    ],
  )
})

test('numbers are shown as their format shows them', () => {
  const cases: [string, string, string][] = [
    ['41580', 'dd/mm/yyyy', '2013-11-02'],
    ['41580.75', 'dd/mm/yyyy hh:mm', '2013-11-02T18:00:00'],
    ['41580', 'yyyy-mm-dd hh:mm:ss', '2013-11-02'],
    ['0.375', 'hh:mm', '09:00:00'],
    ['1.5', '[h]:mm', '36:00:00'],
    ['1', 'd mmm yyyy', '1900-01-01'],
    ['59', 'd mmm yyyy', '1900-02-28'],
    ['60', 'd mmm yyyy', '1900-02-29'],
    ['61', 'd mmm yyyy', '1900-03-01'],
    ['2958465', 'd mmm yyyy', '9999-12-31'],
    ['2958466', 'd mmm yyyy', '2958466'],
    ['-1', 'd mmm yyyy', '-1'],
    ['0.30000000000000004', 'General', '0.3'],
    ['1.0000000000000001E-7', 'General', '0.0000001'],
    ['5.0E+6', 'General', '5000000'],
    ['12345678901234567890', '0', '12345678901234567890'],
    ['3001', '0000000', '0003001'],
    ['0.955', '0.0%', '95.5%'],
    ['5', '"days" 0', '5'],
    ['5', '[Red]0.00', '5'],
    ['5', '@', '5'],
  ]
  for (const [raw, format, text] of cases) assert.equal(numberText(raw, shownByCode(format), false), text, format)
  assert.equal(numberText('0', shownByCode('dd/mm/yy'), true), '1904-01-01')
  assert.equal(numberText('40118', shownByCode('dd/mm/yy'), true), '2013-11-02')
})
