import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { SignedInReader } from '../../access/index.ts'
import { aReader, testNow } from '../../access/testing/index.ts'
import { NotAllowed, NotFound } from '../../kernel/index.ts'
import { send } from '../testing/routes.ts'
import { amelia, bodyOf, redirectOf, routes, wayInWorld } from '../testing/way-in.ts'

const { clock, db, pages, worker, manager, child, drop, aPerson, locate, shield, find, rules } = await wayInWorld()
after(drop)

describe('looking for a child one does not work with', () => {
  test('the full name and birth date find that a record exists, and the page shows nothing else about the child', async () => {
    const { page } = await locate(worker, amelia)
    assert.match(page, /A record exists/)
    assert.match(page, /amelia okafor reid/)
    // Its random address stands in the offer to open it urgently, and says nothing of the child.
    const besides = page.replace(`href="/children/${child.address}/urgent-access"`, '')
    assert.ok(!besides.includes(child.address) && !page.includes('Amelia') && !page.includes('2017'))
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
  test('the duty teams are told that something close is on record, and nobody is told of one that is shut', async () => {
    await aPerson('Kai Lee', 'Nightfall', '2020-08-25')
    const guarded = await aPerson('Mo', 'Evening', '2019-02-03')
    await shield('restricted', guarded)
    const duty = await aReader(db.owner, 'out-of-hours')
    const asked = async (name: string, day: string, month: string, year: string, reader = duty) =>
      (await locate(reader, { ...amelia, name, day, month, year })).page
    for (const [name, day, month, year] of [
      ['Kye Nightfall', '25', '8', '2020'],
      ['Kai Nightfall', '26', '8', '2020'],
      ['Kai Nightfall', '25', '8', '2021'],
    ] as const)
      assert.match(await asked(name, day, month, year), /Something close to it is on record.*before you say/, name)
    for (const [name, day, month, year] of [
      ['Kye Nightfall', '26', '8', '2020'],
      ['Kai Adopted', '25', '8', '2020'],
      ['Kai Lee', '25', '8', '2020'],
      ['Mo Evenings', '3', '2', '2019'],
    ] as const)
      assert.doesNotMatch(await asked(name, day, month, year), /Something close/, name)
    assert.doesNotMatch(await asked('Kye Nightfall', '25', '8', '2020', worker), /Something close/)
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
  for (let i = 0; i < 29; i++) await locate(reader, { ...amelia, name: `Nobody Number${i}` })
  // Who sends three at once gets one: two would each be counted without the other.
  await Promise.allSettled([1, 2, 3].map(() => locate(reader, amelia)))
  const { rows } = await db.owner.query(
    `select count(*)::int as looks from access.access_event where user_id = $1 and rule like 'locate:%'`,
    [reader.userId],
  )
  assert.equal(rows[0].looks, 30)
  assert.match(bodyOf(await send(pages, routes, reader, 'POST', '/locate', { form: amelia })), /^422 Wait before/)
  clock.now = new Date(testNow.getTime() + 61 * 60_000)
  assert.match((await locate(reader, amelia)).page, /A record exists/)
  clock.now = testNow
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
  test('only work of one’s own kind can be begun, not in the future, and not more than a year ago', async () => {
    const { search } = await locate(worker, amelia)
    const start = (form: object) =>
      send(pages, routes, worker, 'POST', '/locate/:search/start', {
        params: { search },
        form: { kind: 'education-welfare', ground: 'visit', day: '20', month: '11', year: '2026', ...form },
      })
    await assert.rejects(start({ kind: 'social-work' }), { name: 'InvalidInput' })
    await assert.rejects(start({ day: '21' }), { name: 'InvalidInput' })
    await assert.rejects(start({ day: '19', year: '2025' }), { name: 'InvalidInput' })
    await assert.rejects(start({ ground: 'because' }), { name: 'InvalidInput' })
    await assert.rejects(start({ day: '31', month: '2' }), { name: 'InvalidInput' })
  })
})
