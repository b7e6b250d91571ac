import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Answer, SignedInReader } from '../../access/index.ts'
import { aReader, aTeam, testNow } from '../../access/testing/index.ts'
import { NotAllowed, NotFound } from '../../kernel/index.ts'
import { findLooks } from '../looks/index.ts'
import { atDesk } from '../testing/index.ts'
import { send } from '../testing/routes.ts'
import { amelia, bodyOf, redirectOf, routes, wayInWorld } from '../testing/way-in.ts'

const { clock, db, pages, jobs, worker, manager, child, drop, aPerson, locate, find, shield } = await wayInWorld()
after(drop)

const path = '/children/:child/urgent-access'
const form = {
  ground: 'harm',
  reason: 'Found alone at the school gate after dark',
  categories: ['contact', 'care-involved'],
  minutes: '60',
}
const open = (reader: SignedInReader, address: string, given: object = form): Promise<Answer> =>
  send(pages, routes, reader, 'POST', path, { params: { child: address }, form: given })
const sees = (reader: SignedInReader) => find(reader, 'Amelia').then(ids => ids.includes(child.id))
const told = async (by: SignedInReader): Promise<number[]> =>
  (
    await db.owner.query(
      `select principal from access.notice where kind = 'urgent-access' and user_id = $1 order by principal`,
      [by.userId],
    )
  ).rows.map(row => row.principal)
const officer = (teams: readonly number[] = []) => aReader(db.owner, 'education-welfare-officer', teams)
const nowhere = '00000000-0000-4000-8000-00000000abcd'

describe('urgent access', () => {
  test('is offered where a record was found, and its form is the same for every address', async () => {
    const found = await locate(worker, amelia)
    assert.match(found.page, new RegExp(`/children/${child.address}/urgent-access`))
    const formAt = async (address: string) =>
      bodyOf(await send(pages, routes, worker, 'GET', path, { params: { child: address } })).replaceAll(address, '')
    assert.equal(await formAt(child.address), await formAt(nowhere))
  })

  test('opens one child for an hour, and tells the guardian, the manager and who works with the child', async () => {
    const [reader, guardian, allocated] = [
      await officer(manager.principals.slice(1)),
      await aReader(db.owner, 'information-governance'),
      await aReader(db.owner, 'social-worker'),
    ]
    await db.owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, 'social-work', 'Social care', 'care-involved', 128, 'test', '2026-09-01', 'throughline', $3)`,
      [child.id, allocated.userId, testNow],
    )
    assert.equal(await sees(reader), false)
    assert.equal(redirectOf(await open(reader, child.address)), `/children/${child.address}`)
    assert.equal(await sees(reader), true)
    assert.deepEqual(
      await told(reader),
      [manager.userId, guardian.userId, allocated.userId].sort((a, b) => a - b),
    )
    assert.match(bodyOf(await send(pages, routes, allocated, 'GET', '/')), /opened this record urgently/)
    clock.now = new Date(testNow.getTime() + 3_600_000 - 1)
    assert.equal(await sees(reader), true)
    clock.now = new Date(testNow.getTime() + 3_600_000)
    assert.equal(await sees(reader), false)
    clock.now = testNow
  })

  test('answers for a shut record and for somebody’s own family as for a record that is not there, and tells the holder of a sealed one', async () => {
    const [reader, holder] = [await officer(), await aReader(db.owner, 'team-manager')]
    const [sealed, restricted, family] = [
      await aPerson('Rowan', 'Hart', '2015-01-02'),
      await aPerson('Robin', 'Hart', '2015-01-03'),
      await aPerson('Remy', 'Hart', '2015-01-04'),
    ]
    await shield('sealed', sealed, holder.userId)
    await shield('restricted', restricted, holder.userId)
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      reader.userId,
      family.id,
    ])
    const absent = bodyOf(await open(reader, nowhere))
    assert.match(absent, /^404 /)
    for (const shut of [sealed, restricted, family])
      assert.equal(bodyOf(await open(reader, shut.address)).replaceAll(shut.address, nowhere), absent)
    assert.deepEqual(await told(reader), [])
    assert.match(bodyOf(await send(pages, routes, holder, 'GET', '/')), /Call back/)
    assert.equal(
      (await db.owner.query('select from access.grant_row where principal = $1', [reader.userId])).rowCount,
      0,
    )
  })

  test('wants a reason of twenty letters, a choice of what to see, and at most four hours', async () => {
    const reader = await officer()
    for (const wrong of [
      { reason: 'Worried' },
      { reason: `${' '.repeat(30)}short` },
      { categories: [] },
      { categories: ['confidential'] },
      { categories: ['adoption'] },
      { minutes: '600' },
      { ground: 'curious' },
    ])
      assert.match(bodyOf(await open(reader, child.address, { ...form, ...wrong })), /^422 .*There is a problem/s)
    assert.equal(await sees(reader), false)
    assert.match(redirectOf(await open(reader, child.address, { ...form, minutes: '240' })), /children/)
    await assert.rejects(
      db.owner.query(`update access.urgent_access set ends_at = ends_at + interval '1 second' where user_id = $1`, [
        reader.userId,
      ]),
      { code: '23514' },
    )
  })

  test('is not for those who run the product or read the log', async () => {
    for (const role of ['system-administrator', 'auditor', 'information-governance', 'clearing-house'] as const)
      await assert.rejects(open(await aReader(db.owner, role), child.address), NotAllowed)
  })
})

describe('the review of urgent access', () => {
  const use = async (reader: SignedInReader): Promise<string> =>
    (await db.owner.query('select uuid from access.urgent_access where user_id = $1', [reader.userId])).rows[0].uuid
  const review = (guardian: SignedInReader, uuid: string, given: object) =>
    send(pages, routes, guardian, 'POST', '/urgent-reviews/:use', { params: { use: uuid }, form: given })
  const list = async (guardian: SignedInReader) => bodyOf(await send(pages, routes, guardian, 'GET', '/urgent-reviews'))

  test('is due in two working days, says when it is late, and names no child', async () => {
    const [reader, guardian] = [await officer(), await aReader(db.owner, 'information-governance')]
    await open(reader, child.address)
    const waiting = await list(guardian)
    assert.match(waiting, /Found alone at the school gate/)
    assert.match(waiting, /24 November 2026/)
    assert.ok(!waiting.includes('Amelia') && !waiting.includes('Overdue'))
    clock.now = new Date('2026-11-25T09:00:00Z')
    assert.match(await list(guardian), /Overdue/)
    clock.now = testNow
  })

  test('reads of the opener’s looks those at this child while it lasted, from its first instant to before its end', async () => {
    const [reader, guardian] = [await officer(), await aReader(db.owner, 'information-governance')]
    await open(reader, child.address)
    const { starts_at: from, ends_at: to } = (
      await db.owner.query('select starts_at, ends_at from access.urgent_access where user_id = $1', [reader.userId])
    ).rows[0]
    const looks = [new Date(from.getTime() - 1), from, new Date(to.getTime() - 1), to]
    for (const at of looks)
      await db.owner.query(
        `insert into access.access_event (at, user_id, role, purpose, action, child_id, categories, outcome, rule, request_id)
         values ($1, $2, $3, 'looks', 'looks', $4, 0, 'shown', 'test', 'test')`,
        [at, reader.userId, reader.role, child.id],
      )
    const read = await atDesk(
      pages,
      guardian,
      'approvals',
      async ({ tx }) =>
        (await sql<{ at: Date }>`select at from access.access_event where purpose = 'looks' order by at`.execute(tx))
          .rows,
    )
    assert.deepEqual(
      read.map(row => row.at),
      [looks[1], looks[2]],
    )
  })

  test('that finds it was not right ends the access at once, and is written once', async () => {
    const [reader, guardian] = [await officer(), await aReader(db.owner, 'information-governance')]
    await open(reader, child.address)
    assert.equal(await sees(reader), true)
    for (const [given, missing] of [
      [{ finding: 'not-right', words: ' ' }, /Say what was not right/],
      [{ finding: '', words: 'Seen with the manager.' }, /Choose whether it was right[\s\S]*Seen with the manager\./],
    ] as const)
      assert.match(bodyOf(await review(guardian, await use(reader), given)), missing)
    assert.equal(await sees(reader), true)
    const today = async () => bodyOf(await send(pages, routes, guardian, 'GET', '/'))
    assert.match(await today(), /opened this record urgently/)
    await review(guardian, await use(reader), {
      finding: 'not-right',
      words: 'No duty to this child. Spoken to the manager.',
    })
    assert.equal(await sees(reader), false)
    assert.doesNotMatch(await today(), /opened this record urgently/, 'whoever has reviewed it is told of it no more')
    await assert.rejects(review(guardian, await use(reader), { finding: 'right' }), { name: 'Conflict' })
    assert.match(await list(guardian), /It was not right/)
  })

  test('is not the opener’s own, nor somebody’s of the child’s family, nor anyone’s without the right', async () => {
    const [reader, kin] = [await officer(), await aReader(db.owner, 'information-governance')]
    await open(reader, child.address)
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      kin.userId,
      child.id,
    ])
    await assert.rejects(review(kin, await use(reader), { finding: 'right' }), NotFound)
    await assert.rejects(review(manager, await use(reader), { finding: 'right' }), NotAllowed)
    await assert.rejects(review({ ...kin, userId: reader.userId }, await use(reader), { finding: 'right' }), NotFound)
  })
})

describe('urgent access stays rare', () => {
  const after = (at: string) => {
    clock.now = new Date(at)
  }
  const rules = async (reader: SignedInReader): Promise<string[]> =>
    (
      await db.owner.query(
        `select rule from access.access_event where user_id = $1 and outcome = 'refused' order by id`,
        [reader.userId],
      )
    ).rows.map(row => row.rule)
  const formFor = (reader: SignedInReader) =>
    send(pages, routes, reader, 'GET', path, { params: { child: child.address } }).then(bodyOf)

  test('whoever has a use that nobody reviewed within two working days opens nothing else, from the first instant of the third, until it is reviewed', async () => {
    const [reader, guardian] = [await officer(), await aReader(db.owner, 'information-governance')]
    after('2026-11-20T12:00:00Z')
    await open(reader, child.address)
    after('2026-11-24T23:59:59.999Z')
    assert.match(redirectOf(await open(reader, child.address)), /children/)
    after('2026-11-25T00:00:00Z')
    const stopped = bodyOf(await open(reader, child.address))
    assert.match(stopped, /^409 .*nobody has reviewed it within two working days.*call the duty team/s)
    assert.equal(bodyOf(await open(reader, nowhere)), stopped, 'nothing of any child is said or asked')
    assert.match(await formFor(reader), /Ask the Caldicott guardian to review it now/)
    assert.deepEqual(await rules(reader), ['urgent:review-late', 'urgent:review-late'])
    assert.match(redirectOf(await open(await officer(), child.address)), /children/, 'nobody else is stopped')
    const { rows } = await db.owner.query(
      'select uuid from access.urgent_access where user_id = $1 order by id limit 1',
      [reader.userId],
    )
    const form = { finding: 'right', words: '' }
    await send(pages, routes, guardian, 'POST', '/urgent-reviews/:use', { params: { use: rows[0].uuid }, form })
    assert.match(redirectOf(await open(reader, child.address)), /children/)
    clock.now = testNow
  })

  test('opens as often in 24 hours as one person may, and no more; those on duty more often', async () => {
    const [reader, onDuty] = [await officer(), await aReader(db.owner, 'out-of-hours')]
    for (let time = 0; time < 5; time++) assert.match(redirectOf(await open(reader, child.address)), /children/)
    assert.match(bodyOf(await open(reader, child.address)), /^409 .*5 times in 24 hours/s)
    assert.match(await formFor(reader), /5 times in 24 hours/)
    clock.now = new Date(testNow.getTime() + 86_400_000 - 1)
    assert.match(bodyOf(await open(reader, child.address)), /^409 /)
    clock.now = new Date(testNow.getTime() + 86_400_000)
    assert.match(redirectOf(await open(reader, child.address)), /children/)
    clock.now = testNow
    for (let time = 0; time < 6; time++) assert.match(redirectOf(await open(onDuty, child.address)), /children/)
  })

  test('where more than one look in a hundred of a team in thirty days is urgent, its manager is told once that work is not recorded', async () => {
    const team = await aTeam(db.owner, 'South')
    const [reader, head] = [await officer([team]), await aReader(db.owner, 'team-manager', [team])]
    await db.owner.query('update access.membership set manages = true where user_id = $1', [head.userId])
    after('2026-11-10T12:00:00Z')
    await open(reader, child.address)
    const look = (children: number) =>
      db.owner.query(
        `insert into access.access_event (at, user_id, role, purpose, action, child_id, categories, outcome, rule, request_id)
         select '2026-11-09T10:00:00Z', $1, 'social-worker', 'looks', '/children/:child', n, 0, 'shown', 'test', 'test' from generate_series(1000, 999 + $2) n`,
        [reader.userId, children],
      )
    const oftenOn = async (at: string): Promise<number> => {
      after(at)
      await db.owner.query('delete from access.looks_weighed')
      await findLooks(jobs)
      return (await db.owner.query(`select from access.notice where kind = 'urgent-often' and user_id = $1`, [team]))
        .rowCount as number
    }
    await look(100)
    assert.equal(await oftenOn('2026-11-11T04:20:00Z'), 0, 'one in a hundred is not more')
    await db.owner.query(`delete from access.access_event where child_id = 1099 and user_id = $1`, [reader.userId])
    assert.equal(await oftenOn('2026-11-12T04:20:00Z'), 1)
    assert.match(bodyOf(await send(pages, routes, head, 'GET', '/')), /Record the work of South with children/)
    assert.equal(await oftenOn('2026-11-13T04:20:00Z'), 1, 'not every night')
    clock.now = testNow
  })
})
