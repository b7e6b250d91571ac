import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type SignedInReader, withContext } from '../../access/index.ts'
import { aReader, aTeam, testGrounds } from '../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { oversightToTell } from './oversight-to-tell.queries.ts'

describe('oversight of a team', () => {
  let db: TestDatabase
  let ground: Awaited<ReturnType<typeof testGrounds>>['pages']
  let reviewer: SignedInReader
  let colleague: SignedInReader
  before(async () => {
    db = await testDatabase()
    ground = (await testGrounds(db)).pages
    reviewer = await aReader(db.owner, 'social-worker')
    colleague = await aReader(db.owner, 'social-worker')
    await db.owner.query(
      `insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at)
       values ($1, $2, 512, 'Independent review of protection plans', '2026-11-20T10:00Z', '2027-01-01T00:00Z')`,
      [reviewer.userId, await aTeam(db.owner, 'North')],
    )
  })
  after(async () => {
    await ground.db.destroy().catch(() => {})
    await db.drop().catch(() => {})
  })
  const told = (day: string, reader = reviewer) => {
    const at = new Date(`${day}T10:00:01Z`)
    const { userId, principals, masks } = reader
    return withContext(ground, { kind: 'user', id: String(userId), principals, masks, at }, tx =>
      oversightToTell({ tx, reader, at }),
    )
  }

  test('is told on Today to the one who oversees, in its first week and its last, and to nobody else', async () => {
    const began =
      'You oversee the work of North since 20 November 2026, until 31 December 2026. What for: Independent review of protection plans'
    for (const day of ['2026-11-20', '2026-11-26']) assert.deepEqual(await told(day), [began])
    for (const day of ['2026-11-27', '2026-12-23', '2027-01-01']) assert.deepEqual(await told(day), [])
    for (const day of ['2026-12-24', '2026-12-31'])
      assert.deepEqual(await told(day), ['You oversee the work of North until 31 December 2026.'])
    assert.deepEqual(await told('2026-11-20', colleague), [])
  })
})
