import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aChild, born, nhs, twins, upn, without } from './children.examples.ts'
import { type Clustering, type Constraints, cluster, type Edge } from './cluster.ts'
import type { Identity } from './identity.ts'
import { score } from './score.ts'
import { standardise } from './standard.ts'

/** Clusters a small world of named records, every pair compared. */
const clustered = (world: Readonly<Record<string, Identity>>, constraints: Constraints = {}): Clustering => {
  const ids = Object.keys(world)
  const standards = new Map(ids.map(id => [id, standardise(world[id] ?? {})]))
  const compare = (a: string, b: string) =>
    score(standards.get(a) ?? standardise({}), standards.get(b) ?? standardise({}))
  const edges = ids.flatMap((a, at) => ids.slice(at + 1).map((b): Edge => ({ a, b, score: compare(a, b) })))
  return cluster(ids, edges, { scoreOf: compare, ...constraints })
}

const cases = ({ clusters, reviews }: Clustering): string[] =>
  reviews.map(({ groups: [x, y], reason }) => `${clusters[x]?.join('+')} ? ${clusters[y]?.join('+')}: ${reason}`)

test('the records of one child from three services become one group', () => {
  const child = aChild({ nhsNumber: nhs(410000001), upn: upn(11) })
  const found = clustered({
    school: without(child, 'nhsNumber'),
    health: without(child, 'upn'),
    care: { ...without(child, 'upn', 'nhsNumber'), forename: 'Millie' },
  })
  assert.deepEqual(found.clusters, [['care', 'health', 'school']])
  assert.deepEqual(found.reviews, [])
})

test('twins stay two children, though one record carries the other twin’s NHS number', () => {
  const { jayden, kayden } = twins
  const wrong = { ...without(kayden, 'upn'), nhsNumber: jayden.nhsNumber ?? '' }
  const found = clustered({
    j1: jayden,
    j2: without(jayden, 'upn'),
    k1: kayden,
    k2: without(kayden, 'nhsNumber'),
    k3: wrong,
  })
  for (const members of found.clusters) assert.equal(new Set(members.map(id => id[0])).size, 1, members.join(' '))
  assert.ok(found.reviews.length > 0)
})

test('a record that fits two children of one birth goes to people for both, and to neither by the machine', () => {
  const initial = { ...without(twins.jayden, 'nhsNumber', 'upn'), forename: 'Unknown' }
  const found = clustered({ j: twins.jayden, m: twins.marcus, x: initial })
  assert.deepEqual(found.clusters, [['j'], ['m'], ['x']])
  assert.deepEqual(cases(found).sort(), ['j ? x: unnamed', 'm ? x: unnamed'])
})

test('two rivals nearly as likely, who cannot be one child, both go to people', () => {
  const name = { forename: 'Ibrahim', surname: 'Featherstone', birthDate: born(2012, 2, 2), sex: 'M' as const }
  const found = clustered({
    one: { ...name, postcode: 'NM4 2QT', house: '1', nhsNumber: nhs(420000001) },
    two: { ...name, postcode: 'NM4 2QT', house: '1', nhsNumber: nhs(430000001) },
    new: { ...name, postcode: 'NM4 2QT', house: '1' },
  })
  assert.deepEqual(found.clusters, [['new'], ['one'], ['two']])
  assert.ok(cases(found).includes('new ? one: rivals') && cases(found).includes('new ? two: rivals'))
})

test('an adopted child’s two identities are never proposed, not even through a third record', () => {
  const before = aChild({ nhsNumber: nhs(440000001), upn: upn(21) })
  const after = aChild({
    surname: 'Marsh',
    postcode: 'NM9 1AA',
    house: '3',
    street: 'Quay',
    nhsNumber: nhs(450000001),
    upn: upn(22),
  })
  const plain = clustered({ before, after })
  assert.deepEqual([plain.clusters.length, plain.reviews.length], [2, 0])
  const copy = { ...before, otherSurnames: ['Marsh'] }
  const bar = { barred: (a: string, b: string) => a[0] !== b[0] && a !== 'x' && b !== 'x' }
  const found = clustered({ a1: before, b1: { ...copy, nhsNumber: nhs(440000001) }, x: copy }, bar)
  assert.ok(found.clusters.every(members => !(members.includes('a1') && members.includes('b1'))))
  for (const { groups, edge } of found.reviews) {
    const members = groups.flatMap(place => found.clusters[place] ?? [])
    assert.ok(!(members.includes('a1') && members.includes('b1')), `${edge.a} ${edge.b}`)
  }
})

test('a barred pair leaves no trace: not in groups, not in cases, not even when people said "the same"', () => {
  const child = aChild({ nhsNumber: nhs(460000001) })
  const found = clustered({ a: child, b: child }, { barred: () => true, together: [['a', 'b']] })
  assert.deepEqual(found, { clusters: [['a'], ['b']], reviews: [], large: [] })
})

test('"not the same" is remembered and never asked again; "the same" joins what a rule would part', () => {
  const child = aChild({ nhsNumber: nhs(470000001) })
  const apart = clustered({ a: child, b: child }, { apart: [['b', 'a']] })
  assert.deepEqual([apart.clusters, apart.reviews], [[['a'], ['b']], []])
  const other = aChild({ nhsNumber: nhs(480000001) })
  assert.deepEqual(cases(clustered({ a: child, b: other })), ['a ? b: nhs-differs'])
  const joined = clustered({ a: child, b: other }, { together: [['a', 'b']] })
  assert.deepEqual([joined.clusters, joined.reviews], [[['a', 'b']], []])
})

test('there is one case for two groups, however many of their records are alike', () => {
  const [one, other] = [nhs(510000001), nhs(520000001)]
  const world = {
    a1: aChild({ nhsNumber: one }),
    a2: aChild({ nhsNumber: one }),
    b1: aChild({ nhsNumber: other }),
    b2: aChild({ nhsNumber: other }),
  }
  const found = clustered(world)
  assert.deepEqual(found.clusters, [
    ['a1', 'a2'],
    ['b1', 'b2'],
  ])
  assert.equal(found.reviews.length, 1)
})

const pool: readonly Identity[] = [
  aChild({ nhsNumber: nhs(530000001), upn: upn(31) }),
  aChild({ upn: upn(31) }),
  aChild({ birthDate: born(2014, 9, 3), nhsNumber: nhs(530000001) }),
  aChild({ forename: 'Grace' }),
  aChild({ forename: 'Millie', surname: 'Hartley-Bow' }),
  without(aChild(), 'house', 'street', 'postcode'),
  aChild({ forename: 'Baby' }),
  aChild({ forename: 'Baby', nhsNumber: nhs(540000001) }),
  aChild({ nhsNumber: nhs(540000001) }),
  twins.jayden,
  twins.kayden,
  twins.marcus,
  { ...without(twins.kayden, 'upn'), nhsNumber: twins.jayden.nhsNumber ?? '' },
  without(twins.jayden, 'nhsNumber', 'upn'),
]

test('the order in which records and comparisons come changes neither groups nor cases', () => {
  const worlds = fc.array(fc.constantFrom(...pool), { minLength: 2, maxLength: 14 })
  const shuffled = worlds.chain(world => {
    const ids = world.map((_, at) => `r${String(at).padStart(2, '0')}`)
    const order = fc.shuffledSubarray(ids, { minLength: ids.length, maxLength: ids.length })
    return fc.tuple(fc.constant(Object.fromEntries(ids.map((id, at) => [id, world[at] ?? {}]))), order)
  })
  fc.assert(
    fc.property(shuffled, ([world, order]) => {
      const again = Object.fromEntries(order.map(id => [id, world[id] ?? {}]))
      assert.deepEqual(clustered(again), clustered(world))
    }),
    { numRuns: 150 },
  )
})

test('no group ever holds two records that a barrier or people keep apart', () => {
  const pairs = fc.array(
    fc.tuple(fc.nat(7), fc.nat(7)).filter(([x, y]) => x !== y),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pool), { minLength: 8, maxLength: 8 }),
      pairs,
      pairs,
      (world, barredAt, apartAt) => {
        const named = (list: typeof barredAt) => list.map(([x, y]) => [`r${x}`, `r${y}`] as [string, string])
        const [barredPairs, apart] = [named(barredAt), named(apartAt)]
        const isIn = (list: typeof apart, x: string, y: string) =>
          list.some(([p, q]) => (p === x && q === y) || (p === y && q === x))
        const barred = (x: string, y: string) => isIn(barredPairs, x, y)
        const found = clustered(Object.fromEntries(world.map((one, at) => [`r${at}`, one])), { barred, apart })
        for (const members of found.clusters) {
          for (const x of members) for (const y of members) assert.ok(!barred(x, y) && !isIn(apart, x, y))
        }
        for (const { groups } of found.reviews) {
          const [p, q] = [found.clusters[groups[0]] ?? [], found.clusters[groups[1]] ?? []]
          for (const x of p) for (const y of q) assert.ok(!barred(x, y) && !isIn(apart, x, y))
        }
        assert.equal(found.clusters.flat().length, 8)
      },
    ),
    { numRuns: 150 },
  )
})

test('cousins of one name two doors apart, whom one system tells both, are never one child through a third record', () => {
  const cousin = {
    forename: 'Pelaji',
    surname: 'Featherstone',
    birthDate: born(2015, 5, 27),
    street: 'Mill Lane',
    postcode: 'NM4 2QT',
  }
  const found = clustered(
    {
      s1: { ...cousin, house: '38', middle: 'Kit', phones: ['07700 900001'] },
      s2: { ...cousin, house: '40', middle: 'Noah', phones: ['07700 900002'] },
      h1: { ...cousin, house: '38' },
      h2: { ...cousin, house: '40', middle: 'Noah' },
    },
    { oneSource: (a, b) => a[0] === b[0], toldOnce: (a, b) => a[0] === b[0] },
  )
  assert.deepEqual(found.clusters, [
    ['h1', 's1'],
    ['h2', 's2'],
  ])
})

test('a number in common does not join two records of one system that differ in surname, home and parents', () => {
  const before = {
    forename: 'Saanvi',
    birthDate: born(2013, 8, 7),
    upn: upn(31),
    surname: 'Featherstone',
    house: '91',
    street: 'Mill Lane',
    postcode: 'NM4 2QT',
  }
  const after = { ...before, surname: 'Begum', house: '112', street: 'Quay Street', postcode: 'NM9 1AA' }
  const world = {
    s1: before,
    s2: after,
    c1: { ...before, parents: ['Ruth Featherstone'] },
    c2: { ...after, parents: ['Hafsa Begum'] },
  }
  const oneSystem = (a: string, b: string) => a[0] === b[0]
  assert.deepEqual(clustered(world, { oneSource: oneSystem, toldOnce: oneSystem }).clusters, [
    ['c1', 's1'],
    ['c2', 's2'],
  ])
})

test('Rosemary and Rosie of one birthday and home are two sisters where one system tells both, else one child', () => {
  const child = {
    surname: 'Featherstone',
    birthDate: born(2013, 7, 13),
    house: '12',
    street: 'Mill Lane',
    postcode: 'NM4 2QT',
  }
  const world = { s1: { ...child, forename: 'Rosemary' }, s2: { ...child, forename: 'Rosie' } }
  assert.deepEqual(clustered(world, { oneSource: () => false, toldOnce: () => false }).clusters, [['s1', 's2']])
  assert.deepEqual(clustered(world, { oneSource: () => true, toldOnce: () => true }).clusters, [['s1'], ['s2']])
})

test('a twin whose name the school wrote wrongly is not joined to the other twin by the other’s health record', () => {
  const born2022 = {
    surname: 'Featherstone',
    birthDate: born(2022, 9, 15),
    house: '13',
    street: 'Mill Lane',
    postcode: 'NM4 2QT',
    phones: ['07700 900001'],
  }
  const world = {
    s1: { ...born2022, forename: 'Zahra' },
    s2: { ...born2022, forename: 'Zaraa', middle: 'Kit' },
    h1: { ...born2022, forename: 'Zahra', nhsNumber: nhs(410000001) },
  }
  const oneSystem = (a: string, b: string) => a[0] === b[0]
  assert.deepEqual(clustered(world, { oneSource: oneSystem, toldOnce: oneSystem }).clusters, [['h1', 's1'], ['s2']])
})
