import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aChild, born, nhs, twins, without } from '../children.examples.ts'
import type { Identity } from '../identity.ts'
import { engine, type Share } from './engine.ts'
import { type Linked, linkTable } from './link-table.ts'
import { recordTable } from './record-table.ts'

const link = async (
  identities: readonly Identity[],
  { order = [...identities.keys()], barred = [] as [number, number][] } = {},
): Promise<Linked> => {
  const table = recordTable()
  for (const identity of identities) table.add(identity)
  const shared = table.share(Uint32Array.from(order))
  const one = engine(shared)
  const share: Share = async (method, calls) =>
    calls.map(args => (one[method] as (...given: readonly unknown[]) => unknown)(...args)) as never
  return await linkTable(shared, barred, share, () => {})
}

const togetherIn = ({ labels }: Linked): string[] =>
  [...Map.groupBy(labels.keys(), place => labels[place]).values()].map(places => places.join(' ')).sort()

const amelia = aChild({ nhsNumber: nhs(412345600) })
const zofia = aChild({ forename: 'Zofia', surname: 'Kowalska', birthDate: born(2012, 7, 30), postcode: 'NM9 1AA' })

test('two records of one child are joined and a stranger stays alone', async () => {
  assert.deepEqual(togetherIn(await link([amelia, zofia, { ...amelia, forename: 'Amelia Rose' }])), ['0 2', '1'])
})

test('twins stay two, and each finds its own records', async () => {
  const { jayden, marcus } = twins
  assert.deepEqual(togetherIn(await link([jayden, marcus, jayden, marcus])), ['0 2', '1 3'])
})

test('a barred pair is never joined, not through a third record either, and never asked about', async () => {
  const copy = without(amelia, 'house')
  const linked = await link([amelia, amelia, copy], { barred: [[0, 1]] })
  assert.notEqual(linked.labels[0], linked.labels[1])
  const named = linked.edges.a.map((a, edge) => a * 10 + linked.edges.b[edge]!)
  assert.ok(!named.includes(1))
  for (const edge of linked.cases.keys()) assert.notDeepEqual([linked.edges.a[edge], linked.edges.b[edge]], [0, 1])
})

test('the same records in another order give the same persons and the same questions', async () => {
  const its = [
    ...[amelia, zofia, twins.jayden, twins.marcus, twins.kayden, without(amelia, 'nhsNumber')],
    ...[{ ...zofia, forename: 'Sofia' }, { ...twins.jayden, forename: 'Jaden' }, without(twins.marcus, 'forename')],
  ]
  const first = await link(its)
  const asked = ({ cases, edges }: Linked, order: readonly number[]): string[] =>
    [...cases.keys()].map(edge => [order[edges.a[edge]!]!, order[edges.b[edge]!]!].sort().join(' ')).sort()
  const straight = [...its.keys()]
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(straight, { minLength: its.length }), async order => {
      const other = await link(its, { order })
      const back = togetherIn(other).map(group =>
        group
          .split(' ')
          .map(place => order[Number(place)]!)
          .sort()
          .join(' '),
      )
      assert.deepEqual(back.sort(), togetherIn(first))
      assert.deepEqual(asked(other, order), asked(first, straight))
    }),
    { numRuns: 20 },
  )
})
