import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import type { SignedInFamily } from '../family.ts'
import { forgetCodes } from '../mail/news.actions.ts'
import { noMasks } from '../masks.ts'
import type { FamilyAction } from '../page.ts'
import { aFamily, testGrounds, testNow } from '../testing/index.ts'
import { type Ground, withContext } from '../transaction.ts'
import { closeAccountPages } from './close.page.ts'
import { performFamily } from './perform-family.ts'
import { admitByEmail, findFamily } from './session.actions.ts'

describe('a family closes its account', () => {
  const key = Buffer.alloc(32, 3)
  let db: TestDatabase
  let ground: Ground
  let jobs: Ground
  before(async () => {
    db = await testDatabase()
    const grounds = await testGrounds(db)
    ground = grounds.pages
    jobs = grounds.jobs
  })
  after(() => db.drop())
  const close = (family: SignedInFamily, form: Record<string, string>) =>
    performFamily(ground, closeAccountPages[1] as FamilyAction, family, {
      ...{ params: {}, query: {}, files: [], requestId: 'test' },
      form,
    })
  const accounts = async () =>
    (
      await db.owner.query(`select a.issuer, length(a.email) as email, a.mark is null as unmarked, p.active
        from access.family_account a join access.principal p on p.id = a.family_id order by p.id`)
    ).rows

  test('not before it says that it is sure; then its address is forgotten, and it is signed out everywhere', async () => {
    const { token: other } = await aFamily(db.owner, ground, key, 'other')
    const token = (await admitByEmail(ground, key, 'dana@example.org', 'test', undefined)) ?? assert.fail()
    const again = (await admitByEmail(ground, key, 'dana@example.org', 'test', undefined)) ?? assert.fail()
    const dana = (await findFamily(ground, key, token)) ?? assert.fail()
    const unsure = await close(dana, {})
    assert.ok('page' in unsure && unsure.status === 422)
    assert.ok(await findFamily(ground, key, token))
    assert.ok('redirect' in (await close(dana, { sure: 'yes' })))
    assert.deepEqual(
      [await findFamily(ground, key, token), await findFamily(ground, key, again)],
      [undefined, undefined],
    )
    assert.deepEqual((await accounts())[1], { issuer: 'closed', email: 0, unmarked: true, active: false })
    assert.ok(await findFamily(ground, key, other), 'another account stays')
  })

  test('and counts on in the same day’s limit where it begins again; the next day nothing of it is known any more', async () => {
    const sentBefore = async () => {
      const token = (await admitByEmail(ground, key, 'dana@example.org', 'test', undefined)) ?? assert.fail()
      const dana = (await findFamily(ground, key, token)) ?? assert.fail()
      const context = {
        kind: 'family',
        id: String(dana.familyId),
        principals: [],
        masks: noMasks,
        at: testNow,
      } as const
      const { rows } = await withContext(ground, context, tx =>
        sql`select told, sent from access.family_sent_before()`.execute(tx),
      )
      return rows[0]
    }
    await db.owner.query(
      `with c as (insert into told_change (told_by, told_at, kind, from_on, words, state) select family_id, $1, 'name', '2026-01-01', 'x', 'refused' from access.family_account where issuer = 'closed' returning id, told_by)
      insert into family_told (family_id, change_id, receipt, told_at, words) select told_by, id, 'R', $1, 'x' from c`,
      [testNow],
    )
    assert.deepEqual(await sentBefore(), { told: 1, sent: 0 })
    await forgetCodes({ ...jobs, now: () => new Date(testNow.getTime() + 23 * 3_600_000) })
    assert.deepEqual(await sentBefore(), { told: 1, sent: 0 })
    await forgetCodes({ ...jobs, now: () => new Date(testNow.getTime() + 24 * 3_600_000) })
    assert.deepEqual(await sentBefore(), { told: 0, sent: 0 })
    const { rows } = await db.owner.query(`select from access.family_account where closed_as is not null`)
    assert.equal(rows.length, 0)
  })

  test('whoever signs in by the same address again has a new account with nothing in it', async () => {
    const token = (await admitByEmail(ground, key, 'dana@example.org', 'test', undefined)) ?? assert.fail()
    assert.equal((await findFamily(ground, key, token))?.email, 'dana@example.org')
    assert.deepEqual(
      (await accounts()).map(row => row.active),
      [true, false, true],
    )
  })
})
