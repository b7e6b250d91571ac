import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { categoryMask } from '../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { actorContext, readerContext } from './context.ts'
import type { SignedInReader } from './reader.queries.ts'
import { aChild, aReader, type TestChild, testGrounds, testNow } from './testing/index.ts'
import { type Ground, type Tx, withContext } from './transaction.ts'

let db: TestDatabase
let pages: Ground
let jobs: Ground
let eve: SignedInReader
let amy: SignedInReader
let child: TestChild
before(async () => {
  db = await testDatabase()
  const grounds = await testGrounds(db)
  pages = grounds.pages
  jobs = grounds.jobs
  eve = await aReader(db.owner, 'social-worker')
  amy = await aReader(db.owner, 'team-manager')
  child = await aChild(db.owner)
})
after(() => db.drop())

const say = (text: string) => (tx: Tx) => sql.raw(text).execute(tx)
/** SQL in a page that Eve looks at, and in a change that she makes. */
const onPage = (text: string) => withContext(pages, readerContext(eve, testNow), say(text))
const inChange = (text: string, { principals }: SignedInReader = eve, actor: 'recorder' | 'approvals' = 'recorder') =>
  withContext(pages, actorContext(actor, testNow, principals), say(text))
const refused = { code: '42501' }

describe('SQL in a page that a worker looks at', () => {
  for (const [what, job] of [
    ['undone', `'undo-run', '{"run": "1"}'`],
    ['read again', `'work-run', '{"run": "1"}'`],
    ['told to a service', `'tell-service', '{"delivery": 1}'`],
    ['ended as kept long enough', `'keeping-ends', '{}'`],
  ] as const)
    test(`has nothing ${what} behind the pages: it queues no job`, () =>
      assert.rejects(onPage(`select job.add(${job}, null, null, null, null, null)`), refused))

  test('writes no address on a family’s account', () =>
    assert.rejects(onPage(`select access.admit_family('a', 'b', '', null, now())`), refused))

  test('writes nothing into the record of access but in its reader’s own name, not under no context either', async () => {
    const event = (
      user: number | null,
    ) => `insert into access.access_event (at, user_id, purpose, action, child_id, outcome, rule, request_id)
      values (now(), ${user}, 'x', '/x', ${child.id}, 'shown', 'x', 'x')`
    await assert.rejects(onPage(event(null)), refused)
    await assert.rejects(onPage(`set local throughline.context = ''; ${event(null)}`), refused)
    await assert.rejects(onPage(event(amy.userId)), refused)
    await onPage(event(eve.userId))
  })

  test('asks for no record past the form, and gives no answer', async () => {
    const ask = (state: string) => `insert into access.request (user_id, child_id, reason, categories, asked_at, state)
      values (${eve.userId}, ${child.id}, 'x', 1, now(), '${state}')`
    await assert.rejects(onPage(ask('waiting')), refused)
    await assert.rejects(inChange(ask('approved')), refused)
  })

  test('changes nothing of a request that an approver is about to answer, nor answers it', async () => {
    await inChange(`insert into access.request (user_id, child_id, reason, categories, asked_at)
      values (${eve.userId}, ${child.id}, 'x', ${categoryMask(['identity'])}, now())`)
    const more = `update access.request set categories = ${categoryMask(['identity', 'health'])}`
    await assert.rejects(onPage(more), refused)
    await assert.rejects(inChange(more, amy, 'approvals'), refused)
    const answer = (by: number) => `update access.request set state = 'approved', answered_by = ${by}`
    assert.equal((await onPage(answer(eve.userId))).numAffectedRows, 0n)
    assert.equal((await inChange(answer(eve.userId), eve, 'approvals')).numAffectedRows, 0n, 'not one’s own')
    await assert.rejects(inChange(answer(eve.userId), amy, 'approvals'), refused, 'nor in another’s name')
    assert.equal((await inChange(answer(amy.userId), amy, 'approvals')).numAffectedRows, 1n)
    assert.equal((await inChange(answer(amy.userId), amy, 'approvals')).numAffectedRows, 0n, 'nor twice')
  })
})

describe('whoever has the jobs’ login and no key', () => {
  const asJobs = (text: string) => db.jobs.query(text)

  test('gives nobody a role, a team, an account or a training', async () => {
    const team = (
      await db.owner.query(`insert into access.principal (kind, key, name) values ('team', 't', 'T') returning id`)
    ).rows[0].id
    await db.owner.query(`insert into access.account (user_id, issuer, subject) values ($1, 'a', 'amy')`, [amy.userId])
    await db.owner.query(`insert into access.training (key, name, renew) values ('t', 'T', 'R')`)
    await db.owner.query(
      `insert into access.role_training (role, training, starts_on) values ('social-worker', 't', '2026-01-01')`,
    )
    for (const write of [
      `insert into access.role_held (user_id, role) values (${eve.userId}, 'clearing-house')`,
      `insert into access.membership (user_id, team_id) values (${eve.userId}, ${team})`,
      `insert into access.account (user_id, issuer, subject) values (${eve.userId}, 'a', 'eve')`,
      `insert into access.principal (kind, key, name) values ('user', 'x', 'X')`,
    ])
      await assert.rejects(asJobs(write), refused)
    for (const write of [
      `update access.account set subject = 'eve'`,
      'delete from access.account',
      `update access.role_held set ends_at = 'infinity'`,
      `update access.principal set active = true`,
      `update access.role_training set ends_on = '2026-01-02'`,
    ])
      assert.equal((await asJobs(write)).rowCount, 0, write)
  })

  test('reads of no shield and no barrier that there is one, and names nobody on it', async () => {
    const shield = (
      await db.owner.query(
        `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'x', '2026-01-01') returning id`,
        [child.id],
      )
    ).rows[0].id
    await db.owner.query(`insert into access.shield_allowed (shield_id, principal) values ($1, $2)`, [
      shield,
      amy.userId,
    ])
    await db.owner.query(
      `insert into access.barrier (a_source, a_key, b_source, b_key) values ('test', 'a', 'test', 'b')`,
    )
    for (const table of ['shield', 'shield_allowed', 'barrier'])
      assert.equal((await asJobs(`select from access.${table}`)).rowCount, 0, table)
    assert.equal((await asJobs(`update access.shield set ends_at = now()`)).rowCount, 0)
    await assert.rejects(asJobs(`insert into access.shield_allowed values (${shield}, ${eve.userId})`), refused)
  })

  test('what the directory tells is written by its actor', async () => {
    const kept = await withContext(
      jobs,
      actorContext('arrangements', testNow),
      say(`update access.principal set title = 'T'
      where id = ${eve.userId}`),
    )
    assert.equal(kept.numAffectedRows, 1n)
  })
})
