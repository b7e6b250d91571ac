import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { openIdentity } from '../kept-identity.ts'
import { hashToken } from '../serve.ts'
import { aBrowser, post } from '../testing/browser.ts'
import { aReader } from '../testing/index.ts'
import { signInSite } from '../testing/sign-in-site.ts'
import { developmentIssuer } from './index.ts'
import { endAtProvidersWord } from './session.actions.ts'

describe('signing in', () => {
  let db: TestDatabase
  let site: Awaited<ReturnType<typeof signInSite>>
  let base = ''
  let now = new Date('2026-11-20T10:00:00Z')
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
  }
  let joanna = 0

  before(async () => {
    db = await testDatabase()
    joanna = (await aReader(db.owner, 'social-worker')).userId
    await db.owner.query(`insert into access.role_held (user_id, role) values ($1, 'team-manager')`, [joanna])
    await db.owner.query('insert into access.account (user_id, issuer, subject) values ($1, $2, $3)', [
      joanna,
      developmentIssuer,
      'joanna',
    ])
    site = await signInSite(db, () => now)
    base = site.base
  })
  after(async () => {
    await site.stop()
    await db.drop()
  })

  const signIn = async (subject = 'joanna', to = '/') => {
    const person = aBrowser()
    const list = await person.follow(`${base}/sign-in?to=${encodeURIComponent(to)}`)
    assert.match(await list.text(), /Who are you today\?/)
    const landed = await person.follow(list.at, post({ subject }))
    return { ...person, landed }
  }
  const csrfOf = async (answer: Response) => /name="_csrf" value="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
  const lastEvent = async () =>
    (await db.owner.query('select outcome, rule, user_id from access.access_event order by id desc limit 1')).rows[0]

  test('a person chooses who they are, and comes back to the page they asked for, signed in', async () => {
    const { landed, jar } = await signIn('joanna', '/children/0b5c7a52-0000-4000-8000-000000000000?tab=school')
    assert.equal(landed.status, 200)
    assert.equal(landed.at, `${base}/children/0b5c7a52-0000-4000-8000-000000000000?tab=school`)
    assert.match(await landed.text(), /role social-worker/)
    assert.deepEqual(await lastEvent(), { outcome: 'done', rule: 'signed-in', user_id: joanna })
    const token = jar.get('throughline') ?? ''
    assert.equal(Buffer.from(token, 'base64url').length, 32)
    const { rowCount } = await db.owner.query('select from access.session where token_hash = $1', [hashToken(token)])
    assert.equal(rowCount, 1)
    const { rows } = await db.owner.query('select s::text as text from access.session s')
    assert.ok(
      rows.every(row => !row.text.includes(token)),
      'the token itself is kept nowhere',
    )
  })

  test('the session’s cookie cannot be read by script, nor sent by another site’s form', async () => {
    const person = aBrowser()
    const list = await person.follow(`${base}/sign-in`)
    let answer = await person.go(list.at, post({ subject: 'joanna' }))
    while (!new URL(answer.headers.get('location') ?? '', list.at).href.startsWith(`${base}/sign-in/callback`))
      answer = await person.go(new URL(answer.headers.get('location') ?? '', list.at).href)
    const callback = await person.go(answer.headers.get('location') ?? '')
    const line = callback.headers.getSetCookie().find(cookie => cookie.startsWith('throughline='))
    assert.match(line ?? '', /; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('a page of another site as the way back becomes the start page', async () => {
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/sign-out'])
      assert.equal((await signIn('joanna', to)).landed.at, `${base}/`, to)
  })

  test('signing in again ends the session the browser came with', async () => {
    const first = await signIn()
    const old = first.jar.get('throughline') ?? ''
    const list = await first.follow(`${base}/sign-in`)
    await first.follow(list.at, post({ subject: 'joanna' }))
    assert.notEqual(first.jar.get('throughline'), old)
    const { rowCount } = await db.owner.query('select from access.session where token_hash = $1', [hashToken(old)])
    assert.equal(rowCount, 0)
  })

  test('a callback that nobody here began is refused and recorded', async () => {
    const answer = await fetch(`${base}/sign-in/callback?code=abc&state=def`)
    assert.equal(answer.status, 400)
    assert.match(await answer.text(), /You are not signed in yet/)
    assert.deepEqual(await lastEvent(), { outcome: 'refused', rule: 'sign-in-not-begun', user_id: null })
  })

  test('a callback with another state than ours is refused and recorded', async () => {
    const person = aBrowser()
    await person.go(`${base}/sign-in`)
    const answer = await person.go(`${base}/sign-in/callback?code=abc&state=forged`)
    assert.equal(answer.status, 400)
    assert.equal(person.jar.has('throughline'), false)
    assert.deepEqual(await lastEvent(), { outcome: 'refused', rule: 'sign-in-not-vouched', user_id: null })
  })

  test('a code of another attempt, one that was used, and an answer in another provider’s name sign nobody in', async () => {
    const begin = async () => {
      const person = aBrowser()
      const list = await person.follow(`${base}/sign-in`)
      let answer = await person.go(list.at, post({ subject: 'joanna' }))
      while (!new URL(answer.headers.get('location') ?? '', list.at).href.startsWith(`${base}/sign-in/callback`))
        answer = await person.go(new URL(answer.headers.get('location') ?? '', list.at).href)
      return { ...person, callback: new URL(answer.headers.get('location') ?? '') }
    }
    const [one, other, third] = [await begin(), await begin(), await begin()]
    const stolen = new URL(other.callback)
    stolen.searchParams.set('code', one.callback.searchParams.get('code') ?? '')
    assert.equal((await other.go(stolen.href)).status, 400, 'its verifier is in another browser')
    const mixed = new URL(third.callback)
    mixed.searchParams.set('iss', 'https://other.example')
    assert.equal((await third.go(mixed.href)).status, 400)
    const fresh = await begin()
    assert.equal((await fresh.go(fresh.callback.href)).status, 303)
    assert.equal((await fresh.go(fresh.callback.href)).status, 400)
    for (const person of [other, third]) assert.equal(person.jar.has('throughline'), false)
  })

  test('somebody the provider knows and we do not gets a clear page and no session', async () => {
    const { landed, jar } = await signIn('stranger')
    assert.equal(landed.status, 403)
    assert.match(await landed.text(), /nobody has given you an account/)
    assert.equal(jar.has('throughline'), false)
    assert.deepEqual(await lastEvent(), { outcome: 'refused', rule: 'no-account', user_id: null })
  })

  test('a session is over after thirty minutes without a request, and lives while it is used', async () => {
    const { go } = await signIn()
    later(29)
    assert.equal((await go(`${base}/`)).status, 200)
    later(29)
    assert.equal((await go(`${base}/`)).status, 200)
    later(30)
    assert.equal((await go(`${base}/`)).headers.get('location'), '/sign-in')
  })

  test('a session is over ten hours after signing in, used or not', async () => {
    const { go } = await signIn()
    for (let minutes = 0; minutes < 580; minutes += 20) {
      later(20)
      assert.equal((await go(`${base}/`)).status, 200)
    }
    later(20)
    assert.equal((await go(`${base}/`)).status, 303)
  })

  test('signing out ends the session in the database, and offers to end the provider’s', async () => {
    const { go, landed, jar } = await signIn()
    const token = jar.get('throughline') ?? ''
    const answer = await go(`${base}/sign-out`, post({ _csrf: await csrfOf(landed) }))
    assert.equal(answer.headers.get('clear-site-data'), '"cookies", "storage"')
    const leave =
      /href="(http:\/\/localhost:\d+\/session\/end\?[^"]+)"/.exec(await answer.text())?.[1]?.replaceAll('&amp;', '&') ??
      ''
    assert.equal(new URL(leave).searchParams.get('post_logout_redirect_uri'), `${base}/signed-out`)
    const { rowCount } = await db.owner.query('select from access.session where token_hash = $1', [hashToken(token)])
    assert.equal(rowCount, 0)
    assert.equal((await go(`${base}/`, { headers: { cookie: `throughline=${token}` } })).status, 303)
    assert.match(await (await go(leave)).text(), /Sign out everywhere\?/)
  })

  test('whoever signs out at the provider, from any other product, is signed out here by the next request', async () => {
    const { go, follow, jar } = await signIn()
    const elsewhere = await signIn()
    assert.equal((await go(`${base}/`)).status, 200)
    const { rows } = await db.owner.query('select id_token from access.session where token_hash = $1', [
      hashToken(jar.get('throughline') ?? ''),
    ])
    const kept: string = rows[0].id_token
    assert.doesNotMatch(kept, /\./, 'what the provider said of the person is sealed')
    const { rows: keys } = await db.owner.query(`select key from access.key where name = 'context'`)
    const said = openIdentity(keys[0].key, `reader ${joanna}`, kept)
    assert.equal(openIdentity(keys[0].key, `reader ${joanna + 1}`, kept), null)
    const asked = await go(`${site.issuer}/session/end?id_token_hint=${said}`)
    const form = await asked.text()
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(form)?.[1] ?? ''
    await follow(`${site.issuer}/session/end/confirm`, post({ xsrf, logout: 'yes' }))
    assert.equal((await go(`${base}/`)).headers.get('location'), '/sign-in')
    assert.deepEqual(await lastEvent(), { outcome: 'done', rule: 'ended-by-provider', user_id: joanna })
    assert.equal((await elsewhere.go(`${base}/`)).status, 200, 'another session of the same person goes on')
  })

  test('a session that the provider names is over under whatever name it knows the person, and no other provider’s word ends it', async () => {
    const { go, jar } = await signIn()
    const elsewhere = await signIn()
    const mine = hashToken(jar.get('throughline') ?? '')
    const { rows } = await db.owner.query('select provider_session from access.session where token_hash = $1', [mine])
    const over = { issuer: developmentIssuer, subject: 'pairwise', session: rows[0].provider_session, before: now }
    await endAtProvidersWord(site.ground, { ...over, issuer: 'https://other.example' }, 'test')
    assert.equal((await go(`${base}/`)).status, 200)
    await endAtProvidersWord(site.ground, over, 'test')
    assert.equal((await go(`${base}/`)).headers.get('location'), '/sign-in')
    assert.equal((await elsewhere.go(`${base}/`)).status, 200)
  })

  test('all of a person’s sessions are over that began before the provider said so, and none that began later', async () => {
    const earlier = await signIn()
    later(1)
    const next = await signIn()
    const over = { issuer: developmentIssuer, session: undefined, before: now }
    await endAtProvidersWord(site.ground, { ...over, subject: 'stranger' }, 'test')
    assert.equal((await earlier.go(`${base}/`)).status, 200)
    await endAtProvidersWord(site.ground, { ...over, subject: 'joanna' }, 'test')
    assert.equal((await earlier.go(`${base}/`)).headers.get('location'), '/sign-in')
    assert.equal((await next.go(`${base}/`)).status, 200)
  })

  test('a word that is not the provider’s own signs nobody out', async () => {
    const { go } = await signIn()
    const answer = await fetch(`${base}/sign-in/logged-out`, post({ logout_token: 'e30.e30.x' }))
    assert.equal(answer.status, 400)
    assert.equal((await go(`${base}/`)).status, 200)
  })

  test('a form without our own token signs nobody out', async () => {
    const { go } = await signIn()
    await go(`${base}/sign-out`, post({ _csrf: 'guess' }))
    assert.equal((await go(`${base}/`)).status, 200)
  })

  test('a form that another site’s page sends is refused before it is read', async () => {
    const { go, landed } = await signIn()
    const _csrf = await csrfOf(landed)
    const foreign = {
      ...post({ _csrf }),
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    }
    assert.equal((await go(`${base}/sign-out`, foreign)).status, 403)
    assert.equal((await go(`${base}/`)).status, 200)
  })

  test('“My access” lists where one is signed in, and ends another session', async () => {
    const here = await signIn()
    later(1)
    const there = await signIn()
    const text = await (await here.go(`${base}/my-access`)).text()
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const session = hashToken(there.jar.get('throughline') ?? '')
      .toString('hex')
      .slice(0, 16)
    assert.ok(text.includes(session))
    await here.go(`${base}/my-access/sessions/end`, post({ _csrf, session }))
    assert.equal((await there.go(`${base}/`)).status, 303)
    assert.equal((await here.go(`${base}/`)).status, 200)
  })

  test('the moment a role is taken away, the next request is refused', async () => {
    const { go } = await signIn()
    await db.owner.query(`update access.role_held set ends_at = $1 where user_id = $2 and role = 'social-worker'`, [
      now,
      joanna,
    ])
    assert.equal((await go(`${base}/`)).status, 303)
    await db.owner.query(`update access.role_held set ends_at = 'infinity' where user_id = $1`, [joanna])
    assert.equal((await go(`${base}/`)).status, 200)
  })

  test('the moment an account is paused, the next request is refused, and signing in says why', async () => {
    const { go } = await signIn()
    await db.owner.query('update access.principal set active = false where id = $1', [joanna])
    const answer = await go(`${base}/`)
    assert.equal(answer.status, 404)
    assert.doesNotMatch(await answer.text(), /role social-worker|social worker/)
    assert.deepEqual(await lastEvent(), { outcome: 'refused', rule: 'inactive', user_id: joanna })
    const { landed } = await signIn()
    assert.match(await landed.text(), /has been paused/)
    await db.owner.query('update access.principal set active = true where id = $1', [joanna])
  })

  test('an account is found by issuer and subject: the same subject elsewhere is nobody here', async () => {
    await db.owner.query('update access.account set issuer = $1 where user_id = $2', ['https://other.example', joanna])
    assert.equal((await signIn()).landed.status, 403)
    await db.owner.query('update access.account set issuer = $1 where user_id = $2', [developmentIssuer, joanna])
  })

  test('whoever tries without end is told to wait', async () => {
    let answer = await fetch(`${base}/sign-in/callback`)
    for (let attempt = 0; answer.status !== 429 && attempt < 610; attempt++) {
      await answer.body?.cancel()
      answer = await fetch(`${base}/sign-in/callback`)
    }
    assert.equal(answer.status, 429)
    assert.match(await answer.text(), /Try again in a minute/)
  })
})
