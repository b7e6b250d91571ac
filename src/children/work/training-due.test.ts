import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SignedInReader, withContext } from '../../access/index.ts'
import { aReader, aTeam, testGrounds } from '../../access/testing/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { trainingDueToTell } from './training-due.queries.ts'

test('whoever keeps others’ training is told on Today of how many it ran out or will within thirty days, a manager of their own team alone', async t => {
  const db = await testDatabase()
  const { pages } = await testGrounds(db)
  t.after(() => db.drop())
  const team = await aTeam(db.owner, 'North')
  const manager: SignedInReader = { ...(await aReader(db.owner, 'team-manager', [team])), manages: [team] }
  const guardian = await aReader(db.owner, 'information-governance')
  const [none, soon, far, elsewhere] = await Promise.all(
    [[team], [team], [team], []].map(teams => aReader(db.owner, 'social-worker', teams)),
  )
  await db.owner.query(
    `insert into access.training (key, name, renew) values ('safeguarding', 'Safeguarding', 'Take it.')`,
  )
  await db.owner.query(
    `insert into access.role_training (role, training, starts_on) values ('social-worker', 'safeguarding', '2026-01-01')`,
  )
  for (const [who, last] of [
    [soon, '2026-12-20'],
    [far, '2026-12-21'],
    [elsewhere, '2026-11-19'],
  ] as const)
    await db.owner.query(
      `insert into access.training_done (user_id, training, done_on, last_day, told_at) values ($1, 'safeguarding', '2026-01-05', $2, now())`,
      [who?.userId, last],
    )
  const told = async (reader: SignedInReader | undefined, day = '2026-11-20') => {
    assert.ok(reader)
    const at = new Date(`${day}T10:00:00Z`)
    const { userId, principals, masks } = reader
    const lines = await withContext(pages, { kind: 'user', id: String(userId), principals, masks, at }, tx =>
      trainingDueToTell({ tx, reader, at }),
    )
    return lines
      .map(one => wordsShown(String(one)))
      .join('')
      .replace(' .', '.')
  }
  const soonest = 'The training of 1 person runs out within 30 days. See Training.'
  assert.equal(await told(manager), `1 person without training in date: their role opens no records. ${soonest}`)
  assert.equal(await told(guardian), `2 people without training in date: their role opens no records. ${soonest}`)
  assert.match(await told(manager, '2026-12-20'), /^1 person without .* of 2 people runs out/)
  assert.match(await told(manager, '2026-12-21'), /^2 people without .* of 1 person runs out/)
  assert.equal(await told(none), '')
})
