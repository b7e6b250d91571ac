import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Identity, standardise } from '../../linkage/index.ts'
import { partAddress } from './address.ts'
import { recogniseColumns } from './columns.ts'
import { lookAt } from './first-rows.ts'
import { rowReader } from './read-row.ts'

const readRow = rowReader(recogniseColumns(['first_name', 'dob', 'suburb', 'address_2'], 'a.csv'))
const born = (dob: string) => {
  const { identity, dateUnread } = readRow(['Ada', dob, '', ''])
  return dateUnread ? 'unread' : identity.birthDate
}

test('a date with one part that no calendar has keeps its parts, and what systems write for no date is none', () => {
  assert.equal(born('20141309'), '2014-13-09')
  assert.equal(born('31/02/2014'), '2014-02-31')
  assert.equal(born('9185-10-14'), '9185-10-14')
  for (const none of ['0000-00-00', '99/99/9999', '2014-00-00', 'soon']) assert.equal(born(none), 'unread')
})

test('the lines of an address after the street are its towns', () => {
  assert.deepEqual(readRow(['Ada', '', 'Quayside', 'Northmere']).identity.towns, ['Quayside', 'Northmere'])
})

test('a fact in several columns is the first that is told, or all of them where a child may have several', () => {
  const read = rowReader(recogniseColumns(['by', 'bm', 'bd', 'fname_c1', 'fname_c2', 'phone1', 'phone2'], 'b.csv'))
  const { identity } = read(['1957', '6', ' 7 ', 'Anna', 'Maria', '', '07700 900123'])
  assert.deepEqual(
    [identity.birthDate, identity.forename, identity.phones],
    ['1957-06-07', 'Anna Maria', ['07700 900123']],
  )
  const bare = read(['1957', '', '', '', 'Maria', '', ''])
  assert.deepEqual(
    [bare.identity.birthPrecision, bare.identity.forename, bare.identity.phones],
    ['year', 'Maria', undefined],
  )
})

const factsOf = (...header: readonly string[]): readonly string[] =>
  recogniseColumns([...header, 'dob'], 'c.csv').map(({ fact }) => fact)

test('whose a fact is, and what was done to it, may stand beside its name', () => {
  assert.deepEqual(
    factsOf('PERSON_GIVEN_NAME', "Child's Last Name", 'Date of Birth (DD/MM/YYYY)', 'patient_nhs_number'),
    [...['forename', 'surname', 'birthDate', 'nhsNumber', 'birthDate']],
  )
  assert.deepEqual(factsOf('patient surname', "Student's DOB"), ['surname', 'birthDate', 'birthDate'])
  assert.deepEqual(factsOf('Tenancy Address', 'postcode_fake', 'res_city_desc', 'PSTCD', 'Gender M/F', 'midl_name'), [
    ...['street', 'postcode', 'towns', 'postcode', 'sex', 'middle', 'birthDate'],
  ])
  assert.deepEqual(factsOf('House Name/Number', 'surname_clean', 'Legal First Names'), [
    ...['house', 'surname', 'forename', 'birthDate'],
  ])
  assert.deepEqual(factsOf('recorded by', 'home language', 'legal status', 'age'), ['birthDate'])
})

test('a name in brackets or behind a stroke says how, not what, and words may stand in another order', () => {
  assert.deepEqual(
    factsOf('DOB (dd-mon-yyyy)', 'Sex/Gender', 'NHS No (10 digit)', 'upn_former', 'phone_mobile', 'First Forename'),
    ['birthDate', 'sex', 'nhsNumber', 'formerUpns', 'phones', 'forename', 'birthDate'],
  )
  assert.deepEqual(factsOf('School attended (name)', 'family support', 'Town of birth'), ['school', 'birthDate'])
})

test('what suppliers call their columns is read: whose it is in brackets, a number and a street in one, a contact’s', () => {
  assert.deepEqual(factsOf('Surname (Preferred)', 'Postcode (previous)', 'Forename - Legal', "Young Person's Name"), [
    ...['otherSurnames', 'previousPostcodes', 'forename', 'name', 'birthDate'],
  ])
  assert.deepEqual(factsOf('House Name Flat Number', 'Number & Street', 'Address & Postcode', 'Residential Address'), [
    ...['flat', 'street', 'street', 'street', 'birthDate'],
  ])
  assert.deepEqual(factsOf('Priority 1 Contact', 'Emergency Contact No.', 'Tenant Phone', 'Pt Name', 'Membership No'), [
    ...['parents', 'phones', 'phones', 'name', 'birthDate'],
  ])
})

test('what is in brackets may say that a column is another’s, or was the child’s once: then it is not read as the child’s', () => {
  assert.deepEqual(
    factsOf(
      'NHS Number (Mother)',
      'DOB (Parent/Carer)',
      'Name (Social Worker)',
      'Address (Previous)',
      'Name (sibling)',
      'Postcode (School)',
      'Surname (School)',
    ),
    ['surname', 'birthDate'],
  )
  assert.deepEqual(factsOf('Telephone (Mum/Dad)', 'Email (Parent 1)', 'Address (since birth)', 'UPN (Former)'), [
    ...['phones', 'emails', 'street', 'formerUpns', 'birthDate'],
  ])
})

test('a flat and its house are one home whichever columns they stand in', () => {
  const homeOf = (header: readonly string[], ...cells: readonly string[]) => {
    const { house, street } = standardise(rowReader(recogniseColumns(header, 'h.csv'))(cells).identity as Identity)
    return { house, street }
  }
  const expected = { house: '214', street: 'mill ln' }
  assert.deepEqual(homeOf(['SAON', 'PAON', 'street', 'town'], 'Flat 2', '14', 'Mill Lane', ''), expected)
  assert.deepEqual(homeOf(['flat', 'address line 1', 'town'], '2', '14 Mill Lane', ''), expected)
  assert.deepEqual(homeOf(['address'], 'Flat 2, 14 Mill Lane, Northmere'), expected)
  assert.deepEqual(homeOf(['flat', 'house', 'street'], '', '14', 'Mill Lane'), { house: '14', street: 'mill ln' })
})

test('a parent’s name, telephone and e-mail are read; a parent’s own birth date, number and postcode never', () => {
  assert.deepEqual(factsOf('Contact 1 Mobile', 'Contact 2 surname', 'Contact 1 DOB', "Mum's name", 'Contact 1'), [
    ...['phones', 'parentSurname', 'parents', 'birthDate'],
  ])
  assert.deepEqual(factsOf('mother_forename', 'mother_surname', 'Mother Mobile', 'mother_dob', 'Father NHS Number'), [
    ...['parentForename', 'parentSurname', 'phones', 'birthDate'],
  ])
  const read = rowReader(recogniseColumns(['forename', 'mum forename', 'mum surname', 'parent 2'], 'd.csv'))
  assert.deepEqual(read(['Ada', 'Ruth', 'Lee', 'Sam Lee']).identity.parents, ['Sam Lee', 'Ruth Lee'])
  const contact = rowReader(recogniseColumns(['forename', 'Parental contact 1'], 'c.csv'))(['Ada', '07700 900123'])
  const { parents } = standardise({ birthPrecision: 'day', ...contact.identity } as Identity)
  assert.deepEqual(parents, [], 'a telephone is nobody’s name')
})

test('what systems write for nothing is nothing', () => {
  const read = rowReader(recogniseColumns(['forename', 'surname', 'town', 'email'], 'e.csv'))
  const { identity } = read(['NULL', 'n/a', '-', 'NaN'])
  assert.deepEqual(
    [identity.forename, identity.surname, identity.towns, identity.emails],
    ['', '', undefined, undefined],
  )
  assert.equal(read(['Nan', 'Null', '', '']).identity.forename, 'Nan')
})

const datesOf = (...written: readonly string[]): readonly unknown[] => {
  const columns = recogniseColumns(['dob'], 'f.csv')
  const first = lookAt(
    columns,
    written.map(text => [text]),
  )
  return written.map(text => rowReader(columns, first)([text]).identity.birthDate)
}

test('the month is first where many dates leave nothing else, not where one date has a slip', () => {
  assert.deepEqual(datesOf('03/25/2014', '12/31/2010', '04/05/2012'), ['2014-03-25', '2010-12-31', '2012-04-05'])
  assert.deepEqual(datesOf('25/03/2014', '31/12/2010', '04/05/2012', '05/14/2011', '01/02/2013').slice(0, 3), [
    ...['2014-03-25', '2010-12-31', '2012-05-04'],
  ])
})

test('a year of two digits is in the century that a spreadsheet would put it in', () => {
  assert.deepEqual(datesOf('25/03/14', '1-Jun-71'), ['2014-03-25', '1971-06-01'])
})

test('numbers that mostly fail their check count only where two are equal, and fillers not at all', () => {
  const columns = recogniseColumns(['nhs', 'forename'], 'g.csv')
  const rows = Array.from({ length: 20 }, (_, at) => [`${1_234_500_000 + at * 7}`, 'Ada'])
  const { unchecked } = lookAt(columns, rows)
  assert.deepEqual(unchecked, ['nhsNumber'])
  const read = rowReader(columns, { order: 'dmy', unchecked })
  assert.deepEqual(read(['123 450 0007', 'Ada']).identity.localNumbers, ['nhsNumber 1234500007'])
  assert.deepEqual(read(['9999999999', 'Ada']).identity.localNumbers, [])
  assert.deepEqual(lookAt(columns, [['9434765919', 'Ada'], ...rows.slice(0, 5)]).unchecked, [], 'too few to say')
})

test('an address in one cell is parted into street, towns and postcode', () => {
  assert.deepEqual(partAddress('Flat 2, 14 Mill Lane, Northmere, NM4 2QT'), {
    ...{ street: 'Flat 2, 14 Mill Lane', towns: ['Northmere'], postcode: 'NM4 2QT' },
  })
  assert.deepEqual(partAddress('3 Quay Street\nNorthmere'), {
    ...{ street: '3 Quay Street', towns: ['Northmere'], postcode: undefined },
  })
  const read = rowReader(recogniseColumns(['Address 1', 'Address 2', 'Address 3', 'Address 4', 'dob'], 'l.csv'))
  const { street, towns, postcode } = read(['Flat 2', '14 Mill Lane', 'Northmere NM4 2QT', 'Lancashire', '']).identity
  assert.deepEqual([street, towns, postcode], ['Flat 2, 14 Mill Lane', ['Northmere', 'Lancashire'], 'NM4 2QT'])
})

test('numbers that a table of fractions wrote lose their ".0", and several telephones may stand in one cell', () => {
  const read = rowReader(recogniseColumns(['dob', 'nhs no', 'house', 'phone', 'forename'], 'i.csv'))
  const { birthDate, nhsNumber, house, phones } = read([
    ...['20140309.0', '9434765919.0', '12.0', '7700900123.0', 'Ada'],
  ]).identity
  assert.deepEqual([birthDate, nhsNumber, house, phones], ['2014-03-09', '9434765919', '12', ['7700900123']])
  const phonesOf = (cell: string) => read(['', '', '', cell, 'Ada']).identity.phones
  assert.deepEqual(phonesOf('07700 900123 (mum) / 01632 960001 ext 12'), ['07700 900123', '01632 960001'])
  assert.deepEqual(phonesOf('(01632) 960001'), ['(01632) 960001'])
})

test('a column without a name, as tables put before their rows, is read as nothing', () => {
  assert.deepEqual(factsOf('', 'mother_forename'), ['parentForename', 'birthDate'])
})

test('a first row that is a record is refused without a word of it', () => {
  assert.throws(() => recogniseColumns(['1', 'Ada', 'Okafor', '2011-02-03'], 'j.csv'), {
    message: 'j.csv: its first row is no header but a record. Put a row with the columns’ names above it.',
  })
})
