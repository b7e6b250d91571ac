import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { type Category, categories, type Sensitivity } from '../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { type Context, signContext } from './context.ts'
import { everyCategory, untrained } from './masks.ts'
import { decide, opens } from './policy.ts'
import { findChildFacts, type SignedInReader } from './reader.queries.ts'
import { roles } from './roles.ts'
import { aChild, anEntry, aReader, aRelation, aTeam, type TestChild, testGrounds, testNow } from './testing/index.ts'
import { type Ground, type Tx, withContext } from './transaction.ts'

let db: TestDatabase
let ground: Ground
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const contextOf = (reader: SignedInReader): Context => ({
  kind: 'user',
  id: String(reader.userId),
  principals: reader.principals,
  masks: reader.masks,
  at: testNow,
})
const visibleEntries = (tx: Tx, child: TestChild): Promise<number[]> =>
  sql<{ id: number }>`select id from entry where child_id = ${child.id} order by id`
    .execute(tx)
    .then(r => r.rows.map(x => x.id))

type World = {
  child: TestChild
  reader: SignedInReader
  entries: { id: number; category: Category; sensitivity: Sensitivity; summary: boolean }[]
}
const instants = [-1, 0, 1].map(ms => new Date(testNow.getTime() + ms))
const worldOf = fc.record({
  role: fc.constantFrom(...roles.map(r => r.key)),
  trained: fc.constantFrom(true, true, false),
  relation: fc.option(
    fc.record({
      byTeam: fc.boolean(),
      reason: fc.constantFrom('test', 'urgent'),
      limit: fc.constantFrom(everyCategory, 5, 0, 2 ** 9),
      extra: fc.constantFrom(0, 0, 2 ** 10),
      maxSensitivity: fc.constantFrom(1, 2, 3, 4),
      named: fc.boolean(),
      from: fc.constantFrom(new Date('2026-09-01'), ...instants),
      to: fc.constantFrom(new Date('2027-09-01'), ...instants),
    }),
  ),
  onRoll: fc.boolean(),
  conflict: fc.constantFrom(false, false, false, true),
  shield: fc.constantFrom(undefined, undefined, 'restricted', 'sealed'),
  allowed: fc.boolean(),
})
type Recipe = typeof worldOf extends fc.Arbitrary<infer W> ? W : never

const build = async (recipe: Recipe): Promise<World> => {
  const owner = db.owner
  const team = await aTeam(owner, 'A team')
  const member = await aReader(owner, recipe.role, [team])
  const reader = recipe.trained ? member : { ...member, masks: untrained(member.masks) }
  const child = await aChild(owner)
  const r = recipe.relation
  if (r) {
    const { rows } = await owner.query('insert into access.establishment (name) values ($1) returning id', ['A school'])
    if (recipe.onRoll)
      await owner.query('insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, $3)', [
        child.id,
        rows[0].id,
        '2026-09-01',
      ])
    await aRelation(owner, recipe.onRoll ? { establishment: rows[0].id } : { child: child.id }, {
      ...r,
      principal: r.byTeam ? team : reader.userId,
    })
  }
  if (recipe.conflict)
    await owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      reader.userId,
      child.id,
    ])
  if (recipe.shield) {
    const { rows } = await owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, $2, 'test', $3) returning id`,
      [child.id, recipe.shield, new Date('2026-01-01')],
    )
    if (recipe.allowed)
      await owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
        rows[0].id,
        reader.userId,
      ])
  }
  const entries: World['entries'] = []
  for (const category of categories) {
    const sensitivity = (1 + (categories.indexOf(category) % 4)) as Sensitivity
    for (const summary of [false, true])
      entries.push({
        id: await anEntry(owner, child, { category, sensitivity: summary ? 1 : sensitivity, summary }),
        category,
        sensitivity: summary ? 1 : sensitivity,
        summary,
      })
  }
  return { child, reader, entries }
}

describe('the fence in the database and the rules in the program', () => {
  test('open exactly the same facts, whatever the role, the reason, the hour and the shields', async () => {
    await fc.assert(
      fc.asyncProperty(worldOf, async recipe => {
        const { child, reader, entries } = await build(recipe)
        await withContext(ground, contextOf(reader), async tx => {
          const facts = await findChildFacts(tx, child.address)
          assert.ok(facts)
          const decision = decide(reader, facts, testNow)
          const expected = entries.filter(e => opens(decision, e)).map(e => e.id)
          assert.deepEqual(await visibleEntries(tx, child), expected)
        })
      }),
      { numRuns: 60 },
    )
  })

  test('are shut by a family tie, a shield or a kept place from its first instant until before its last', async () => {
    const reader = await aReader(db.owner, 'social-worker')
    const [early, late] = [new Date('2026-01-01'), new Date('2027-01-01')]
    const spans = instants.flatMap((at): [Date, Date][] => [
      [at, late],
      [early, at],
    ])
    for (const [from, to] of spans)
      for (const kind of ['family', 'restricted', 'sealed', 'protected']) {
        const child = await aChild(db.owner)
        await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
        const entry = await anEntry(db.owner, child, { kind: 'address', category: 'contact' })
        await (kind === 'family'
          ? db.owner.query(
              `insert into access.conflict (user_id, child_id, why, starts_at, ends_at) values ($1, $2, 'family', $3, $4)`,
              [reader.userId, child.id, from, to],
            )
          : db.owner.query(
              `insert into access.shield (child_id, kind, reason, starts_at, ends_at) values ($1, $2, 'test', $3, $4)`,
              [child.id, kind, from, to],
            ))
        const isShut = from <= testNow && testNow < to
        await withContext(ground, contextOf(reader), async tx => {
          const facts = (await findChildFacts(tx, child.address)) ?? assert.fail()
          const { outcome } = decide(reader, facts, testNow)
          const what = `${kind} from ${from.toISOString()} to ${to.toISOString()}`
          assert.equal(outcome, isShut && kind !== 'protected' ? 'refuse' : 'show', what)
          assert.deepEqual(await visibleEntries(tx, child), isShut ? [] : [entry], what)
        })
      }
  })
})

describe('a context', () => {
  let world: World
  before(async () => {
    world = await build({
      role: 'social-worker',
      trained: true,
      relation: {
        byTeam: false,
        reason: 'test',
        limit: everyCategory,
        extra: 0,
        maxSensitivity: 3,
        named: false,
        from: new Date('2026-09-01'),
        to: new Date('2027-09-01'),
      },
      onRoll: false,
      conflict: false,
      shield: undefined,
      allowed: false,
    })
  })
  const under = (signed: string) =>
    ground.db.transaction().execute(async tx => {
      await sql`set local throughline.context = ${sql.lit(signed)}`.execute(tx)
      return await visibleEntries(tx, world.child)
    })

  test('that is missing shows nothing', async () => {
    assert.deepEqual(await ground.db.transaction().execute(tx => visibleEntries(tx, world.child)), [])
  })
  test('that is signed shows the reader’s part', async () => {
    assert.notDeepEqual(await under(signContext(contextOf(world.reader), ground.contextKey, 60)), [])
  })
  test('that somebody changed is refused', async () => {
    const signed = signContext(contextOf({ ...world.reader, userId: 1 }), ground.contextKey, 60)
    await assert.rejects(under(signed.replace('|1|', `|${world.reader.userId}|`)), { code: '42501' })
  })
  test('signed with another key is refused', async () => {
    await assert.rejects(under(signContext(contextOf(world.reader), Buffer.alloc(32, 7), 60)), { code: '42501' })
  })
  test('that is too old is refused', async () => {
    await assert.rejects(under(signContext(contextOf(world.reader), ground.contextKey, -1)), { code: '42501' })
  })
  test('does not outlive its transaction', async () => {
    const client = await db.pages.connect()
    await client.query(
      `begin; set local throughline.context = '${signContext(contextOf(world.reader), ground.contextKey, 60)}'; commit`,
    )
    assert.deepEqual((await client.query('select id from entry where child_id = $1', [world.child.id])).rows, [])
    client.release()
  })
})

test('what a record says cannot be changed by the pages, nor the record of who looked', async () => {
  for (const statement of [
    "update entry set body = '{}'",
    'delete from entry',
    'update access.access_event set rule = rule',
    'delete from access.access_event',
    'select * from access.key',
    'select * from access.barrier',
  ]) {
    await assert.rejects(db.pages.query(statement), { code: '42501' }, statement)
  }
})

test('a person’s own transaction brings no withdrawn agreement back, and changes no school', async () => {
  const sam = await aReader(db.owner, 'social-worker')
  await db.owner.query(`insert into access.establishment (laestab, name) values ('8012999', 'Quarry Bank')`)
  await db.owner.query(
    `insert into source (id, layout, name, service, agreement_withdrawn_at) values ('ended', 'test', 'Test', 'Test', '2026-01-01')`,
  )
  const asSam = (statement: string) =>
    withContext(ground, contextOf(sam), async tx => (await sql.raw(statement).execute(tx)).numAffectedRows)
  assert.equal(await asSam(`update source set agreement_withdrawn_at = null where id = 'ended'`), 0n)
  assert.equal(await asSam(`update access.establishment set laestab = null where laestab = '8012999'`), 0n)
  await assert.rejects(asSam(`insert into source (id, layout, name, service) values ('own', 'a', 'a', 'a')`), {
    code: '42501',
  })
})

test('every table that holds a child’s data is fenced even for its owner', async () => {
  const { rows } = await db.owner.query(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid where c.relkind in ('r', 'p') and n.nspname = 'public'
    and a.attname in ('child_id', 'person_id', 'source_person_id', 'run_id') and not (c.relrowsecurity and c.relforcerowsecurity) group by 1`)
  assert.deepEqual(rows, [])
})

test('whatever a reader is shown of what a source told is hidden with its agreement', async () => {
  const { rows } = await db.owner.query(`select distinct p.tablename from pg_policies p
    join pg_attribute a on a.attrelid = format('public.%I', p.tablename)::regclass and a.attname in ('source_id', 'source_person_id')
    where p.policyname = 'reader' and p.schemaname = 'public' and p.tablename <> 'link'
      and not exists (select from pg_policies q where q.tablename = p.tablename and q.policyname = 'agreement' and q.permissive = 'RESTRICTIVE')`)
  assert.deepEqual(rows, [], 'a link is shown with an entry of its source person alone')
})
