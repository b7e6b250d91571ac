import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { recordAccess } from './audit.ts'
import { actorContext, readerContext, signContext } from './context.ts'
import { aReader, testGrounds, testNow } from './testing/index.ts'
import { asActor, type Ground, type Tx, withContext } from './transaction.ts'

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

describe('the record of what somebody did', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.drop())

  test('names whoever the signed context is of or works for, and nobody else, and nobody only where an actor writes it, whichever login it is', async () => {
    const grounds = await testGrounds(db)
    const [sam, nadia] = [await aReader(db.owner, 'social-worker'), await aReader(db.owner, 'social-worker')]
    const event = (of: number | undefined) => ({
      ...{ reader: of === undefined ? undefined : { userId: of, role: 'social-worker' as const }, purpose: 'test' },
      ...{
        action: 'test',
        childId: undefined,
        categories: 0,
        outcome: 'shown' as const,
        rule: 'test',
        requestId: 'test',
      },
    })
    for (const ground of [grounds.pages, grounds.jobs])
      for (const context of [readerContext(sam, testNow), actorContext('recorder', testNow, sam.principals)]) {
        const write = (of: number | undefined) =>
          withContext(ground, context, tx => recordAccess(tx, testNow, event(of)))
        await write(sam.userId)
        await (context.kind === 'actor' ? write(undefined) : assert.rejects(write(undefined), /row-level security/))
        await assert.rejects(write(nadia.userId), /row-level security/)
      }
    const { rows } = await db.owner.query(`select distinct user_id from access.access_event order by 1`)
    assert.deepEqual(rows, [{ user_id: sam.userId }, { user_id: null }])
  })
})

test('a signed context is read by no other connection of the same login, whoever runs statements there', async () => {
  const db = await testDatabase()
  const { pages } = await testGrounds(db)
  const sam = await aReader(db.owner, 'social-worker')
  const said = () =>
    db.pages.query<{ query: string }>(`select query from pg_stat_activity where datname = current_database()
      and usename = current_user and pid <> pg_backend_pid() and state = 'idle in transaction'`)
  for (const context of [readerContext(sam, testNow), actorContext('recorder', testNow, sam.principals)])
    await withContext(pages, context, async () => {
      const { rows } = await said()
      assert.equal(rows.length, 1)
      assert.match(rows[0]?.query ?? '', /throughline\.context/)
      assert.doesNotMatch(rows[0]?.query ?? '', /v1\|/)
    })
  await db.drop()
})

describe('the linker’s role', () => {
  let db: TestDatabase
  let jobs: Ground
  before(async () => {
    db = await testDatabase()
    jobs = (await testGrounds(db)).jobs
    await db.owner.query(`insert into person (has_record, changed_at) values (true, '2026-11-20')`)
  })
  after(() => db.drop())

  /** What is seen under the role, in a transaction that ends with it. */
  const underRole = async (context: string | undefined, question: string) => {
    const client = await db.jobs.connect()
    try {
      await client.query(`begin; set local role throughline_linker`)
      if (context !== undefined) await client.query(`set local throughline.context = '${context}'`)
      return (await client.query(question)).rows
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const count = 'select count(*)::int as seen from person'

  test('sees people under the linker’s signed context alone: without one, or as another actor, nobody', async () => {
    const signed = (actor: 'linker' | 'intake') => signContext(actorContext(actor, testNow), jobs.contextKey, 60)
    assert.deepEqual(await underRole(signed('linker'), count), [{ seen: 1 }])
    assert.deepEqual(await underRole(signed('intake'), count), [{ seen: 0 }])
    assert.deepEqual(await underRole(undefined, count), [{ seen: 0 }])
    await assert.rejects(underRole(signed('linker').replace('|linker|', '|linkers|'), count), /not signed/)
  })

  test('lasts no longer than the linker’s transaction, and no page may take it', async () => {
    const role = (tx: Tx) => sql<{ role: string }>`select current_user as role`.execute(tx)
    assert.equal((await asActor(jobs, 'linker', role)).rows[0]?.role, 'throughline_linker')
    assert.match((await asActor(jobs, 'intake', role)).rows[0]?.role ?? '', /_jobs$/)
    await assert.rejects(db.pages.query('set role throughline_linker'), { code: '42501' })
  })

  test('may not do what the linker never does: rewrite what was said, end it, delete a record', async () => {
    for (const deed of [
      `update entry set known_to = now()`,
      `update source_person set identity = '{}'`,
      'delete from person',
      'select from document',
    ])
      await assert.rejects(underRole(undefined, deed), { code: '42501' }, deed)
  })
})
