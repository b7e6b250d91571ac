import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  Conflict,
  canonicalJson,
  categories,
  categoriesIn,
  categoryBit,
  categoryMask,
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  parseUuid,
  personId,
  silentCategories,
} from './index.ts'

test('the categories keep their places for ever, since the database holds them as bits', () => {
  const places = categories.map(category => `${categoryBit(category)} ${category}`)
  assert.deepEqual(places.slice(0, 3), ['1 identity', '2 contact', '4 attendance'])
  assert.deepEqual(places.slice(-3), ['16384 young-carer', '32768 youth-centre', '65536 families'])
  assert.equal(categories.length, 17)
  assert.ok(silentCategories.every(category => categories.includes(category)))
})

test('a set of categories survives being kept as one number', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...categories)), list => {
      assert.deepEqual(new Set(categoriesIn(categoryMask(list))), new Set(list))
    }),
  )
})

test('the same content is the same text in whatever order it was written', () => {
  assert.equal(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true }), '{"a":true,"b":[1,{"c":"é","d":null}]}')
  assert.equal(canonicalJson({ at: new Date(0), gone: undefined }), '{"at":"1970-01-01T00:00:00.000Z"}')
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
      const backwards = Object.fromEntries(Object.entries(value).reverse())
      assert.equal(canonicalJson(backwards), canonicalJson(value))
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('what JSON would lose in silence is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, undefined, [undefined], () => 1, new Date(Number.NaN)])
    assert.throws(() => canonicalJson({ value: [value] }), Error)
})

test('a refusal says what is wrong and what to do, and hidden looks like absent', () => {
  const refusal = new InvalidInput('February 2017 had 28 days', 'Check the date')
  assert.ok(refusal instanceof Error)
  assert.deepEqual(
    [refusal.name, refusal.message, refusal.problem, refusal.fix],
    ['InvalidInput', 'February 2017 had 28 days', 'February 2017 had 28 days', 'Check the date'],
  )
  assert.deepEqual(
    [new NotFound().name, new NotAllowed().name, new Conflict('a', 'b').name],
    ['NotFound', 'NotAllowed', 'Conflict'],
  )
  assert.ok(!(new NotAllowed() instanceof NotFound))
})

test('a person’s number is a whole number from 1, and an address’s a UUID', () => {
  assert.equal(personId(1), 1)
  for (const wrong of [0, -1, 1.5, Number.NaN, 2 ** 53]) assert.throws(() => personId(wrong), RangeError)
  const uuid = '0190f3a2-7b1c-4c3d-8e9f-0a1b2c3d4e5f'
  assert.equal(isUuid(uuid), true)
  assert.equal(parseUuid(uuid.toUpperCase()), uuid)
  for (const wrong of ['', '1', `${uuid}0`, uuid.replaceAll('-', '')]) assert.equal(parseUuid(wrong), undefined)
})
