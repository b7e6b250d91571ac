import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CompiledQuery } from 'kysely'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { actorContext } from './context.ts'
import { keepContextKey } from './context-key.actions.ts'
import { admitByEmail, admitFamily, findFamily } from './families/session.actions.ts'
import { markOf } from './family-address.ts'
import { findReader, type SignedInReader } from './reader.queries.ts'
import { hashToken } from './serve.ts'
import { admit, endSession, listSessions, switchRole } from './sign-in/session.actions.ts'
import { isStrong } from './step-up.queries.ts'
import { aReader, testGrounds, testNow } from './testing/index.ts'
import { familyKey } from './testing/sign-in-site.ts'
import { type Ground, withContext } from './transaction.ts'

const issuer = 'https://council.example'
const strong = `e30.${Buffer.from(JSON.stringify({ acr: 'strong' })).toString('base64url')}.e30`

describe('whoever runs statements of their own as the pages’ login', () => {
  let db: TestDatabase
  let ground: Ground
  let now = testNow
  let amy: SignedInReader
  let ben: SignedInReader
  before(async () => {
    db = await testDatabase()
    ground = (await testGrounds(db, () => now)).pages
    amy = await aReader(db.owner, 'social-worker')
    ben = await aReader(db.owner, 'team-manager')
    for (const { userId } of [amy, ben])
      await db.owner.query('insert into access.account (user_id, issuer, subject) values ($1, $2, $3)', [
        ...[userId, issuer, String(userId)],
      ])
  })
  after(() => db.drop())

  const signIn = async ({ userId }: SignedInReader, idToken?: string): Promise<string> => {
    const admitted = await admit(ground, { issuer, subject: String(userId), idToken }, 'test', undefined)
    return 'token' in admitted ? admitted.token : assert.fail(admitted.outcome)
  }
  const who = async (token: string) => (await findReader(ground, hashToken(token)))?.userId
  const asPages = (text: string, ...values: unknown[]) => db.pages.query(text, values)
  const ended = async () =>
    (
      await db.owner.query(
        `select count(*)::int as n from access.access_event where rule = 'session-not-ours' and user_id is null and child_id is null`,
      )
    ).rows[0].n
  /** What is no longer a session opens nothing, is gone and recorded, once. */
  const opensNothing = async (token: string) => {
    const before = await ended()
    assert.equal(await who(token), undefined)
    assert.equal(
      (await db.owner.query('select from access.session where token_hash = $1', [hashToken(token)])).rowCount,
      0,
    )
    assert.equal(await who(token), undefined)
    assert.equal(await ended(), before + 1)
  }
  const copy = (of: string, as: string, over: string) =>
    asPages(
      `insert into access.session select r.* from access.session s,
         jsonb_populate_record(s, jsonb_build_object('token_hash', $2::bytea) || $3::jsonb) r where s.token_hash = $1`,
      ...[hashToken(of), hashToken(as), over],
    )

  test('writes no session of somebody else’s: neither a row of their own, nor one with another’s mark', async () => {
    const [amys, bens] = [await signIn(amy), await signIn(ben)]
    await copy(amys, 'mine', `{"user_id": ${ben.userId}, "role": "team-manager"}`)
    await opensNothing('mine')
    await copy(bens, 'mine', '{}')
    await opensNothing('mine')
    await copy(bens, 'mine', `{"mark": "\\\\x00"}`)
    await opensNothing('mine')
    assert.deepEqual([await who(amys), await who(bens)], [amy.userId, ben.userId])
  })

  for (const [what, change] of [
    ['person', 'user_id = $2, role = (select role from access.session where user_id = $2 limit 1)'],
    ['role', `role = 'team-manager'`],
    ['end', `expires_at = 'infinity'`],
    ['beginning', `created_at = created_at + interval '1 minute'`],
    ['proof in its forms', `csrf = 'known'`],
    ['provider’s session', `provider_session = 'none'`],
    ['provider’s word', `id_token = null`],
  ] as const)
    test(`changes no session’s ${what} without ending it`, async () => {
      const [token] = [await signIn(amy, strong), await signIn(ben)]
      const values = change.includes('$2') ? [ben.userId] : []
      await asPages(`update access.session set ${change} where token_hash = $1`, hashToken(token), ...values)
      await opensNothing(token)
    })

  test('makes no sign-in a stronger one, nor a later one, and reads no provider’s word by signing out', async () => {
    const [weak, proved] = [await signIn(amy), await signIn(amy, strong)]
    const isStrongNow = (token: string) => isStrong(ground, hashToken(token), 'strong', 10)
    assert.deepEqual([await isStrongNow(weak), await isStrongNow(proved)], [false, true])
    await asPages(
      `update access.session set id_token = (select id_token from access.session where token_hash = $2) where token_hash = $1`,
      ...[hashToken(weak), hashToken(proved)],
    )
    assert.equal(await isStrongNow(weak), false)
    await copy(proved, 'copied', '{}')
    assert.equal(await endSession(ground, 'copied'), null)
    assert.equal(await endSession(ground, proved), strong)
  })

  test('goes on in another role from nobody’s row, which stands in nobody’s list', async () => {
    const token = await signIn(ben)
    const listed = async () => (await listSessions(ground, ben.userId)).length
    const before = await listed()
    await copy(token, 'mine', '{}')
    assert.equal(await listed(), before)
    assert.equal(await switchRole(ground, 'mine', 'team-manager', 'test'), undefined)
    const next = await switchRole(ground, token, 'team-manager', 'test')
    assert.equal(await who(next ?? ''), ben.userId)
    await asPages('update access.session set seen_at = $2 where token_hash = $1', hashToken(next ?? ''), now)
    now = new Date(testNow.getTime() + 5 * 60_000)
    assert.equal(await who(next ?? ''), ben.userId, 'its use goes on being written down')
    now = testNow
  })

  test('nor has anybody come back in another of their roles, by a row of theirs that says so', async () => {
    await db.owner.query(
      `insert into access.role_held (user_id, role) values ($1, 'social-worker') on conflict do nothing`,
      [ben.userId],
    )
    const worked = await switchRole(ground, await signIn(ben), 'team-manager', 'test')
    await copy(worked ?? '', 'older', `{"role": "social-worker"}`)
    const again = await admit(ground, { issuer, subject: String(ben.userId), idToken: undefined }, 'test', 'older')
    assert.equal((await findReader(ground, hashToken('token' in again ? again.token : '')))?.role, 'team-manager')
  })

  test('writes no family’s session either', async () => {
    const admitted = async (subject: string) => {
      const vouched = { issuer: 'urn:test', subject, idToken: undefined, email: `${subject}@example.org` }
      return (await admitFamily(ground, familyKey, vouched, 'test', undefined)) ?? assert.fail()
    }
    const [grace, dana] = [await admitted('grace'), await admitted('dana')]
    const family = async (token: string) => (await findFamily(ground, familyKey, token))?.email
    const before = await ended()
    await asPages(
      `insert into access.family_session select r.* from access.family_session s, access.family_session d,
         jsonb_populate_record(s, jsonb_build_object('token_hash', $3::bytea, 'family_id', d.family_id)) r
       where s.token_hash = $1 and d.token_hash = $2`,
      ...[grace, dana, 'mine'].map(hashToken),
    )
    assert.equal(await family('mine'), undefined)
    assert.equal(await ended(), before + 1)
    assert.deepEqual([await family(grace), await family(dana)], ['grace@example.org', 'dana@example.org'])
  })

  test('gives nobody’s account by e-mail the mark of an address of theirs, to come in by a code to it', async () => {
    const come = (email: string) => admitByEmail(ground, familyKey, email, 'test', undefined)
    assert.ok(await come('dana@example.org'))
    const marks = ['dana@example.org', 'mallory@example.org'].map(email => markOf(familyKey, email))
    const swap = 'select access.admit_family(issuer, subject, email, $2, $3) from access.family_account where mark = $1'
    await assert.rejects(asPages(swap, ...marks, now), { code: '42501' })
    // Nor where it is injected into somebody's signing in.
    await withContext(ground, actorContext('messenger', now), tx =>
      tx.executeQuery(CompiledQuery.raw(swap, [...marks, now])),
    )
    assert.equal(await come('mallory@example.org'), undefined)
    const { rows } = await db.owner.query('select rule, user_id from access.access_event order by id desc limit 1')
    assert.deepEqual(rows, [{ rule: 'account-not-ours', user_id: null }])
  })

  test('and sessions end with the key that they are marked under, not with each start under the same', async () => {
    const token = await signIn(amy)
    await keepContextKey(db.owner, ground.contextKey)
    assert.equal(await who(token), amy.userId)
    await keepContextKey(db.owner, Buffer.alloc(32, 7))
    for (const table of ['access.session', 'access.family_session'])
      assert.equal((await db.owner.query(`select from ${table}`)).rowCount, 0)
  })
})
