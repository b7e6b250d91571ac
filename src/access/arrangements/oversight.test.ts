import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { actorContext } from '../context.ts'
import { issueCommand } from '../grant.ts'
import { endInvolvement, startInvolvement } from '../involvement.actions.ts'
import { reasonSentence } from '../involvement.ts'
import type { SignedInReader } from '../reader.queries.ts'
import { aChild, anEntry, aReader, aTeam, type TestChild, testGrounds, testNow } from '../testing/index.ts'
import { type Ground, withContext } from '../transaction.ts'
import { provisionChildren } from './index.ts'

const day = (text: string) => text as PlainDate
const given = {
  staff: 'iris',
  team: 'north',
  categories: ['identity', 'protection'] as const,
  purpose: 'Independent review of protection plans',
  from: day('2026-11-01'),
  to: day('2026-12-31'),
}

describe('oversight of a team’s work', () => {
  let db: TestDatabase
  let jobs: Ground
  let pages: Ground
  let reviewer: SignedInReader
  let manager: SignedInReader
  let worker: SignedInReader
  let team: number
  let child: TestChild
  before(async () => {
    db = await testDatabase()
    ;({ jobs, pages } = await testGrounds(db))
    team = await aTeam(db.owner, 'North')
    reviewer = await aReader(db.owner, 'team-manager')
    manager = await aReader(db.owner, 'team-manager')
    worker = await aReader(db.owner, 'social-worker', [team])
    await db.owner.query(`update access.principal set key = 'north' where id = $1`, [team])
    await db.owner.query(`update access.principal set key = 'iris' where id = $1`, [reviewer.userId])
    await arrange()
  })
  after(() => db.drop())
  beforeEach(async () => {
    child = await aChild(db.owner)
    for (const category of ['identity', 'protection', 'health'] as const)
      await anEntry(db.owner, child, { kind: category, category })
  })

  const arrange = (more: Partial<typeof given> = {}) =>
    provisionChildren(jobs, {
      conflicts: [],
      shields: [],
      schoolLinks: [],
      work: [],
      oversight: [{ ...given, ...more }],
    })
  const work = (principalId: number, to?: PlainDate) =>
    withContext(pages, actorContext('recorder', testNow), async tx => {
      const command = await issueCommand(pages, tx, 'recorder', undefined)
      const start = { childId: child.id, principalId, kind: 'social-work', from: day('2026-10-01') }
      const id = await startInvolvement(command, start)
      if (to) await endInvolvement(command, id, to)
    })
  const sees = (reader: SignedInReader, at = testNow, of = child) =>
    withContext(
      pages,
      { kind: 'user', id: String(reader.userId), principals: reader.principals, masks: reader.masks, at },
      async tx =>
        (await sql<{ kind: string }>`select kind from entry where child_id = ${of.id} order by 1`.execute(tx)).rows.map(
          r => r.kind,
        ),
    )
  const both = ['identity', 'protection']

  test('opens its categories of a child with whom the team itself works, between its days, and nothing of other children', async () => {
    assert.deepEqual(await sees(reviewer), [])
    await work(team)
    assert.deepEqual(await sees(reviewer), both)
    assert.deepEqual(await sees(reviewer, new Date('2026-10-31T23:59:59Z')), [])
    assert.deepEqual(await sees(reviewer, new Date('2026-12-31T23:59:59Z')), both)
    assert.deepEqual(await sees(reviewer, new Date('2027-01-01T00:00:00Z')), [])
  })

  test('is not had through a member’s own work, and is handed on to nobody', async () => {
    await work(worker.userId)
    assert.deepEqual(await sees(reviewer), [])
    await work(team)
    await db.owner.query(
      'insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at) select $1, id, 131071, $2, $3, $4 from access.principal where id = $5',
      [
        manager.userId,
        'Answers for the reviewers’ work',
        '2026-01-01',
        '2027-01-01',
        await aTeam(db.owner, 'Reviewers'),
      ],
    )
    assert.deepEqual(await sees(manager), [])
  })

  test('ends with the team’s work and its fourteen days, and comes along when the record is moved', async () => {
    await work(team, day('2026-11-10'))
    assert.deepEqual(await sees(reviewer, new Date('2026-11-24T23:59:00Z')), both)
    assert.deepEqual(await sees(reviewer, new Date('2026-11-25T00:00:00Z')), [])
    const other = await aChild(db.owner)
    await anEntry(db.owner, other, { kind: 'identity', category: 'identity' })
    await withContext(pages, actorContext('clearing-house', testNow), tx =>
      sql`update access.grant_row set child_id = ${other.id} where child_id = ${child.id} and principal = ${team}`.execute(
        tx,
      ),
    )
    assert.deepEqual(await sees(reviewer), [])
    assert.deepEqual(await sees(reviewer, testNow, other), ['identity'])
  })

  test('given again with another end, ends then; without an end or a purpose it is not given', async () => {
    await work(team)
    await arrange({ to: day('2026-11-15') })
    assert.deepEqual(await sees(reviewer), [])
    await arrange()
    assert.deepEqual(await sees(reviewer), both)
    assert.equal((await db.owner.query(`select from access.oversight where purpose = $1`, [given.purpose])).rowCount, 1)
    await assert.rejects(arrange({ from: day('2026-11-02'), purpose: 'because' }), /check constraint/)
    await assert.rejects(arrange({ staff: 'nobody' }), /There is no nobody/)
  })

  test('is taken and given by no reader', async () => {
    const asReviewer = (statement: string) =>
      withContext(
        pages,
        {
          kind: 'user',
          id: String(reviewer.userId),
          principals: reviewer.principals,
          masks: reviewer.masks,
          at: testNow,
        },
        tx => sql.raw(statement).execute(tx),
      )
    assert.equal((await asReviewer(`update access.oversight set ends_at = '2099-01-01'`)).numAffectedRows, 0n)
    await assert.rejects(asReviewer('update access.oversight set categories = 131071'), { code: '42501' })
    await work(team)
    await asReviewer(
      'select access.write_oversight(array(select follows from access.grant_row), array(select id from access.oversight))',
    ).catch(() => undefined)
    assert.deepEqual(await sees(reviewer), both)
  })

  test('is said in words', () => {
    assert.equal(reasonSentence('oversight', 'Liam'), 'you answer for the work of a team that works with Liam')
  })
})
