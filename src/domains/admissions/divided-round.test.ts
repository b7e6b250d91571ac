import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allocated, aRound, faultsOf, oak, type Rows, wordsFor } from './testing/index.ts'

const at = (offers: Readonly<Record<string, string | undefined>>, school: string): string[] =>
  Object.keys(offers).filter(child => offers[child] === school)
const allWant = (children: Rows): Rows => children.map(([id = '']) => [id, 1, 'OAK'])
const fifths = ['A', 'B', 'C', 'D', 'E'].map(band => ({ band, percent: 20 }))

describe('F9: ten places in five bands of two, and one child in the lowest band', () => {
  /** Children of bands B to E stand at 10, 20, 30 metres of their band; the scores fall as they stand farther. */
  const children: Rows = [
    ['A1', 900, 0, 'A', 70],
    ...['B', 'C', 'D', 'E'].flatMap((band, b) =>
      [1, 2, 3, 4].map(n => [`${band}${n}`, (5 - b) * 100 + n * 10, 0, band, 100 + b * 10 - n] as const),
    ),
  ]
  const round = (bands: object, rows = children) =>
    aRound({
      places: oak(10),
      wants: allWant(rows),
      children: rows,
      heading: 'child_id,easting,northing,band,score',
      school: { bands: { fact: 'band', shares: fifths, ...bands } },
    })
  const twoOfEach = ['B1', 'B2', 'C1', 'C2', 'D1', 'D2', 'E1', 'E2']

  test('the place that is left goes to the next in the school’s order, where the school says so', () => {
    const { offers } = allocated(round({ unfilled: 'order' }))
    assert.deepEqual(at(offers, 'OAK'), ['A1', ...twoOfEach, 'E3'])
  })
  test('to the nearest band, where it says that', () => {
    const { offers } = allocated(round({ unfilled: 'higher first' }))
    assert.deepEqual(at(offers, 'OAK'), ['A1', ...twoOfEach, 'B3'].sort())
  })
  test('to the lowest score of the band above, where it says that', () => {
    const { offers } = allocated(round({ unfilled: 'higher first', by_score: 'score' }))
    assert.deepEqual(at(offers, 'OAK'), ['A1', ...twoOfEach, 'B4'].sort())
  })
  test('of two bands as near, to the one that the school names first', () => {
    const rows = children.filter(([id]) => id !== 'C2' && id !== 'C3' && id !== 'C4').concat([['A2', 950, 0, 'A', 71]])
    assert.ok(at(allocated(round({ unfilled: 'higher first' }, rows)).offers, 'OAK').includes('D3'))
    assert.ok(at(allocated(round({ unfilled: 'lower first' }, rows)).offers, 'OAK').includes('B3'))
  })
  test('a family reads why its band is full, and every explanation is true', () => {
    const { explanations, report } = allocated(round({ unfilled: 'higher first' }))
    assert.equal(
      wordsFor(explanations, 'C3', 'OAK'),
      'Criterion 1 (other). 430 metres. Band C. All 2 places of this band went to children with higher priority; the last was offered under criterion 1 (other) at 420 metres. You are 1st on the waiting list of this band; this can go down as well as up.',
    )
    assert.equal(explanations.find(one => one.child_id === 'C3')?.reason, 'R5')
    assert.deepEqual(report.explanations, { written: 7, untrue: 0 })
    assert.deepEqual(
      report.schools[0]?.shares?.map(one => [one.name, one.own_places, one.offered, one.waiting]),
      [
        ['A', 1, 1, 0],
        ['B', 2, 3, 1],
        ['C', 2, 2, 2],
        ['D', 2, 2, 2],
        ['E', 2, 2, 2],
      ],
    )
  })
  test('a looked-after child comes before the bands where the school says so, and a child without a result after them', () => {
    const rows: Rows = [['L', 5000, 0, '', '', 'yes'], ['N', 1, 0, '', '', ''], ...children.map(row => [...row, ''])]
    const { offers } = allocated(
      aRound({
        places: oak(10),
        wants: allWant(rows),
        children: rows,
        heading: 'child_id,easting,northing,band,score,looked_after',
        school: {
          bands: { fact: 'band', shares: fifths, unfilled: 'order' },
          criteria: [
            { name: 'looked after', when: { looked_after: true }, measure_shown: false, outside_bands: true },
            { name: 'other' },
          ],
        },
      }),
    )
    assert.ok(offers.L === 'OAK' && offers.N === '')
    assert.equal(at(offers, 'OAK').length, 10)
  })
  test('the school’s waiting list counts who waits before the bands as well', () => {
    const rows: Rows = ['L1', 'L2', 'N'].map((id, i) => [id, i, 0, i === 2 ? 'A' : '', '', i === 2 ? '' : 'yes'])
    const { offers, report } = allocated(
      aRound({
        places: oak(1),
        wants: allWant(rows),
        children: rows,
        heading: 'child_id,easting,northing,band,score,looked_after',
        school: {
          bands: { fact: 'band', shares: fifths, unfilled: 'order' },
          criteria: [{ name: 'looked after', when: { looked_after: true }, outside_bands: true }, { name: 'other' }],
        },
      }),
    )
    assert.deepEqual([at(offers, 'OAK'), report.schools[0]?.waiting], [['L1'], 2])
  })
  test('a child whose plan names the school counts in their band where the school says so', () => {
    const rows: Rows = [['N', 1, 0, 'E', 140, 'OAK'], ['A2', 901, 0, 'A', 71, ''], ...children.map(row => [...row, ''])]
    const heading = 'child_id,easting,northing,band,score,named_school'
    const bands = { fact: 'band', shares: fifths, unfilled: 'order', plan_in_band: true }
    const { offers } = allocated(
      aRound({ places: oak(10), wants: allWant(rows.slice(1)), children: rows, heading, school: { bands } }),
    )
    const inBand = at(offers, 'OAK').filter(child => child === 'N' || child.startsWith('E'))
    assert.deepEqual(inBand, ['E1', 'N'])
  })
  test('bands that do not come to 100, a band twice, and a child’s band that is none are told by line', () => {
    const faults = faultsOf(round({ unfilled: 'order', shares: [...fifths, { band: 'A', percent: 5 }] }))
    assert.match(faults.join('\n'), /come to 105 per cent/)
    assert.match(faults.join('\n'), /A band is there twice/)
    const rows = children.map(row => (row[0] === 'C2' ? ['C2', 320, 0, 'F', 'high'] : row))
    assert.deepEqual(
      faultsOf(round({ unfilled: 'order', by_score: 'score' }, rows)).map(fault => fault.replace(/\.[^.]*\.$/, '.')),
      ['children.csv, line 8: “F” is no band of the school OAK.', 'children.csv, line 8: “high” is no score.'],
    )
  })
})

describe('places kept for some children', () => {
  const children: Rows = [
    ['near 1', 10, 0, ''],
    ['near 2', 20, 0, ''],
    ['near 3', 30, 0, ''],
    ['music 1', 100, 0, 'yes'],
    ['music 2', 200, 0, 'yes'],
  ]
  const round = (kept: number, rows = children) =>
    aRound({
      places: oak(3),
      wants: allWant(rows),
      children: rows,
      heading: 'child_id,easting,northing,music',
      school: { reserved: [{ name: 'music', when: { music: true }, places: kept }] },
    })
  test('go to them in the school’s order, and the others in the order of all', () => {
    const { offers, explanations, report } = allocated(round(1))
    assert.deepEqual(at(offers, 'OAK'), ['music 1', 'near 1', 'near 2'])
    assert.match(
      wordsFor(explanations, 'near 3', 'OAK') ?? '',
      /All places not kept for other children went to children with higher priority; the last was offered .* at 20 metres/,
    )
    assert.match(
      wordsFor(explanations, 'music 2', 'OAK') ?? '',
      /open to your child \(music and others\) .* 100 metres/,
    )
    assert.equal(report.explanations.untrue, 0)
  })
  test('go to the others where too few ask', () => {
    const none = children.filter(([id]) => !String(id).startsWith('music'))
    assert.deepEqual(at(allocated(round(2, none)).offers, 'OAK'), ['near 1', 'near 2', 'near 3'])
  })
  test('are no more than the school has', () => {
    assert.match(faultsOf(round(4))[0] ?? '', /4 places are kept, of 3/)
  })
})

describe('F7: two flats in one block, both at 0.512 miles, and one place', () => {
  // 824 metres are 0.512 miles.
  const flats = (seed: string, places = 1) =>
    allocated(
      aRound({
        places: oak(places),
        wants: [
          ['A', 1, 'OAK'],
          ['B', 1, 'OAK'],
        ],
        children: [
          ['A', 824, 0],
          ['B', 824, 0],
        ],
        school: { distance: { from: 'coordinates', unit: 'miles', decimals: 3 } },
        seed,
        supervisor: 'R. Okafor, the council’s auditor',
      }),
    )
  test('are parted by a draw, and the draw is kept: who watched, the seed, and both results', () => {
    const { report, explanations, offers } = flats('14 January')
    const [won, lost] = offers.A === 'OAK' ? ['A', 'B'] : ['B', 'A']
    assert.equal(explanations[0]?.distance, '0.512 miles')
    assert.equal(explanations[0]?.reason, 'R3')
    assert.equal(report.draw?.seed, '14 January')
    assert.equal(report.draw?.supervisor, 'R. Okafor, the council’s auditor')
    assert.deepEqual(report.draw?.decided, [{ school_id: 'OAK', last_offered_child_id: won, next_child_id: lost }])
  })
  test('are parted by a fresh draw, with a seed of its own, when a place is free later: the earlier order says nothing of it', () => {
    const firstOf = (seed: string) => flats(seed).offers.A === 'OAK'
    const days = Array.from({ length: 12 }, (_, day) => firstOf(`${day} March`))
    assert.ok(days.includes(true) && days.includes(false))
  })
})
