import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allocated, aRound, faultsOf, oak, type Rows } from '../testing/index.ts'
import { infantAfter, infantLimit, isExcepted } from './infant-class.ts'

describe('the limit of 30 pupils to a teacher', () => {
  test('is counted over the infant classes: 30 for one, 60 for two', () => {
    assert.deepEqual(
      [1, 2].map(reception => infantLimit({ reception })),
      [30, 60],
    )
  })
  test('looks at the years that follow: two years of 45 fit three mixed classes, a 46th child would not', () => {
    assert.equal(infantLimit({ reception: 2, years_1_and_2: 3 }), 45)
  })
  test('excepts a plan outside the normal round, and not one in it', () => {
    assert.equal(isExcepted('plan in the normal round'), false)
    assert.equal(isExcepted('plan outside the normal round'), true)
  })
  test('excepts whom a panel admitted, so that the count after the offers stays within the limit', () => {
    const held = { held: 32, excepted: 1, byAppeal: 1 }
    assert.deepEqual(infantAfter({ reception: 1 }, held), { limit: 30, counted: 30, excepted: 2 })
  })
  test('excepts the twin of a child who is not excepted, and not the twin of one who is', () => {
    assert.equal(isExcepted({ twinOf: 'normal round' }), true)
    assert.equal(isExcepted({ twinOf: 'plan outside the normal round' }), false)
  })
})

/** A reception of 30 places: children C1, C2 … stand at 1, 2 … metres. */
const reception = (count: number, { twins = [] as number[], plans = [] as string[] } = {}) => {
  const children: Rows = [
    ...Array.from({ length: count }, (_, i) => [`C${i + 1}`, i + 1, 0, twins.includes(i + 1) ? 't' : '', '', '']),
    ...plans.map((day, i) => [`N${i + 1}`, 900, 0, '', 'OAK', day]),
  ]
  return aRound({
    places: oak(30),
    wants: Array.from({ length: count }, (_, i) => [`C${i + 1}`, 1, 'OAK']),
    children,
    heading: 'child_id,easting,northing,birth_group,named_school,named_on',
    school: { twin_clause: true, infant_classes: { reception: 1 } },
    offer_day: '2027-04-16',
  })
}

describe('a reception of 30 places', () => {
  test('admits the other twin at rank 31, as an excepted pupil; the cut-off stays, and rank 32 is refused', () => {
    const { offers, report, explanations } = allocated(reception(33, { twins: [30, 31] }))
    assert.deepEqual([offers.C31, offers.C32], ['OAK', ''])
    const [school] = report.schools
    assert.deepEqual([school?.offered, school?.last_position, school?.last_distance], [31, 30, '30 metres'])
    assert.deepEqual(school?.infant_class, { limit: 30, counted: 30, excepted: 1 })
    const refused = explanations.find(one => one.child_id === 'C32')
    assert.equal(refused?.appeal, 'infant class size')
    assert.match(refused?.words ?? '', /limit of 30 in infant classes, so an appeal can succeed on few grounds only/)
    assert.equal(report.explanations.untrue, 0)
  })
  test('admits triplets at ranks 29, 30 and 31', () => {
    const { offers, report } = allocated(reception(33, { twins: [29, 30, 31] }))
    assert.deepEqual([offers.C29, offers.C30, offers.C31, offers.C32], ['OAK', 'OAK', 'OAK', ''])
    assert.equal(report.offers.supernumerary, 1)
  })
  test('counts a plan that named it by offer day within the 30', () => {
    const { offers, report } = allocated(reception(31, { plans: ['2027-04-16'] }))
    assert.deepEqual([offers.N1, offers.C29, offers.C30], ['OAK', 'OAK', ''])
    assert.deepEqual(report.schools[0]?.infant_class, { limit: 30, counted: 30, excepted: 0 })
  })
  test('takes a plan that named it in June as child 31, excepted, and nobody loses a place', () => {
    const { offers, report } = allocated(reception(31, { plans: ['2027-06-09'] }))
    assert.deepEqual([offers.N1, offers.C30, offers.C31], ['OAK', 'OAK', ''])
    assert.deepEqual(report.schools[0]?.infant_class, { limit: 30, counted: 30, excepted: 1 })
  })
  test('counts who is offered it as the nearest school with a place', () => {
    const { offers, report } = allocated(
      aRound({
        places: oak(30),
        wants: [],
        children: [['N', 1, 0]],
        school: { infant_classes: { reception: 1 } },
        second_pass: true,
      }),
    )
    assert.deepEqual([offers.N, report.schools[0]?.infant_class?.counted], ['OAK', 1])
  })
  test('cannot have more places than its classes hold', () => {
    const round = aRound({
      places: oak(31),
      wants: [['A', 1, 'OAK']],
      children: [['A', 0, 1]],
      school: { infant_classes: { reception: 1 } },
    })
    assert.match(faultsOf(round)[0] ?? '', /criteria\.json, line \d+: The school has 31 places, .* hold 30/)
  })
})

describe('twins', () => {
  const twins = (wants: Rows, clause: boolean) =>
    allocated(
      aRound({
        places: { ...oak(1), ELM: { places: 1, easting: 900 } },
        wants,
        children: [
          ['A', 10, 0, 't'],
          ['B', 10, 0, 't'],
        ],
        heading: 'child_id,easting,northing,birth_group',
        school: { twin_clause: clause },
      }),
    )
  test('without a clause are parted by the draw, and the other is told so', () => {
    const { explanations } = twins(
      [
        ['A', 1, 'OAK'],
        ['B', 1, 'OAK'],
      ],
      false,
    )
    assert.deepEqual(
      explanations.map(one => one.reason),
      ['R3'],
    )
  })
  test('who name different schools first are never put together', () => {
    const { offers } = twins(
      [
        ['A', 1, 'OAK'],
        ['A', 2, 'ELM'],
        ['B', 1, 'ELM'],
        ['B', 2, 'OAK'],
      ],
      true,
    )
    assert.deepEqual(offers, { A: 'OAK', B: 'ELM' })
  })
})
