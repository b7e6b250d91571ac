import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { readCells } from '../../intake/index.ts'
import {
  entriesOf,
  identityOf,
  naughtyStrings,
  problemsOf,
  readSource,
  readSourceText,
  recogniseAs,
  whereIs,
} from '../../intake/testing/index.ts'
import { type CellToWrite, readRecords, writeXlsx } from '../../platform/files/index.ts'
import { annexAColumns, listNames } from './columns.ts'
import { columnFor, listFor } from './headings.ts'
import { annexA } from './index.ts'
import { readSpelling, readYesNo } from './spelled.ts'

const sample = join(import.meta.dirname, 'fixtures', 'Annex_A_2024_Jan.xlsx')
const workbook = async (sheets: Record<string, string[][]>) =>
  Buffer.from(await writeXlsx(Object.entries(sheets).map(([name, rows]) => ({ name, rows: rows as CellToWrite[][] }))))
const columnsOf = (list: string) => annexAColumns.filter(c => c.table === list).map(c => c.column)
const rowOf = (list: string, values: Record<string, string>) => columnsOf(list).map(column => values[column] ?? '')
const child = { 'Child Unique ID': '77', Gender: 'b) Female', Ethnicity: 'a) WBRI', 'Date of Birth': '2012-05-04' }
const read = async (sheets: Record<string, string[][]>, name = 'Annex_A_2024-01-31.xlsx') =>
  readSourceText(annexA, name, await workbook(sheets))
const listOf = (list: string, ...rows: Record<string, string>[]) => ({
  [list]: [columnsOf(list), ...rows.map(row => rowOf(list, { ...child, ...row }))],
})

describe('Annex A lists', () => {
  test('are read to the last row of all eleven, and read again give the same', async () => {
    const once = await readSource(annexA, sample)
    assert.deepEqual(once.counts, { accepted: 59, rejected: 0, waiting: 0 })
    assert.deepEqual([once.recognised.period, once.recognised.mode], ['2024-01-01', 'snapshot'])
    assert.deepEqual([...new Set(once.rows.map(row => row.scope.split('/')[0]))], listNames)
    assert.equal(identityOf(once), identityOf(await readSource(annexA, sample)))
    entriesOf(annexA, once)
  })

  test('have a category for every column that real lists have', async () => {
    const unknown: string[] = []
    let headingNext = ''
    for await (const event of readRecords({ path: sample, name: 'a.xlsx' })) {
      if (event.type === 'table') headingNext = event.table
      else if (event.type === 'row' && event.table === headingNext) {
        headingNext = ''
        const list = listFor(event.table) ?? ''
        unknown.push(...event.values.filter(heading => heading && columnFor(list, heading) === undefined))
      }
    }
    assert.deepEqual(unknown, [])
    assert.deepEqual(
      problemsOf(await readSource(annexA, sample)).map(p => p.got),
      ['PSRMEM - Support with memory and cognition', 'nope'],
    )
  })

  test('are told from the inspection lists of special needs, which have sheets of the same names', async () => {
    assert.equal(await recogniseAs(annexA, join(import.meta.dirname, 'fixtures', 'fake_sen.xlsx')), undefined)
  })

  test('are found under titles, on sheets named another way, with headings reworded', async () => {
    const [id, sex, ethnicity, born, ...rest] = rowOf('List 1', {
      ...child,
      'Date of Contact': '05/01/2024',
      'Contact Source': 'GP',
    })
    const headings = [
      "Child's unique ID",
      'Sex',
      'Ethnicity',
      'DOB',
      'Age of Child (Years)',
      'Date of  contact',
      'Contact source',
    ]
    const result = await read({
      Guidance: [['Read me']],
      List_1: [['Northmere: contacts'], headings, [id, sex, ethnicity, born, ...rest] as string[]],
    })
    assert.deepEqual(result.counts, { accepted: 1, rejected: 0, waiting: 0 })
    assert.equal(result.rows[0]?.key, 'List 1/77/2024-01-05/GP')
    assert.deepEqual(whereIs(entriesOf(annexA, result), '2024-01-05'), ['front-door-contact: care-content'])
  })

  test('warn of a column that nobody knows and of one that is there twice, and use neither', async () => {
    const heads = [...columnsOf('List 1'), 'Column1', 'Date of Contact']
    const result = await read({
      'List 1': [heads, [...rowOf('List 1', { ...child, 'Date of Contact': '2024-01-05' }), 'secret', '2023-01-05']],
    })
    assert.deepEqual(
      problemsOf(result).map(p => p.column),
      ['List 1, Column1', 'List 1, Date of Contact'],
    )
    assert.doesNotMatch(JSON.stringify(result.rows), /secret|2023-01-05/)
  })

  test('that have lost their headings lose no row without a word', async () => {
    const good = listOf('List 1', { 'Date of Contact': '2024-01-05' })
    const result = await read({
      ...good,
      'List 2': [
        ['77', 'F', 'WBRI'],
        ['78', 'M', 'WBRI'],
      ],
    })
    assert.deepEqual(result.counts, { accepted: 1, rejected: 2, waiting: 0 })
  })

  test('say who works with the child without saying what for', async () => {
    const result = await read(
      listOf('List 3', {
        'Date of Referral': '2024-01-05',
        'Referral NFA?': 'No',
        'Allocated Team': 'Duty',
        'Allocated Worker': 'Ann Hill',
      }),
    )
    assert.deepEqual(
      result.rows[0]?.involvements?.map(i => [i.workerName, i.teamName, i.category]),
      [['Ann Hill', 'Duty', 'care-involved']],
    )
    assert.deepEqual(whereIs(entriesOf(annexA, result), 'Ann Hill'), ['care-involved: care-involved'])
    const closed = await read(
      listOf('List 3', { 'Date of Referral': '2024-01-05', 'Referral NFA?': 'Yes', 'Allocated Worker': 'Ann Hill' }),
    )
    assert.deepEqual(closed.rows[0]?.involvements, [])
  })

  test('never show adoption among the facts of care', async () => {
    const care = {
      'Date Started to be Looked After': '2023-01-05',
      "Child's Legal Status": 'E1: Placement order',
      'Placement Type': 'A5 Placed for adoption',
      'Start Date of Most Recent Placement': '2023-06-01',
      'What is the permanence plan for this child?': 'Adoption',
      'Reason Ceased to be Looked After': 'E11 Adopted',
      'Date Ceased to be Looked After': '2024-01-09',
    }
    const result = await read({
      ...listOf('List 8', care),
      ...listOf('List 10', { 'Date of Adoption Order': '2024-01-09', 'Family identifier': 'F9' }),
      ...listOf('List 6', {
        'CIN Start Date': '2023-01-01',
        'CIN Closure Date': '2024-01-09',
        'Reason for Closure': 'RC1 - Adopted',
      }),
    })
    const entries = entriesOf(annexA, result)
    assert.deepEqual(whereIs(entries, 'dopt'), ['adoption-step: adoption'])
    assert.deepEqual(whereIs(entries, 'lacement order'), ['adoption-step: adoption'])
    assert.deepEqual(whereIs(entries, 'F9'), ['adoption-step: adoption'])
    assert.equal(entries.filter(e => e.kind === 'adoption-step').length, 6)
  })

  test('put nothing of an adopter on any child’s record', async () => {
    const adopters = (await readSource(annexA, sample)).rows.filter(row => row.scope.startsWith('List 11'))
    assert.equal(adopters.length, 5)
    assert.ok(adopters.every(row => row.adult && row.facts.length === 0 && row.personKey?.startsWith('adopter/')))
  })

  test('reject a row without a child or without its own date, with the list, the column and words to mend it', async () => {
    const result = await read(
      listOf(
        'List 7',
        { 'Child Protection Plan Start Date': 'soon' },
        { 'Child Unique ID': '', 'Child Protection Plan Start Date': '2024-01-05' },
        { 'Child Protection Plan Start Date': '2024-01-05' },
      ),
    )
    assert.deepEqual(result.counts, { accepted: 1, rejected: 2, waiting: 0 })
    assert.deepEqual(
      problemsOf(result).map(p => [p.line, p.column, p.got]),
      [
        [2, 'List 7, Child Protection Plan Start Date', 'soon'],
        [3, 'List 7, Child Unique ID', ''],
      ],
    )
    assert.ok(problemsOf(result).every(p => p.fix && p.wanted))
  })

  test('without a day in the name count as of their latest date, and nothing missing is taken for gone', async () => {
    const { recognised } = await read(listOf('List 1', { 'Date of Contact': '2023-11-05' }), 'lists.xlsx')
    assert.deepEqual(
      [recognised.period, recognised.mode, recognised.asOf.toISOString().slice(0, 10)],
      ['day not stated', 'delta', '2023-11-05'],
    )
  })

  test('keep their feet whatever a cell holds', async () => {
    // The library that writes our workbooks loses these two words.
    const writable = naughtyStrings.filter(text => text !== '__proto__' && text !== 'constructor')
    const fill = (text: string) => Object.fromEntries(columnsOf('List 8').map(column => [column, text]))
    const rows = writable.flatMap(text => [
      fill(text),
      { ...fill(text), 'Date Started to be Looked After': '2023-01-05' },
    ])
    const result = await read(listOf('List 8', ...rows))
    assert.equal(result.counts.accepted + result.counts.rejected, rows.length)
    // A cell that says null or NaN is an empty one, so those two rows name no child.
    assert.ok(result.counts.accepted >= writable.length - 2)
    entriesOf(annexA, result)
  })
})

describe('a value in the spellings of councils', () => {
  const said = (kind: string, raw: string) => readSpelling(readCells({ x: raw }, 1), 'x', kind)
  test('is known by the code it holds, wherever that stands', () => {
    for (const raw of ['q) 6: Police', '6', '6 Police', '6 - Police']) assert.equal(said('source', raw)?.code, '6', raw)
    assert.equal(said('source', 'h) 3B: Health visitor')?.code, '3B')
    assert.equal(said('ethnicity', 'a) WBRI')?.code, 'WBRI')
    assert.equal(said('ethnicity', 'WBRI  [White British]')?.code, 'WBRI')
    assert.equal(said('placement', 'f) U6: Foster placement - not FFA')?.code, 'U6')
    assert.equal(said('legal', 'CLA - V2 - Single period of accommodation')?.code, 'V2')
    assert.equal(said('ceased', 'E4A - Returned home')?.code, 'E4A')
  })

  test('is known by its words where it holds no code', () => {
    assert.equal(said('abuse', 'NEGLECT')?.code, 'NEG')
    assert.equal(said('need', 'LOW INCOME')?.code, 'N7')
    assert.equal(said('status', 'CLA')?.label, 'Looked after child')
    assert.equal(said('placement', 'Residential accommodation')?.label, 'Residential accommodation')
  })

  test('is kept as it came, with a warning, where nobody knows it', () => {
    const cells = readCells({ x: 'Whatever' }, 7)
    assert.deepEqual(readSpelling(cells, 'x', 'need'), { label: 'Whatever' })
    assert.deepEqual(
      cells.warnings.map(w => [w.line, w.got]),
      [[7, 'Whatever']],
    )
    assert.equal(said('need', 'constructor')?.label, 'constructor')
  })

  test('of yes and no is neither where it is unknown', () => {
    const answers = ['a) Yes', 'Y', '1 - Yes', 'b) No', '0', 'c) Unknown', 'perhaps'].map(raw =>
      readYesNo(readCells({ x: raw }, 1), 'x'),
    )
    assert.deepEqual(answers, [true, true, true, false, false, undefined, undefined])
  })
})
