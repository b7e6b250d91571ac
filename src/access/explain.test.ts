import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../platform/testing/index.ts'
import { explainAccess } from './explain.ts'
import { aChild, aReader, aRelation, aTeam, testGrounds } from './testing/index.ts'

test('the command line says why, how far and until when, in the practitioner’s words, and that a kept address is not theirs', async t => {
  const db = await testDatabase()
  t.after(() => db.drop())
  const { pages } = await testGrounds(db)
  const child = await aChild(db.owner)
  const team = await aTeam(db.owner, 'School Attendance Support')
  const sam = await aReader(db.owner, 'education-welfare-officer', [team])
  await db.owner.query(`update access.principal set key = 'sam' where id = $1`, [sam.userId])
  const explained = async () => (await explainAccess(pages, 'sam', child.address))[0]?.lines.join('\n') ?? ''
  assert.match(await explained(), /: no, because they have no reason to see this record/)

  await aRelation(db.owner, { child: child.id }, { principal: team, reason: 'education-welfare' })
  const lines = await explained()
  assert.match(lines, /In full: who the child is; address, phone and carers; school and attendance/)
  assert.match(lines, /Only who to speak to: early help; that social care is involved\./)
  assert.match(
    lines,
    /because your team, School Attendance Support, works with the child\. Since 1 September 2026; ends: when/,
  )
  assert.doesNotMatch(lines, /kept to named people/)

  await db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'A test', $2)`,
    [child.id, new Date('2026-11-01T00:00:00Z')],
  )
  assert.match(await explained(), /Not where the child can be found/)
  const { rows } = await db.owner.query(
    `select count(*)::int as n from access.access_event where action = 'access explain'`,
  )
  assert.equal(rows[0].n, 3, 'each is in the record of access')
})
