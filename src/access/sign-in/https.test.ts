import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createLog } from '../../platform/log/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { webServer } from '../../platform/web/index.ts'
import { hashToken, sessionCookie } from '../serve.ts'
import { aReader, testGrounds, testNow } from '../testing/index.ts'
import { openProvider, serveSignIn } from './index.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db.drop())

test('on https the session’s cookie is bound to this host, and sent by safe connections alone', async () => {
  const { pages: ground } = await testGrounds(db)
  const { userId } = await aReader(db.owner, 'social-worker')
  await db.owner.query(
    `insert into access.session (token_hash, user_id, role, csrf, created_at, seen_at, expires_at)
     values ($1, $2, 'social-worker', 'ours', $3, $3, 'infinity')`,
    [hashToken('old'), userId, testNow],
  )
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
