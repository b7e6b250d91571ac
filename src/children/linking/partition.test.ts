import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defaultModel, engine, type Identity, mostRecords, recordTable, scorer } from '../../linkage/index.ts'
import { compareRecords, matters } from './compare-records.ts'
import { partition } from './partition.ts'
import { smallWorld, writtenTwins } from './small-world.examples.ts'
import { type SourceRecord, sourceRecord } from './source-record.ts'

/** What two or three systems tell, in an order that both roads know records by, and which of the systems keep a child once. */
type World = {
  readonly told: readonly { readonly system: number; readonly identity: Identity }[]
  readonly keepsOnce: readonly boolean[]
}

const [zahra, zaraa, healthOfZahra] = writtenTwins.map(one => one.identity) as [Identity, Identity, Identity]
const ali = { ...zahra, forename: 'Mohammed', birthDate: smallWorld[0]!.identity.birthDate! }
const pool: readonly Identity[] = [
  ...[
    zahra,
    zaraa,
    healthOfZahra,
    { ...zahra, forename: 'Zara' },
    { ...zahra, forename: 'Zahraa', surname: 'Fetherstone' },
  ],
  // Sisters, brothers and a namesake that one system tells beside each other.
  ...[
    { ...zahra, forename: 'Rosemary' },
    { ...zahra, forename: 'Rosie' },
    { ...zaraa, house: '15', phones: ['07700 900002'] },
  ],
  ...[ali, { ...ali, forename: 'Mohammed Yusuf' }, { ...ali, middle: 'Yusuf' }],
  // One number, and two lives.
  { ...healthOfZahra, surname: 'Begum', house: '112', street: 'Quay Street', postcode: 'NM9 1AA', phones: [] },
  ...smallWorld.slice(0, 7).map(one => one.identity),
]
const worlds: fc.Arbitrary<World> = fc.record({
  told: fc
    .array(fc.record({ system: fc.nat(2), identity: fc.constantFrom(...pool) }), { minLength: 2, maxLength: 9 })
    // Ties go by a record's name: by source and key on one road, by place on the other.
    .map(told => told.toSorted((x, y) => x.system - y.system)),
  keepsOnce: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
})

/** Who is with whom, and which of them people are asked about and why. */
type Cut = { readonly parts: readonly string[]; readonly asked: readonly string[] }
const cutOf = (parts: readonly (readonly number[])[], asked: readonly (readonly [number, number, string])[]): Cut => ({
  parts: parts.map(part => part.toSorted().join(' ')).sort(),
  asked: asked.map(([a, b, reason]) => `${Math.min(a, b)} ${Math.max(a, b)} ${reason}`).sort(),
})

const score = scorer()
const online = ({ told, keepsOnce }: World): Cut => {
  const records = told.map(
    ({ system, identity }, id): SourceRecord =>
      sourceRecord({ id, source_id: `s${system}`, key: String(id), person_id: id, adult: false, identity }),
  )
  const edges = records.flatMap((a, at) =>
    records.slice(at + 1).flatMap(b => {
      const found = compareRecords(a, b, score)
      return found && matters(found) ? [{ a: a.id, b: b.id, score: found }] : []
    }),
  )
  const none = { same: [], different: [], pinned: new Set<number>(), guarded: new Set<number>(), barred: () => false }
  const once = new Map(keepsOnce.flatMap((does, system) => (does ? [[`s${system}`, 'source'] as const] : [])))
  const { parts, questions } = partition({ ...none, records, edges, keepsOnce: once }, score)
  return cutOf(
    parts.map(part => part.map(r => r.id)),
    questions.map(q => [q.a.id, q.b.id, q.reason]),
  )
}

const inBulk = ({ told, keepsOnce }: World): Cut => {
  const table = recordTable()
  for (const { system, identity } of told) table.add(identity, system)
  const places = Uint32Array.from(told.keys())
  const one = engine(table.share(places, [0, 1, 2]))
  const pairs = told.flatMap((_, a) => told.slice(a + 1).map((__, at) => a * mostRecords + a + 1 + at))
  const { edges } = one.score(Float64Array.from(pairs), defaultModel, [])
  const whole = {
    records: places,
    recordEnds: Uint32Array.of(told.length),
    edges: Uint32Array.from(edges.a.keys()),
    edgeEnds: Uint32Array.of(edges.a.length),
  }
  const systems = { of: Uint32Array.of(0, 1, 2), keepsOnce: Uint8Array.from(keepsOnce, Number) }
  const { labels, cases, reasons } = one.cluster(whole, edges, defaultModel, [], systems)
  return cutOf(
    [...Map.groupBy(places, place => labels[place]!).values()],
    Array.from(cases, (edge, at) => [edges.a[edge]!, edges.b[edge]!, reasons[at]!] as const),
  )
}

test('records that arrive and a whole file are cut into the same children, with the same questions, whichever systems keep a child once', () => {
  fc.assert(
    fc.property(worlds, world => assert.deepEqual(online(world), inBulk(world))),
    { numRuns: 150 },
  )
})

test('a parent whom one school tells with each of two children is one, though it keeps a child once', () => {
  const donna = { forename: 'Donna', surname: 'Hearne', phones: ['07700 900123'], emails: ['donna@example.org'] }
  const records = [
    donna,
    { ...donna, emails: [], house: '1', postcode: 'NM1 1AA' },
    { ...donna, phones: [], house: '2', postcode: 'NM2 2BB' },
  ].map((identity, id) =>
    sourceRecord({ id, source_id: 's', key: `child ${id} mother`, person_id: id, adult: true, identity }),
  )
  const edges = [
    [0, 1],
    [0, 2],
  ].map(([a, b]) => ({ a: a!, b: b!, score: compareRecords(records[a!]!, records[b!]!, score)! }))
  const none = { same: [], different: [], pinned: new Set<number>(), guarded: new Set<number>(), barred: () => false }
  const { parts } = partition({ ...none, records, edges, keepsOnce: new Map([['s', 'source']]) }, score)
  assert.equal(parts.length, 1)
})
