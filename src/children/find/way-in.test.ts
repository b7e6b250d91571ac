import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import {
  type Answer,
  actorContext,
  type Ground,
  getRole,
  masksOf,
  type Route,
  recordKind,
  type SignedInReader,
  withContext,
} from '../../access/index.ts'
import { aChild, aReader, aTeam, type TestChild, testGrounds, testNow } from '../../access/testing/index.ts'
import { NotAllowed, NotFound } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { identifier, identity } from '../kinds/index.ts'
import { indexPersons } from '../linking/index.ts'
import { anEntryOf } from '../testing/index.ts'
import { overOwn, send } from '../testing/routes.ts'
import { workPages } from '../work/index.ts'
import { findPages } from './index.ts'
import { parseQuery } from './parse-query.ts'
import { findChildren } from './search.queries.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  summary: true,
  schema: Type.Object({ school: Type.String() }),
})
const attendance = recordKind({
  kind: 'session-count',
  title: 'Sessions',
  category: 'attendance',
  schema: Type.Object({}),
})
const routes: readonly Route[] = [
  ...findPages({ sealKey: randomBytes(32), enrolment, dutyPhone: '01632 960400' }),
  ...workPages({ enrolment, kinds: [], attendance }),
]
let db: TestDatabase
let pages: Ground
let jobs: Ground
let now = testNow
let worker: SignedInReader
let manager: SignedInReader
let child: TestChild
before(async () => {
  db = await testDatabase()
  ;({ pages, jobs } = await testGrounds(db, () => now))
  const team = await aTeam(db.owner, 'Education Welfare North')
  worker = await aReader(db.owner, 'education-welfare-officer', [team])
  const head = await aReader(db.owner, 'team-manager', [team])
  await db.owner.query('update access.membership set manages = true where user_id = $1', [head.userId])
  manager = { ...head, manages: [team] }
  child = await aPerson('Amelia', 'Okafor-Reid', '2017-05-03', 'A123456789012')
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await jobs.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const aPerson = async (forename: string, surname: string, birthDate: string, upn?: string): Promise<TestChild> => {
  const made = await aChild(db.owner)
  const about = {
    source: 'test',
    sourcePerson: made.sourcePersonId,
    person: made.id,
    at: new Date('2026-09-01T00:00:00Z'),
  }
  await anEntryOf(db.owner, { kind: identity, body: { forename, surname, birthDate, birthPrecision: 'day' }, ...about })
  if (upn) await anEntryOf(db.owner, { kind: identifier, body: { type: 'upn', value: upn, ok: true }, ...about })
  await withContext(jobs, actorContext('indexer', testNow), tx => indexPersons(tx, [made.id]))
  return made
}
const amelia = {
  name: 'amelia okafor reid',
  day: '3',
  month: '5',
  year: '2017',
  reason: 'Referral from school about missed days',
}
const redirectOf = (answer: Answer): string => ('redirect' in answer ? answer.redirect : assert.fail('not a redirect'))
const bodyOf = (answer: Answer): string =>
  'page' in answer
    ? `${answer.status ?? 200} ${answer.page.title} ${String(answer.page.heading)} ${String(answer.page.body)}`
    : assert.fail('not a page')
const locate = async (reader: SignedInReader, form: object): Promise<{ search: string; page: string }> => {
  const search = redirectOf(await send(pages, routes, reader, 'POST', '/locate', { form })).split('/')[2] ?? ''
  return { search, page: bodyOf(await send(pages, routes, reader, 'GET', '/locate/:search', { params: { search } })) }
}
const shield = async (kind: string, subject: TestChild, holder?: number): Promise<void> => {
  await db.owner.query(
    `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, $2, 'test', $3, '2026-01-01')`,
    [subject.id, kind, holder ?? null],
  )
}
const find = (reader: SignedInReader, line: string) =>
  overOwn(pages, reader, [identity], g => findChildren(g as never, parseQuery(line))).then(f => f.map(x => x.childId))
const rules = async (reader: SignedInReader): Promise<string[]> =>
  (
    await db.owner.query(
      `select rule from access.access_event where user_id = $1 and rule like 'locate:%' order by id`,
      [reader.userId],
    )
  ).rows.map(r => r.rule)

describe('looking for a child one does not work with', () => {
  test('the full name and birth date find that a record exists, and the page shows nothing else about the child', async () => {
    const { page } = await locate(worker, amelia)
    assert.match(page, /A record exists/)
    assert.match(page, /amelia okafor reid/)
    assert.ok(!page.includes(child.address) && !page.includes('Amelia') && !page.includes('2017'))
  })
  test('a number alone finds it too', async () =>
    assert.match((await locate(worker, { number: 'A1234 56789012', reason: amelia.reason })).page, /A record exists/))
  for (const [what, change] of Object.entries({
    'another birth date': { day: '4' },
    'a name that is only near': { name: 'Amelie Okafor Reid' },
    'a number that is not the child’s': { number: 'B123456789012' },
  }))
    test(`${what} finds nothing`, async () =>
      assert.match((await locate(worker, { ...amelia, ...change })).page, /No record matches/))
  test('half a name, half a date or a short reason is asked for again, and what was typed is kept', async () => {
    for (const change of [{ name: 'Amelia' }, { year: '' }, { reason: 'need it' }]) {
      const page = bodyOf(await send(pages, routes, worker, 'POST', '/locate', { form: { ...amelia, ...change } }))
      assert.match(page, /^422 .*There is a problem/s)
      assert.ok(page.includes(change.name ?? amelia.name))
    }
  })
  test('a role without the right has no such page', async () => {
    const office = await aReader(db.owner, 'school-office')
    await assert.rejects(send(pages, routes, office, 'POST', '/locate', { form: amelia }), NotAllowed)
  })
  test('another person’s search is not there', async () => {
    const { search } = await locate(worker, amelia)
    const stranger = await aReader(db.owner, 'social-worker')
    await assert.rejects(send(pages, routes, stranger, 'GET', '/locate/:search', { params: { search } }), NotFound)
  })
  test('two records of one name and birth date ask for a number', async () => {
    await aPerson('Twin', 'Named', '2015-01-01')
    await aPerson('Twin', 'Named', '2015-01-01')
    assert.match(
      (await locate(worker, { ...amelia, name: 'Twin Named', day: '1', month: '1', year: '2015' })).page,
      /More than one record/,
    )
  })
})

describe('a child who is shut', () => {
  const seen = async (reader: SignedInReader, name: string) => (await locate(reader, { ...amelia, name })).page
  test('a sealed child answers as no child does, byte for byte, and the holder is told at once', async () => {
    const holder = await aReader(db.owner, 'team-manager')
    const sealed = await aPerson('Wren', 'Sealed', '2017-05-03')
    await shield('sealed', sealed, holder.userId)
    for (const role of ['education-welfare-officer', 'front-door', 'out-of-hours'] as const) {
      const reader = await aReader(db.owner, role)
      assert.equal(await seen(reader, 'Wren Sealed'), await seen(reader, 'Wren Nobody'))
      assert.deepEqual(await rules(reader), ['locate:sealed', 'locate:none'])
    }
    const day = bodyOf(await send(pages, routes, holder, 'GET', '/'))
    assert.equal(day.match(/Call back/g)?.length, 3)
    assert.ok(!bodyOf(await send(pages, routes, worker, 'GET', '/')).includes('Call back'))
  })
  test('a restricted child tells duty to call the manager, and everybody else nothing', async () => {
    const restricted = await aPerson('Robin', 'Guarded', '2017-05-03')
    await shield('restricted', restricted)
    for (const role of ['front-door', 'out-of-hours'] as const) {
      const page = await seen(await aReader(db.owner, role), 'Robin Guarded')
      assert.match(page, /Call the duty manager.*01632 960400/s)
      assert.ok(!page.includes('Robin'))
    }
    const reader = await aReader(db.owner, 'social-worker')
    assert.equal(await seen(reader, 'Robin Guarded'), await seen(reader, 'Robin Nobody'))
  })
  test('one’s own family answers as no child does, and the attempt is on the record', async () => {
    const own = await aPerson('Kit', 'Kin', '2017-05-03')
    const reader = await aReader(db.owner, 'social-worker')
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      reader.userId,
      own.id,
    ])
    assert.equal(await seen(reader, 'Kit Kin'), await seen(reader, 'Kit Nobody'))
    assert.deepEqual(await rules(reader), ['locate:conflict', 'locate:none'])
  })
  test('a search made before the record was shut no longer leads in', async () => {
    const later = await aPerson('Late', 'Shut', '2017-05-03')
    const { search } = await locate(worker, { ...amelia, name: 'Late Shut' })
    await shield('sealed', later)
    const form = { kind: 'education-welfare', ground: 'referral', day: '20', month: '11', year: '2026' }
    await assert.rejects(
      send(pages, routes, worker, 'POST', '/locate/:search/start', { params: { search }, form }),
      NotFound,
    )
  })
})

test('after thirty in an hour one waits, and an hour later one need not', async () => {
  const reader = await aReader(db.owner, 'social-worker')
  for (let i = 0; i < 30; i++) await locate(reader, { ...amelia, name: `Nobody Number${i}` })
  assert.match(bodyOf(await send(pages, routes, reader, 'POST', '/locate', { form: amelia })), /^422 Wait before/)
  now = new Date(testNow.getTime() + 61 * 60_000)
  assert.match((await locate(reader, amelia)).page, /A record exists/)
  now = testNow
})

describe('starting work', () => {
  test('opens the record at once, tells the manager, and is on the record', async () => {
    assert.deepEqual(await find(worker, 'Amelia'), [])
    const { search } = await locate(worker, amelia)
    const form = { kind: 'education-welfare', ground: 'referral', day: '20', month: '11', year: '2026' }
    const to = redirectOf(
      await send(pages, routes, worker, 'POST', '/locate/:search/start', { params: { search }, form }),
    )
    assert.equal(to, `/children/${child.address}`)
    assert.deepEqual(await find(worker, 'Amelia'), [child.id])
    assert.match(bodyOf(await send(pages, routes, worker, 'GET', '/my-children')), /Amelia Okafor-Reid/)
    const day = bodyOf(await send(pages, routes, manager, 'GET', '/'))
    assert.match(day, /education welfare officer started work with this child/)
    assert.ok(!day.includes('Amelia'))
  })
  test('only work of one’s own kind can be begun, and not in the future', async () => {
    const { search } = await locate(worker, amelia)
    const start = (form: object) =>
      send(pages, routes, worker, 'POST', '/locate/:search/start', {
        params: { search },
        form: { kind: 'education-welfare', ground: 'visit', day: '20', month: '11', year: '2026', ...form },
      })
    await assert.rejects(start({ kind: 'social-work' }), { name: 'InvalidInput' })
    await assert.rejects(start({ day: '21' }), { name: 'InvalidInput' })
    await assert.rejects(start({ ground: 'because' }), { name: 'InvalidInput' })
    await assert.rejects(start({ day: '31', month: '2' }), { name: 'InvalidInput' })
  })
})

describe('asking for access', () => {
  const ask = async (asker: SignedInReader): Promise<string> => {
    const { search } = await locate(asker, amelia)
    await send(pages, routes, asker, 'POST', '/locate/:search/ask', {
      params: { search },
      form: { categories: ['identity', 'send'], reason: 'For the panel on Thursday about support' },
    })
    return (
      await db.owner.query('select uuid from access.request where user_id = $1 order by id desc limit 1', [
        asker.userId,
      ])
    ).rows[0].uuid
  }
  const answer = (approver: SignedInReader, request: string, form: object) =>
    send(pages, routes, approver, 'POST', '/approvals/:request', { params: { request }, form })
  const yes = { decision: 'approve', day: '30', month: '11', year: '2026', answer: 'For the panel' }
  const sees = (reader: SignedInReader) => find(reader, 'Amelia').then(ids => ids.includes(child.id))

  test('a manager’s yes opens what was asked for, until the end of the last day', async () => {
    const asker = await aReader(db.owner, 'young-carers-worker', manager.principals.slice(1))
    const request = await ask(asker)
    assert.equal(await sees(asker), false)
    const waiting = bodyOf(await send(pages, routes, manager, 'GET', '/approvals'))
    assert.match(waiting, /For the panel on Thursday/)
    assert.ok(!waiting.includes('Amelia'))
    await answer(manager, request, yes)
    assert.equal(await sees(asker), true)
    assert.match(
      bodyOf(await send(pages, routes, asker, 'GET', '/access-requests')),
      /Approved.*until 30 November 2026.*Open the record/s,
    )
    now = new Date('2026-11-30T23:59:59Z')
    assert.equal(await sees(asker), true)
    now = new Date('2026-12-01T00:00:00Z')
    assert.equal(await sees(asker), false)
    assert.match(bodyOf(await send(pages, routes, asker, 'GET', '/access-requests')), /It ended on 30 November 2026/)
    now = testNow
  })
  test('a no opens nothing, and a second answer is not saved', async () => {
    const asker = await aReader(db.owner, 'social-worker', manager.principals.slice(1))
    const request = await ask(asker)
    await answer(manager, request, { decision: 'refuse', answer: 'Ask the caseworker' })
    assert.equal(await sees(asker), false)
    await assert.rejects(answer(manager, request, yes), { name: 'Conflict' })
  })
  test('nobody answers for themselves, for another team, for their own family, or without an end within six months', async () => {
    const asker = await aReader(db.owner, 'social-worker', manager.principals.slice(1))
    const request = await ask(asker)
    await assert.rejects(
      answer(
        { ...asker, role: 'team-manager', masks: masksOf(getRole('team-manager')), manages: manager.manages },
        request,
        yes,
      ),
      NotFound,
    )
    await assert.rejects(answer({ ...(await aReader(db.owner, 'team-manager')), manages: [] }, request, yes), NotFound)
    await assert.rejects(answer(asker, request, yes), NotAllowed)
    await assert.rejects(answer(manager, request, { ...yes, year: '' }), { name: 'InvalidInput' })
    await assert.rejects(answer(manager, request, { ...yes, year: '2028' }), { name: 'InvalidInput' })
    await assert.rejects(answer(manager, request, { ...yes, day: '19' }), { name: 'InvalidInput' })
    const kin = await aReader(db.owner, 'information-governance')
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      kin.userId,
      child.id,
    ])
    await assert.rejects(answer(kin, request, yes), NotFound)
    assert.equal(await sees(asker), false)
  })
})

describe('a day’s work', () => {
  test('the address of a search says nothing, and another’s is not there', async () => {
    const to = redirectOf(await send(pages, routes, worker, 'POST', '/find', { form: { q: 'Amelia' } }))
    assert.match(to, /^\/find\/[0-9a-f-]{36}$/)
    const params = { search: to.split('/')[2] ?? '' }
    assert.match(
      bodyOf(await send(pages, routes, worker, 'GET', '/find/:search', { params })),
      /1 child.*Amelia Okafor-Reid/s,
    )
    await assert.rejects(send(pages, routes, manager, 'GET', '/find/:search', { params }), NotFound)
    const { rows } = await db.owner.query('select terms from saved_search')
    assert.ok(rows.every(r => !(r.terms as Buffer).toString('latin1').toLowerCase().includes('amelia')))
  })
  test('who has looked is the auditor’s to read, by reference and without a name', async () => {
    const auditor = await aReader(db.owner, 'auditor')
    const page = bodyOf(await send(pages, routes, auditor, 'GET', '/who-looked'))
    assert.match(page, new RegExp(child.address.slice(0, 8)))
    assert.ok(!page.includes('Amelia'))
    assert.match(
      bodyOf(await send(pages, routes, auditor, 'GET', '/who-looked', { query: { record: 'ffffffff' } })),
      /Nothing in the record of access fits/,
    )
    await assert.rejects(send(pages, routes, worker, 'GET', '/who-looked'), NotAllowed)
  })
  test('everybody reads what they opened themselves', async () => {
    assert.match(bodyOf(await send(pages, routes, worker, 'GET', '/opened')), /Amelia Okafor-Reid/)
    assert.match(
      bodyOf(await send(pages, routes, await aReader(db.owner, 'social-worker'), 'GET', '/opened')),
      /not opened a record yet/,
    )
  })
  test('the clearing house sees how much waits on its desk, and no other role is told', async () => {
    assert.match(
      bodyOf(await send(pages, routes, await aReader(db.owner, 'clearing-house'), 'GET', '/')),
      /Nothing waits for a decision/,
    )
    assert.ok(!bodyOf(await send(pages, routes, worker, 'GET', '/')).includes('Possible duplicates'))
  })
  test('a message is finished by the person it is for, and by nobody else', async () => {
    const { rows } = await db.owner.query('select uuid from access.notice where principal = $1 and done_at is null', [
      manager.userId,
    ])
    const form = { notice: rows.map(r => r.uuid) }
    await send(pages, routes, worker, 'POST', '/notices/done', { form })
    assert.ok(bodyOf(await send(pages, routes, manager, 'GET', '/')).includes('started work'))
    await send(pages, routes, manager, 'POST', '/notices/done', { form })
    assert.ok(!bodyOf(await send(pages, routes, manager, 'GET', '/')).includes('started work'))
  })
})
