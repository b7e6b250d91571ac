import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { html } from '../platform/views/index.ts'
import { type Answer, childAction, childPage } from './page.ts'
import { performRoute } from './perform.ts'
import type { SignedInReader } from './reader.queries.ts'
import { recordKind } from './record-kind.ts'
import { aChild, anEntry, aReader, aRelation, aTeam, type TestChild, testGrounds, testNow } from './testing/index.ts'
import type { Ground } from './transaction.ts'

const name = recordKind({ kind: 'name', title: 'Name', category: 'identity', schema: Type.Object({}) })
const page = childPage({
  ...{ path: '/children/:child', purpose: 'direct work', needs: [name], examples: {} },
  load: async () => [],
  answer: () => ({ page: { title: 'A record', body: html`` } }),
})

describe('whoever opens records faster than people read', () => {
  const clock = { now: testNow }
  let db: TestDatabase
  let ground: Ground
  let [reader, manager]: [SignedInReader?, SignedInReader?] = []
  const children: TestChild[] = []
  before(async () => {
    db = await testDatabase()
    ground = (await testGrounds(db, () => clock.now)).pages
    const team = await aTeam(db.owner, 'North')
    reader = await aReader(db.owner, 'social-worker', [team])
    manager = await aReader(db.owner, 'team-manager', [team])
    await db.owner.query('update access.membership set manages = true where user_id = $1', [manager.userId])
    for (let number = 0; number < 152; number++) {
      const child = await aChild(db.owner)
      await anEntry(db.owner, child, { kind: 'name', category: 'identity' })
      await aRelation(db.owner, { child: child.id }, { principal: team })
      children.push(child)
    }
  })
  after(async () => {
    await ground.db.destroy().catch(() => {})
    await db.drop().catch(() => {})
  })

  const open = async (place: number, as = reader!, proved?: () => Promise<boolean>): Promise<string> => {
    const params = { child: children[place]!.address }
    const input = { params, query: {}, form: {}, files: [], requestId: 'test' }
    const answer: Answer = await performRoute(ground, page, as, input, proved)
    return 'page' in answer ? `${answer.status ?? 200} ${answer.page.body}` : assert.fail('not a page')
  }
  const form = childAction({
    ...{ path: '/children/:child/name', purpose: 'direct work', needs: [name], writes: name, form: Type.Object({}) },
    act: async () => ({ page: { title: 'A form with an error', body: html`` }, status: 422 }),
  })
  const send = async (place: number): Promise<number> => {
    const params = { child: children[place]!.address }
    const input = { params, query: {}, form: {}, files: [], requestId: 'test' }
    const answer = await performRoute(ground, form, reader!, input)
    return 'page' in answer ? (answer.status ?? 200) : assert.fail('not a page')
  }
  const told = async () =>
    (await db.owner.query(`select principal, user_id, child_id from access.notice where kind = 'reads-fast'`)).rows

  test('is stopped after sixty children in ten minutes, with a word why and the way to urgent access, and the manager is told once', async () => {
    for (let place = 0; place < 60; place++) {
      assert.match(await open(place), /^200 /)
      clock.now = new Date(clock.now.getTime() + 5_000)
    }
    const stopped = await open(60)
    assert.match(stopped, /^429 .*60 children’s records in 10 minutes.*Your manager is told/s)
    assert.ok(stopped.includes(`/children/${children[60]!.address}/urgent-access`))
    assert.match(await open(61), /^429 /)
    assert.deepEqual(await told(), [{ principal: manager!.userId, user_id: reader!.userId, child_id: null }])
    const { rows } = await db.owner.query(
      `select child_id from access.access_event where rule = 'too-fast' and outcome = 'refused' order by id`,
    )
    assert.deepEqual(
      rows.map(row => row.child_id),
      [children[60]!.id, children[61]!.id],
    )
  })

  test('may go on with what is open already, and with one child who is opened urgently', async () => {
    assert.match(await open(0), /^200 /)
    await aRelation(
      db.owner,
      { child: children[60]!.id },
      { principal: reader!.userId, reason: 'urgent', writes: false },
    )
    assert.match(await open(60), /^200 /)
    assert.match(await open(61), /^429 /)
  })

  test('may open others when ten minutes have gone by', async () => {
    clock.now = new Date(clock.now.getTime() + 600_000)
    assert.match(await open(61), /^200 /)
  })

  test('is not stopped by the lists of a desk, which tell of many children at once', async () => {
    clock.now = new Date(clock.now.getTime() + 600_000)
    await db.owner.query(
      `insert into access.access_event (at, user_id, actor, role, purpose, action, child_id, categories, outcome, rule, request_id, detail)
       select $1, $2, 'admissions', 'admissions-officer', 'run a round of school admissions', '/admissions/:round', id, 1, 'shown', 'right:run-admissions', 'test', '{}'
       from unnest($3::bigint[]) id`,
      [clock.now, reader!.userId, children.slice(0, 61).map(one => one.id)],
    )
    clock.now = new Date(clock.now.getTime() + 1_000)
    assert.match(await open(61), /^200 /)
  })

  test('comes to the same end by sending forms that are wrong, whose pages show the record too', async () => {
    clock.now = new Date(clock.now.getTime() + 600_000)
    for (let place = 0; place < 60; place++) assert.equal(await send(place), 422)
    assert.equal(await send(61), 429)
    assert.match(await open(61), /^429 /)
    assert.equal(await send(3), 422, 'one that was open already is put right as ever')
  })
  test('a school’s account that reads a roll through, a record every eight minutes, is stopped after a hundred in a day; the same person proved anew goes on, and is stopped after half as many more', async () => {
    const team = (await db.owner.query(`select id from access.principal where kind = 'team'`)).rows[0].id
    const account = await aReader(db.owner, 'safeguarding-lead', [team])
    const readFrom = async (first: number, proved?: () => Promise<boolean>): Promise<string> => {
      for (let place = first; place < children.length; place++) {
        clock.now = new Date(clock.now.getTime() + 480_000)
        const answer = await open(place, account, proved)
        if (answer.startsWith('429')) return `${place} ${answer}`
      }
      return 'all'
    }
    assert.match(await readFrom(0), /^100 429 .*100 children’s records in 24 hours/s)
    const asked = await readFrom(100, async () => false)
    assert.match(asked, /^100 429 .*show again that it is you/s)
    assert.ok(asked.includes(`/sign-in?strong=1&amp;to=${encodeURIComponent(`/children/${children[100]!.address}`)}`))
    const stopped = await readFrom(100, async () => true)
    assert.match(stopped, /^150 429 .*150 children’s records in 24 hours/s)
    assert.doesNotMatch(stopped, /show again/)
  })
})
