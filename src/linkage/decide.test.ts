import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild, born, nhs, twins, upn, without } from './children.examples.ts'
import { type Candidate, type Decision, decide } from './decide.ts'
import type { Identity } from './identity.ts'
import { score } from './score.ts'
import { standardise } from './standard.ts'

/** Decides on an arriving record among persons, each known by one or more records. */
const decided = (
  arriving: Identity,
  persons: Readonly<Record<string, readonly Identity[]>>,
  keptApart: readonly string[] = [],
): Decision => {
  const mine = standardise(arriving)
  const candidates = Object.entries(persons).flatMap(([person, records]) =>
    records.map((record, at): Candidate => {
      const standard = standardise(record)
      return {
        person,
        record: `${person}-${at}`,
        standard,
        score: score(mine, standard),
        keptApart: keptApart.includes(person),
      }
    }),
  )
  return decide(candidates)
}

const asked = (decision: Decision): string[] =>
  decision.outcome === 'new' ? [] : decision.cases.map(({ person, reason }) => `${person}: ${reason}`).sort()

test('a child already known is linked; a child never heard of gets a record of their own', () => {
  const child = aChild({ upn: upn(41) })
  const decision = decided(child, {
    p1: [child],
    p2: [aChild({ forename: 'Omar', surname: 'Farah', birthDate: born(2009, 1, 30) })],
  })
  assert.equal(decision.outcome === 'link' && decision.person, 'p1')
  assert.deepEqual(asked(decision), [])
  assert.equal(decided(child, {}).outcome, 'new')
})

test('a brother or sister at the same address gets a record of their own without a question', () => {
  const sister = aChild({ forename: 'Grace', birthDate: born(2016, 8, 21) })
  assert.deepEqual(decided(sister, { p1: [aChild()] }), { outcome: 'new' })
})

test('a twin gets a record of their own', () => {
  assert.deepEqual(decided(twins.marcus, { jayden: [twins.jayden] }), { outcome: 'new' })
  assert.notEqual(
    decided(without(twins.kayden, 'nhsNumber', 'upn'), { jayden: [without(twins.jayden, 'nhsNumber', 'upn')] }).outcome,
    'link',
  )
})

test('a twin who comes with the other twin’s number is put before people', () => {
  const wrong = { ...without(twins.marcus, 'upn'), nhsNumber: twins.jayden.nhsNumber ?? '' }
  assert.deepEqual(asked(decided(wrong, { jayden: [twins.jayden] })), ['jayden: id-conflict'])
})

test('a child who comes with a brother’s number is put before people', () => {
  const brother = aChild({ forename: 'Noah', sex: 'M', birthDate: born(2011, 11, 30), upn: upn(42) })
  assert.deepEqual(asked(decided(aChild({ upn: upn(42) }), { noah: [brother] })), ['noah: id-conflict'])
})

test('a brother called by the same name, with the child’s own number mis-keyed on him, is put before people', () => {
  const child = aChild({ forename: 'Mohammed Ali', sex: 'M', upn: upn(43) })
  const brother = { ...child, forename: 'Ali', birthDate: born(2011, 11, 30) }
  assert.deepEqual(asked(decided(brother, { ali: [child] })), ['ali: birth-differs'])
})

test('day and month swapped: linked where a number or the home agrees', () => {
  const swapped = aChild({ birthDate: born(2014, 9, 3) })
  assert.equal(decided(swapped, { p1: [aChild()] }).outcome, 'link')
})

test('a move across the county with a new surname is linked by the NHS number', () => {
  const before = aChild({ nhsNumber: nhs(550000001) })
  const moved = { ...before, surname: 'Bello', postcode: 'NM9 1AA', house: '3', street: 'Quay' }
  assert.equal(decided(moved, { p1: [before] }).outcome, 'link')
})

test('a new surname and a new home, with nothing else to go by, are never linked by the machine', () => {
  const rare = aChild({ forename: 'Peregrine' })
  const moved = { ...rare, surname: 'Bello', postcode: 'NM4 2QS', house: '3', street: 'Quay' }
  assert.notEqual(decided(moved, { p1: [rare] }).outcome, 'link')
})

test('unrelated children of one common name and birth date are put before people', () => {
  const name = { forename: 'Mohammed', surname: 'Khan', birthDate: born(2013, 5, 5) }
  const known = { ...name, postcode: 'NM1 1AA', house: '9' }
  assert.equal(decided({ ...name, postcode: 'NM9 1AA', house: '3' }, { p1: [known] }).outcome, 'review')
})

test('the same name and year of birth alone is a record of its own, or a question, never a link', () => {
  const [one, other] = [
    aChild(),
    aChild({ birthDate: born(2014, 11, 24), postcode: 'NM9 1AA', house: '3', street: 'Quay' }),
  ]
  assert.notEqual(decided(other, { p1: [one] }).outcome, 'link')
})

test('two different NHS numbers are put before people, whatever else agrees', () => {
  const known = aChild({ nhsNumber: nhs(560000001), middle: 'Rose', school: 'Mill School' })
  assert.deepEqual(asked(decided({ ...known, nhsNumber: nhs(570000001) }, { p1: [known] })), ['p1: nhs-differs'])
})

test('a veto by any record of a person stands against the person', () => {
  const health = aChild({ nhsNumber: nhs(580000001) })
  const decision = decided(aChild({ nhsNumber: nhs(590000001) }), { p1: [aChild(), health] })
  assert.equal(decision.outcome, 'review')
})

test('"not the same", once said, is not asked again', () => {
  assert.deepEqual(decided(aChild(), { p1: [aChild()] }, ['p1']), { outcome: 'new' })
})

test('where two persons fit and may be one child, the record is linked to the nearer and people are asked of the other', () => {
  const child = aChild({ nhsNumber: nhs(600000001), upn: upn(51) })
  const decision = decided(child, { school: [without(child, 'nhsNumber')], health: [without(child, 'upn')] })
  assert.equal(decision.outcome, 'link')
  assert.equal(asked(decision).length, 1)
  assert.ok(asked(decision)[0]?.endsWith('both-fit'))
})

test('two twins both near an unnamed record leave it to people', () => {
  const unnamed = { ...without(twins.jayden, 'nhsNumber', 'upn'), forename: 'Baby' }
  assert.deepEqual(asked(decided(unnamed, { jayden: [twins.jayden], marcus: [twins.marcus] })), [
    'jayden: unnamed',
    'marcus: unnamed',
  ])
})
