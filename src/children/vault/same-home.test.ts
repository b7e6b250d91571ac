import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maybeSameHome } from './same-home.ts'

const home = (paon: string, postcode: string, uprn?: string) => ({ paon, postcode, ...(uprn ? { uprn } : {}) })

test('two addresses are one home by their property, however they are written', () => {
  assert.ok(maybeSameHome(home('12', 'NM4 1QT', '100'), home('Flat 1, 12', 'NM4 1QX', '100')))
  assert.ok(!maybeSameHome(home('12', 'NM4 1QT', '100'), home('12', 'NM4 1QT', '200')))
})

test('where one tells no property, by house and postcode', () => {
  assert.ok(maybeSameHome(home('Quince Cottage', 'nm41qt', '100'), home('QUINCE cottage', 'NM4 1QT')))
  assert.ok(maybeSameHome({ saon: 'Flat 2', paon: '12', postcode: 'NM4 1QT' }, home('Flat 2 12', 'NM4 1QT')))
  assert.ok(!maybeSameHome(home('12', 'NM4 1QT'), home('14', 'NM4 1QT')))
  assert.ok(!maybeSameHome(home('12', 'NM4 1QT'), home('12', 'NM4 2QT')))
})

test('one that tells no house may be any of its postcode, and one without a postcode is none', () => {
  assert.ok(maybeSameHome({ postcode: 'NM4 1QT' }, home('12', 'NM4 1QT')))
  assert.ok(!maybeSameHome({ paon: '12' }, { paon: '12' }))
})
