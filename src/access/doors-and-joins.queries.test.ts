import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { actorContext } from './context.ts'
import { aChild, aReader, aRelation, testGrounds, testNow } from './testing/index.ts'
import { type Ground, withContext } from './transaction.ts'

let db: TestDatabase
let pages: Ground
let jobs: Ground
before(async () => {
  db = await testDatabase()
  const grounds = await testGrounds(db)
  pages = grounds.pages
  jobs = grounds.jobs
})
after(async () => {
  await Promise.all([pages?.db.destroy(), jobs?.db.destroy()]).catch(() => {})
  await db?.drop().catch(() => {})
})

test('what is known of a door is read through a reason to know a child who lives there, and by its own label', async () => {
  const child = await aChild(db.owner)
  await db.owner.query(
    `insert into entry (uprn, kind, category, category_bit, sensitivity, body, true_from, known_from, source_id) values
      ('77', 'danger-note', 'identity', 1, 1, $1, '2026-01-01', $3, 'test'), ('77', 'danger-note', 'care-content', 256, 2, $2, '2026-01-01', $3, 'test')`,
    [{ sort: 'animals', short: 'Large dog', whatToDo: 'Telephone first' }, { why: 'Bit a neighbour' }, testNow],
  )
  const home = await db.owner.query(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, true_from, known_from, source_id, code)
     values ($1, $2, 'address', 'contact', 2, 1, true, '{"uprn": "77"}', '2026-01-01', $3, 'test', '77') returning id`,
    [child.sourcePersonId, child.id, testNow],
  )
  await db.owner.query(
    `insert into household_member (uprn, child_id, entry_id, sensitivity, true_from) values ('77', $1, $2, 1, '2026-01-01')`,
    [child.id, home.rows[0].id],
  )
  const worker = await aReader(db.owner, 'social-worker')
  await aRelation(db.owner, { child: child.id }, { principal: worker.userId })
  const lead = await aReader(db.owner, 'safeguarding-lead')
  await aRelation(db.owner, { child: child.id }, { principal: lead.userId })
  const seen = async (reader: typeof lead): Promise<number> =>
    await withContext(
      pages,
      { kind: 'user', id: String(reader.userId), principals: reader.principals, masks: reader.masks, at: testNow },
      async tx =>
        (await sql<{ n: number }>`select count(*)::int as n from entry where uprn = '77'`.execute(tx)).rows[0]?.n ?? 0,
    )
  assert.equal(await seen(worker), 2)
  assert.equal(await seen(lead), 1, 'a summary is not the reason why')
  assert.equal(await seen(await aReader(db.owner, 'clearing-house')), 0, 'a duty over every child is no reason')
  await db.owner.query(`update household_member set true_to = '2026-10-01' where uprn = '77'`)
  assert.equal(await seen(worker), 0, 'the child has moved')
})

test('a join makes an interest that had ended on one record live again where the other’s has not', async () => {
  const [from, to] = [await aChild(db.owner), await aChild(db.owner)]
  const user = (await aReader(db.owner, 'social-worker')).userId
  await db.owner.query(
    `insert into access.conflict (user_id, child_id, why, ends_at) values ($1, $2, 'family', 'infinity'), ($1, $3, 'declared', '2026-01-01')`,
    [user, from.id, to.id],
  )
  await withContext(jobs, actorContext('linker', testNow), tx =>
    sql`select access.copy_refusals(array[${from.id}]::bigint[], array[${to.id}]::bigint[])`.execute(tx),
  )
  const { rows } = await db.owner.query(
    `select ends_at = 'infinity' as live from access.conflict where user_id = $1 and child_id = $2`,
    [user, to.id],
  )
  assert.equal(rows[0].live, true)
})
