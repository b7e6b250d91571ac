import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { leastShown } from '../../../kernel/index.ts'
import { type AbsenceCount, type Grouping, safeRow, showAbsence } from './absence-by-school.ts'

type Bands = readonly [number, number, number]
const countOf = (name: string, [less, persistent, severe]: Bands): AbsenceCount => ({
  ...{ name, persistent, severe, pupils: less + persistent + severe },
})
const bandsOf = ({ pupils, persistent, severe }: AbsenceCount): Bands => [
  pupils - persistent - severe,
  persistent,
  severe,
]
const shownOf = (count: AbsenceCount, grouping: Grouping): string => JSON.stringify(safeRow(count, grouping))

/** What is done to a group’s numbers: they change places, or by a few, the nearest first. */
const steps = [0, 1, -1, 2, -2, 3, -3, 4, -4]
const changes: readonly ((bands: Bands) => Bands)[] = [
  ([a, b, c]) => [b, a, c],
  ([a, b, c]) => [c, b, a],
  ([a, b, c]) => [a, c, b],
  ...steps.flatMap(x =>
    steps.flatMap(y =>
      steps.map(
        z =>
          ([a, b, c]: Bands): Bands => [a + x, b + y, c + z],
      ),
    ),
  ),
]

/** A group that shows the same and has another number in this place. */
const another = (count: AbsenceCount, at: number, grouping: Grouping): AbsenceCount | undefined => {
  const [own, shown] = [bandsOf(count), shownOf(count, grouping)]
  for (const change of changes) {
    const bands = change(own)
    const made = countOf('', bands)
    const isOther = bands[at] !== own[at] && bands.every(n => n >= 0) && made.pupils >= leastShown
    if (isOther && shownOf(made, grouping) === shown) return made
  }
  return undefined
}

const number = fc.oneof(fc.nat(8), fc.nat(60))
const table = fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 5 })

test('of 10,000 tables none tells a number that it hides: another table shows the same, line for all included, and has another number there', () => {
  const found = new Map<string, AbsenceCount | undefined>()
  const anotherOf = (count: AbsenceCount, at: number, grouping: Grouping) => {
    const key = JSON.stringify([bandsOf(count), at, grouping])
    if (!found.has(key)) found.set(key, another(count, at, grouping))
    return found.get(key) ?? assert.fail(`${key} is told by its own line`)
  }
  let hidden = 0
  const page = (counts: readonly AbsenceCount[], grouping: Grouping) => {
    const { groups, all } = showAbsence(counts, grouping)
    return JSON.stringify([groups.map(({ name, row }) => [name, row]), all])
  }
  fc.assert(
    fc.property(table, fc.constantFrom<Grouping>('school', 'ward'), (rows, grouping) => {
      const counts = rows.map((row, at) => countOf(`Group ${at}`, row))
      const told = page(counts, grouping)
      for (const at of [0, 1, 2]) {
        const others = counts.flatMap(count => {
          // who is left out for being few may as well not be there
          if (count.pupils < leastShown) return []
          if (safeRow(count, grouping).counts[at] !== undefined) return [count]
          hidden += 1
          return [{ ...anotherOf(count, at, grouping), name: count.name }]
        })
        assert.equal(page(others, grouping), told)
      }
    }),
    { numRuns: 10_000, seed: 20_261_130 },
  )
  assert.ok(hidden > 20_000, `${hidden} numbers were hidden`)
})

test('the line for all is about right: within what is hidden, and the rounding', () => {
  const counts = [countOf('A', [200, 40, 3]), countOf('B', [150, 31, 12]), countOf('C', [90, 22, 4])]
  assert.deepEqual(showAbsence(counts, 'school').all, { counts: [440, 90, 20], total: 550 })
})
