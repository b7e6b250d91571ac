import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import {
  type Breadth,
  daysDueBy,
  type Finding,
  lookSettingsOn,
  middleOf,
  notAskedYet,
  ofBreadth,
  ofEndedWork,
  ofLeftLocated,
  ofOwnName,
  ofOwnPostcode,
  ofOwnSurname,
  surnamesOf,
} from './look-rules.ts'

const day = '2026-11-30' as PlainDate
const s = lookSettingsOn(day)
const look = { userId: 1, childId: 2, looks: [3] }
const namesake = { ...look, given: false, days: 1, bearers: 3, children: 10_000 }

describe('own surname', () => {
  test('is asked about where nobody gave them the work', () => {
    assert.deepEqual(ofOwnSurname([namesake], s), [
      { userId: 1, childId: 2, rule: 'own-surname', looks: [3], inputs: { days: 1, bearers: 3 } },
    ])
    assert.deepEqual(ofOwnSurname([{ ...namesake, given: true }], s), [])
  })
  test('that one child in two hundred has is asked about only from the third day of looking', () => {
    const common = { ...namesake, bearers: 50 }
    assert.deepEqual(ofOwnSurname([common, { ...common, days: 2 }], s), [])
    assert.equal(ofOwnSurname([{ ...common, days: 3 }], s).length, 1)
    assert.equal(ofOwnSurname([{ ...namesake, bearers: 49 }], s).length, 1)
  })
  test('is the last word of a name, each half of a double one, or what stands before a comma, without accents', () => {
    assert.deepEqual(surnamesOf('Siân Okafor-Réid'), ['okafor', 'reid'])
    assert.deepEqual(surnamesOf('Mary O’Neill'), ['oneill'])
    assert.deepEqual(surnamesOf('Khan, Sam'), ['khan'])
    assert.deepEqual(surnamesOf(''), [])
  })
})

describe('the reader on the record', () => {
  test('is asked about where a parent or carer has their whole name, in whatever order', () => {
    const of = (reader: string, carer: string) => ofOwnName([{ ...look, reader, carer }]).length
    assert.deepEqual([of('Siân Reid', 'REID, Sian'), of('Sian Reid', 'Owen Reid'), of('Duty', 'Duty')], [1, 0, 0])
  })
  test('is asked about where the child has the postcode of their own family, unless it is work that others gave them', () => {
    assert.equal(ofOwnPostcode([{ ...look, given: false }])[0]?.rule, 'own-postcode')
    assert.deepEqual(ofOwnPostcode([{ ...look, given: true }]), [])
  })
})

test('a look after the work had ended says when it did', () => {
  assert.deepEqual(ofEndedWork([{ ...look, ended: day }])[0]?.inputs, { ended: day })
})

describe('far more records than others in the role', () => {
  const of = (...children: number[]): Breadth[] =>
    children.map((number, at) => ({ userId: at, role: 'social-worker', children: number, looks: [at] }))
  test('is more than three times the middle, and at least thirty in a day or ninety in a week', () => {
    const found = (day: Breadth[], week: Breadth[] = []) => ofBreadth({ day, week }, s).map(one => one.inputs)
    assert.deepEqual(found(of(8, 9, 10, 11, 31)), [{ children: 31, middle: 10, span: 'day' }])
    assert.deepEqual(found(of(8, 9, 10, 11, 30)), [], 'three times is not more than three times')
    assert.deepEqual(found(of(1, 1, 1, 1, 29)), [], 'too few to be far')
    assert.deepEqual(found([], of(20, 20, 20, 20, 90)), [{ children: 90, middle: 20, span: 'week' }])
  })
  test('is not moved by one who opens very many, and is not said where four or fewer looked', () => {
    assert.equal(middleOf([8, 9, 10, 11, 5000]), 10)
    assert.equal(middleOf([8, 10]), 9)
    assert.deepEqual(ofBreadth({ day: of(1, 1, 1, 500), week: [] }, s), [])
  })
  test('compares each role with itself, and is said once of a day and its week', () => {
    const officers = of(100, 100, 100, 100, 100).map(one => ({ ...one, role: 'education-welfare-officer' }))
    assert.deepEqual(ofBreadth({ day: officers, week: [] }, s), [])
    assert.equal(ofBreadth({ day: of(1, 1, 1, 1, 95), week: of(1, 1, 1, 1, 95) }, s).length, 1)
  })
})

describe('located and nothing done', () => {
  test('is asked of one child, and of those who take calls for everybody from ten in a day', () => {
    const left = (role: string, children: number) => ofLeftLocated([{ userId: 1, role, children, looks: [1] }], s)
    assert.equal(left('social-worker', 1).length, 1)
    assert.deepEqual([left('front-door', 9).length, left('front-door', 10).length], [0, 1])
  })
  test('is known when two working days have gone by', () => {
    assert.deepEqual(daysDueBy('2026-12-01' as PlainDate, 2), ['2026-11-29', '2026-11-28', '2026-11-27'])
    assert.deepEqual(daysDueBy('2026-12-02' as PlainDate, 2), ['2026-11-30'])
    assert.deepEqual(daysDueBy('2026-11-28' as PlainDate, 2), [])
  })
})

describe('what was found before', () => {
  const one: Finding = { ...look, rule: 'own-surname', inputs: {} }
  const before = { userId: 1, childId: 2, rule: 'own-surname', open: false, explainedOn: undefined }
  const left = (b: object, of = one) => notAskedYet([of], [{ ...before, ...b }], day, s).length
  test('is not asked twice while it is open, nor for ninety days after it was explained', () => {
    assert.deepEqual([left({ open: true }), left({ explainedOn: '2026-09-02' }), left({})], [0, 0, 1])
    assert.deepEqual([left({ explainedOn: '2026-09-01' }), left({ open: true, childId: 9 })], [1, 1])
  })
  test('of how many somebody opened is asked again after it was explained', () => {
    const wide: Finding = { ...one, childId: undefined, rule: 'breadth' }
    assert.equal(left({ childId: undefined, rule: 'breadth', explainedOn: day }, wide), 1)
  })
})
