import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recogniseColumns } from './columns.ts'
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
})
