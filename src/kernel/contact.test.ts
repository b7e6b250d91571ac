import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatPhone, isPostcode, isPseudoPostcode, normalisePhone, normalisePostcode, outwardCode } from './index.ts'

const postcode = (text: string) => {
  const found = normalisePostcode(text)
  assert.ok(found, text)
  return found
}

test('a postcode is kept in capitals with one space, however it was typed', () => {
  for (const text of ['nm42qt', 'NM4 2QT', ' nm4  2qt ', 'NM4-2QT', 'n m 4 2 q t', 'NM4 2QT.'])
    assert.equal(postcode(text), 'NM4 2QT')
  for (const real of [
    'M1 1AE',
    'B33 8TH',
    'CR2 6XH',
    'DN55 1PT',
    'W1A 1HQ',
    'EC1A 1BB',
    'GIR 0AA',
    'CO10 9ZZ',
    'ST4 1HH',
  ])
    assert.equal(postcode(real.toLowerCase()), real)
})

test('the letter O or I where only a digit can stand is read as the digit', () => {
  assert.equal(postcode('NM4 OQT'), 'NM4 0QT')
  assert.equal(postcode('NM4 iQT'), 'NM4 1QT')
})

test('what has not the shape of a postcode is none', () => {
  for (const text of ['', 'NM4', '2QT', 'NM4 2Q', 'NM4 2CT', 'QM4 2QT', '12345', 'NM444 2QT', 'unknown', 'NM4 2QTX'])
    assert.equal(normalisePostcode(text), undefined, text)
  assert.equal(isPostcode('nm4 2qt'), false)
  assert.equal(isPostcode('NM4 2QT'), true)
})

test('the district is the part before the space, and ZZ99 is nobody’s address', () => {
  assert.equal(outwardCode(postcode('ec1a1bb')), 'EC1A')
  assert.equal(isPseudoPostcode(postcode('zz993vz')), true)
  assert.equal(isPseudoPostcode(postcode('NM4 2QT')), false)
})

test('a telephone number is kept as digits with a leading 0', () => {
  const mobiles = [
    '07700 900123',
    '+44 7700 900123',
    '+44 (0)7700 900123',
    '0044 7700 900 123',
    '7700900123',
    '(07700) 900-123',
  ]
  for (const text of mobiles) assert.equal(normalisePhone(text), '07700900123', text)
  assert.equal(normalisePhone('01632 960 123 ext. 45'), '01632960123')
  assert.equal(normalisePhone('+33 6 12 34 56 78'), '+33612345678')
})

test('what is not one telephone number is none', () => {
  for (const text of ['', 'mum', '123', '07700 900123 / 01632 960123', '077009001234', '00', 'see notes 07700900123'])
    assert.equal(normalisePhone(text), undefined, text)
})

test('telephone numbers are shown in the groups people say', () => {
  const shown = ['07700900123', '02079460000', '01214960000', '01632960123', '03001234567', '+33612345678'].map(
    formatPhone,
  )
  const groups = ['07700 900123', '020 7946 0000', '0121 496 0000', '01632 960123', '0300 123 4567', '+33612345678']
  assert.deepEqual(shown, groups)
})
