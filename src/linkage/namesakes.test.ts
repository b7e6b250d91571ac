import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild, born, nhs, upn, without } from './children.examples.ts'
import type { Identity } from './identity.ts'
import { areBornApart, areCalledAlike, areTwoNamesakes } from './namesakes.ts'
import { score } from './score.ts'
import { standardise } from './standard.ts'
import { rulesIn } from './veto-rules.ts'

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

test('without a birth date a parent’s name ties nobody to another home; a telephone does', () => {
  const undated = without({ ...cousin, school: '', parents: ['Ruth Featherstone'] }, 'birthDate')
  const moved = { ...cousin, parents: ['Ruth Featherstone'], house: '9', street: 'Quay Street', postcode: 'NM9 1AA' }
  const phones = { phones: ['07700 900123'] }
  assert.deepEqual(rules(undated, moved), ['namesake'])
  assert.deepEqual(rules({ ...undated, ...phones }, { ...moved, ...phones }), [])
})

test('a father and a son of one name and home, born on one day of the year, are two; a century is a slip', () => {
  const son = { ...cousin, phones: ['07700 900123'] }
  assert.deepEqual(rules(son, { ...son, birthDate: born(1985, 5, 27) }), ['birth-differs'])
  assert.deepEqual(rules(son, { ...son, birthDate: born(1915, 5, 27) }), [])
})

test('a namesake of whom a health system tells and no school is one by a rule of its own, and asked about sooner', () => {
  const told = { forename: 'Oliver', surname: 'Smith', sex: 'M', birthDate: born(2024, 5, 27) } as const
  const [health, care] = [
    { ...told, nhsNumber: nhs(410000001), postcode: 'NM9 1AA' },
    { ...told, postcode: 'NM4 2QT' },
  ]
  assert.deepEqual(rules(health, care), ['namesake-young'])
  assert.deepEqual(rules({ ...health, school: 'Mill Lane Nursery' }, care), ['namesake'])
  assert.deepEqual(rules(told, care), ['namesake'], 'no health system tells')
})

test('the same home makes two records one child’s, whatever the house is not told by', () => {
  assert.deepEqual(rules(aChild(), { ...aChild(), postcode: '' }), [])
})

const vector = (a: Identity, b: Identity) => score(standardise(a), standardise(b)).vector

test('without a postcode two streets are two homes, and a house’s name before the street is none', () => {
  const there = { ...cousin, postcode: '', school: '' }
  assert.ok(areTwoNamesakes(vector(there, { ...there, street: 'Station Road' })))
  assert.ok(!areTwoNamesakes(vector(there, { ...there, house: '', street: 'Rose Cottage, Mill Lane' })))
})

test('of one system, a child of the same name and birthday whose home differs may be another where nothing else agrees', () => {
  const moved = { ...cousin, house: '9', street: 'Quay Street', postcode: 'NM9 1AA' }
  assert.ok(areTwoNamesakes(vector(cousin, moved)))
  const number = { nhsNumber: nhs(410000001) }
  assert.ok(!areTwoNamesakes(vector({ ...cousin, ...number }, { ...moved, ...number })))
  assert.ok(!areTwoNamesakes(vector({ ...cousin, postcode: '', street: '' }, moved)), 'nothing speaks against it')
})

test('of one system, two of one name and number who were born years apart are a child and a sister who has its number', () => {
  const number = { nhsNumber: nhs(410000001) }
  const older = { ...cousin, ...number, birthDate: born(2011, 12, 14) }
  assert.deepEqual(rules({ ...cousin, ...number }, older), [])
  assert.ok(areBornApart(vector({ ...cousin, ...number }, older)))
  assert.ok(!areBornApart(vector(cousin, { ...cousin, birthDate: born(2015, 5, 28) })), 'a slip of the pen')
})

test('of one system, two of one name and postcode whose birthdays are a day apart may be cousins where no home is told', () => {
  const told = { forename: 'Padraig', surname: 'Kelly', birthDate: born(2007, 4, 21), postcode: 'NM4 2QT' }
  const cousins = { ...told, birthDate: born(2007, 4, 22) }
  assert.ok(areTwoNamesakes(vector(told, cousins)))
  const home = { house: '38', street: 'Mill Lane' }
  assert.ok(!areTwoNamesakes(vector({ ...told, ...home }, { ...cousins, ...home })), 'one home: a day miswritten')
})

test('of one system, Theodore and Freddie Theodore of one home are two children unless they share a number', () => {
  const [one, other] = [
    { ...cousin, forename: 'Theodore' },
    { ...cousin, forename: 'Freddie', middle: 'Theodore' },
  ]
  assert.ok(areCalledAlike(vector(one, other), false))
  assert.ok(areCalledAlike(vector({ ...cousin, forename: 'Zahra' }, { ...cousin, forename: 'Zaraa' }), false))
  assert.ok(areCalledAlike(vector({ ...cousin, forename: 'Haley' }, { ...cousin, forename: 'Hayley' }), false))
  const mohammed = { ...cousin, forename: 'Mohammed' }
  assert.ok(areCalledAlike(vector(mohammed, mohammed), true), 'brothers share the name, and neither gives another')
  assert.ok(!areCalledAlike(vector(cousin, cousin), false), 'one child told twice')
  const number = { nhsNumber: nhs(410000001) }
  assert.ok(!areCalledAlike(vector({ ...one, ...number }, { ...other, ...number }), false))
})

test('forename, middle name and school, which an adopted child keeps, do not outweigh another surname and home', () => {
  const before = { ...cousin, middle: 'Kit' }
  const adopted = { ...before, surname: 'Okafor', house: '9', street: 'Quay Street', postcode: 'NM9 1AA' }
  assert.deepEqual(rules(before, adopted), ['surname-differs'])
  assert.deepEqual(rules({ ...before, postcode: '', house: '', street: '' }, adopted), [], 'no home speaks against it')
  const number = { nhsNumber: nhs(410000001) }
  assert.deepEqual(rules({ ...before, ...number }, { ...adopted, ...number }), [])
})

test('a UPN alone, which some schools let an adopted child keep, does not outweigh another surname and home', () => {
  const before = { ...cousin, upn: upn(101), parents: ['Ruth Featherstone'] }
  const adopted = { ...before, surname: 'Okafor', house: '9', street: 'Quay Street', postcode: 'NM9 1AA', parents: [] }
  assert.deepEqual(rules(before, adopted), ['surname-differs'])
  assert.deepEqual(rules(before, { ...adopted, parents: before.parents }), [], 'the mother who remarried')
  assert.deepEqual(rules(before, { ...adopted, surname: 'Featherstone' }), [], 'the child who moved')
})
