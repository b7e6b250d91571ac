import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createLog } from '../platform/log/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { html } from '../platform/views/index.ts'
import { webServer } from '../platform/web/index.ts'
import { formPace, networksFrom } from './circumstances.ts'
import { deskAction, deskPage } from './page.ts'
import { type Site, servePages } from './serve.ts'
import { aReader, aSession, testGrounds, testNow } from './testing/index.ts'

test('a session sends thirty forms in ten seconds and no more, whatever others send, and goes on when they are over', () => {
  let now = 0
  const may = formPace(() => now)
  const sends = (session: string, times: number) =>
    Array.from({ length: times }, () => may(session)).filter(Boolean).length
  assert.equal(sends('a', 40), 30)
  assert.equal(sends('b', 1), 1)
  now = 9_999
  assert.equal(sends('a', 1), 0)
  now = 10_000
  assert.equal(sends('a', 40), 30)
  for (now = 10_000; now < 200_000; now += 1000) assert.equal(sends('b', 2), 2, 'two a second are a person')
})

test('networks are addresses and blocks of them, and anything else is a clear error', () => {
  assert.equal(networksFrom(undefined), undefined)
  const from = networksFrom('10.20.0.0/16, 192.0.2.7,2001:db8::/32')
  const inside = ['10.20.255.1', '192.0.2.7', '2001:db8::1', '::ffff:10.20.0.1']
  for (const address of inside) assert.equal(from?.(address), true, address)
  for (const address of ['10.21.0.1', '192.0.2.8', '2001:db9::1', 'unknown', '']) assert.equal(from?.(address), false)
  for (const wrong of ['office', '10.0.0.0/33', '10.0.0', '10.0.0.1 10.0.0.2', '2001:db8::/129'])
    assert.throws(() => networksFrom(wrong), /^Error: ADMIN_NETWORKS must be addresses or networks/, wrong)
})

describe('who administers the council', () => {
  let db: TestDatabase
  let app: FastifyInstance
  const cookies: Record<string, string> = {}
  before(async () => {
    db = await testDatabase()
    const { pages: ground } = await testGrounds(db)
    for (const role of ['information-governance', 'social-worker'] as const) {
      const { userId } = await aReader(db.owner, role)
      await aSession(db.owner, { token: role, userId, role, csrf: 'x', at: testNow })
      cookies[role] = `throughline=${role}`
    }
    app = await webServer({ https: false })
    const frame: Site['frame'] = async () => ({
      council: 'Northmere',
      user: { name: 'a', role: 'b' },
      nav: [],
      csrf: 'x',
    })
    const rest = {
      log: createLog(
        () => {},
        () => testNow,
      ),
      frame,
      live: async () => undefined,
    }
    servePages(app, [rules, note], {
      ...{ ground, council: 'Northmere', https: false, ...rest, flash: { take: () => undefined, keep: () => {} } },
      ...{ administeredFrom: networksFrom('10.20.0.0/16'), pace: formPace(() => 0) },
    })
  })
  after(async () => {
    await app.close()
    await db.drop()
  })
  const rule = async () =>
    (await db.owner.query('select rule from access.access_event order by id desc limit 1')).rows[0]?.rule

  const look = (role: string, remoteAddress: string) =>
    app.inject({ url: '/rules', headers: { cookie: cookies[role] ?? '' }, remoteAddress })
  test('does so from the networks that are named; from elsewhere it is refused in words, and recorded', async () => {
    assert.equal((await look('information-governance', '10.20.3.4')).statusCode, 200)
    const refused = await look('information-governance', '203.0.113.9')
    assert.equal(refused.statusCode, 403)
    assert.match(refused.body, /This opens from the council’s own network alone/)
    assert.equal(await rule(), 'network')
    const others = await Promise.all(['10.20.3.4', '203.0.113.9'].map(from => look('social-worker', from)))
    assert.deepEqual(
      others.map(one => one.statusCode),
      [404, 404],
    )
    assert.equal(others[0]?.body, others[1]?.body, 'who may not learns nothing of networks')
  })

  test('and whoever else sends forms, sends them as fast as a person; what comes faster is not kept, and recorded', async () => {
    const send = () =>
      app.inject({
        ...{ method: 'POST', url: '/note', payload: '_csrf=x' },
        headers: { cookie: cookies['social-worker'] ?? '', 'content-type': 'application/x-www-form-urlencoded' },
      })
    for (let time = 0; time < 30; time++) assert.equal((await send()).statusCode, 303)
    const late = await send()
    assert.equal(late.statusCode, 429)
    assert.match(late.body, /this one was not kept.*Wait ten seconds, go back and send it once more/s)
    assert.equal(await rule(), 'forms-too-fast')
  })

  test('what somebody sends who is not signed in is not even read: they are asked to sign in', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const payload = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\ncut off'
    const answer = await app.inject({ method: 'POST', url: '/note', headers, payload })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/sign-in'])
  })
})

const rules = deskPage<'rules', null>({
  ...{ path: '/rules', purpose: 'read the rules', right: 'change-rules', actor: 'rules', examples: {} },
  load: async () => null,
  answer: () => ({ page: { title: 'Rules', body: html`<p>rules</p>` } }),
})
const note = deskAction<'recorder'>({
  ...{ path: '/note', purpose: 'write', right: 'write-notes', actor: 'recorder' },
  act: async () => ({ redirect: '/' }),
})
