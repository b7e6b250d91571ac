import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { readAddress } from './addresses-in-cells.ts'
import { readContact, splitValues } from './contacts-in-cells.ts'
import { readBirthCell, readDateCell } from './dates-in-cells.ts'
import { meaningOf } from './meanings.ts'
import { readFullName, readSurnameFirst } from './names-in-cells.ts'

const writing = { order: 'dmy', asOf: '2026-11-21' as PlainDate } as const

test('a name with the surname first is divided at the comma and keeps its letters', () => {
  assert.deepEqual(readSurnameFirst('JONES, Sara'), { surname: 'JONES', forename: 'Sara' })
  assert.deepEqual(readSurnameFirst('Patel ,Hari'), { surname: 'Patel', forename: 'Hari' })
  assert.deepEqual(readSurnameFirst('BARI, Mahfuza (Mim)'), { surname: 'BARI', forename: 'Mahfuza', knownAs: 'Mim' })
  assert.deepEqual(readSurnameFirst('الحسن, يوسف'), { surname: 'الحسن', forename: 'يوسف' })
  assert.deepEqual(readSurnameFirst('Chiamaka Okonkwo'), { forename: 'Chiamaka', surname: 'Okonkwo' })
  assert.equal(readSurnameFirst('  '), undefined)
})

test('a name with the forename first keeps particles with the surname', () => {
  assert.deepEqual(readFullName('Lotte van der Berg'), { forename: 'Lotte', surname: 'van der Berg' })
  assert.deepEqual(readFullName('Mary Ann Smith'), { forename: 'Mary', middle: 'Ann', surname: 'Smith' })
  assert.deepEqual(readFullName('Okafor, Amelia'), { surname: 'Okafor', forename: 'Amelia' })
})

test('an address in one cell is divided, whether by commas or by lines', () => {
  assert.deepEqual(readAddress('9 Tithe Close, Harrowfield\nNM3 1YT'), {
    paon: '9',
    street: 'Tithe Close',
    town: 'Harrowfield',
    postcode: 'NM3 1YT',
    asWritten: '9 Tithe Close, Harrowfield, NM3 1YT',
  })
  assert.deepEqual(readAddress('Flat 3, 22 Mill Street, Northmere'), {
    saon: 'Flat 3',
    paon: '22',
    street: 'Mill Street',
    town: 'Northmere',
    asWritten: 'Flat 3, 22 Mill Street, Northmere',
  })
  assert.deepEqual(readAddress('The Laurels, Station Road, Northmere nm1 1aa'), {
    paon: 'The Laurels',
    street: 'Station Road',
    town: 'Northmere',
    postcode: 'NM1 1AA',
    asWritten: 'The Laurels, Station Road, Northmere nm1 1aa',
  })
})

test('a name, a number and an e-mail address in one cell come apart', () => {
  assert.deepEqual(readContact('Meera Patel - 07700 900193 / meera.c-patel@example.org'), {
    name: 'Meera Patel',
    phones: ['07700900193'],
    emails: ['meera.c-patel@example.org'],
  })
  assert.deepEqual(readContact('Kerry Hartley'), { name: 'Kerry Hartley', phones: [], emails: [] })
})

test('two values in a cell are two values; a stroke inside a word divides nothing', () => {
  const separators = [';', '\n', '/']
  assert.deepEqual(splitValues('Housing; debt', separators), ['Housing', 'debt'])
  assert.deepEqual(splitValues('Parental mental health / anxiety', separators), ['Parental mental health', 'anxiety'])
  assert.deepEqual(splitValues('Tilly Hart\nOsian Powell', separators), ['Tilly Hart', 'Osian Powell'])
  assert.deepEqual(splitValues('and/or', separators), ['and/or'])
})

test('dates are read as text, as day numbers and as ISO; an age is about a year; two-digit years are refused', () => {
  const dates = ['14.9.2017', '43201', '2014-08-05', '17/08/2024', '3 May 2019'].map(text =>
    readDateCell(text, writing),
  )
  assert.deepEqual(
    dates.map(d => ('date' in d ? d.date : d.problem)),
    ['2017-09-14', '2018-04-11', '2014-08-05', '2024-08-17', '2019-05-03'],
  )
  assert.deepEqual(readBirthCell('12 yrs', writing), { date: '2014-01-01', precision: 'about' })
  assert.deepEqual(readBirthCell('abt 2013', writing), { date: '2013-01-01', precision: 'about' })
  assert.ok('problem' in readBirthCell('3/4/17', writing))
})

test('a value means what the mapping says, else what people usually write; an unknown one means nothing yet', () => {
  assert.equal(meaningOf(' Girl', 'sex', undefined), 'F')
  assert.equal(meaningOf('zz', 'sex', undefined), undefined)
  assert.equal(meaningOf('ZZ', 'sex', { zz: 'U' }), 'U')
  assert.equal(meaningOf('constructor', 'sex', {}), undefined)
})
