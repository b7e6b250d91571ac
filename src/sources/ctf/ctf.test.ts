import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import {
  entriesOf,
  identityOf,
  naughtyStrings,
  problemsOf,
  readSource,
  readSourceText,
  recogniseAs,
  textOf,
  whereIs,
} from '../../intake/testing/index.ts'
import { countMarks, splitMarks } from './attendance-marks.ts'
import { ctf } from './index.ts'

const sample = join(import.meta.dirname, 'fixtures', 'constructed-ctf24-full.xml')
const text = textOf(sample)
const bodiesOf = (read: Awaited<ReturnType<typeof readSource>>, kind: string) =>
  entriesOf(ctf, read)
    .filter(e => e.kind === kind)
    .map(e => e.body)

describe('a common transfer file', () => {
  test('gives every pupil, is known by its header, and read again gives the same', async () => {
    const read = await readSource(ctf, sample)
    assert.deepEqual(read.counts, { accepted: 3, rejected: 0, waiting: 0 })
    assert.deepEqual([read.recognised.period, read.recognised.mode], ['2025-07-18', 'delta'])
    assert.deepEqual(
      read.rows.map(row => row.personKey),
      ['B881123418042/2013-11-02', 'W861200020117/2014-03-30', 'D88112342201A/2020-01-15'],
    )
    assert.equal(identityOf(read), identityOf(await readSource(ctf, sample)))
  })

  test('has a category for every element of the sample, and warns of one that has none', async () => {
    assert.deepEqual(problemsOf(await readSource(ctf, sample)), [])
    const read = await readSourceText(ctf, 'x.xml', text.replace('<DOB>', '<Blood>0+</Blood><DOB>'))
    assert.deepEqual(
      problemsOf(read).map(p => p.column),
      ['Blood'],
    )
    assert.deepEqual(whereIs(entriesOf(ctf, read), '0+'), [])
    assert.ok(read.rows.every(row => !('Blood' in row.content)))
  })

  test('keeps care, disability and needs under categories of their own', async () => {
    const entries = entriesOf(ctf, await readSource(ctf, sample))
    const categoryOf = (kind: string) => entries.find(e => e.kind === kind)?.category
    assert.equal(categoryOf('in-care-at-school'), 'care-involved')
    assert.equal(categoryOf('authority'), 'care-involved')
    assert.equal(categoryOf('disability'), 'health')
    assert.equal(categoryOf('sen-need'), 'send')
  })

  test('does not tell by its contacts that a child is in care', async () => {
    const read = await readSource(ctf, sample)
    const [first] = read.rows
    assert.deepEqual(
      bodiesOf(read, 'carer').map(b => [b['name'], b['relation'], b['relationCode']]),
      [['Jo Foster', 'Carer', undefined]],
    )
    assert.deepEqual(
      first?.others?.map(o => [o.relation, o.parentalResponsibility]),
      [['Carer', true]],
    )
    assert.deepEqual(
      first?.involvements?.map(i => [i.workerName, i.category]),
      [['Sam Worker', 'care-involved']],
    )
    assert.deepEqual(whereIs(entriesOf(ctf, read), 'Sam Worker'), [])
  })

  test('keeps the marks as they came, the file’s totals, and the ones we counted', async () => {
    const [year] = bodiesOf(await readSource(ctf, sample), 'attendance-total')
    assert.equal(year?.['marks'], '/\\/\\II/\\/L####/\\/\\MV/\\OO####')
    assert.deepEqual([year?.['attended'], year?.['countedAttended'], year?.['countedPossible']], [15, 15, 20])
    const wrong = await readSourceText(ctf, 'x.xml', text.replace('<SessionsAttended>15<', '<SessionsAttended>13<'))
    assert.ok(problemsOf(wrong).some(p => p.column === 'Attendance/YearData/SessionsPossible'))
  })

  test('reads codes of two characters as one session, and counts late and off-site as attending', () => {
    assert.deepEqual(splitMarks('/\\C1C2Y7J1CI'), ['/', '\\', 'C1', 'C2', 'Y7', 'J1', 'C', 'I'])
    assert.deepEqual(countMarks('/\\LBDD##--OO'), {
      sessions: 12,
      possible: 6,
      attended: 4,
      authorised: 0,
      unauthorised: 2,
      unknown: [],
    })
    assert.deepEqual(countMarks('@@//').unknown, ['@'])
  })

  test('dates each step of support until the next, and places each school with the last one open', async () => {
    const read = await readSource(ctf, sample)
    const steps = entriesOf(ctf, read)
      .filter(e => e.kind === 'sen-provision')
      .map(e => [e.body['code'], e.true_from, e.true_to])
    assert.deepEqual(steps, [
      ['K', '2019-09-04', '2022-02-21'],
      ['E', '2022-02-21', 'infinity'],
    ])
    assert.deepEqual(read.rows[0]?.roll, { laestab: '8811234', name: 'Sample Infant School', from: '2021-09-06' })
  })

  test('keeps a temporary UPN, which identifies nobody', async () => {
    const numbers = bodiesOf(await readSource(ctf, sample), 'identifier').filter(b => b['value'] === 'D88112342201A')
    assert.deepEqual(
      numbers.map(b => [b['ok'], b['note']]),
      [[false, 'temporary']],
    )
  })

  test('rejects a pupil without a name or a birth date in words, and keeps the others', async () => {
    const read = await readSourceText(
      ctf,
      'x.xml',
      text.replace('<Surname>Sample</Surname>', '').replace('2020-01-15', '2020-13-15'),
    )
    assert.deepEqual(read.counts, { accepted: 1, rejected: 2, waiting: 0 })
    const rejected = read.outcomes.flatMap(o => (o.outcome === 'rejected' ? [o.problem] : []))
    assert.deepEqual(
      rejected.map(p => [p.column, p.got]),
      [
        ['Surname', ''],
        ['DOB', '2020-13-15'],
      ],
    )
    assert.ok(rejected.every(p => p.fix && p.line && p.line > 20))
  })

  test('reads a flat header, and a file without a proper one', async () => {
    const flat =
      '<Header><CTFversion>19.0</CTFversion><DateTime>2025-07-18T15:30:00</DateTime><SourceSchoolLEA>881</SourceSchoolLEA><SourceSchoolEstab>1234</SourceSchoolEstab></Header>'
    const read = await readSourceText(ctf, 'x.xml', text.replace(/<Header>.*<\/Header>/s, flat))
    assert.match(read.rows[0]?.key ?? '', /^full\/8811234\//)
    const bare = await readSourceText(
      ctf,
      'x.xml',
      text.replace(/<Header>.*<\/Header>/s, '<Header><CTFversion>19.0</CTFversion></Header>'),
    )
    assert.equal(bare.counts.accepted, 3)
    assert.deepEqual(
      problemsOf(bare).map(p => p.column),
      ['SourceSchool', 'DateTime'],
    )
  })

  test('is nobody else’s file', async () => {
    const other = text
      .replace('Common Transfer File', 'Admissions Data Transfer File')
      .replace(/<CTFversion>.*?<\/CTFversion>/, '<ATFversion>19.0</ATFversion>')
    await assert.rejects(readSourceText(ctf, 'x.xml', other), /not recognised/)
    assert.equal(await recogniseAs(ctf, join(import.meta.dirname, 'README.md'), 'x.xml'), undefined)
  })

  test('keeps its feet whatever an element holds', async () => {
    const xmlText = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const [before = '', pupils = '', after = ''] = text.split(/(?<=<CTFpupilData>)|(?=<\/CTFpupilData>)/)
    const naughty = naughtyStrings.map(value => pupils.replaceAll(/>[^<>\s][^<>]*</g, () => `>${xmlText(value)}<`))
    const dated = naughty.map(part => part.replaceAll(/<DOB>[^<]*</g, '<DOB>2015-03-27<'))
    const read = await readSourceText(ctf, 'x.xml', `${before}${naughty.join('')}${dated.join('')}${after}`)
    assert.equal(read.counts.accepted + read.counts.rejected, naughtyStrings.length * 6)
    assert.ok(read.counts.accepted >= naughtyStrings.length * 3)
    entriesOf(ctf, read)
  })
})
