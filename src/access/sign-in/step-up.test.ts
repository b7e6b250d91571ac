import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { aBrowser, post } from '../testing/browser.ts'
import { aChild, anEntry, aReader, aRelation, testNow } from '../testing/index.ts'
import { signInSite } from '../testing/sign-in-site.ts'
import { developmentStrongAcr } from './development-configuration.ts'
import { developmentIssuer } from './index.ts'

describe('opening a record urgently, where the council names a stronger sign-in', () => {
  let db: TestDatabase
  let now = testNow
  let reader = 0
  const sites: Awaited<ReturnType<typeof signInSite>>[] = []
  before(async () => {
    db = await testDatabase()
    const { userId } = await aReader(db.owner, 'education-welfare-officer')
    reader = userId
    await db.owner.query(`insert into access.role_held (user_id, role) values ($1, 'social-worker')`, [userId])
    await db.owner.query('insert into access.account (user_id, issuer, subject) values ($1, $2, $3)', [
      userId,
      developmentIssuer,
      'joanna',
    ])
    sites.push(await signInSite(db, () => now, developmentStrongAcr))
  })
  after(async () => {
    for (const site of sites) await site.stop()
    await db.drop()
  })
  const path = '/children/0b5c7a52-0000-4000-8000-000000000000/urgent-access'
  const signIn = async (base: string) => {
    const person = aBrowser()
    const list = await person.follow(`${base}/sign-in`)
    const home = await person.follow(list.at, post({ subject: 'joanna' }))
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(await home.text())?.[1] ?? ''
    return { ...person, _csrf }
  }
  const rules = async () =>
    (await db.owner.query('select rule from access.access_event order by id desc limit 2')).rows.map(row => row.rule)

  test('asks the person to prove anew who they are, and goes on there in the role they were in', async () => {
    const base = sites[0]?.base ?? ''
    const person = await signIn(base)
    await person.go(`${base}/role`, post({ _csrf: person._csrf, role: 'social-worker' }))
    const asked = await person.go(`${base}${path}`)
    assert.equal(asked.headers.get('location'), `/sign-in?strong=1&to=${encodeURIComponent(path)}`)
    assert.equal((await rules())[0], 'stronger-sign-in')
    const weak = person.jar.get('throughline')
    const list = await person.follow(`${base}${asked.headers.get('location')}`)
    const opened = await person.follow(list.at, post({ subject: 'joanna' }))
    assert.equal(opened.at, `${base}${path}`)
    assert.match(await opened.text(), /urgent for social-worker/)
    assert.notEqual(person.jar.get('throughline'), weak)
  })

  test('is asked for as well of whoever takes rows out as a file, by the same right as pages that need none', async () => {
    const base = sites[0]?.base ?? ''
    const person = await signIn(base)
    const asked = await person.go(`${base}/rows-out`)
    assert.equal(asked.headers.get('location'), `/sign-in?strong=1&to=${encodeURIComponent('/rows-out')}`)
    const list = await person.follow(`${base}${asked.headers.get('location')}`)
    assert.equal(await (await person.follow(list.at, post({ subject: 'joanna' }))).text(), 'a row')
  })

  test('leads on to the page above, where a form is sent too late to an address that is no page', async () => {
    const base = sites[0]?.base ?? ''
    const person = await signIn(base)
    const asked = await person.go(`${base}/urgent-reviews/1`, post({ _csrf: person._csrf }))
    assert.equal(asked.headers.get('location'), `/sign-in?strong=1&to=${encodeURIComponent('/urgent-reviews')}`)
  })

  test('asks again ten minutes later', async () => {
    const base = sites[0]?.base ?? ''
    const person = await signIn(base)
    const list = await person.follow(`${base}/sign-in?strong=1&to=${encodeURIComponent(path)}`)
    await person.follow(list.at, post({ subject: 'joanna' }))
    now = new Date(testNow.getTime() + 9 * 60_000)
    assert.equal((await person.go(`${base}${path}`)).status, 200)
    now = new Date(testNow.getTime() + 10 * 60_000)
    assert.equal((await person.go(`${base}${path}`)).status, 303)
    now = testNow
  })

  test('is asked for as well of whoever has opened more records than people read, who then goes on', async () => {
    const base = sites[0]?.base ?? ''
    const person = await signIn(base)
    const child = await aChild(db.owner)
    await anEntry(db.owner, child, { kind: 'name', category: 'identity' })
    await aRelation(db.owner, { child: child.id }, { principal: reader })
    await db.owner.query(
      `insert into access.access_event (at, user_id, role, purpose, action, child_id, categories, outcome, rule, request_id)
       select $1, $2, 'social-worker', 'looks', '/children/:child', n, 0, 'shown', 'test', 'test' from generate_series(1000, 1059) n`,
      [now, reader],
    )
    const name = `/children/${child.address}/name`
    const stopped = await person.go(`${base}${name}`)
    assert.equal(stopped.status, 429)
    const [, way = ''] = /href="(\/sign-in\?strong=1[^"]+)"/.exec(await stopped.text()) ?? []
    const list = await person.follow(`${base}${way.replaceAll('&amp;', '&')}`)
    assert.equal((await person.follow(list.at, post({ subject: 'joanna' }))).at, `${base}/children/${child.address}`)
    assert.equal((await person.go(`${base}${name}`)).status, 200)
  })

  test('is refused where the provider answers with less than was asked, whatever it was asked', async () => {
    const site = await signInSite(db, () => now, 'urn:council:two-factors')
    sites.push(site)
    const person = await signIn(site.base)
    const list = await person.follow(`${site.base}/sign-in?strong=1&to=${encodeURIComponent(path)}`)
    assert.equal((await person.follow(list.at, post({ subject: 'joanna' }))).status, 400)
    assert.deepEqual((await rules())[0], 'sign-in-not-vouched')
    assert.equal((await person.go(`${site.base}${path}`)).status, 303)
  })
  test('and where it names what everybody must sign in with, nobody comes in with less', async () => {
    for (const [acr, status] of [
      [developmentStrongAcr, 200],
      ['urn:council:two-factors', 400],
    ] as const) {
      const site = await signInSite(db, () => now, undefined, acr)
      sites.push(site)
      const person = aBrowser()
      const list = await person.follow(`${site.base}/sign-in`)
      assert.equal((await person.follow(list.at, post({ subject: 'joanna' }))).status, status, acr)
    }
    assert.equal((await rules())[0], 'sign-in-not-vouched')
  })
})
