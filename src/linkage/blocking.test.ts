import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockingKeys, blockingNumbers } from './blocking.ts'
import { aChild, born, nhs, temporaryUpn, twins, upn } from './children.examples.ts'
import type { Identity } from './identity.ts'
import { standardise } from './standard.ts'

const meet = (a: Identity, b: Identity): boolean => {
  const keys = new Set(blockingKeys(standardise(a)))
  return blockingKeys(standardise(b)).some(key => keys.has(key))
}

const elsewhere = { postcode: 'ZE1 0AA', house: '9', street: 'Quay' }

test('records of one child are found whatever one thing is wrong or has changed', () => {
  const child = aChild({ nhsNumber: nhs(610000001), upn: upn(61) })
  const changes: Partial<Identity>[] = [
    { forename: 'Amelai', ...elsewhere },
    { forename: 'Millie', ...elsewhere },
    { surname: 'Hartly' },
    { surname: 'Bello', ...elsewhere },
    { birthDate: born(2014, 9, 3), ...elsewhere },
    { birthDate: born(2013, 3, 9), ...elsewhere },
    { birthDate: born(2014, 1, 1), ...elsewhere },
    { forename: 'Hartley', surname: 'Amelia', ...elsewhere },
    { forename: 'Baby' },
    { surname: 'Bow-Hartley', ...elsewhere },
  ]
  const plain = { ...child, nhsNumber: '', upn: '' }
  for (const change of changes) assert.ok(meet(plain, { ...plain, ...change }), JSON.stringify(change))
  assert.ok(meet(child, { forename: 'Zoe', surname: 'Quill', nhsNumber: child.nhsNumber ?? '' }))
  assert.ok(meet(child, { forename: 'Zoe', surname: 'Quill', upn: upn(62), formerUpns: [upn(61)] }))
})

test('a child of another name or date is found by a parent, by the home, or by a given name that another file puts first', () => {
  const child = aChild({ forename: 'Luca', middle: 'Arthur', parents: ['Sybil Dillon'] })
  const elsewhereWith = { ...child, ...elsewhere }
  assert.ok(meet(child, { ...elsewhereWith, surname: 'Payne', birthDate: born(2014, 5, 23) }))
  assert.ok(meet(child, { ...elsewhereWith, parents: [], forename: 'Arthur', middle: '', surname: 'Hurtly' }))
  const atHome = { ...child, parents: [], forename: 'Lcua', surname: 'Payne', birthDate: born(2014, 5, 23) }
  assert.ok(meet(child, atHome) && !meet(child, { ...atHome, ...elsewhere }))
})

test('strangers are not looked at, and a temporary UPN brings nobody together', () => {
  assert.ok(!meet(aChild(), { forename: 'Omar', surname: 'Farah', birthDate: born(2009, 1, 30), ...elsewhere }))
  const temporary = temporaryUpn('01A')
  assert.ok(!meet({ forename: 'Omar', upn: temporary }, { forename: 'Zoe', upn: temporary }))
})

test('keys are the same every time, each once, and fit a signed int8 column', () => {
  const standard = standardise(twins.jayden)
  const keys = blockingKeys(standard)
  assert.deepEqual(keys, blockingKeys(standardise({ ...twins.jayden })))
  assert.equal(new Set(keys).size, keys.length)
  for (const key of keys) assert.ok(key >= 0n && key < 2n ** 53n)
})

test('an identity with nothing in it has no keys', () => {
  assert.deepEqual(blockingKeys(standardise({})), [])
})

test('where there are few records without numbers, one name and half a date will do to be compared', () => {
  const a = standardise({ surname: 'Green', birthDate: born(1974, 10, 5) })
  const b = standardise({ surname: 'Green', forename: 'Thomas', birthDate: born(1984, 10, 5) })
  const meets = (width: 'county' | 'town'): boolean => {
    const keys = new Set(blockingNumbers(a, width))
    return blockingNumbers(b, width).some(key => keys.has(key))
  }
  assert.deepEqual([meets('county'), meets('town')], [false, true])
})
