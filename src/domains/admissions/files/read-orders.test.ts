import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allocated, aRound, faultsOf, type Rows, wordsFor } from '../testing/index.ts'

const children = ['A', 'B', 'C'].map((id, i) => [id, i + 1, 0])
const wants = [
  ['A', 1, 'OAK'],
  ['B', 1, 'OAK'],
  ['C', 1, 'ELM'],
  ['C', 2, 'OAK'],
]
const places = { OAK: { places: 1, easting: 0 }, ELM: { places: 1, easting: 9 } }
/** OAK ranks for itself, by this order; ELM by distance. */
const ordered = (rows: Rows, more: object = {}) =>
  aRound({
    places,
    wants,
    children,
    schools: { OAK: { own_order: true, distance: undefined, criteria: undefined, ...more } },
    files: { 'orders.csv': ['school_id,child_id,position', ...rows.map(row => row.join(','))].join('\n') },
  })

describe('a school that ranks for itself', () => {
  test('gives its places by its own order, whatever the distances, and says so without a criterion', () => {
    const { offers, explanations, report } = allocated(
      ordered([
        ['OAK', 'B', 2],
        ['OAK', 'C', 1],
        ['OAK', 'A', 3],
      ]),
    )
    assert.deepEqual(offers, { A: '', B: 'OAK', C: 'ELM' })
    const said = explanations.find(one => one.child_id === 'A')
    assert.deepEqual([said?.reason, said?.criterion, said?.position, said?.ranked], ['R0', null, 3, 3])
    assert.equal(
      wordsFor(explanations, 'A', 'OAK'),
      'Your child is 3rd of 3 in the school’s order. The place went to children with higher priority; the last was offered to the child at position 2. You are 1st on the waiting list; this can go down as well as up.',
    )
    assert.deepEqual(report.explanations, { written: 1, untrue: 0 })
    assert.ok(report.input.files.some(one => one.file === 'orders.csv'))
  })

  test('a child without a position is one whom it cannot take', () => {
    const { offers, explanations } = allocated(
      ordered([
        ['OAK', 'B', ''],
        ['OAK', 'C', 2],
        ['OAK', 'A', 1],
      ]),
    )
    assert.deepEqual(offers, { A: 'OAK', B: '', C: 'ELM' })
    assert.match(wordsFor(explanations, 'B', 'OAK') ?? '', /did not rank your child/)
  })

  test('every fault of its order is told by line: unknown, twice, a wrong position, a school that does not, and who is left out', () => {
    assert.deepEqual(
      faultsOf(
        ordered([
          ['OAK', 'A', 1],
          ['OAK', 'A', 2],
          ['OAK', 'Z', 3],
          ['OAK', 'C', 7],
          ['ELM', 'C', 1],
          ['FIR', 'C', 1],
          ['OAK', 'B', 'x'],
        ]),
      ),
      [
        'orders.csv, line 3: The child A is in the order of the school OAK twice. Leave one of the two.',
        'orders.csv, line 4: The child Z is not in this round. Correct the id, or leave the row out.',
        'orders.csv, line 5: The position 7 is not from 1 to 5, the number of children in the order of the school OAK. Number them from 1, each once.',
        'orders.csv, line 6: The school ELM does not rank for itself. Leave its rows out, or say own_order of it.',
        'orders.csv, line 7: The school FIR is not in schools.csv. Correct its id, or add it there.',
        'orders.csv, line 8: “x” is no position. Number the children of a school from 1, each once; nothing: it cannot take the child.',
      ],
    )
    assert.deepEqual(
      faultsOf(
        ordered([
          ['OAK', 'A', 1],
          ['OAK', 'C', 2],
        ]),
      ),
      [
        'preferences.csv, line 3: The child B named the school OAK, whose own order leaves them out. Ask the school for an order with every child who named it; an empty position says that it cannot take the child.',
      ],
    )
  })

  test('a child who did not name it is passed over and counted', () => {
    const { offers, report } = allocated(
      aRound({
        places,
        wants: wants.slice(0, 3),
        children,
        schools: { OAK: { own_order: true } },
        files: { 'orders.csv': 'school_id,child_id,position\nOAK,C,1\nOAK,B,2\nOAK,A,3\n' },
      }),
    )
    assert.deepEqual([offers, report.ranked_not_named], [{ A: '', B: 'OAK', C: 'ELM' }, 1])
  })

  test('a child whose plan names another school asks for nothing here, though its order lists them', () => {
    const { offers, report } = allocated(
      aRound({
        places,
        wants,
        children: children.map(([id = '', ...at]) => [id, ...at, id === 'A' ? 'ELM' : '']),
        heading: 'child_id,easting,northing,named_school',
        schools: { OAK: { own_order: true } },
        files: { 'orders.csv': 'school_id,child_id,position\nOAK,A,1\nOAK,B,2\nOAK,C,3\n' },
      }),
    )
    assert.deepEqual(offers, { A: 'ELM', B: 'OAK', C: '' })
    assert.deepEqual([report.explanations.untrue, report.offer_and_release.worse_here], [0, 0])
  })

  test('neither its order nor a standard or bands may be told twice', () => {
    assert.match(
      faultsOf(ordered([], { requires: { passed: true } })).join('\n'),
      /ranks for itself has bands, kept places or a standard/,
    )
  })
})
