import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decideVersion, type KnownVersion } from './versions.ts'

type Row = { asOf: number; hash: string }

/** Keeps what decideVersion says, as the database does. */
const keep = (known: KnownVersion[], { asOf, hash }: Row, listedAt?: number): KnownVersion[] => {
  const decision = decideVersion(known, listedAt, { asOf, hash, gone: false })
  if (decision.outcome === 'unchanged')
    return known.map(v => (v === decision.confirms ? { ...v, confirmedAt: asOf } : v))
  const current = decision.outcome === 'current'
  const before = current ? known.map(v => ({ ...v, current: false })) : known
  return [
    ...before,
    {
      id: decision.version,
      version: decision.version,
      asOf,
      confirmedAt: asOf,
      hash,
      gone: false,
      current,
      undone: false,
    },
  ]
}
const shown = (known: readonly KnownVersion[]) => known.find(v => v.current)?.hash

test('A, B, A is three versions, and A, A is one', () => {
  const rows = ['A', 'B', 'A', 'A'].map((hash, i) => ({ asOf: i, hash }))
  assert.deepEqual(
    rows.reduce<KnownVersion[]>((known, row) => keep(known, row), []).map(v => v.hash),
    ['A', 'B', 'A'],
  )
})

test('whatever order files come in, the record shows what the source said last', () => {
  const rows = fc.uniqueArray(
    fc.record({ asOf: fc.integer({ min: 0, max: 9 }), hash: fc.constantFrom('A', 'B', 'C') }),
    { minLength: 1, selector: r => r.asOf },
  )
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (files, order) => {
      const last = files.reduce((a, b) => (b.asOf > a.asOf ? b : a))
      const shuffled = files
        .map(file => ({ file, place: order.next().value as number }))
        .sort((a, b) => a.place - b.place)
        .map(x => x.file)
      assert.equal(shown(shuffled.reduce<KnownVersion[]>((known, row) => keep(known, row), [])), last.hash)
    }),
  )
})

test('any file again changes nothing, once all have come', () => {
  const rows = fc.uniqueArray(fc.record({ asOf: fc.integer({ min: 0, max: 9 }), hash: fc.constantFrom('A', 'B') }), {
    minLength: 1,
    selector: r => r.asOf,
  })
  fc.assert(
    fc.property(rows, files => {
      const known = files.reduce<KnownVersion[]>((all, row) => keep(all, row), [])
      const again = files.reduce<KnownVersion[]>((all, row) => keep(all, row), known)
      assert.equal(shown(again), shown(known))
    }),
  )
})

test('what a whole list confirmed is not overtaken by a row from before it', () => {
  const january = keep([], { asOf: 1, hash: 'A' })
  assert.equal(shown(keep(january, { asOf: 2, hash: 'B' }, 3)), 'A')
  assert.equal(shown(keep(january, { asOf: 3, hash: 'B' }, 3)), 'B', 'a corrected list of the same day is believed')
})

test('a row that a later whole list did not have is gone from the start', () => {
  assert.deepEqual(decideVersion([], 5, { asOf: 2, hash: 'A', gone: false }), {
    outcome: 'history',
    version: 1,
    goneAt: 5,
  })
})

test('an undone version counts for nothing but its number', () => {
  const undone: KnownVersion = {
    id: 1,
    version: 1,
    asOf: 9,
    confirmedAt: 9,
    hash: 'A',
    gone: false,
    current: false,
    undone: true,
  }
  assert.deepEqual(decideVersion([undone], undefined, { asOf: 1, hash: 'A', gone: false }), {
    outcome: 'current',
    version: 2,
    replaces: undefined,
  })
})

test('a file that says one key twice says nothing new the second time it comes, and A after B in a later file is still seen', () => {
  const at = (hash: string, version: number, run: number, current: boolean): KnownVersion => ({
    id: version,
    version,
    asOf: 5,
    confirmedAt: 5,
    hash,
    gone: false,
    current,
    undone: false,
    run,
  })
  const outcomeOf = (known: KnownVersion[], hash: string) =>
    decideVersion(known, undefined, { asOf: 5, hash, gone: false }).outcome
  const twice = [at('A', 1, 1, false), at('B', 2, 1, true)]
  assert.deepEqual([outcomeOf(twice, 'A'), outcomeOf(twice, 'B')], ['unchanged', 'unchanged'])
  assert.equal(outcomeOf(twice, 'C'), 'current')
  assert.equal(outcomeOf([at('A', 1, 1, false), at('B', 2, 2, true)], 'A'), 'current')
})
