import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import type { Ground } from '../../access/index.ts'
import { testGrounds, testNow } from '../../access/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { identity as identityKind } from '../kinds/person.record.ts'
import { anEntryOf, type Arrival, arrive, someSources } from '../testing/index.ts'
import { linkPending } from './index.ts'

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
const emptyWorld = () => db.owner.query(`truncate person, source_person, access.barrier, access.shield restart identity cascade`)
beforeEach(emptyWorld)

const born = (day: string) => day as PlainDate
/** A small world of the hard cases (reference/linkage.md, part 4). */
const hearne = { surname: 'Hearne', house: '14', street: 'Mill Lane', postcode: 'NM4 2QT', parents: ['Donna Hearne'] }
const world: readonly Arrival[] = [
  { source: 'census', key: 'liam', identity: { ...hearne, forename: 'Liam', birthDate: born('2013-05-03'), sex: 'M', upn: 'Q801200005028' } },
  { source: 'care', key: 'liam', identity: { ...hearne, forename: 'Liam', birthDate: born('2013-03-05'), sex: 'M' } },
  { source: 'health', key: 'liam', identity: { ...hearne, forename: 'Liam', middle: 'James', birthDate: born('2013-05-03'), sex: 'M', nhsNumber: '9434765919' } },
  // twins, of whom one source knows each, and their sister
  { source: 'census', key: 'ava', identity: { ...hearne, forename: 'Ava', birthDate: born('2016-09-01'), sex: 'F' } },
  { source: 'census', key: 'eva', identity: { ...hearne, forename: 'Eva', birthDate: born('2016-09-01'), sex: 'F' } },
  { source: 'health', key: 'ava', identity: { ...hearne, forename: 'Ava', birthDate: born('2016-09-01'), sex: 'F' } },
  { source: 'care', key: 'ruby', identity: { ...hearne, forename: 'Ruby', birthDate: born('2018-01-20'), sex: 'F' } },
  // two unrelated children of one common name and one birth date
  { source: 'census', key: 'khan-1', identity: { forename: 'Mohammed', surname: 'Khan', birthDate: born('2014-02-11'), sex: 'M', postcode: 'NM1 1AA', house: '3', street: 'High Street' } },
  { source: 'care', key: 'khan-2', identity: { forename: 'Mohammed', surname: 'Khan', birthDate: born('2014-02-11'), sex: 'M', postcode: 'NM9 9ZZ', house: '70', street: 'Beach Road' } },
  // one adopted child's two identities
  { source: 'census', key: 'before', identity: { forename: 'Poppy', surname: 'Marsh', birthDate: born('2017-07-07'), sex: 'F', house: '1', street: 'Elm Road', postcode: 'NM2 2BB' } },
  { source: 'health', key: 'after', identity: { forename: 'Poppy', surname: 'Marsh', birthDate: born('2017-07-07'), sex: 'F', house: '1', street: 'Elm Road', postcode: 'NM2 2BB' } },
]
const raiseBarrier = () =>
  db.owner.query(`insert into access.barrier (a_source, a_key, b_source, b_key) values ('health', 'after', 'census', 'before')`)

/** Who is one with whom, and what is asked, in names that do not depend on the order of arrival. */
const state = async () => {
  const people = await db.owner.query(`select array_agg(source_id || '/' || key order by source_id || '/' || key) as p from source_person group by person_id order by 1`)
  const asked = await db.owner.query(`select least(a.source_id || '/' || a.key, b.source_id || '/' || b.key) as x,
      greatest(a.source_id || '/' || a.key, b.source_id || '/' || b.key) as y, c.kind, c.bits, c.evidence->'words' as words
    from review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person where c.state = 'open' order by 1, 2`)
  return { people: people.rows.map(r => r.p), asked: asked.rows }
}
const personOf = async (source: string, key: string): Promise<number> =>
  (await db.owner.query('select person_id from source_person where source_id = $1 and key = $2', [source, key])).rows[0].person_id

describe('the linker', () => {
  test('ties the records of one child and leaves twins, sisters, namesakes and the adopted apart', async () => {
    await raiseBarrier()
    for (const one of world) await arrive(db.owner, one, testNow)
    const counts = await linkPending(ground)
    const { people, asked } = await state()
    assert.deepEqual(people, [
      ['care/khan-2'], ['care/liam', 'census/liam', 'health/liam'], ['care/ruby'], ['census/ava', 'health/ava'],
      ['census/before'], ['census/eva'], ['census/khan-1'], ['health/after'],
    ])
    // Ava and Eva are born on one day and a letter apart: people are asked; the adopted are not even a question.
    assert.deepEqual(asked.map(c => [c.x, c.y]), [['care/khan-2', 'census/khan-1'], ['census/ava', 'census/eva']])
    assert.equal(counts.new + counts.linked + counts.review, world.length)
    assert.equal(counts.linked, 3)
  })

  test('gives the same persons and the same questions whatever the order of arrival, the size of batches and the stops', async () => {
    await raiseBarrier()
    for (const one of world) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    const usual = await state()
    const order = fc.shuffledSubarray([...world.keys()], { minLength: world.length })
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(world.length - 1), { maxLength: 3 }), async (arrivals, batch, stops) => {
        await emptyWorld()
        await raiseBarrier()
        for (const [place, at] of arrivals.entries()) {
          await arrive(db.owner, world[at]!, testNow)
          if (stops.includes(place)) await linkPending(ground, { batchSize: batch })
        }
        await linkPending(ground, { batchSize: batch })
        await linkPending(ground)
        assert.deepEqual(await state(), usual)
      }),
      { numRuns: 15 },
    )
  })

  test('keeps one open link for each record, with its evidence in words and the version of the rules', async () => {
    for (const one of world.slice(0, 3)) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    const { rows } = await db.owner.query(`select decided_by, rule_version, bits, evidence from link where known_to = 'infinity'`)
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
    assert.equal((await db.owner.query('select redirect_to from person where id = $1', [second])).rows[0].redirect_to, first)
    await arrive(db.owner, { ...world[2]!, identity: { forename: 'Noah', surname: 'Peters', birthDate: born('2009-12-24'), sex: 'M' } }, testNow)
    await linkPending(ground)
    assert.notEqual(await personOf('health', 'liam'), first)
    const entries = await db.owner.query(`select distinct child_id from entry e join source_person s on s.id = e.source_person_id where s.source_id = 'health'`)
    assert.deepEqual(entries.rows, [{ child_id: await personOf('health', 'liam') }])
  })

  test('does not cut or join persons that somebody has written about: it asks', async () => {
    const one = await arrive(db.owner, world[0]!, testNow)
    const other = await arrive(db.owner, world[2]!, testNow)
    for (const written of [one, other]) await writeOn(written)
    await linkPending(ground)
    assert.notEqual(await personOf('census', 'liam'), await personOf('health', 'liam'))
    const { asked } = await state()
    assert.deepEqual(asked.map(c => [c.x, c.y, c.words[0]]), [['census/liam', 'health/liam', 'Two records that people have worked on both fit']])
  })

  test('asks before it cuts a record that somebody has written on', async () => {
    await arrive(db.owner, world[0]!, testNow)
    await arrive(db.owner, world[2]!, testNow)
    await linkPending(ground)
    await writeOn({ id: (await db.owner.query(`select id from source_person where source_id = 'census'`)).rows[0].id, personId: await personOf('census', 'liam') })
    await arrive(db.owner, { ...world[2]!, identity: { forename: 'Noah', surname: 'Peters', birthDate: born('2009-12-24'), sex: 'M' } }, testNow)
    await linkPending(ground)
    assert.equal(await personOf('health', 'liam'), await personOf('census', 'liam'))
    assert.deepEqual((await state()).asked.map(c => c.kind), ['split'])
  })

  test('joins nobody to a restricted child by itself, and keeps a sealed child’s question out of the ordinary queue', async () => {
    for (const [shield, kind] of [['restricted', 'restricted'], ['sealed', 'sealed']]) {
      await emptyWorld()
      await arrive(db.owner, world[0]!, testNow)
      await linkPending(ground)
      const person = await personOf('census', 'liam')
      await db.owner.query(`insert into access.shield (child_id, kind, reason, starts_at) values ($1, $2, 'test', '2026-01-01')`, [person, shield])
      await arrive(db.owner, world[2]!, testNow)
      await linkPending(ground)
      assert.notEqual(await personOf('health', 'liam'), person)
      assert.deepEqual((await state()).asked.map(c => c.kind), [kind])
    }
  })
})

const writeOn = async ({ id, personId }: { id: number; personId: number }) => {
  const author = await db.owner.query(`insert into access.principal (kind, key, name) values ('user', gen_random_uuid()::text, 'A worker') returning id`)
  await anEntryOf(db.owner, { kind: identityKind, body: { preferredForename: 'Lee' }, source: 'throughline', sourcePerson: id, person: personId, at: testNow, author: author.rows[0].id })
}
