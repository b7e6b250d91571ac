import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { ask, firstIds } from './testing/addresses.ts'
import { leaveSite, type TestSite, testSite } from './testing/index.ts'
import { type SmallWorld, smallWorld } from './testing/small-world.ts'

let db: TestDatabase
let site: TestSite
let world: SmallWorld
before(async () => {
  db = await testDatabase()
  site = await testSite(db)
  world = await smallWorld(db, site.grounds.jobs)
})
after(() => leaveSite(db, site))

type Answer = Awaited<ReturnType<typeof ask>>

/** What a browser must be told with every answer, and is not. */
const faultsOf = ({ headers, body }: Answer): string[] => {
  const policy = String(headers['content-security-policy'])
  const type = String(headers['content-type'] ?? '')
  return [
    ...["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"].filter(
      part => !policy.includes(part),
    ),
    ...(/unsafe|\*/.test(policy) ? ['a policy with a hole'] : []),
    ...(headers['x-content-type-options'] === 'nosniff' ? [] : ['nosniff']),
    ...(headers['referrer-policy'] === 'no-referrer' ? [] : ['no-referrer']),
    ...(headers['cache-control'] === 'no-store' ? [] : ['no-store']),
    ...(headers['access-control-allow-origin'] === undefined ? [] : ['a word to other sites']),
    ...(body === '' || /^text\/[a-z-]+; charset=utf-8$/.test(type) || headers['content-disposition']
      ? []
      : [`type ${type}`]),
  ]
}

describe('every answer', () => {
  test('tells the browser to keep nothing, guess nothing, tell nobody where it was, and run or frame nothing but ours', async () => {
    const faults: string[] = []
    const look = (name: string, answer: Answer) => {
      for (const fault of faultsOf(answer)) faults.push(`${name}: ${answer.statusCode} without ${fault}`)
    }
    const worker = await site.signIn(world.readers.get('social-worker') ?? assert.fail())
    for (const visitor of [worker, site.stranger])
      for (const route of site.routes) look(route.path, await ask(visitor, route, firstIds(world)))
    for (const address of ['/nothing-here', '/%ZZ', '/children/../../etc/passwd', '/sign-in/callback', '/signed-out'])
      look(address, await site.stranger.get(address))
    assert.deepEqual(faults, [])
  })

  test('to TRACE, OPTIONS, PUT, PATCH or DELETE is that there is no such thing', async () => {
    for (const method of ['TRACE', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'] as const) {
      const answer = await site.app.inject({ method: method as 'PUT', url: '/', headers: { cookie: 'secret=1' } })
      assert.ok([400, 404, 405].includes(answer.statusCode), `${method} ${answer.statusCode}`)
      assert.doesNotMatch(answer.body, /secret=1/)
    }
  })

  test('to a body without an end is that it is too large, in our words', async () => {
    const answer = await (await site.signIn(world.stranger)).post('/locate', { reason: 'x'.repeat(1_100_000) })
    assert.equal(answer.statusCode, 413)
    assert.doesNotMatch(answer.body, /FST_|stack|node_modules/)
  })
})
