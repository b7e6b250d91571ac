import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headerAt, recogniseColumns } from './columns.ts'
import { settleColumns } from './settle-columns.ts'

const settled = (header: readonly string[], ...rows: readonly (readonly string[])[]): readonly string[] =>
  settleColumns(recogniseColumns(header, 'a.csv'), header, rows, new Map()).map(({ fact }) => fact)

test('"mob" is a mobile, and beside a year of birth a month where it holds months', () => {
  assert.deepEqual(settled(['forename', 'dob', 'mob'], ['Ada', '01/02/2014', '07700 900123']), [
    ...['forename', 'birthDate', 'phones'],
  ])
  assert.deepEqual(settled(['yob', 'MOB', 'forename'], ['2014', '2', 'Ada'], ['2013', 'Mar', 'Bea']), [
    ...['birthYear', 'birthMonth', 'forename'],
  ])
  assert.deepEqual(settled(['yob', 'mob', 'forename'], ['2014', '07700 900123', 'Ada']), [
    ...['birthYear', 'phones', 'forename'],
  ])
})

test('"dob" beside a year of birth is a day where it holds no more', () => {
  const header = ['dob', 'mob', 'yob']
  assert.deepEqual(settled(header, ['1', '2', '2014'], ['31', '12', '2013']), ['birthDay', 'birthMonth', 'birthYear'])
  assert.deepEqual(settled(header, ['01/02/2014', '2', '2014']), ['birthDate', 'birthMonth', 'birthYear'])
})

test('"Child" or "Pupil" is a name where it holds whole names and no other column does', () => {
  assert.deepEqual(settled(['Pupil', 'dob'], ['Ada Lee', '01/02/2014'], ['O’Neill, Sinéad', '']), ['name', 'birthDate'])
  assert.deepEqual(settled(['Child', 'dob'], ['Y', '01/02/2014']), ['birthDate'])
  assert.deepEqual(settled(['Pupil', 'forename'], ['Ada Lee', 'Ada']), ['forename'])
  assert.deepEqual(settled(['Family', 'Child'], ['Lee', 'Ada'], ['', 'Bea May']), ['surname', 'name'])
  assert.deepEqual(settled(['Family', 'Child'], ['Lee', 'Yes'], ['Fox', 'N']), ['surname'])
  assert.deepEqual(settled(['Household Member', 'dob'], ['Ada Lee', '']), ['name', 'birthDate'])
  assert.deepEqual(settled(['household_member', 'Child’s Name'], ['Ruth Lee', 'Ada Lee']), ['name'])
  assert.deepEqual(settled(['Surname', 'Occupants', 'dob'], ['Lee', '4', '']), ['surname', 'birthDate'])
  assert.deepEqual(settled(['Forename', 'Family Member 1'], ['Ada', 'Ruth Lee']), ['forename'])
})

test('a tenant is a parent beside a child’s name, and a chosen forename what a child is called beside another', () => {
  assert.deepEqual(settled(['Tenant Name', 'Member'], ['Ruth Lee', 'Ada Lee']), ['parents', 'name'])
  assert.deepEqual(settled(['Tenant Name', 'dob'], ['Ada Lee', '']), ['name', 'birthDate'])
  assert.deepEqual(settled(['Chosen Forename', 'Legal Forename'], ['Addie', 'Ada']), ['knownAs', 'forename'])
  assert.deepEqual(settled(['Chosen Forename', 'surname'], ['Ada', 'Lee']), ['forename', 'surname'])
})

test('a title above the header is passed over; a header that tells one column is one', () => {
  const header = ['Name', 'D.O.B', 'Contact']
  assert.equal(headerAt([['Youth club, autumn'], ['', '', ''], header, ['Ada Lee', '01/02/2014', '']]), 2)
  assert.equal(headerAt([header, ['Ada Lee', '01/02/2014', '']]), 0)
  assert.equal(
    headerAt([
      ['Surname', 'x'],
      ['Child', 'Pupil'],
    ]),
    0,
  )
})
