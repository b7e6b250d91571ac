import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createLog } from '../../platform/log/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { webServer } from '../../platform/web/index.ts'
import { hashToken, sessionCookie } from '../serve.ts'
import { developmentIssuer } from '../sign-in/index.ts'
import { aBrowser, post } from '../testing/browser.ts'
import { aReader } from '../testing/index.ts'
import { familyKey, signInSite } from '../testing/sign-in-site.ts'
import { familyCookie, familyCookieAt, familyPath } from './family-options.ts'
import { serveFamilies } from './serve-families.ts'
import { admitFamily, endFamilyAtProvidersWord } from './session.actions.ts'

const mine = familyCookie(false)
const theirs = sessionCookie(false)

describe('a family signs in by its own issuer', () => {
  let db: TestDatabase
  let site: Awaited<ReturnType<typeof signInSite>>
  let base = ''
  let now = new Date('2026-11-20T10:00:00Z')
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
  }

  before(async () => {
    db = await testDatabase()
    const { userId } = await aReader(db.owner, 'social-worker')
    await db.owner.query('insert into access.account (user_id, issuer, subject) values ($1, $2, $3)', [
      userId,
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

  const signIn = async (subject = 'grace', to = '/family/told', start = '/family/sign-in', person = aBrowser()) => {
    const list = await person.follow(`${base}${start}?to=${encodeURIComponent(to)}`)
    const words = await list.text()
    const landed = await person.follow(list.at, post({ subject }))
    return { ...person, landed, words }
  }
  const count = async (table: string) =>
    (await db.owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n
  const lastEvent = async () =>
    (
      await db.owner.query(
        'select outcome, rule, role, child_id, user_id is not null as somebody from access.access_event order by id desc limit 1',
      )
    ).rows[0]
  const csrfOf = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''

  test('with an e-mail address that it verified, and comes to its own pages with a cookie that goes to no other', async () => {
    const { landed, jar, words } = await signIn()
    assert.match(words, /Which parent are you today\?/)
    assert.equal(landed.at, `${base}/family/told`)
    assert.match(await landed.text(), /family grace@example\.org/)
    assert.deepEqual([...jar.keys()].includes(theirs), false)
    const [first, second] = (
      await db.owner.query('select outcome, rule, role from access.access_event order by id desc limit 2')
    ).rows
    assert.deepEqual(second, { outcome: 'done', rule: 'signed-in', role: 'family' })
    assert.deepEqual(first, { outcome: 'shown', rule: 'own-words', role: 'family' })
    const { rows } = await db.owner.query(
      'select a::text || s::text as text from access.family_account a, access.family_session s',
    )
    for (const { text } of rows) {
      assert.ok(!text.includes(jar.get(mine)), 'the token is kept nowhere')
      assert.ok(!text.includes('grace@example.org'), 'the address is sealed')
    }
    assert.deepEqual(familyCookieAt(true), { path: '/family', httpOnly: true, sameSite: 'lax', secure: true })
    assert.equal(familyCookie(true), '__Secure-throughline-family')
  })

  test('is one account however often, by issuer and subject; the same subject of another issuer is another', async () => {
    const before = await count('access.family_account')
    await signIn()
    assert.equal(await count('access.family_account'), before)
    const vouched = { issuer: 'https://other.example', subject: 'grace', idToken: undefined, email: 'a@example.org' }
    await admitFamily(site.ground, familyKey, vouched, 'test', undefined)
    assert.equal(await count('access.family_account'), (before ?? 0) + 1)
    const { rows } = await db.owner.query(`select distinct name from access.principal where kind = 'family'`)
    assert.deepEqual(rows, [{ name: 'A family, online' }])
  })

  test('not without: there is neither a session nor an account then', async () => {
    const before = await count('access.family_account')
    const { landed, jar } = await signIn('zofia')
    assert.equal(landed.status, 403)
    assert.match(await landed.text(), /Confirm your e-mail address first/)
    assert.equal(jar.has(mine), false)
    assert.equal(await count('access.family_account'), before)
    assert.deepEqual(await lastEvent(), {
      outcome: 'refused',
      rule: 'e-mail-not-verified',
      role: null,
      child_id: null,
      somebody: false,
    })
  })

  test('and comes back to its own pages alone', () => {
    for (const to of [
      '/',
      '/children/x',
      '/familyx',
      'https://evil.example/family',
      '//evil.example',
      '/\\family',
      '/family/../children',
      '/family/sign-out',
      '/family/signed-out',
    ])
      assert.equal(familyPath(to), '/family', to)
    for (const to of ['/family', '/family/told?x=1']) assert.equal(familyPath(to), to)
  })

  test('a callback that nobody here began, or that staff’s sign-in began, is refused and recorded', async () => {
    const staff = aBrowser()
    await staff.go(`${base}/sign-in`)
    const attempt = staff.jar.get('throughline-sign-in') ?? assert.fail()
    for (const cookie of ['', `${mine}-sign-in=${attempt}`]) {
      const answer = await fetch(`${base}/family/sign-in/callback?code=abc&state=def`, { headers: { cookie } })
      assert.equal(answer.status, 400)
      assert.equal((await lastEvent()).rule, 'sign-in-not-begun')
    }
  })

  test('whoever is signed in as staff is nobody on families’ pages, and a family on staff’s, under either cookie’s name', async () => {
    const family = (await signIn()).jar.get(mine)
    const staff = (await signIn('joanna', '/', '/sign-in')).jar.get(theirs)
    assert.ok(family && staff)
    const ask = (path: string, cookie: string) => fetch(`${base}${path}`, { redirect: 'manual', headers: { cookie } })
    const to = async (path: string, cookie: string) => (await ask(path, cookie)).headers.get('location')
    for (const name of [mine, theirs]) {
      assert.equal(await to('/my-access', `${name}=${family}`), '/sign-in?to=%2Fmy-access', name)
      assert.equal(await to('/family/told', `${name}=${staff}`), '/family/sign-in?to=%2Ffamily%2Ftold', name)
    }
    assert.equal((await ask('/my-access', `${theirs}=${staff}; ${mine}=${family}`)).status, 200)
    assert.match(await (await ask('/family/told', `${theirs}=${staff}; ${mine}=${family}`)).text(), /family grace/)
    assert.match(await (await ask('/family/nowhere', `${theirs}=${staff}`)).text(), /Page not found.*href="\/family"/s)
    assert.match(await (await ask('/family', `${theirs}=${staff}`)).text(), /<p>out<\/p>/)
  })

  test('a session is over after thirty minutes without a request, and after four hours used or not', async () => {
    const { go } = await signIn()
    for (let minutes = 0; minutes < 220; minutes += 20) {
      later(20)
      assert.equal((await go(`${base}/family/told`)).status, 200)
    }
    later(20)
    assert.equal((await go(`${base}/family/told`)).status, 303)
    const second = await signIn()
    later(30)
    assert.equal((await second.go(`${base}/family/told`)).status, 303)
  })

  test('a change without the session’s own proof, or from another site, is refused', async () => {
    const { go } = await signIn()
    assert.equal((await go(`${base}/family/tell`, post({}))).status, 422)
    assert.equal((await go(`${base}/family/tell`, post({ _csrf: 'x' }))).status, 422)
    const csrf = csrfOf(await (await go(`${base}/family/told`)).text())
    assert.equal((await go(`${base}/family/tell`, post({ _csrf: csrf }))).status, 303)
    const foreign = { ...post({ _csrf: csrf }), headers: { origin: 'https://evil.example' } }
    assert.equal((await go(`${base}/family/tell`, foreign)).status, 403)
  })

  test('sends files where a page asks for them, of a size; nowhere else, and not before it is signed in', async () => {
    const { go, landed } = await signIn()
    const csrf = csrfOf(await landed.text())
    const send = (path: string, bytes: number, by = go) => {
      const body = new FormData()
      body.append('_csrf', csrf)
      body.append('papers', new Blob(['a'.repeat(bytes)]), 'bill.txt')
      return by(`${base}${path}`, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } })
    }
    assert.match(await (await send('/family/papers', 1000)).text(), /papers 1000/)
    for (const answer of [await send('/family/papers', 12 * 1024 * 1024), await send('/family/tell', 1)]) {
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), /Too much was sent at once, so nothing was kept/)
    }
    assert.match((await send('/family/papers', 1, aBrowser().go)).headers.get('location') ?? '', /sign-in/)
  })

  test('signing out ends it in the database and at the provider, and leaves staff’s session alone', async () => {
    const person = aBrowser()
    await signIn('joanna', '/', '/sign-in', person)
    const { go, landed, jar } = await signIn('grace', '/family/told', '/family/sign-in', person)
    const token = jar.get(mine) ?? ''
    const text = await landed.text()
    assert.equal((await go(`${base}/family/sign-out`, post({ _csrf: 'x' }))).status, 303)
    const answer = await go(`${base}/family/sign-out`, post({ _csrf: csrfOf(text) }))
    const leave = /href="(http:[^"]+)"/.exec(await answer.text())?.[1]?.replaceAll('&amp;', '&') ?? ''
    assert.equal(new URL(leave).searchParams.get('post_logout_redirect_uri'), `${base}/family/signed-out`)
    const kept = await db.owner.query('select from access.family_session where token_hash = $1', [hashToken(token)])
    assert.equal(kept.rowCount, 0)
    assert.equal((await go(`${base}/my-access`)).status, 200)
  })

  test('the provider’s word ends it, and nobody else’s', async () => {
    const { go } = await signIn()
    const answer = await fetch(`${base}/family/sign-in/logged-out`, post({ logout_token: 'forged' }))
    assert.equal(answer.status, 400)
    const over = { subject: 'grace', session: undefined, before: new Date(now.getTime() + 1000) }
    await endFamilyAtProvidersWord(site.ground, { ...over, issuer: developmentIssuer }, 'test')
    assert.equal((await go(`${base}/family/told`)).status, 200)
    await endFamilyAtProvidersWord(site.ground, { ...over, issuer: 'urn:throughline:development:families' }, 'test')
    assert.equal((await go(`${base}/family/told`)).status, 303)
  })

  test('an account that the council has shut is over by the next request, and opens none', async () => {
    const { go } = await signIn()
    await db.owner.query(`update access.principal set active = false where kind = 'family'`)
    assert.equal((await go(`${base}/family/told`)).status, 303)
    const { landed } = await signIn()
    assert.match(await landed.text(), /This account has been closed/)
    await db.owner.query(`update access.principal set active = true where kind = 'family'`)
  })

  test('where no issuer is set nobody comes in: every way leads to the start, which says so', async () => {
    const app = await webServer({ https: true })
    const log = createLog(
      () => {},
      () => now,
    )
    const options = {
      ground: site.ground,
      key: familyKey,
      provider: undefined,
      codes: false,
      baseUrl: base,
      council: 'Northmere Council',
    }
    await serveFamilies(app, [], { ...options, https: true, log, phone: '01632 960474', nav: [] })
    for (const url of ['/family/sign-in', '/family/sign-in/callback?code=a&state=b'])
      assert.equal((await app.inject({ url })).headers.location, '/family')
    await app.close()
  })

  test('whoever tries without end is told to wait, and reads nothing of how much was asked', async () => {
    let answer = await fetch(`${base}/family/sign-in/callback`)
    for (let attempt = 0; answer.status !== 429 && attempt < 130; attempt++) {
      await answer.body?.cancel()
      answer = await fetch(`${base}/family/sign-in/callback`)
    }
    assert.equal(answer.status, 429)
    assert.match(await answer.text(), /Try again in a minute/)
    assert.equal(
      [...answer.headers.keys()].find(name => /ratelimit|retry/.test(name)),
      undefined,
    )
  })
})
