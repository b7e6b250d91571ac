import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { WordsFormat } from './file-event.ts'
import { readWords } from './read-words.ts'
import { pdfOf, problemsOf, readBytesAs, readFixture, rowsOf, wordOf, workbookOf, zipOf } from './reading.examples.ts'
import { writeXlsx } from './write-workbook.ts'
import { writeXls } from './write-xls.ts'

/** The file is refused as a whole, in words, and nothing comes after. */
const refused = async (name: string, bytes: string | Buffer, words: RegExp) => {
  const events = await readBytesAs(name, bytes)
  const last = events.at(-1)
  assert.ok(last?.type === 'problem' && last.fatal, `${name} must be refused, got ${JSON.stringify(last)}`)
  assert.match(`${last.problem} ${last.got ?? ''}`, words)
  assert.ok(last.fix.length > 10)
  assert.doesNotMatch(JSON.stringify(events), /node_modules|\.ts:|\bat [\w.]+ \(/)
  return last
}

const row = '<row r="1"><c t="inlineStr"><is><t>Amina</t></is></c></row>'

test('the honest workbook that the hostile ones are made from is read', async () => {
  assert.deepEqual(rowsOf(await readBytesAs('a.xlsx', workbookOf(row))), [['Amina']])
})

test('a workbook that unpacks to hundreds of times its size is refused before it is unpacked', async () => {
  const zeros = { name: 'xl/media/x.bin', bytes: Buffer.alloc(20 * 1024 * 1024) }
  await refused('a.xlsx', workbookOf(row, [zeros]), /100 times/)
  await refused('a.xlsx', workbookOf(row, [{ name: 'x', bytes: 'x', declaredSize: 300 * 1024 * 1024 }]), /300|301 MB/)
})

test('a workbook whose parts are bigger than they say is stopped', async () => {
  const lying = {
    name: 'xl/worksheets/sheet1.xml',
    bytes: `<worksheet>${row.repeat(9000)}</worksheet>`,
    declaredSize: 99,
  }
  await refused('a.xlsx', workbookOf('', [lying]), /damaged/)
})

test('a workbook with too many, overlapping, repeated, encrypted or strangely named parts is refused', async () => {
  const many = Array.from({ length: 201 }, (_, index) => ({ name: `x${index}`, bytes: 'x' }))
  await refused('a.xlsx', workbookOf(row, many), /too big.*20\d parts/)
  await refused('a.xlsx', workbookOf(row, [{ name: 'x', bytes: 'x', at: 0 }]), /damaged/)
  await refused(
    'a.xlsx',
    workbookOf(row, [
      { name: 'x', bytes: 'x' },
      { name: 'x', bytes: 'y' },
    ]),
    /damaged/,
  )
  await refused('a.xlsx', workbookOf(row, [{ name: 'x', bytes: 'x', flags: 1 }]), /password/)
  for (const name of ['../x', '/etc/passwd', 'C:\\x', 'a\\..\\..\\x', 'con.xml', 'x\0.xml']) {
    await refused('a.xlsx', workbookOf(row, [{ name, bytes: 'x' }]), /damaged/)
  }
})

test('a workbook cut short, wherever it is cut, is refused and never hangs', async () => {
  const whole = await writeXlsx([{ name: 'x', rows: [['a', 'b']] }])
  for (const length of [30, 500, whole.length - 30, whole.length - 5]) {
    await refused('a.xlsx', whole.subarray(0, length), /cut short|damaged/)
  }
})

test('macros, links to other files, DOCTYPE and other Office files are refused by name', async () => {
  await refused('a.xlsx', workbookOf(row, [{ name: 'xl/vbaProject.bin', bytes: 'x' }]), /macros/)
  await refused('a.xlsx', workbookOf(row, [{ name: 'xl/externalLinks/externalLink1.xml', bytes: 'x' }]), /other files/)
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
  await refused('a.xlsx', workbookOf('', [{ name: 'xl/worksheets/sheet1.xml', bytes: bomb }]), /DOCTYPE/)
  await refused('a.xlsx', zipOf([{ name: 'word/document.xml', bytes: '<x/>' }]), /Word document/)
  await refused('a.xlsx', zipOf([{ name: 'xl/workbook.bin', bytes: 'x' }]), /xlsb/)
})

test('a cell where no sheet has one is refused at once', async () => {
  await refused('a.xlsx', workbookOf('<row r="900000000"><c><v>1</v></c></row>'), /900000000/)
  await refused('a.xlsx', workbookOf('<row r="1"><c r="XFE1"><v>1</v></c></row>'), /XFE1/)
  await refused('a.xlsx', workbookOf('<row r="2"/><row r="2"/>'), /row 2/)
})

test('a huge cell of a workbook refuses its row only', async () => {
  const events = await readBytesAs(
    'a.xlsx',
    workbookOf(`<row r="1"><c t="str"><v>${'abcdefg'.repeat(5000)}</v></c></row><row r="2"><c><v>5</v></c></row>`),
  )
  assert.deepEqual(rowsOf(events), [['5']])
  assert.deepEqual(
    problemsOf(events).map(({ line, column, got, fatal }) => ({ line, column, got, fatal })),
    [{ line: 1, column: 'A', got: '35000 characters', fatal: false }],
  )
})

test('a million cells that point at one long text are stopped', async () => {
  // The comments keep the sheet itself from being refused for how well it packs.
  const mixed = (index: number) => createHash('sha1').update(String(index)).digest('hex')
  const rowOf = (index: number) => `<row>${'<c t="s"><v>0</v></c>'.repeat(4)}<!--${mixed(index)}--></row>`
  const rows = Array.from({ length: 20_000 }, (_, index) => rowOf(index)).join('')
  const strings = { name: 'xl/sharedStrings.xml', bytes: `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>` }
  await refused('a.xlsx', workbookOf(rows, [strings]), /far more text/)
})

test('billion laughs, external entities, deep nesting and endless texts are refused in XML', async () => {
  const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
  await refused('a.xml', `<?xml version="1.0"?>${laughs}`, /DOCTYPE/)
  await refused('a.xml', '<?xml version="1.0"?><!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>', /DOCTYPE/)
  await refused('a.xml', '<l>&xxe;</l>', /undefined entity/)
  await refused('a.xml', `<l>${'<a>'.repeat(200_000)}`, /64 deep/)
  await refused('a.xml', `<l><a>${'x'.repeat(3_000_000)}</a></l>`, /million|characters/)
  await refused('a.xml', `<l a="${'x'.repeat(3_000_000)}"/>`, /very long beginning/)
  await refused('a.xml', `<l><p a="${'x'.repeat(3_000_000)}"/></l>`, /million/)
  await refused(
    'a.xml',
    `<l ${Array.from({ length: 300 }, (_, index) => `a${index}="x"`).join(' ')}/>`,
    /256 attributes/,
  )
  await refused('a.xml', `<l><p>${'<a/>'.repeat(60_000)}</p></l>`, /too big/)
})

test('a file that is not what its name says is refused with what it is', async () => {
  const annexA = await writeXlsx([{ name: 'x', rows: [['a']] }])
  await refused('a.csv', annexA, /ends in \.csv.*zip/)
  await refused('a.xls', annexA, /ends in \.xls/)
  await refused('a.xlsx', writeXls([{ name: 'x', rows: [['a']] }]), /password, or is an old \.xls/)
  await refused('a.xls', '<html><table><tr><td>1</td></tr></table></html>', /web page/)
  await refused('a.csv', '%PDF-1.7', /PDF/)
  await refused('a.xml', 'a,b\n1,2\n', /plain text/)
  await refused('a.mdb', 'a,b\n1,2\n', /plain text/)
  await refused('a.exe', 'MZ\x90', /\.exe files/)
  await refused('children', 'a,b\n', /no ending/)
  await refused('a.csv', '', /empty/)
  await refused('a.csv', Buffer.from(Array.from({ length: 500 }, (_, index) => index % 9)), /not text/)
})

test('damaged .xls and .mdb files end in words, not in a crash', async () => {
  const xls = writeXls([{ name: 'x', rows: [['a']] }])
  await refused('a.xls', xls.subarray(0, 600), /cannot be opened|read to its end/)
  await refused('a.xls', Buffer.concat([xls.subarray(0, 8), Buffer.alloc(5000, 7)]), /cannot be opened|read to its end/)
  const jet = Buffer.concat([Buffer.from([0, 1, 0, 0]), Buffer.from('Standard Jet DB\0'), Buffer.alloc(9000, 1)])
  await refused('a.mdb', jet, /cannot be opened|read to its end/)
})

test('a source that expects one kind of file refuses another', async () => {
  const events = await readFixture('CIN_Census_2024.xml', { format: 'csv' })
  assert.deepEqual(
    events.map(event => event.type === 'problem' && [event.fatal, event.got, event.wanted]),
    [[true, 'xml', 'csv']],
  )
})

test('the words of a PDF, a Word document and a workbook are read; one that is locked or has a DOCTYPE has none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-words-'))
  const wordsOf = async (format: WordsFormat, bytes: Buffer): Promise<string | undefined> => {
    writeFileSync(join(folder, 'file'), bytes)
    return await readWords(join(folder, 'file'), format, 300_000)
  }
  const word = (xml: string) => zipOf([{ name: 'word/document.xml', bytes: xml }])
  const cells =
    '<row r="1"><c t="inlineStr"><is><t>14</t></is></c><c t="inlineStr"><is><t>Larch Close</t></is></c></row>'
  assert.equal(await wordsOf('pdf-words', pdfOf(['The new home is 12 Mill', 'Lane'])), 'The new home is 12 Mill\nLane')
  assert.equal(await wordsOf('office-words', wordOf([['12 Mi', 'll Lane'], ['NM4 2QT']])), '12 Mill Lane\nNM4 2QT')
  assert.equal(await wordsOf('office-words', workbookOf(cells)), '14 Larch Close')
  const locked = pdfOf(['x'])
    .toString('latin1')
    .replace('/Root', '/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P 0 >> /ID [(a)(a)] /Root')
  assert.equal(await wordsOf('pdf-words', Buffer.from(locked, 'latin1')), undefined)
  assert.equal(await wordsOf('office-words', word('<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>')), undefined)
  rmSync(folder, { recursive: true })
})
