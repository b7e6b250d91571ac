import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdsAddress } from './address-shaped.ts'

test('a postcode, or a house and its road, looks like an address', () => {
  for (const text of [
    'now at nm4 2qt',
    'NM42QT',
    '12 Mill Lane',
    '3a, Old Station Rd',
    '7 Heol Tŷ Close',
    '40 St Mary’s\nGardens',
  ])
    assert.ok(holdsAddress(text), text)
})

test('times, dates, numbers of people, court hearings, registration numbers and a road alone do not', () => {
  for (const text of [
    'Mill Lane',
    '12 May, then 2 court hearings',
    '3 children in a close family',
    'at 8:40am, 10 minutes drive',
    'A330400115101',
    '943 476 5919',
    'Year 7 Form 3B',
    'moved 2 weeks ago Way too early',
    'ZZ99 3VZ',
  ])
    assert.ok(!holdsAddress(text), text)
})
