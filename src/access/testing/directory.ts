import assert from 'node:assert/strict'
import { createLog } from '../../platform/log/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'
import { webServer } from '../../platform/web/index.ts'
import { serveScim } from '../provisioning/index.ts'
import { testGrounds, testNow } from './index.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A patch of SCIM with these operations. */
export const patch = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})

/** Somebody as a directory sends them. */
export const joanna = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
  externalId: 'oid-joanna',
  userName: 'joanna@northmere.example',
  displayName: 'Joanna Wójcik',
  name: { givenName: 'Joanna', familyName: 'Wójcik' },
  title: 'Social worker',
  active: true,
  emails: [{ primary: true, type: 'work', value: 'joanna@northmere.example' }],
  phoneNumbers: [{ type: 'work', value: '01632 960411' }],
  roles: [{ primary: true, value: 'social-worker' }],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Children' },
}

/** The way in of the council's directory on a test's database, and a directory that asks it. */
export const aDirectory = async (db: TestDatabase, issuer: string) => {
  const token = 'a-token-of-the-directory-that-is-long-enough'
  const grounds = await testGrounds(db)
  const logged: string[] = []
  const app = await webServer({ https: false })
  await serveScim(app, {
    ground: grounds.jobs,
    token,
    issuer,
    baseUrl: 'https://throughline.example',
    council: 'Northmere Council',
    log: createLog(
      line => logged.push(line),
      () => testNow,
    ),
  })
  const ask = async (method: Method, path: string, body?: object | string, by = token) => {
    const answer = await app.inject({
      method,
      url: `/scim/v2${path}`,
      headers: { authorization: `Bearer ${by}`, 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return {
      status: answer.statusCode,
      body: answer.body ? JSON.parse(answer.body) : undefined,
      headers: answer.headers,
    }
  }
  let count = 0
  const another = () => {
    count++
    return { externalId: `oid-${count}`, userName: `worker-${count}@northmere.example` }
  }
  const create = async (change: object = {}): Promise<{ readonly id: string }> => {
    const made = await ask('POST', '/Users', { ...joanna, ...change })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body
  }
  return { app, pages: grounds.pages, jobs: grounds.jobs, token, logged, ask, another, create }
}
