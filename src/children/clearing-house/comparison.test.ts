import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { compareRecords, compareWhole } from './comparison.ts'
import { wholeOf } from './whole-record.ts'

const home = { house: '3', street: 'High Street', postcode: 'NM1 1AA' }
const born = (birthDate: string, precision: Partial<Identity> = {}): Identity => ({
  forename: 'Ottoline',
  surname: 'Thistlewood',
  birthDate: birthDate as PlainDate,
  ...home,
  ...precision,
})
const named = (forename: string, surname: string): Identity => ({ ...born('2014-02-11'), forename, surname })
const stop = (a: Identity, b: Identity = a): readonly string[] => compareRecords(a, b).stop
const common = /a common one/
const apart = /more than a year apart/

test('two who agree on a common name are something to stop at, and on a rare one are not', () => {
  assert.match(stop(named('Oliver', 'Smith')).join(), common)
  assert.doesNotMatch(stop(named('Ottoline', 'Thistlewood')).join(), common)
  assert.doesNotMatch(stop(named('Oliver', 'Smith'), named('Oliver', 'Thistlewood')).join(), common)
})

test('that a name is common is said once, where nothing but it and the birth date agrees', () => {
  const khan = named('Mohammed', 'Khan')
  const away = { ...khan, house: '70', street: 'Beach Road', postcode: 'NM9 9ZZ' }
  assert.equal(stop(khan, away).filter(line => /common/.test(line)).length, 1)
})

test('where nothing disagrees, that namesakes can agree is said of records with a name alone', () => {
  const nameless = { birthDate: '2014-02-11' as PlainDate, sex: 'F' as const, upn: 'T899420125001' }
  assert.match(stop(born('2014-02-11')).join(), /Namesakes can agree/)
  assert.match(stop(nameless).join(), /no name is compared/)
})

test('two birth dates more than a year apart are something to stop at, however alike they are written', () => {
  assert.match(stop(born('2014-02-11'), born('2016-02-11')).join(), apart)
  assert.doesNotMatch(stop(born('2014-02-11'), born('2015-02-11')).join(), apart)
  assert.doesNotMatch(stop(born('2014-02-11'), born('2016-01-01', { birthPrecision: 'year' })).join(), apart)
  assert.doesNotMatch(stop(born('2014-02-11')).join(), apart)
})

test('what a record’s source leaves open another of its sources tells, whole, and never in place of what it says itself', () => {
  const own: Identity = { forename: 'Alex', surname: 'Reid', sex: 'U', postcode: 'NM1 1AA', phones: [] }
  const other: Identity = { ...born('2014-02-11'), sex: 'M', upn: 'Q801200005028', phones: ['07700 900114'] }
  const { identity, filled } = wholeOf(own, [{}, other])
  const { birthDate, sex, upn, phones } = other
  assert.deepEqual(
    identity,
    { ...own, birthDate, sex, upn, phones },
    'no street of one source beside a postcode of another',
  )
  assert.deepEqual([...filled].sort(), ['birth', 'phone', 'sex', 'upn'])
  const theirs = { identity: other, whole: wholeOf(other, []) }
  const [alone, whole] = [wholeOf(own, []), wholeOf(own, [other])].map(one =>
    compareWhole({ identity: own, whole: one }, theirs),
  )
  assert.ok(whole!.towards.length > alone!.towards.length)
  assert.equal(whole!.bits, alone!.bits, 'what became of pairs like it goes by the pair')
})
