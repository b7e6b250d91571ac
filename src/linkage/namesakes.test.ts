import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild, born, nhs } from './children.examples.ts'
import type { Identity } from './identity.ts'
import { score } from './score.ts'
import { standardise } from './standard.ts'
import { rulesIn } from './vetoes.ts'

const cousin: Identity = {
  ...{ forename: 'Pelaji', surname: 'Featherstone', birthDate: born(2015, 5, 27), sex: 'M' },
  ...{ house: '38', street: 'Mill Lane', postcode: 'NM4 2QT', school: 'Mill Lane Primary' },
}
const rules = (a: Identity, b: Identity) => rulesIn(score(standardise(a), standardise(b)).vetoes)

test('a child of the same rare name and birthday two doors away is for people, though they go to one school', () => {
  assert.deepEqual(rules(cousin, { ...cousin, house: '40' }), ['namesake'])
  assert.deepEqual(rules(cousin, cousin), [])
})

test('a house number that differs stops nobody where a number, a parent, a telephone or a middle name agrees', () => {
  for (const agreeing of [
    { nhsNumber: nhs(410000001) },
    { parents: ['Ruth Featherstone'] },
    { phones: ['07700 900123'] },
    { middle: 'Kit' },
  ])
    assert.deepEqual(rules({ ...cousin, ...agreeing }, { ...cousin, ...agreeing, house: '40' }), [])
})

test('the same home makes two records one child’s, whatever the house is not told by', () => {
  assert.deepEqual(rules(aChild(), { ...aChild(), postcode: '' }), [])
})
