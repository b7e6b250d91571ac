import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import { asActor, type Ground } from '../../access/index.ts'
import { testGrounds, testNow } from '../../access/testing/index.ts'
import { emptyTables, type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { arrive, someSources } from '../testing/index.ts'
import { findCandidates } from './edges.actions.ts'
import { linkPending } from './index.ts'
import { born, smallWorld as world } from './small-world.examples.ts'

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

const raiseBarrier = () =>
  db.owner.query(
    `insert into access.barrier (a_source, a_key, b_source, b_key) values ('health', 'after', 'census', 'before')`,
  )

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
describe('the linker', () => {
  test('ties the records of one child and leaves twins, sisters, namesakes and the adopted apart', async () => {
    await raiseBarrier()
    for (const one of world) await arrive(db.owner, one, testNow)
    const counts = await linkPending(ground)
    const { people, asked } = await state()
    assert.deepEqual(people, [
      ['care/khan-2'],
      ['care/liam', 'census/liam', 'health/liam'],
      ['care/ruby'],
      ['census/ava', 'health/ava'],
      ['census/before'],
      ['census/eva'],
      ['census/khan-1'],
      ['health/after'],
    ])
    // Ava and Eva are born on one day and a letter apart: people are asked; the adopted are not even a question.
    assert.deepEqual(
      asked.map(c => [c.x, c.y]),
      [
        ['care/khan-2', 'census/khan-1'],
        ['census/ava', 'census/eva'],
      ],
    )
    assert.equal(counts.new + counts.linked + counts.review, world.length)
    assert.equal(counts.linked, 3)
    const provisional = await db.owner.query(
      `select source_id || '/' || key as p from source_person where provisional order by 1`,
    )
    assert.deepEqual(
      provisional.rows.map(r => r.p),
      ['care/khan-2', 'census/ava', 'census/eva', 'census/khan-1'],
    )
  })

  test('a feed that sends an adopted child’s old identity again, in whatever form, comes to neither record and to no reviewer’s eyes', async () => {
    const birth = { forename: 'Poppy', middle: 'May', birthDate: born('2017-07-07'), sex: 'F' as const }
    const old = {
      ...birth,
      surname: 'Marsh',
      house: '1',
      street: 'Elm Road',
      postcode: 'NM2 2BB',
      parents: ['Donna Marsh'],
    }
    const now = {
      ...birth,
      surname: 'Lindqvist',
      house: '40',
      street: 'Oak Avenue',
      postcode: 'NM7 7AA',
      phones: ['07700900222'],
    }
    const [oldNumbers, newNumbers] = [
      { upn: 'Q801200005028', nhsNumber: '9434765919' },
      { upn: 'H899200717001', nhsNumber: '9434765870' },
    ]
    const comes = async (identity: object): Promise<unknown> => {
      await emptyWorld()
      await arrive(db.owner, { source: 'census', key: 'before', identity: { ...old, ...oldNumbers } }, testNow)
      await linkPending(ground)
      await db.owner.query(
        `insert into access.shield (child_id, kind, reason, starts_at) select person_id, 'sealed', 'test', '2020-01-01' from source_person`,
      )
      await raiseBarrier()
      await arrive(db.owner, { source: 'health', key: 'after', identity: { ...now, ...newNumbers } }, testNow)
      await arrive(db.owner, { source: 'care', key: 'again', identity }, testNow)
      await linkPending(ground)
      const { people } = await state()
      const { rows } = await db.owner.query(`select from review_case where state = 'open' and kind <> 'sealed'`)
      return { parts: people.length, asked: rows.length }
    }
    for (const identity of [
      { ...old, ...oldNumbers },
      { ...old, ...oldNumbers, nhsNumber: newNumbers.nhsNumber },
      { ...old, ...oldNumbers, upn: newNumbers.upn },
      { ...now, ...newNumbers, upn: oldNumbers.upn },
      { ...now, ...newNumbers, formerUpns: [oldNumbers.upn] },
      { ...now, nhsNumber: oldNumbers.nhsNumber },
      { ...now, surname: 'Marsh' },
      { ...now, otherSurnames: ['Marsh'], house: old.house, street: old.street, postcode: old.postcode },
      { ...old, forename: 'Popy', surname: 'Marhs' },
      { ...birth, surname: 'Marsh', phones: now.phones },
      { ...birth, surname: 'Lindqvist', parents: old.parents },
    ])
      assert.deepEqual(await comes(identity), { parts: 3, asked: 0 }, JSON.stringify(identity))
    for (const identity of [{ ...now, ...newNumbers }, now, { ...now, school: 'Elm Primary' }])
      assert.deepEqual(await comes(identity), { parts: 2, asked: 0 }, 'the new identity is tied as any other')
  })

  test('gives the same persons and the same questions whatever the order of arrival, the size of batches and the stops', async () => {
    await raiseBarrier()
    for (const one of world) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    const usual = await state()
    const order = fc.shuffledSubarray([...world.keys()], { minLength: world.length })
    await fc.assert(
      fc.asyncProperty(
        order,
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(world.length - 1), { maxLength: 3 }),
        async (arrivals, batch, stops) => {
          await emptyWorld()
          await raiseBarrier()
          for (const [place, at] of arrivals.entries()) {
            await arrive(db.owner, world[at]!, testNow)
            if (stops.includes(place)) await linkPending(ground, { batchSize: batch })
          }
          await linkPending(ground, { batchSize: batch })
          await linkPending(ground)
          assert.deepEqual(await state(), usual)
        },
      ),
      { numRuns: 15 },
    )
  })

  test('lets two linkers take turns, with the result of one', async () => {
    await raiseBarrier()
    for (const one of world) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    const usual = await state()
    await emptyWorld()
    await raiseBarrier()
    for (const one of world) await arrive(db.owner, one, testNow)
    await Promise.all([linkPending(ground, { batchSize: 2 }), linkPending(ground, { batchSize: 3 })])
    assert.deepEqual(await state(), usual)
  })

  test('leaves everything as it was, and all of the batch waiting, when it is stopped halfway', async () => {
    for (const one of world) await arrive(db.owner, one, testNow)
    const stopped = linkPending(ground, {
      batchSize: 4,
      onProgress: () => {
        throw new Error('stopped')
      },
    })
    await assert.rejects(stopped, /stopped/)
    const waiting = await db.owner.query('select count(*)::int as n from source_person where to_link')
    assert.equal(waiting.rows[0].n, world.length - 4)
    await linkPending(ground)
    const after = await state()
    await emptyWorld()
    for (const one of world) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    assert.deepEqual(after, await state())
  })

  test('ties who arrives after PostgreSQL has crashed, which empties the keys, to the same children', async () => {
    await raiseBarrier()
    for (const one of world) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    const usual = await state()
    const keys = await db.owner.query('select * from block_key order by 1, 2')
    await emptyWorld()
    await raiseBarrier()
    for (const one of world.slice(0, 6)) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    await db.owner.query('delete from block_key; delete from block_keys_kept')
    for (const one of world.slice(6)) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    assert.deepEqual(await state(), usual)
    assert.deepEqual((await db.owner.query('select * from block_key order by 1, 2')).rows, keys.rows)
  })

  test('finds whoever shares a key, passes over keys that more than 400 share, and finds the others all the same', async () => {
    const members = (key: number, from: number, to: number) =>
      db.owner.query('insert into block_key select $1, id from generate_series($2::bigint, $3::bigint) id', [
        key,
        from,
        to,
      ])
    const ask = (...keys: (readonly [key: number, owner: number])[]) =>
      asActor(ground, 'linker', tx =>
        findCandidates(
          tx,
          keys.map(([key, owner]) => ({ key: String(key), owner })),
          { keep: true },
        ),
      )
    await members(1, 101, 550)
    await members(2, 7, 8)
    await members(3, 1001, 1399)
    const many = await ask([1, 5001], [2, 5001], [2, 5002], [3, 5002])
    const pairs = many.pairs.map(([a, b]) => `${a} ${b}`)
    // With its own asker the third block has 400, which is not too many; the first has 451.
    assert.equal(many.skipped, 1)
    assert.equal(pairs.length, 399 + 5)
    for (const pair of ['7 5001', '8 5001', '7 5002', '8 5002', '5001 5002', '1399 5002'])
      assert.ok(pairs.includes(pair), pair)
    // Both are found from now on, and the third block has one too many.
    const next = await ask([2, 5003], [3, 5003])
    assert.deepEqual(next.pairs.map(([a]) => a).sort(), [5001, 5002, 7, 8])
    assert.equal(next.skipped, 1)
  })
})
