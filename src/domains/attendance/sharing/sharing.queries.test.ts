import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  aSeal,
  type TestChild,
  testGrounds,
  testNow,
} from '../../../access/testing/index.ts'
import { recordPages, workPages } from '../../../children/index.ts'
import { NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { schoolPage } from '../attendance.page.ts'
import { casePages } from '../case/case.page.ts'
import { homeFact } from './home-fact.record.ts'
import { sharingPages } from './sharing.page.ts'

const routes: readonly Route[] = [
  ...sharingPages,
  ...casePages('899'),
  schoolPage({ panels: [] }),
  ...recordPages({ kinds: [], panels: [], dutyPhone: '01632 960450' }),
  ...workPages({ enrolment: homeFact, kinds: [], attendance: homeFact, owed: [] } as never),
]
const words = 'Mum has dialysis on Mondays'
let clock = testNow
let db: TestDatabase
let ground: Ground
let worker: SignedInReader
let officer: SignedInReader
let linked: SignedInReader
let lead: SignedInReader
let social: SignedInReader
let millie: TestChild
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db, () => clock)).pages
  ;[worker, officer, linked, lead, social] = [
    await aReader(db.owner, 'family-support-worker'),
    await aReader(db.owner, 'education-welfare-officer'),
    await aReader(db.owner, 'education-welfare-officer'),
    await aReader(db.owner, 'safeguarding-lead'),
    await aReader(db.owner, 'social-worker'),
  ]
  millie = await aChild(db.owner)
  await anEntry(db.owner, millie, {
    kind: 'identity',
    category: 'identity',
    summary: true,
    body: { forename: 'Millie', surname: 'Okafor' },
  })
  await aRelation(db.owner, { child: millie.id }, { principal: worker.userId, reason: 'family-support' })
  await aRelation(db.owner, { child: millie.id }, { principal: officer.userId, reason: 'education-welfare' })
  await aRelation(db.owner, { child: millie.id }, { principal: social.userId, reason: 'social-work' })
  // a lead who is named on the record reads attendance in full, as an officer does
  await aRelation(db.owner, { child: millie.id }, { principal: lead.userId, reason: 'safeguarding-lead' })
  const { rows } = await db.owner.query(`insert into access.establishment (name) values ('Mill') returning id`)
  await db.owner.query('insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, $3)', [
    millie.id,
    rows[0].id,
    '2026-09-01',
  ])
  await aRelation(db.owner, { establishment: rows[0].id }, { principal: linked.userId })
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const base = '/children/:child/welfare-sharing'
const ask = (
  reader: SignedInReader,
  path: string,
  {
    params = {},
    query = {},
    form,
  }: { params?: Record<string, string>; query?: Record<string, string>; form?: Record<string, string> } = {},
): Promise<Answer> =>
  performRoute(
    ground,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    reader,
    { params: { child: millie.address, ...params }, query, form: form ?? {}, files: [], requestId: 'test' },
  )
const read = async (reader: SignedInReader, part: string, query = {}): Promise<string> => {
  const answer = await ask(reader, `/children/:child/${part}`, { query })
  return 'page' in answer ? wordsShown(answer.page.body) : ''
}
const today = async (reader: SignedInReader): Promise<string> => {
  const answer = await ask(reader, '/')
  return 'page' in answer ? String(answer.page.body) : ''
}
const until = { 'until-day': '1', 'until-month': '12', 'until-year': '2026' }
const share = (more: Record<string, string> = {}, reader = worker): Promise<Answer> =>
  ask(reader, base, { form: { words, agreed: 'yes', category: 'early-help', ...until, ...more } })
const standing = async (): Promise<string> =>
  (
    await db.owner.query(
      `select uuid from entry where kind = 'home-fact' and known_to = 'infinity' and status = 'shared' order by id desc limit 1`,
    )
  ).rows[0].uuid
const takeBack = async (reader = worker): Promise<Answer> =>
  ask(reader, `${base}/:entry/take-back`, { params: { entry: await standing() }, form: {} })

describe('a fact of the home', () => {
  test('is shared with its last day, and with the family’s word or the reason without', async () => {
    for (const [wrong, says] of [
      [{ words: '' }, /Write the fact/],
      [{ words: 'x'.repeat(301) }, /300 characters or fewer: you have 301/],
      [{ agreed: 'no' }, /Write why it is shared/],
      [{ 'until-year': '2028' }, /at most 183 days/],
      [{ category: 'attendance' }, /Choose who else reads/],
    ] as const) {
      const answer = await share(wrong as Record<string, string>)
      assert.ok('page' in answer && answer.status === 422)
      assert.match(String(answer.page.body), says)
    }
    await assert.rejects(share({}, officer), /Refused|Not/)
    assert.ok('redirect' in (await share()))
    assert.match(await read(worker, 'welfare-sharing'), /Mum has dialysis on Mondays Shared now Until 1 December 2026/)
  })

  test('is read by whoever works with the child as education welfare: with the case, at school and before a visit, and by nobody else', async () => {
    for (const part of ['attendance-help', 'school', 'visit'])
      assert.match(
        await read(officer, part),
        /Shared with education welfare Mum has dialysis on Mondays Shared by .*until 1 December 2026/,
      )
    for (const reader of [linked, lead, social]) assert.doesNotMatch(await read(reader, 'school'), /dialysis/)
    assert.doesNotMatch(await read(lead, 'visit'), /dialysis/)
    // the service's own side is by its category: a lead reads early help, the officer only that there is somebody to speak to
    await assert.rejects(read(officer, 'welfare-sharing'), NotFound)
  })

  test('is told of on Today with a visit, to the officer who goes there', async () => {
    for (const reader of [officer, social]) {
      const id = await anEntry(db.owner, millie, { kind: 'visit', category: 'attendance', body: { purpose: 'Visit' } })
      const at = [id, reader.userId]
      await db.owner.query(`update entry set due_on = '2026-11-20', number = $2 where id = $1`, at)
    }
    assert.match(await today(officer), /1 thing shared with education welfare/)
    assert.match(await today(social), /Millie Okafor/)
    assert.doesNotMatch(await today(social), /shared with education welfare/)
  })

  test('ends on its last day by itself', async () => {
    clock = new Date('2026-12-01T10:00:00Z')
    assert.match(await read(officer, 'school'), /dialysis/)
    clock = new Date('2026-12-02T10:00:00Z')
    assert.doesNotMatch(await read(officer, 'school'), /dialysis/)
    assert.match(await read(worker, 'welfare-sharing'), /It ended on 1 December 2026/)
    clock = testNow
  })

  test('taken back is gone at once, also from the record as it was known before, and the service keeps that it was shared', async () => {
    await assert.rejects(takeBack(officer), /Refused|Not/)
    assert.ok('redirect' in (await takeBack()))
    clock = new Date('2026-11-22T10:00:00Z')
    for (const query of [{}, { known: '2026-11-20' }, { known: '2026-11-21' }])
      assert.doesNotMatch(await read(officer, 'school', query), /dialysis/)
    assert.match(await read(worker, 'welfare-sharing'), /Mum has dialysis on Mondays Taken back on 20 November 2026/)
    const { rows } = await db.owner.query(
      `select distinct action from access.access_event where child_id = $1 and actor = 'recorder' and outcome = 'done' order by action`,
      [millie.id],
    )
    assert.deepEqual(
      rows.map(row => row.action),
      [base, `${base}/:entry/take-back`],
    )
    clock = testNow
  })

  test('never comes from a fact that is kept to named people, and goes with one that is kept to them later', async () => {
    const reason = { kind: 'pause-reason', category: 'early-help', sensitivity: 2 } as const
    const body = {
      sort: 'relative',
      list: '2024-08-19',
      passages: [{ text: words, about: 'child' }],
      reviewBy: '2026-12-20',
      state: 'stands',
    }
    const seal = await aSeal(db.owner, { kind: 'known', holder: worker.userId, named: [worker.userId] })
    const addressOf = async (id: number) =>
      (await db.owner.query('select uuid from entry where id = $1', [id])).rows[0].uuid
    const kept = await addressOf(await anEntry(db.owner, millie, { ...reason, body, seal }))
    await assert.rejects(ask(worker, base, { query: { fact: kept } }), NotFound)
    await assert.rejects(share({ fact: kept }), NotFound)
    const open = await anEntry(db.owner, millie, { ...reason, body })
    assert.match(await read(worker, 'welfare-sharing', { fact: await addressOf(open) }), /Mum has dialysis on Mondays/)
    assert.ok('redirect' in (await share({ fact: await addressOf(open) })))
    assert.match(await read(officer, 'school'), /dialysis/)
    // a seal takes every later version with it: what was shared is tied to what it came from in the same way
    const { rows } = await db.owner.query(
      `with recursive line as (select id from entry where id = $1 union select e.id from line l join entry e on e.replaces = l.id)
       select kind from entry join line using (id) order by kind`,
      [open],
    )
    assert.deepEqual(
      rows.map(row => row.kind),
      ['home-fact', 'pause-reason', 'shared-home-fact'],
    )
  })
})
