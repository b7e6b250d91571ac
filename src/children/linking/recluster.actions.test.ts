import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Ground } from '../../access/index.ts'
import { aReader, testGrounds, testNow } from '../../access/testing/index.ts'
import { emptyTables, type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { identity as identityKind } from '../kinds/person.record.ts'
import { type Arrival, anEntryOf, arrive, someSources } from '../testing/index.ts'
import { linkPending } from './index.ts'
import { born, smallWorld as world, writtenTwins } from './small-world.examples.ts'

let db: TestDatabase
let ground: Ground
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).jobs
  await someSources(db.owner, ['census', 'care', 'health', 'throughline'])
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})
const emptyWorld = () => emptyTables(db.owner, 'person, source_person, access.barrier, access.shield')
beforeEach(emptyWorld)

/** Who is one with whom, and what is asked, in names that do not depend on the order of arrival. */
const state = async () => {
  const people = await db.owner.query(
    `select array_agg(source_id || '/' || key order by source_id || '/' || key) as p from source_person group by person_id order by 1`,
  )
  const asked = await db.owner.query(`select least(a.source_id || '/' || a.key, b.source_id || '/' || b.key) as x,
      greatest(a.source_id || '/' || a.key, b.source_id || '/' || b.key) as y, c.kind, c.bits, c.evidence->'words' as words
    from review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person where c.state = 'open' order by 1, 2`)
  return { people: people.rows.map(r => r.p), asked: asked.rows }
}
const personOf = async (source: string, key: string): Promise<number> =>
  (await db.owner.query('select person_id from source_person where source_id = $1 and key = $2', [source, key])).rows[0]
    .person_id

describe('what the linker leaves to people, and what it keeps', () => {
  test('keeps one open link for each record, with its evidence in words and the version of the rules', async () => {
    for (const one of world.slice(0, 3)) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    const { rows } = await db.owner.query(
      `select decided_by, rule_version, bits, evidence from link where known_to = 'infinity'`,
    )
    assert.equal(rows.length, 3)
    for (const row of rows) {
      assert.equal(row.decided_by, 'machine')
      assert.match(row.rule_version, /^\d{4}-/)
      assert.ok(row.bits > 0 && row.evidence.words.length > 2, JSON.stringify(row))
      assert.doesNotMatch(JSON.stringify(row.evidence), /Hearne|Liam|NM4/)
    }
  })

  test('cuts the machine’s own link again when a source mends what it said, and the redirected address still leads somewhere', async () => {
    const { personId: first } = await arrive(db.owner, world[0]!, testNow)
    const { personId: second } = await arrive(db.owner, world[2]!, testNow)
    await linkPending(ground)
    assert.equal(await personOf('health', 'liam'), first)
    assert.equal(
      (await db.owner.query('select redirect_to from person where id = $1', [second])).rows[0].redirect_to,
      first,
    )
    await arrive(
      db.owner,
      { ...world[2]!, identity: { forename: 'Noah', surname: 'Peters', birthDate: born('2009-12-24'), sex: 'M' } },
      testNow,
    )
    await linkPending(ground)
    assert.notEqual(await personOf('health', 'liam'), first)
    const entries = await db.owner.query(
      `select distinct child_id from entry e join source_person s on s.id = e.source_person_id where s.source_id = 'health'`,
    )
    assert.deepEqual(entries.rows, [{ child_id: await personOf('health', 'liam') }])
  })

  test('brings marks along, even those that were placed on the old person while it moved', async () => {
    const [one, other] = [await arrive(db.owner, world[0]!, testNow), await arrive(db.owner, world[2]!, testNow)]
    await linkPending(ground)
    await db.owner.query(
      `insert into access.establishment (laestab, name) values ('8014001', 'Northmere High') on conflict do nothing`,
    )
    await db.owner.query(
      `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
       select $1, min(id), 2026, $2, '', '', '', '', $3, $3 from access.establishment`,
      [other.id, other.personId, testNow],
    )
    await linkPending(ground)
    assert.deepEqual((await db.owner.query('select child_id from attendance_year')).rows, [{ child_id: one.personId }])
  })

  test('does not cut or join persons that somebody has written about: it asks', async () => {
    const one = await arrive(db.owner, world[0]!, testNow)
    const other = await arrive(db.owner, world[2]!, testNow)
    for (const written of [one, other]) await writeOn(written)
    await linkPending(ground)
    assert.notEqual(await personOf('census', 'liam'), await personOf('health', 'liam'))
    const { asked } = await state()
    assert.deepEqual(
      asked.map(c => [c.x, c.y, c.words[0]]),
      [['census/liam', 'health/liam', 'Two records that people have worked on both fit']],
    )
  })

  test('asks before it cuts a record that somebody has written on', async () => {
    await arrive(db.owner, world[0]!, testNow)
    await arrive(db.owner, world[2]!, testNow)
    await linkPending(ground)
    await writeOn({
      id: (await db.owner.query(`select id from source_person where source_id = 'census'`)).rows[0].id,
      personId: await personOf('census', 'liam'),
    })
    await arrive(
      db.owner,
      { ...world[2]!, identity: { forename: 'Noah', surname: 'Peters', birthDate: born('2009-12-24'), sex: 'M' } },
      testNow,
    )
    await linkPending(ground)
    assert.equal(await personOf('health', 'liam'), await personOf('census', 'liam'))
    assert.deepEqual(
      (await state()).asked.map(c => c.kind),
      ['split'],
    )
  })

  test('joins nobody to a restricted child by itself, keeps a sealed child’s question out of the ordinary queue, and tells who holds the child', async () => {
    const holder = await aReader(db.owner, 'social-worker')
    for (const [shield, kind] of [
      ['restricted', 'restricted'],
      ['sealed', 'sealed'],
    ]) {
      await emptyWorld()
      await db.owner.query('delete from access.notice')
      await arrive(db.owner, world[0]!, testNow)
      await linkPending(ground)
      const person = await personOf('census', 'liam')
      await db.owner.query(
        `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, $2, 'test', $3, '2026-01-01')`,
        [person, shield, holder.userId],
      )
      await arrive(db.owner, world[2]!, testNow)
      await linkPending(ground)
      assert.notEqual(await personOf('health', 'liam'), person)
      assert.deepEqual(
        (await state()).asked.map(c => c.kind),
        [kind],
      )
      await arrive(db.owner, world[1]!, testNow)
      await linkPending(ground)
      const told = await db.owner.query(`select principal, child_id from access.notice where kind = 'record-came'`)
      assert.deepEqual(
        told.rows,
        [{ principal: holder.userId, child_id: person }],
        'who holds the child is told, once a day',
      )
    }
  })
})

describe('twins whom a school that keeps each child once tells, one of them under a misspelt name', () => {
  const keepOnce = (by: 'source' | 'school' | null) =>
    db.owner.query(`update source set keeps_once = $1 where id = 'census'`, [by])
  after(() => keepOnce(null))
  const whoAndWhat = async () => {
    const { people, asked } = await state()
    return { people, asked: asked.map(c => [c.x, c.y]) }
  }
  const inOrder = async (arrivals: readonly Arrival[]) => {
    await emptyWorld()
    for (const one of arrivals) {
      await arrive(db.owner, one, testNow)
      await linkPending(ground)
    }
    return await whoAndWhat()
  }
  const zahras = [['census/4001/zahra', 'health/zahra'], ['census/4001/zaraa']]

  test('are not made one child by the health record of the other, in whatever order and batches they arrive', async () => {
    await keepOnce('source')
    const usual = { people: zahras, asked: [['census/4001/zahra', 'census/4001/zaraa']] }
    const [zahra, zaraa, health] = writtenTwins as [Arrival, Arrival, Arrival]
    const orders = [
      [zahra, zaraa, health],
      [zahra, health, zaraa],
      [zaraa, zahra, health],
      [zaraa, health, zahra],
      [health, zahra, zaraa],
      [health, zaraa, zahra],
    ]
    for (const order of orders) assert.deepEqual(await inOrder(order), usual, order.map(one => one.key).join())
    await emptyWorld()
    for (const one of writtenTwins) await arrive(db.owner, one, testNow)
    await linkPending(ground, { batchSize: 2 })
    assert.deepEqual(await whoAndWhat(), usual)
  })

  test('are two where one school’s list has both; but one child may be on the lists of two schools', async () => {
    await keepOnce('school')
    assert.deepEqual((await inOrder(writtenTwins)).people, zahras)
    const [zahra, zaraa, health] = writtenTwins
    const { people } = await inOrder([zahra!, { ...zaraa!, key: '4002/zaraa' }, health!])
    assert.deepEqual(people, [['census/4001/zahra', 'census/4002/zaraa', 'health/zahra']])
  })

  test('stay one child where people said so before it was known that the source keeps a child once', async () => {
    await keepOnce(null)
    const before = await inOrder(writtenTwins)
    assert.deepEqual(before, { people: [['census/4001/zahra', 'census/4001/zaraa', 'health/zahra']], asked: [] })
    await db.owner.query(
      `insert into pair_decision (a_source_person, b_source_person, decision, at)
      select min(id), max(id), 'same', $1 from source_person where source_id = 'census'`,
      [testNow],
    )
    await keepOnce('source')
    await db.owner.query('update source_person set to_link = true')
    await linkPending(ground)
    assert.deepEqual(await whoAndWhat(), before)
  })
})

const writeOn = async ({ id, personId }: { id: number; personId: number }) => {
  const author = await db.owner.query(
    `insert into access.principal (kind, key, name) values ('user', gen_random_uuid()::text, 'A worker') returning id`,
  )
  await anEntryOf(db.owner, {
    kind: identityKind,
    body: { preferredForename: 'Lee' },
    source: 'throughline',
    sourcePerson: id,
    person: personId,
    at: testNow,
    author: author.rows[0].id,
  })
}
