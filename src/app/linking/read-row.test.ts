import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recogniseColumns } from './columns.ts'
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
