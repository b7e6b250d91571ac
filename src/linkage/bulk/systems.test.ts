import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild } from '../children.examples.ts'
import type { Edges } from './edges.ts'
import { recordTable } from './record-table.ts'
import { judgeSystems } from './systems.ts'

/** A table of records of these sources, all in one file, and pairs of them that are surely of one child. */
const judged = (
  sources: readonly number[],
  pairs: readonly (readonly [number, number])[],
  fileOf: readonly number[],
) => {
  const table = recordTable()
  for (const source of sources) table.add(aChild(), source)
  const [a, b] = [Uint32Array.from(pairs, ([one]) => one), Uint32Array.from(pairs, ([, other]) => other)]
  const none = new Uint32Array(pairs.length)
  const edges: Edges = { a, b, bits: new Float64Array(pairs.length).fill(20), vetoes: none, low: none, high: none }
  const { of, keepsOnce } = judgeSystems(table.share(Uint32Array.from(sources.keys()), fileOf), edges)
  return { of: [...of], keepsOnce: [...of].map(system => keepsOnce[system]) }
}

const records = Array.from({ length: 200 }, (_, at) => at)
/** Sixty children, each told by a record of either half. */
const across = records.slice(0, 60).map(at => [at, at + 100] as const)

test('one file’s rows are several systems’ where each child is told once under each value of its source column', () => {
  const halves = records.map(at => (at < 100 ? 0 : 1))
  assert.deepEqual(judged(halves, across, [0, 0]), { of: [0, 1], keepsOnce: [1, 1] })
})

test('a column of that name whose values part nobody’s rows names no systems: where the word came from, say', () => {
  const atRandom = records.map(at => at % 2)
  assert.deepEqual(judged(atRandom, across, [0, 0]), { of: [0, 0], keepsOnce: [0, 0] })
})

test('two files are two systems, and one that tells children twice does not keep a child once', () => {
  const twice = records.slice(0, 10).map(at => [at, at + 20] as const)
  const halves = records.map(at => (at < 100 ? 0 : 1))
  assert.deepEqual(judged(halves, [...across, ...twice], [0, 1]), { of: [0, 1], keepsOnce: [0, 1] })
})
