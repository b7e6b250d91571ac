import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { getRole, listOpenUrgent, masksOf, type SignedInReader } from '../../access/index.ts'
import { aReader, testNow } from '../../access/testing/index.ts'
import { NotAllowed, NotFound } from '../../kernel/index.ts'
import { send } from '../testing/routes.ts'
import { amelia, bodyOf, redirectOf, routes, wayInWorld } from '../testing/way-in.ts'

const { clock, db, pages, worker, manager, child, drop, locate, find } = await wayInWorld()
after(drop)

const begin = async (): Promise<void> => {
  const { search } = await locate(worker, amelia)
  const form = { kind: 'education-welfare', ground: 'referral', day: '20', month: '11', year: '2026' }
  await send(pages, routes, worker, 'POST', '/locate/:search/start', { params: { search }, form })
}
await begin()

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
    clock.now = new Date('2026-11-30T23:59:59Z')
    assert.equal(await sees(asker), true)
    clock.now = new Date('2026-12-01T00:00:00Z')
    assert.equal(await sees(asker), false)
    assert.match(bodyOf(await send(pages, routes, asker, 'GET', '/access-requests')), /It ended on 30 November 2026/)
    clock.now = testNow
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
    await db.owner.query(
      `insert into access.access_event (at, actor, purpose, action, categories, outcome, rule, request_id) values ($1, 'looks', 'x', 'x', 0, 'done', 'looks-weighed', 'x')`,
      [testNow],
    )
    assert.match(
      bodyOf(await send(pages, routes, auditor, 'GET', '/who-looked')),
      /Throughline: nightly check of looks/,
    )
    assert.match(
      bodyOf(await send(pages, routes, auditor, 'GET', '/who-looked', { query: { record: 'ffffffff' } })),
      /Nothing in the record of access fits/,
    )
    const days = async (name: 'from' | 'to', day: string, month = '11') =>
      bodyOf(
        await send(pages, routes, auditor, 'GET', '/who-looked', {
          query: { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: '2026' },
        }),
      )
    for (const shown of [await days('from', '20'), await days('to', '20')]) assert.match(shown, /find a child/)
    for (const none of [await days('from', '2', '12'), await days('to', '19')])
      assert.match(none, /Nothing in the record/)
    const midnight = await days('from', '1', '12')
    assert.ok(midnight.includes('1 December 2026 at midnight') && !midnight.includes('11:59pm'))
    assert.match(await days('to', '31', '2'), /There is a problem[\s\S]*The day is not right/)
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
      /Nothing waits for a decision[\s\S]*Every school that is asked answers/,
    )
    await db.owner.query(
      `insert into feed_pull (laestab, supplier_school, token, added_at, problem) values ('8231001', 'A1', 'x', now(), 'The API did not answer.')`,
    )
    assert.match(
      bodyOf(await send(pages, routes, await aReader(db.owner, 'clearing-house'), 'GET', '/')),
      /1 school could not be asked for registers at the last try/,
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

describe('urgent access', () => {
  const sees = (reader: SignedInReader) => find(reader, 'Amelia').then(ids => ids.includes(child.id))
  const nowhere = '00000000-0000-4000-8000-00000000abcd'
  const form = {
    ground: 'harm',
    reason: 'Found alone at the school gate after dark',
    categories: ['contact', 'care-involved'],
    minutes: '60',
  }
  const open = (reader: SignedInReader, address: string, given: object = form) =>
    send(pages, routes, reader, 'POST', '/children/:child/urgent-access', { params: { child: address }, form: given })

  test('ends before its time when whoever opened it says so, on the record or on My access, and by nobody else', async () => {
    const [reader, other, guardian] = [
      await aReader(db.owner, 'education-welfare-officer'),
      await aReader(db.owner, 'education-welfare-officer'),
      await aReader(db.owner, 'information-governance'),
    ]
    await open(reader, child.address)
    await open(other, child.address, { ...form, minutes: '240' })
    const path = '/children/:child/urgent-access/end'
    const end = (who: SignedInReader, address: string) =>
      send(pages, routes, who, 'POST', path, { params: { child: address } })
    const mine = () => listOpenUrgent(pages, reader)
    assert.deepEqual(await mine(), [{ address: child.address, until: new Date(testNow.getTime() + 3_600_000) }])
    clock.now = new Date(testNow.getTime() + 60_000)
    await assert.rejects(end(await aReader(db.owner, 'education-welfare-officer'), child.address), NotFound)
    assert.equal(redirectOf(await end(reader, child.address)), '/my-access')
    assert.deepEqual([await sees(reader), await sees(other), await mine()], [false, true, []])
    for (const address of [child.address, nowhere, 'none'])
      await assert.rejects(end(reader, address), NotFound, 'as for a record that is not there')
    const { rows } = await db.owner.query(
      `select child_id from access.access_event where user_id = $1 and rule = 'urgent:ended'`,
      [reader.userId],
    )
    assert.deepEqual(rows, [{ child_id: child.id }])
    const review = bodyOf(await send(pages, routes, guardian, 'GET', '/urgent-reviews'))
    assert.match(review, /10am, until today at 10:01am/, 'whoever reviews it reads when it ended')
    clock.now = testNow
  })
})
