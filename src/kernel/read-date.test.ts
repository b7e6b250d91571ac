import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { excelSerial, formatDate, fromEpochDay, plainDate, type ReadDate, readDate } from './index.ts'

const uk = (text: string): ReadDate => readDate(text, { order: 'dmy' })
const us = (text: string): ReadDate => readDate(text, { order: 'mdy' })
const problemOf = (read: ReadDate): string => ('problem' in read ? read.problem : `read as ${read.date}`)

test('the ways councils write 12 September 2024 are all that day', () => {
  const ways = [
    ...[
      '12/09/2024',
      '12/9/2024',
      '12.9.2024',
      '12-09-2024',
      '12 09 2024',
      '12\\09\\2024',
      '12–09–2024',
      ' 12/09/2024 ',
    ],
    ...['2024-09-12', '2024/09/12', '2024-9-12', '20240912', '12092024', '2024-09-12T00:00:00', '2024-09-12T00:00:00Z'],
    ...[
      '2024-Sep-12 00:00:00',
      '12 Sep 2024',
      '12-SEP-2024',
      '12Sep2024',
      '12th September 2024',
      '12th of September, 2024',
    ],
    ...[
      'Thursday 12 September 2024',
      'Thu 12 Sept 2024',
      'September 12, 2024',
      'Sep. 12 2024',
      '12/09/2024 09:15:00 AM',
    ],
    ...['45547', '45547.0', '45547.75', '12/09/2024 00:00', '2024-09-12 00:00:00.000', '１２/０９/２０２４'],
  ]
  for (const way of ways) {
    const read = uk(way)
    assert.deepEqual('date' in read && [read.date, read.precision], ['2024-09-12', 'day'], `${way}: ${problemOf(read)}`)
  }
})

test('a source that writes the month first is read that way, and ISO dates stay as they are', () => {
  assert.deepEqual(us('09/12/2024'), { date: '2024-09-12', precision: 'day' })
  assert.deepEqual(us('09122024'), { date: '2024-09-12', precision: 'day' })
  assert.deepEqual(us('2024-09-12'), { date: '2024-09-12', precision: 'day' })
})

test('day and month are never swapped to make a date fit: the reader is told', () => {
  const read = uk('03/25/2015')
  assert.equal(problemOf(read), 'There is no month 25')
  assert.match('fix' in read ? read.fix : '', /month before the day/)
  const other = us('25/03/2015')
  assert.match('fix' in other ? other.fix : '', /day before the month/)
  assert.equal(problemOf(uk('2015-13-01')), 'There is no month 13')
})

test('a day that does not exist is refused in words and never rolled over', () => {
  assert.equal(problemOf(uk('29/02/2017')), 'February 2017 had 28 days')
  assert.equal(problemOf(uk('29 Feb 2017')), 'February 2017 had 28 days')
  assert.equal(problemOf(uk('2017-02-29T00:00:00Z')), 'February 2017 had 28 days')
  assert.equal(problemOf(uk('31/04/2020 09:00')), 'April 2020 had 30 days')
  assert.equal(problemOf(uk('00/05/2020')), 'There is no day 0')
  const today = plainDate(2026, 11, 23)
  assert.equal(problemOf(readDate('31/11/2027', { order: 'dmy', today })), 'November 2027 has 30 days')
})

test('a year of two digits is refused with what to do', () => {
  for (const text of ['12/09/14', '12-Sep-14', '120914', "12 Sep '14", '1.3.15']) {
    const read = uk(text)
    assert.match(problemOf(read), /century/, text)
    assert.match('fix' in read ? read.fix : '', /Write the year in full/)
  }
})

test('what is no date is a problem, not a guess', () => {
  for (const text of ['', '-', 'unknown', 'N/A', 'not known'])
    assert.equal(problemOf(uk(text)), 'There is no date', text)
  for (const text of [
    '12 Foo 2024',
    '60',
    '999',
    'Monday',
    '1/2/3',
    '12/09/2024/1',
    '123456789',
    '12/09/0204',
    '9999-12-31',
  ])
    assert.ok('problem' in uk(text), text)
})

test('what is known to the month, to the year, about or expected says so', () => {
  assert.deepEqual(uk('March 2015'), { date: '2015-03-01', precision: 'month' })
  assert.deepEqual(uk('03/2015'), { date: '2015-03-01', precision: 'month' })
  assert.deepEqual(uk('2015-03'), { date: '2015-03-01', precision: 'month' })
  assert.deepEqual(uk('2015'), { date: '2015-01-01', precision: 'year' })
  for (const text of ['about 2015', 'c. 2015', 'c2015', 'circa 2015', '~2015', '2015 (est)', 'approx. 2015'])
    assert.deepEqual(uk(text), { date: '2015-01-01', precision: 'about' }, text)
  for (const text of ['EDD 4 June 2026', 'due: 04/06/2026', 'Expected 4th June 2026'])
    assert.deepEqual(uk(text), { date: '2026-06-04', precision: 'expected' }, text)
})

test('an instant’s day is the day it was in London', () => {
  assert.deepEqual(uk('2015-03-31T23:00:00Z'), { date: '2015-04-01', precision: 'day' })
  assert.deepEqual(uk('2015-01-31T23:00:00.000+00:00'), { date: '2015-01-31', precision: 'day' })
  assert.ok('problem' in uk('2015-03-31T25:00:00Z'))
})

test('a date in the future and the placeholder 1 January 1900 are noted', () => {
  const note = (text: string) => {
    const read = readDate(text, { order: 'dmy', today: plainDate(2026, 11, 23) })
    return 'note' in read ? read.note : undefined
  }
  assert.equal(note('24/11/2026'), 'This date is in the future')
  assert.equal(note('23/11/2026'), undefined)
  assert.match(note('01/01/1900') ?? '', /not known/)
  assert.match(note('45547') ?? '', /spreadsheet/)
})

test('Excel’s day numbers: 60 was never a day, and 1904 workbooks count four years and a day later', () => {
  assert.equal(excelSerial(1), '1900-01-01')
  assert.equal(excelSerial(59), '1900-02-28')
  assert.equal(excelSerial(60), undefined)
  assert.equal(excelSerial(61), '1900-03-01')
  assert.equal(excelSerial(45_547), '2024-09-12')
  assert.equal(excelSerial(45_546.999_999_9), '2024-09-12')
  assert.equal(excelSerial(45_546.99), '2024-09-11')
  assert.equal(excelSerial(0), undefined)
  assert.equal(excelSerial(0, true), '1904-01-01')
  assert.equal(excelSerial(45_547 - 1462, true), '2024-09-12')
  assert.equal(excelSerial(2_958_465), '9999-12-31')
  for (const wrong of [2_958_466, -1, Number.NaN, Number.POSITIVE_INFINITY]) assert.equal(excelSerial(wrong), undefined)
  assert.deepEqual(readDate('44085', { order: 'dmy', excel1904: true }), {
    date: '2024-09-12',
    precision: 'day',
    note: 'Read from a spreadsheet’s day number',
  })
})

test('every day reads back from every way of writing it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 40_000 }).map(fromEpochDay), date => {
      const [y, m, d] = date.split('-')
      for (const text of [date, `${d}/${m}/${y}`, `${y}${m}${d}`, `${d}${m}${y}`, formatDate(date)]) {
        const read = uk(text)
        assert.equal('date' in read && read.date, date, text)
      }
      const american = us(`${m}/${d}/${y}`)
      assert.equal('date' in american && american.date, date)
    }),
  )
})

test('no text makes reading fail, and a problem never repeats a text that came', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123/.-: aTZ') })), text => {
      const read = uk(text)
      if ('problem' in read && text.trim().length > 4) assert.ok(!read.problem.includes(text))
    }),
  )
})
