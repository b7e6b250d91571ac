import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { runDueJobs } from '../../platform/jobs/index.ts'
import { type Key, makeRingKey, openKeyRing } from '../../platform/keys/index.ts'
import { openMail } from '../../platform/mail/index.ts'
import { type SmtpServer, smtpServer } from '../../platform/mail/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { markOf, sealedEmails } from '../family-address.ts'
import { codeKey, codeOf } from '../mail/code.ts'
import { mailPages, sendMailJob } from '../mail/index.ts'
import { performRoute } from '../perform.ts'
import { aBrowser, post } from '../testing/browser.ts'
import { aReader } from '../testing/index.ts'
import { familyKey, signInSite } from '../testing/sign-in-site.ts'
import { familyCookie } from './family-options.ts'
import { admitByEmail } from './session.actions.ts'
import { askForCode, proveAddress } from './sign-in-codes.actions.ts'

const council = 'Northmere Council'

describe('a family signs in by a code', () => {
  let db: TestDatabase
  let site: Awaited<ReturnType<typeof signInSite>>
  let server: SmtpServer
  let base = ''
  let now = new Date('2026-11-20T10:00:00Z')
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
  }
  let work = async (): Promise<void> => {}

  before(async () => {
    db = await testDatabase()
    server = await smtpServer()
    site = await signInSite(db, () => now, undefined, undefined, true)
    base = site.base
    const from = { from: 'no-reply@northmere.example', site: 'https://throughline.example' }
    const port = Number(new URL(server.url).port)
    const way = { server: { host: '127.0.0.1', port, tls: 'none', auth: undefined }, ...from } as const
    const sending = [
      sendMailJob(site.jobs, { mail: openMail(way, council), council, key: familyKey }, async () =>
        assert.fail('a code'),
      ),
    ]
    work = () => runDueJobs({ url: db.jobsUrl, jobs: sending })
  })
  after(async () => {
    await site.stop()
    await server.stop()
    await db.drop()
  })

  const ask = async (email: string, to = '/family/told', person = aBrowser()) => {
    const page = await person.follow(`${base}/family/sign-in/code`, post({ email, to }))
    return { ...person, page, text: await page.text() }
  }
  /** The code in the last mail to this address. */
  const codeFor = (email: string): string => {
    const mail = server.taken.findLast(one => one.to === email.trim().toLowerCase())
    return /^Your code is (\d{8})/m.exec(mail?.text ?? '')?.[1] ?? assert.fail(`no mail to ${email}`)
  }
  const type = (person: ReturnType<typeof aBrowser>, code: string) =>
    person.follow(`${base}/family/sign-in/check`, post({ code }))
  const signIn = async (email: string) => {
    const person = await ask(email)
    await work()
    return { ...person, landed: await type(person, codeFor(email)) }
  }
  const wrong = (code: string): string => String((Number(code) + 1) % 10 ** 8).padStart(8, '0')
  const accounts = async () =>
    (await db.owner.query('select issuer, a::text as text from access.family_account a order by family_id')).rows
  const stateOfMails = async () =>
    (await db.owner.query('select state, reply, tries from access.mail order by id')).rows

  test('that is sent to the address they type, and comes to its own pages', async () => {
    const first = await aBrowser().follow(`${base}/family/sign-in?to=/family/told`)
    assert.match(await first.text(), /name="to" value="\/family\/told"/)
    const { page, text, landed, jar } = await signIn('grace@example.org')
    assert.equal(page.at, `${base}/family/sign-in/code`)
    assert.match(text, /eight digits to <strong>grace@example\.org<\/strong>/)
    assert.equal(landed.at, `${base}/family/told`)
    assert.match(await landed.text(), /family grace@example\.org/)
    assert.ok(jar.get(familyCookie(false)))
    const { rows } = await db.owner.query('select rule, action, role from access.access_event order by id desc limit 2')
    assert.deepEqual(rows[1], { rule: 'signed-in', action: '/family/sign-in/check', role: 'family' })
  })

  test('neither address nor code stands anywhere in the database, in a job, or in the subject', async () => {
    const { text } = server.taken.at(-1) ?? assert.fail()
    const code = codeFor('grace@example.org')
    assert.doesNotMatch(/^Subject: (.*)$/m.exec(text)?.[1] ?? '', /\d/)
    await ask('zofia@example.org')
    const { rows } = await db.owner.query(`
      select m::text as text from access.mail m union all select s::text from access.family_sign_in s
      union all select a::text from access.family_account a union all select j::text from graphile_worker._private_jobs j`)
    assert.ok(rows.length >= 5)
    for (const { text: row } of rows) assert.doesNotMatch(row, new RegExp(`example\\.org|${code}`))
    await work()
  })

  test('to the same account each time; never to one that a provider vouches for by the same address', async () => {
    await signIn(' Grace@Example.org ')
    const person = aBrowser()
    const list = await person.follow(`${base}/family/sign-in/account?to=/family/told`)
    await person.follow(list.at, post({ subject: 'grace' }))
    const found = await accounts()
    assert.equal(found.filter(one => one.issuer === 'urn:throughline:e-mail').length, 1)
    assert.equal(found.length, 2)
  })

  test('and reads the same, to the byte, whether or not the address has an account', async () => {
    const known = await ask('grace@example.org')
    const unknown = await ask('vesna@example.org')
    assert.equal(known.text.replaceAll('grace@', 'vesna@'), unknown.text)
    await work()
    const said = [known, unknown].map(person => type(person, '00000000'))
    const [one, other] = await Promise.all(said)
    assert.deepEqual([one?.status, other?.status], [422, 422])
    assert.equal((await one?.text())?.replaceAll('grace@', 'vesna@'), await other?.text())
    assert.equal((await accounts()).length, 2, 'an account is made by a code that is right, not by asking')
  })

  test('within ten minutes, once, in the browser that asked, and after five tries no more', async () => {
    later(60)
    const stranger = aBrowser()
    const first = await ask('grace@example.org')
    await work()
    const code = codeFor('grace@example.org')
    assert.equal((await type(stranger, code)).at, `${base}/family/sign-in`)
    for (let tries = 0; tries < 5; tries++) assert.equal((await type(first, wrong(code))).status, 422)
    assert.equal((await type(first, code)).status, 422, 'the right code comes too late')

    const second = await ask('grace@example.org')
    await work()
    later(11)
    assert.equal((await type(second, codeFor('grace@example.org'))).at, `${base}/family/sign-in`)

    const third = await ask('grace@example.org')
    await work()
    const good = codeFor('grace@example.org')
    const kept = new Map(third.jar)
    assert.equal((await type(third, ` ${good.slice(0, 3)} ${good.slice(3)} `)).at, `${base}/family/told`)
    const again = aBrowser()
    for (const [name, value] of kept) again.jar.set(name, value)
    assert.equal((await type(again, good)).at, `${base}/family/sign-in`, 'it is used up')
  })

  test('ten codes that others ask for keep nobody out: not in another network, nor in a browser that signed in before', async () => {
    later(60)
    const owner = await signIn('vera@example.org')
    const others = (network: string) => askForCode(site.ground, 'vera@example.org', { network })
    for (let n = 0; n < 10; n++) await others('198.51.100.7')
    const elsewhere = await others('203.0.113.9')
    await work()
    assert.equal(await proveAddress(site.ground, elsewhere, codeFor('vera@example.org')), 'vera@example.org')
    for (let n = 0; n < 30; n++) await others(`2001:db8:0:${n}::1`)
    await work()
    const before = server.taken.length
    await others('192.0.2.33')
    await work()
    assert.equal(server.taken.length, before, 'strangers wait a quarter of an hour')
    const again = await ask('vera@example.org', '/family/told', owner)
    await work()
    assert.equal((await type(again, codeFor('vera@example.org'))).at, `${base}/family/told`, 'her own browser does not')
    const known = owner.jar.get(`${familyCookie(false)}-known`) ?? assert.fail()
    assert.doesNotMatch(Buffer.from(known, 'base64url').toString('latin1'), /vera|example/)
    await ask('often@example.org', '/family/told', owner)
    const { rows } = await db.owner.query('select known from access.family_sign_in order by id desc limit 2')
    assert.deepEqual(
      rows.map(one => one.known),
      [false, true],
      'for her own address alone',
    )
    await work()
  })

  test('three in a quarter of an hour from one network: more are not sent, are good for nothing, and whoever asks reads the same', async () => {
    later(60)
    const before = server.taken.length
    const again = async () =>
      (await aBrowser().follow(`${base}/family/sign-in/code`, post({ email: 'often@example.org' }))).text()
    const asked = [await again(), await again(), await again(), await again()]
    await work()
    assert.equal(server.taken.length, before + 3)
    assert.equal(new Set(asked).size, 1)
    const { rows } = await db.owner.query('select uuid from access.family_sign_in order by id desc limit 1')
    const right = codeOf(codeKey(site.ground.contextKey), rows[0].uuid)
    assert.equal(await proveAddress(site.ground, rows[0].uuid, right), undefined)
    later(16)
    await again()
    await work()
    assert.equal(server.taken.length, before + 4, 'after a quarter of an hour it goes')
  })

  test('and no more where all ask at one moment, nor from many networks together', async () => {
    later(60)
    const codes = async () => (await db.owner.query(`select from access.mail where sort = 'code'`)).rowCount ?? 0
    const atOnce = async (email: string, networks: readonly string[]) => {
      const before = await codes()
      await Promise.all(networks.map(network => askForCode(site.ground, email, { network })))
      return (await codes()) - before
    }
    const many = Array.from({ length: 16 }, (_, at) => `192.0.2.${at}`)
    const one = many.map(() => '192.0.2.99')
    assert.deepEqual([await atOnce('one@example.org', one), await atOnce('many@example.org', many)], [3, 8])
    await db.owner.query(`delete from access.mail where state = 'waiting'`)
  })

  test('a form without an address goes back, and a sign-in leads to no place but the families’ own', async () => {
    const broken = await ask('grace')
    assert.equal(broken.page.status, 422)
    assert.match(broken.text, /value="grace"/)
    later(60)
    const person = await ask('grace@example.org', 'https://evil.example/family')
    await work()
    assert.equal((await type(person, codeFor('grace@example.org'))).at, `${base}/family`)
  })

  test('the mail is tried again, once it is late it is not sent, and after a worker dies with it nobody sends it a second time', async () => {
    later(60)
    const before = server.taken.length
    await db.owner.query('delete from access.mail')
    await ask('slow@example.org')
    server.answers.set('RCPT', '451 later')
    await work()
    assert.deepEqual(await stateOfMails(), [{ state: 'waiting', reply: 451, tries: 1 }])
    const due = () => db.owner.query('update graphile_worker._private_jobs set run_at = now()')
    await due()
    await work()
    assert.deepEqual(await stateOfMails(), [{ state: 'sent', reply: null, tries: 2 }])
    assert.equal(server.taken.length, before + 1)

    await ask('slow@example.org')
    later(11)
    await work()
    await ask('slow@example.org')
    await db.owner.query(`update access.mail set state = 'sending' where state = 'waiting'`)
    await work()
    assert.deepEqual(
      (await stateOfMails()).map(one => one.state),
      ['sent', 'late', 'unsure'],
    )
    assert.equal(server.taken.length, before + 1)
  })

  test('is found by the address when the key of what is told has changed, and when the older one is gone', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'throughline-keys-'))
    const before = (await accounts()).length
    const admit = (key: Key) => admitByEmail(site.ground, key, 'ring@example.org', 'test', undefined)
    await admit(openKeyRing(dir, 'told'))
    makeRingKey(dir, 'told')
    const ring = openKeyRing(dir, 'told')
    await admit(ring)
    const alone = Buffer.from(ring)
    await admit(alone)
    assert.equal((await accounts()).length, before + 1)
    // what `keys rotate` makes of accounts that have not signed in since
    assert.deepEqual(sealedEmails.also?.make(alone, Buffer.from('ring@example.org')), markOf(ring, 'ring@example.org'))
    rmSync(dir, { recursive: true })
  })

  test('who runs the service reads in numbers how mail goes out, and nothing of whom it goes to', async () => {
    const admin = await aReader(db.owner, 'system-administrator')
    const [route] = mailPages(true)
    const input = { params: {}, query: {}, form: {}, files: [], requestId: 'test' }
    const answer = await performRoute(site.ground, route ?? assert.fail(), admin, input)
    const page = 'page' in answer ? wordsShown(answer.page.body) : ''
    assert.match(page, /Sent Waiting Not taken Not known Given up Too late Codes to sign in with 1 0 0 1 0 1/)
    assert.doesNotMatch(page, /example/)
  })

  test('an account that the council has shut is opened by no code', async () => {
    await db.owner.query(`update access.principal set active = false where kind = 'family'`)
    const { landed } = await signIn('grace@example.org')
    assert.match(await landed.text(), /This account has been closed/)
  })

  test('from one network that asks without end no more are sent, and it reads when to try again', async () => {
    let answer = await fetch(`${base}/family/sign-in/code`, post({ email: '' }))
    for (let asked = 0; answer.status !== 429 && asked < 31; asked++) {
      await answer.body?.cancel()
      answer = await fetch(`${base}/family/sign-in/code`, post({ email: '' }))
    }
    assert.equal(answer.status, 429)
    assert.match(await answer.text(), /Try again in ten minutes/)
    assert.deepEqual(
      [...answer.headers.keys()].filter(name => /ratelimit|retry/.test(name)),
      [],
    )
  })
})
