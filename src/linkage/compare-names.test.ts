import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild } from './children.examples.ts'
import { compareForenames, compareSurnames } from './compare-names.ts'
import { levelAt } from './facts.ts'
import type { Identity } from './identity.ts'
import { standardise } from './standard.ts'

const level = (a: Identity, b: Identity, fact: 'forename' | 'surname') =>
  levelAt(fact, (fact === 'forename' ? compareForenames : compareSurnames)(standardise(a), standardise(b)))

test('forename and surname are seen to be swapped when one of them is also written otherwise', () => {
  const named = (forename: string, surname: string, more: Partial<Identity> = {}) =>
    aChild({ forename, surname, ...more })
  for (const [a, b] of [
    [named('Sean', 'Fitzgerald'), named('Fitzgerald', 'Shaun')],
    [named('Daniel', 'Ford'), named('Ford', 'Danny')],
    [named('Haris', 'Alam', { otherSurnames: ['Choudhury'] }), named('Choudhury', 'Haris')],
  ] as const)
    assert.equal(level(a, b, 'forename'), 'swapped', `${a.forename} ${a.surname}, ${b.forename} ${b.surname}`)
})

test('a surname that stands among the other record’s names between is no other family’s', () => {
  const [a, b] = [aChild({ surname: 'Warsame', middle: 'Abdi' }), aChild({ surname: 'Cabdi', middle: 'Yusuf' })]
  assert.equal(level(a, b, 'surname'), 'alias')
})
