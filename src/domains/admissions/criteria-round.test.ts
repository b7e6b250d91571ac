import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { partsOf } from './report.ts'
import { allocated, aRound, f6, faultsOf, folderOf, oak, type Rows, sha, wordsFor } from './testing/index.ts'

const read = (file: string): string => readFileSync(join(f6, file), 'utf8')
const smallTown = Object.fromEntries(
  ['schools.csv', 'preferences.csv', 'children.csv', 'distances.csv', 'criteria.json'].map(file => [file, read(file)]),
)

describe('a round ranked by criteria', () => {
  test('goes by the straight line at the published precision: who is equal there is equal, and lots are drawn', () => {
    const town = (seed: string) =>
      aRound({
        places: oak(1),
        wants: [
          ['A', 1, 'OAK'],
          ['B', 1, 'OAK'],
          ['C', 1, 'OAK'],
        ],
        children: [
          ['A', 30.2, 40],
          ['B', 30, 40.1],
          ['C', 300, 400],
        ],
        seed,
      })
    const winners = new Set(
      ['seed 1', 'seed 2', 'seed 3', 'seed 4', 'seed 5', 'seed 6'].map(
        seed => allocated(town(seed)).offers.A === 'OAK',
      ),
    )
    assert.deepEqual([...winners].sort(), [false, true])
    const { offers, explanations } = allocated(town('seed 1'))
    const loser = offers.A === 'OAK' ? 'B' : 'A'
    assert.equal(explanations.find(one => one.child_id === loser)?.reason, 'R3')
    assert.equal(explanations.find(one => one.child_id === 'C')?.reason, 'R2')
    assert.deepEqual(allocated(town('seed 1')).offers, offers)
  })

  test('does not say how far a child lives whose address is protected, and not where the last place went by care', () => {
    const children: Rows = [
      ['A', 30, 40, 'yes', ''],
      ['B', 300, 400, '', ''],
    ]
    const wants: Rows = [
      ['A', 1, 'OAK'],
      ['B', 1, 'OAK'],
    ]
    const heading = 'child_id,easting,northing,address_protected,looked_after'
    const hidden = allocated(aRound({ places: oak(1), wants, children, heading }))
    assert.match(wordsFor(hidden.explanations, 'B', 'OAK') ?? '', /offered under criterion 1 \(other\)\. You are/)
    assert.equal(hidden.report.schools[0]?.last_distance, null)
    for (const away of [30, 300]) {
      const both = ['A', 'B'].map(id => [id, id === 'A' ? 30 : away, 40, id === 'A' ? '' : 'yes', ''])
      const { report, explanations, read } = allocated(aRound({ places: oak(1), wants, children: both, heading }))
      assert.deepEqual([report.explanations.untrue, explanations.map(one => one.reason)], [0, ['R0']])
      assert.doesNotMatch(read('explanations.jsonl'), /metre/)
    }
    const school = {
      criteria: [{ name: 'looked after', when: { looked_after: true }, measure_shown: false }, { name: 'other' }],
    }
    const inCare: Rows = [
      ['A', 3000, 4000, '', 'yes'],
      ['B', 30, 40, '', ''],
    ]
    const cared = allocated(aRound({ places: oak(1), wants, children: inCare, heading, school }))
    assert.equal(cared.offers.A, 'OAK')
    assert.doesNotMatch(wordsFor(cared.explanations, 'B', 'OAK') ?? '', /5,?000/)
  })

  test('ranks nobody who lacks what the school asks of every child', () => {
    const school = { requires: { test: 'passed' } }
    const heading = 'child_id,easting,northing,test'
    const { offers, explanations } = allocated(
      aRound({
        places: oak(2),
        wants: [
          ['A', 1, 'OAK'],
          ['B', 1, 'OAK'],
        ],
        children: [
          ['A', 0, 1, 'passed'],
          ['B', 0, 2, ''],
        ],
        heading,
        school,
      }),
    )
    assert.deepEqual(offers, { A: 'OAK', B: '' })
    assert.equal(explanations[0]?.reason, 'R4')
  })

  test('admits every child whose plan names the school, even beyond its places, and asks for them nowhere else', () => {
    const heading = 'child_id,easting,northing,named_school'
    const { offers, report } = allocated(
      aRound({
        places: oak(1),
        wants: ['A', 'N'].map(child => [child, 1, 'OAK']),
        children: [
          ['A', 0, 1, ''],
          ['N', 0, 900, 'OAK'],
          ['M', 0, 800, 'OAK'],
        ],
        heading,
      }),
    )
    assert.deepEqual(offers, { A: '', M: 'OAK', N: 'OAK' })
    assert.equal(report.offers.by_plan, 2)
    assert.deepEqual(partsOf(report), { byRank: [[1, 1]], planBeside: 1, secondPass: 0, unplaced: 1 })
  })

  const twins = (places: number, groups: readonly string[], clause: boolean, extra: Rows = []) =>
    allocated(
      aRound({
        places: { ...oak(places), ELM: { places: 9, easting: 90_000 } },
        wants: groups
          .flatMap(
            (_, i) =>
              [
                [`C${i}`, 1, 'OAK'],
                [`C${i}`, 2, 'ELM'],
              ] as const,
          )
          .concat(extra as never),
        children: groups.map((group, i) => [`C${i}`, 10 + i, 0, group]),
        heading: 'child_id,easting,northing,birth_group',
        school: { twin_clause: clause },
      }),
    )
  const atOak = (offers: Readonly<Record<string, string | undefined>>) =>
    Object.keys(offers).filter(c => offers[c] === 'OAK')

  test('with a twin clause takes the other twin beyond its places, and nobody who stood behind; without, not', () => {
    const groups = ['', '', 't', 't', '']
    assert.deepEqual(atOak(twins(3, groups, true).offers), ['C0', 'C1', 'C2', 'C3'])
    assert.equal(twins(3, groups, true).report.offers.supernumerary, 1)
    assert.deepEqual(atOak(twins(3, groups, false).offers), ['C0', 'C1', 'C2'])
  })
  test('takes all three of triplets where the first two have the last places', () => {
    assert.deepEqual(atOak(twins(2, ['t', 't', 't', ''], true).offers), ['C0', 'C1', 'C2'])
  })
  test('never takes a twin beyond its places over a child who stands before them', () => {
    assert.deepEqual(atOak(twins(2, ['', 't', '', 't'], true).offers), ['C0', 'C1'])
  })

  test('F8: offers children without a place the nearest that is left, all at once and in whatever order they stand', () => {
    const places = {
      FULL: { places: 0, easting: 0 },
      ELD: { places: 1, easting: 0 },
      FIR: { places: 2, easting: 4_300 },
    }
    const children: Rows = [
      ['P04', 1_900, 0],
      ['P13', 1_100, 0],
    ]
    const wants: Rows = [
      ['P04', 1, 'FULL'],
      ['P13', 1, 'FULL'],
    ]
    for (const order of [children, children.toReversed()]) {
      const { offers, report } = allocated(aRound({ places, wants, children: order, second_pass: true }))
      assert.deepEqual(offers, { P04: 'FIR', P13: 'ELD' })
      assert.equal(report.offers.second_pass, 2)
    }
  })
  test('leaves a child of another council without a place to that council', () => {
    const places = { FULL: { places: 0, easting: 0 }, ELD: { places: 1, easting: 0 } }
    const { offers } = allocated(
      aRound({
        places,
        wants: [['P', 1, 'FULL']],
        children: [['P', 5, 0, 'no']],
        heading: 'child_id,easting,northing,resident',
        second_pass: true,
      }),
    )
    assert.deepEqual(offers, { P: '' })
  })

  test('P9: in any such round, every explanation is true when it is counted anew', () => {
    const child = fc.record({
      easting: fc.integer({ min: 0, max: 9 }),
      wants: fc.shuffledSubarray(['OAK', 'ELM', 'ASH']),
      group: fc.constantFrom('', 't'),
    })
    fc.assert(
      fc.property(
        fc.array(child, { minLength: 1, maxLength: 12 }),
        fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)),
        (all, [a, b, c]) => {
          const { report, explanations } = allocated(
            aRound({
              places: {
                OAK: { places: a, easting: 0 },
                ELM: { places: b, easting: 4 },
                ASH: { places: c, easting: 9 },
              },
              wants: all.flatMap(({ wants }, i) => wants.map((school, rank) => [`C${i}`, rank + 1, school])),
              children: all.map(({ easting, group }, i) => [`C${i}`, easting, 0, group]),
              heading: 'child_id,easting,northing,birth_group',
              school: { twin_clause: true },
            }),
          )
          assert.deepEqual(report.explanations, { written: explanations.length, untrue: 0 })
          assert.equal(report.offer_and_release.worse_here, 0)
        },
      ),
      { numRuns: Number(process.env.ADMISSIONS_ROUNDS ?? 500) / 10 },
    )
  })

  test('P5: comes to the same offers and explanations, whatever the order of the rows in its files', () => {
    const shuffled = (text: string, seed: number): string => {
      const [heading = '', ...rows] = text.trimEnd().split('\n')
      return [heading, ...rows.toSorted((a, b) => (sha(`${seed}${a}`) < sha(`${seed}${b}`) ? -1 : 1)), ''].join('\n')
    }
    const first = allocated(f6)
    for (const seed of [1, 2, 3, 4, 5]) {
      const files = Object.entries(smallTown).map(([name, text]) => [
        name,
        name.endsWith('.csv') ? shuffled(text, seed) : text,
      ])
      const again = allocated(folderOf(Object.fromEntries(files)))
      for (const file of ['offers.csv', 'explanations.jsonl']) assert.equal(again.read(file), first.read(file))
    }
  })

  test('whose seed is not the one that was committed to is refused', () => {
    const criteria = { ...JSON.parse(smallTown['criteria.json'] ?? ''), commitment: sha('another') }
    assert.match(
      faultsOf(folderOf({ ...smallTown, 'criteria.json': JSON.stringify(criteria) }))[0] ?? '',
      /criteria\.json, line 1: The commitment is not the SHA-256 of the seed/,
    )
  })
  test('with faults in its facts is refused with all of them', () => {
    const children = `${smallTown['children.csv']?.replace('P14,,,BIR,,\n', '').replace('E01,ASH', 'E01,ELM')}P03,,,,,\n`
    const distances = smallTown['distances.csv']?.replace('0.52', 'far') ?? ''
    assert.deepEqual(
      faultsOf(folderOf({ ...smallTown, 'children.csv': children, 'distances.csv': distances })).map(fault =>
        fault.replace(/\.[^.]*\.$/, '.'),
      ),
      [
        'children.csv, line 2: The named school ELM is not in schools.csv.',
        'children.csv, line 15: The child P03 is there twice (also on line 4).',
        'distances.csv, line 10: “far” is no distance.',
        'preferences.csv, line 27: The child P14 is not in children.csv.',
      ],
    )
  })
  test('tells faults of criteria.json by their line: no JSON, a school twice, a setting that is none, no coordinates', () => {
    const criteria = smallTown['criteria.json'] ?? ''
    const faults = (text: string) => faultsOf(folderOf({ ...smallTown, 'criteria.json': text }))
    assert.match(
      faults(criteria.replace('"BIR": {', '"BIR": {,')).join(),
      /^criteria\.json, line 43: The file is not valid JSON/,
    )
    assert.match(faults(criteria.replace('"CED": {', '"BIR": {')).join(), /line 81: \/schools\/BIR is there twice/)
    assert.match(faults(criteria.replace('"decimals": 2', '"decimals": 9')).join(), /line 9: .*decimals: must be <= 6/)
    assert.match(
      faults(criteria.replace('distances.csv', 'coordinates')).join(),
      /line 6: The school measures from coordinates and has none/,
    )
    assert.match(faults('['.repeat(9_000) + ']'.repeat(9_000)).join(), /line 1: The file is nested too deep/)
  })
  test('does not take a cell that says neither yes nor no for a no', () => {
    const children = smallTown['children.csv']?.replace('L02,,yes', 'L02,,perhaps') ?? ''
    assert.match(
      faultsOf(folderOf({ ...smallTown, 'children.csv': children })).join(),
      /^children\.csv, line 3: “perhaps” in looked_after is neither yes nor no/,
    )
  })
  test('without children.csv says that, and not of each child what follows from it', () => {
    const { 'children.csv': _, ...without } = smallTown
    const measured = without['criteria.json']?.replaceAll('distances.csv', 'coordinates')
    const placed =
      measured?.replaceAll('"decimals": 2\n      },', '"decimals": 2\n      },\n "easting": 1, "northing": 1,') ?? ''
    assert.deepEqual(
      faultsOf(folderOf({ ...without, 'criteria.json': placed })).map(fault => fault.split(':')[0]),
      ['children.csv, line 1'],
    )
  })
  test('that asks for a fact that is in no column, or for a distance that nobody knows, says so', () => {
    const criteria = smallTown['criteria.json']?.replaceAll('"faith": true', '"church": true') ?? ''
    assert.match(
      faultsOf(folderOf({ ...smallTown, 'criteria.json': criteria })).join('\n'),
      /asks for church, which is no column/,
    )
    const distances = smallTown['distances.csv']?.replace('P13,ASH,1.05\n', '') ?? ''
    assert.match(
      faultsOf(folderOf({ ...smallTown, 'distances.csv': distances })).join('\n'),
      /line 26: The distance of the child P13 from the school ASH is not known/,
    )
  })
})
