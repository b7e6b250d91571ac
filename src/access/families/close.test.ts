import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import type { SignedInFamily } from '../family.ts'
import type { FamilyAction } from '../page.ts'
import { aFamily, testGrounds } from '../testing/index.ts'
import type { Ground } from '../transaction.ts'
import { closeAccountPages } from './close.page.ts'
import { performFamily } from './perform-family.ts'
import { admitByEmail, findFamily } from './session.actions.ts'

describe('a family closes its account', () => {
  const key = Buffer.alloc(32, 3)
  let db: TestDatabase
  let ground: Ground
  before(async () => {
    db = await testDatabase()
    ground = (await testGrounds(db)).pages
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

  test('whoever signs in by the same address again has a new account with nothing in it', async () => {
    const token = (await admitByEmail(ground, key, 'dana@example.org', 'test', undefined)) ?? assert.fail()
    assert.equal((await findFamily(ground, key, token))?.email, 'dana@example.org')
    assert.deepEqual(
      (await accounts()).map(row => row.active),
      [true, false, true],
    )
  })
})
