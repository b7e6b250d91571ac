import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createLog } from '../../platform/log/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { webServer } from '../../platform/web/index.ts'
import { sessionCookie } from '../serve.ts'
import { aReader, aSession, testGrounds, testNow } from '../testing/index.ts'
import { openProvider, serveSignIn } from './index.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db.drop())

test('on https the session’s cookie is bound to this host, and sent by safe connections alone', async () => {
  const { pages: ground } = await testGrounds(db)
  const { userId } = await aReader(db.owner, 'social-worker')
  await aSession(db.owner, { token: 'old', userId, role: 'social-worker', csrf: 'ours', at: testNow })
  const app = await webServer({ https: true })
  await serveSignIn(app, {
    ground,
    provider: openProvider({ issuer: 'http://localhost:9', clientId: 'test', clientSecret: undefined }),
    baseUrl: 'https://throughline.example',
    council: 'Northmere Council',
    https: true,
    log: createLog(
      () => {},
      () => testNow,
    ),
  })
  const answer = await app.inject({
    method: 'POST',
    url: '/role',
    headers: { cookie: `${sessionCookie(true)}=old`, 'content-type': 'application/x-www-form-urlencoded' },
    payload: '_csrf=ours&role=social-worker',
  })
  assert.match(
    String(answer.headers['set-cookie']),
    /^__Host-throughline=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  await app.close()
})
