import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { plainPage, type Route, roles } from '../access/index.ts'
import { aReader, testGrounds } from '../access/testing/index.ts'
import { startLive } from '../platform/live/index.ts'
import { createLog } from '../platform/log/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { html } from '../platform/views/index.ts'
import { navigation } from './navigation.ts'
import { pages } from './pages.ts'
import { makeSite } from './site.ts'
import { testSite } from './testing/index.ts'

const aPage = (path: string): Route =>
  plainPage({
    path,
    purpose: 'test',
    open: false,
    load: async () => '',
    answer: () => ({ page: { title: 'x', body: html`x` } }),
    examples: {},
  })

describe('what stands round every page', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(() => db.drop())
  const siteWith = async (routes: readonly Route[]) => {
    const { pages: ground } = await testGrounds(db)
    const live = await startLive(db.pagesUrl)
    const log = createLog(
      () => {},
      () => new Date(),
    )
    return { site: makeSite({ ground, live, log, council: 'Northmere Council', https: false, routes }), live }
  }

  test('no role has more than six items, and each role has a first page', () => {
    for (const { key } of roles) {
      assert.ok(navigation[key].length <= 6, key)
      assert.ok(navigation[key].length >= 1, key)
    }
  })

  test('only pages that are there stand in the navigation, with a count where something waits', async () => {
    const [{ text, href } = { text: '', href: '' }] = navigation['clearing-house']
    const { site, live } = await siteWith([aPage(href), aPage('/my-access')])
    const iris = await aReader(db.owner, 'clearing-house')
    const quiet = await site.frame(iris, href)
    assert.deepEqual(quiet.nav, [{ text, href, current: true }])
    await db.owner.query(`
      insert into source (id, layout, name, service) values ('test', 'test', 'Test', 'Test') on conflict do nothing;
      with p as (insert into person default values returning id),
        s as (insert into source_person (source_id, key, person_id, identity, identity_hash) select 'test', k, p.id, '{}', '' from p, unnest('{a,b}'::text[]) k returning id, person_id)
      insert into review_case (a_person, b_person, a_source_person, b_source_person, bits, rule_version, evidence, opened_at)
        select max(person_id), max(person_id), min(id), max(id), 10, 'test', '[]', now() from s`)
    assert.equal((await site.frame(iris, undefined)).nav[0]?.count, 1)
    assert.deepEqual((await site.frame(iris, undefined)).user.links, [{ text: 'My access', href: '/my-access' }])
    await live.stop()
  })

  test('Find a child is offered to those who may find one, and to no auditor', async () => {
    const { site, live } = await siteWith([])
    const offered = async (role: Parameters<typeof aReader>[1]) =>
      !(await site.frame(await aReader(db.owner, role), undefined)).findsNobody
    assert.equal(await offered('social-worker'), true)
    assert.equal(await offered('auditor'), false)
    assert.equal(await offered('contact-centre-adviser'), false)
    await live.stop()
  })

  test('words for a person’s next page are shown once, and to nobody else', async () => {
    const { site, live } = await siteWith([])
    const [sam, nadia] = [
      await aReader(db.owner, 'education-welfare-officer'),
      await aReader(db.owner, 'education-welfare-officer'),
    ]
    site.flash.keep(sam, 'Your note is saved')
    assert.equal(site.flash.take(nadia), undefined)
    assert.equal(site.flash.take(sam), 'Your note is saved')
    assert.equal(site.flash.take(sam), undefined)
    await live.stop()
  })

  test('no two pages share an address, and no address names a person', async () => {
    const { pages: ground } = await testGrounds(db)
    const told = { services: [], isSampled: () => false, key: Buffer.alloc(32) }
    const families = { open: true, phone: '01632 960474' }
    const council = 'Northmere Council'
    const list = pages({
      ground: { ...ground, filesKey: Buffer.alloc(32) },
      council,
      authority: '899',
      dutyPhone: '01632 960450',
      told,
      families,
      sendsMail: true,
    })
    const addresses = list.map(route => `${route.sort.endsWith('action') ? 'POST' : 'GET'} ${route.path}`)
    assert.deepEqual(
      addresses.filter((one, at) => addresses.indexOf(one) !== at),
      [],
    )
    for (const { path } of list) assert.doesNotMatch(path, /:(name|surname|upn|nhs|dob)/)
  })
  test('a file with a virus, and one that nobody could look through, is refused before any page hears of it', async () => {
    const site = await testSite(db, undefined, async path => {
      const text = readFileSync(path, 'utf8')
      if (text === 'scanner away') throw new Error('away')
      return text.includes('EICAR') ? 'infected' : 'clean'
    })
    const visitor = await site.signIn(await aReader(db.owner, 'clearing-house'))
    const send = async (text: string) => (await visitor.attach('/imports', { check: 'yes' }, text)).body
    assert.match(await send('EICAR'), /A file you sent holds a virus, so nothing was kept/)
    assert.match(await send('scanner away'), /Files cannot be checked for viruses at present/)
    assert.doesNotMatch(await send('Annwyl Siân'), /virus/)
    assert.deepEqual(
      site.logged.map(line => JSON.parse(line).event),
      ['upload.infected', 'upload.not-scanned'],
    )
    await site.stop()
  })
  test('without the gallery, as in production, answers its addresses as any that is not there', async () => {
    const site = await testSite(db, undefined, undefined, false)
    const visitor = await site.signIn(await aReader(db.owner, 'system-administrator'))
    const bodies = await Promise.all(['/gallery', '/gallery/find/usual', '/nowhere'].map(path => visitor.get(path)))
    assert.deepEqual(
      bodies.map(answer => answer.statusCode),
      [404, 404, 404],
    )
    await site.stop()
  })
})
