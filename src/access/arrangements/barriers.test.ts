import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { aChild, type TestChild, testGrounds } from '../testing/index.ts'
import type { Ground } from '../transaction.ts'
import { barRecords } from './barriers.actions.ts'

describe('a barrier between two records', () => {
  let db: TestDatabase
  let jobs: Ground
  let close: () => Promise<void>
  let before_: TestChild
  let after_: TestChild
  before(async () => {
    db = await testDatabase()
    const grounds = await testGrounds(db)
    jobs = grounds.jobs
    close = async () => {
      await grounds.pages.db.destroy()
      await grounds.jobs.db.destroy()
    }
    before_ = await aChild(db.owner)
    after_ = await aChild(db.owner)
  })
  after(async () => {
    await close().catch(() => {})
    await db.drop().catch(() => {})
  })
  const barriers = async (): Promise<number> =>
    (await db.owner.query('select count(*)::int as n from access.barrier')).rows[0].n

  test('is put up only where the first was shut, and says what stops it by its place alone', async () => {
    const wrong = await barRecords(jobs, [
      [before_.address, after_.address],
      [before_.address, before_.address],
      ['nothing', after_.address],
    ])
    assert.deepEqual(wrong, {
      pairs: 0,
      faults: [
        { at: 0, why: 'not shut' },
        { at: 1, why: 'one record' },
        { at: 2, why: 'no such record' },
      ],
    })
    assert.equal(await barriers(), 0)
  })
  test('stands between everything that sources tell of the one and of the other; done again it adds what is new', async () => {
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'adoption', '2026-01-01')`,
      [before_.id],
    )
    const pair = [[before_.address, after_.address]] as const
    assert.deepEqual(await barRecords(jobs, pair, { check: true }), { pairs: 1, faults: [] })
    assert.equal(await barriers(), 0, 'a look puts nothing up')
    await barRecords(jobs, pair)
    assert.equal(await barriers(), 2, 'from both sides')
    await db.owner.query(
      `insert into source_person (source_id, key, person_id, identity, identity_hash)
       select source_id, 'another', person_id, identity, identity_hash from source_person where person_id = $1 limit 1`,
      [after_.id],
    )
    await barRecords(jobs, pair)
    assert.equal(await barriers(), 4)
  })
})
