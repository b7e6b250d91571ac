import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild, born, nhs, temporaryUpn, upn, without } from './children.examples.ts'
import { compareForPeople } from './compare-for-people.ts'
import type { Identity } from './identity.ts'
import { marksOf } from './marks.ts'

const line = (a: Identity, b: Identity, fact: string) => compareForPeople(a, b).find(row => row.fact === fact)

test('each fact that either record has is a line, in a fixed order, with how close it is', () => {
  const a = aChild({ surname: 'Okafor-Reid', nhsNumber: nhs(620000001) })
  const b = aChild({ surname: 'Okafor', birthDate: born(2014, 9, 3), sex: 'M' })
  const rows = compareForPeople(a, b)
  assert.deepEqual(
    rows.map(row => [row.fact, row.closeness]),
    [
      ['forename', 'same'],
      ['surname', 'similar'],
      ['birth', 'similar'],
      ['sex', 'different'],
      ['nhs', 'only-in-one'],
      ['address', 'same'],
    ],
  )
  assert.equal(line(a, b, 'birth')?.words, 'Day and month of birth may be swapped')
})

test('the letters that differ are marked in both', () => {
  const row = line(aChild({ forename: 'Amelia' }), aChild({ forename: 'Amelie' }), 'forename')
  assert.deepEqual([row?.marksA, row?.marksB], [[[5, 6]], [[5, 6]]])
  assert.deepEqual(marksOf('Reid', 'Read'), { a: [[2, 3]], b: [[2, 3]] })
  assert.deepEqual(marksOf('AMY', 'Amy'), { a: [], b: [] })
})

test('another name that is the same again is said once', () => {
  const twice = aChild({ forename: 'Yonas', knownAs: ['yonas', 'Joni'], surname: 'Tesfay', otherSurnames: ['Tesfay'] })
  const row = line(twice, aChild({ forename: 'Yonas', surname: 'Tesfay' }), 'forename')
  assert.deepEqual([row?.a, row?.b, row?.closeness], ['Yonas (known as Joni)', 'Yonas', 'same'])
  assert.equal(line(twice, aChild(), 'surname')?.a, 'Tesfay')
})

test('a faulty number and a temporary UPN say that they say nothing', () => {
  const bad = aChild({ nhsNumber: '1234567890', upn: temporaryUpn('01A') })
  const good = aChild({ nhsNumber: nhs(630000001), upn: upn(71) })
  assert.match(line(bad, good, 'nhs')?.words ?? '', /not a valid NHS number/)
  assert.match(line(bad, good, 'upn')?.words ?? '', /a temporary UPN/)
  assert.equal(line(bad, good, 'upn')?.closeness, 'different')
})

test('a placeholder forename is not called different', () => {
  const row = line(aChild({ forename: 'Baby' }), aChild(), 'forename')
  assert.equal(row?.words, 'One is not a name yet')
})

test('a record with nothing in common still compares, and an empty pair has no lines', () => {
  assert.deepEqual(compareForPeople({}, {}), [])
  assert.ok(compareForPeople(without(aChild(), 'sex'), {}).every(row => row.closeness === 'only-in-one'))
})
