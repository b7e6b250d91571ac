import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { testGrounds } from './testing/index.ts'
import { asActor, type Ground, type Tx } from './transaction.ts'

describe('work of the machine’s own', () => {
  let db: TestDatabase
  let jobs: Ground
  before(async () => {
    db = await testDatabase()
    jobs = (await testGrounds(db)).jobs
  })
  after(() => db.drop())

  test('that collides with another writer is done again on what is there then, and neither’s word is lost', async () => {
    const { rows } = await db.owner.query(`insert into access.establishment (name) values ('Quarry Bank') returning id`)
    const school = rows[0].id
    const other = await db.owner.connect()
    await other.query('begin')
    await other.query(`update access.establishment set phone = '01632 960127' where id = $1`, [school])
    let tries = 0
    const done = asActor(jobs, 'arrangements', tx => {
      tries++
      return sql`update access.establishment set phase = 'primary' where id = ${school}`.execute(tx)
    })
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while ((await db.owner.query(waits)).rowCount === 0);
    await other.query('commit')
    other.release()
    await done
    assert.equal(tries, 2)
    const kept = await db.owner.query('select phone, phase from access.establishment where id = $1', [school])
    assert.deepEqual(kept.rows, [{ phone: '01632 960127', phase: 'primary' }])
  })

  test('that fails for another reason is not done again', async () => {
    let tries = 0
    const fails = (tx: Tx) => {
      tries++
      return sql`select 1 / 0`.execute(tx)
    }
    await assert.rejects(asActor(jobs, 'arrangements', fails), /division by zero/)
    assert.equal(tries, 1)
  })
})
