import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { signingKey } from '../access/index.ts'
import { testGrounds } from '../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { recordKinds } from './domains.ts'
import { jobs } from './jobs.ts'
import { sources } from './sources.ts'

/** Fields by whose name they may say where a child can be found (reference/security.md, T04). */
const saysPlace = /place$|school|laestab|postcode|street|uprn|phone|surgery|centre|provider|address/i
/** Kinds that have such a field and are open all the same, and why. */
const tellsNoPlace: Readonly<Record<string, string>> = {
  authority: 'which council, not which school',
  meeting: 'typed: the leak guard stops it, and looks through what was there before',
  'meeting-asked': 'as a meeting; the address is of a pack',
  pause: 'whom to call',
  'lead-practitioner': 'the telephone of a worker',
  'team-around-child': 'the telephones of workers',
  'case-step': 'the postcodes go to the time in care and are kept out of the step (care-steps.ts)',
  'adoption-case-step': 'of which sort the provider is',
  'young-carer-card': 'what it is shown for, not where',
  'school-arrangements': 'sealed silently to those whom the young person named',
}
type Schema = {
  readonly properties?: Record<string, Schema>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}
const fieldsOf = ({ properties = {}, items, anyOf = [] }: Schema): string[] => [
  ...Object.entries(properties).flatMap(([name, schema]) => [name, ...fieldsOf(schema)]),
  ...(items ? fieldsOf(items) : []),
  ...anyOf.flatMap(fieldsOf),
]

describe('the lists', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.drop())

  const twice = (list: readonly string[]): string[] => list.filter((one, at) => list.indexOf(one) !== at)

  test('hold no job, source or record kind twice', async () => {
    const key = Buffer.alloc(32)
    const { jobs: stand, pages } = await testGrounds(db)
    const ground = { ...stand, filesKey: key, signingKeys: () => [signingKey(key)], witness: { file: '' } }
    assert.deepEqual(
      twice(
        jobs({
          ground,
          pages,
          told: { services: [], keyOf: () => Buffer.alloc(32), key: Buffer.alloc(32), folder: '/nowhere' },
          mailing: { mail: undefined, council: 'Northmere Council', key: Buffer.alloc(32) },
          dropFolder: '/nowhere',
          wondeUrl: 'https://nowhere.example',
          dutyPhone: '01632 960450',
          hold: false,
        }).map(job => job.name),
      ),
      [],
    )
    assert.deepEqual(twice(sources.map(source => source.id)), [])
    assert.deepEqual(twice(recordKinds.map(kind => kind.kind)), [])
  })

  test('hide every kind that says where a child is with a protected address', async () => {
    const { rows } = await db.owner.query<{ rule: string }>(
      `select pg_get_expr(polqual, polrelid) as rule from pg_policy where polname = 'protected_address' and polrelid = 'entry'::regclass`,
    )
    const rule = rows[0]?.rule ?? ''
    const saysWhere = recordKinds.filter(kind => kind.location).map(kind => kind.kind)
    assert.ok(saysWhere.length > 0)
    for (const kind of [...saysWhere, 'contact-detail', 'carer']) assert.ok(rule.includes(`'${kind}'`), kind)
    const named = recordKinds.filter(kind => fieldsOf(kind.schema).some(field => saysPlace.test(field)))
    const open = named.map(({ kind }) => kind).filter(kind => !rule.includes(`'${kind}'`))
    assert.deepEqual(
      open.sort(),
      Object.keys(tellsNoPlace).sort(),
      'a field that may say a place, and no reason here why the kind is open',
    )
  })

  test('keep every kind that is the council’s own from schools, and no other, also where somebody is told whom to ask', async () => {
    const { rows } = await db.owner.query<{ rule: string }>(
      `select pg_get_expr(polqual, polrelid) as rule from pg_policy where polname = 'council' and polrelid = 'entry'::regclass
       union all select substring(pg_get_functiondef('access.whom_to_ask(bigint)'::regprocedure) from 'kind not in [(]''pause[^)]*[)]')`,
    )
    const own = recordKinds.filter(kind => kind.council).map(kind => kind.kind)
    for (const { rule } of rows)
      assert.deepEqual([...rule.matchAll(/'([a-z-]+)'/g)].map(([, kind]) => kind).sort(), own.sort())
    assert.equal(rows.length, 2)
  })
})
