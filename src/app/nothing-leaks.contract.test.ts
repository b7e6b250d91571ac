import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hashToken, type RoleKey, sessionCookie } from '../access/index.ts'
import { aChild, anEntry, aReader, aRelation, testNow } from '../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { nowhere } from './testing/addresses.ts'
import { leaveSite, type TestSite, testSite, type Visitor } from './testing/index.ts'
import { type SmallWorld, smallWorld } from './testing/small-world.ts'

// Ways round need to know that were once open, each shut by a test: what changed, who wrote, how many, where, and who asked.
let db: TestDatabase
let site: TestSite
let world: SmallWorld
let now = testNow
before(async () => {
  db = await testDatabase()
  site = await testSite(db, () => now)
  world = await smallWorld(db, site.grounds.jobs)
  await db.owner.query(`insert into source (id, layout, name, service) values ('test', 'test', 'test', 'Test')`)
})
after(() => leaveSite(db, site))

const readerIn = (role: RoleKey) => world.readers.get(role) ?? assert.fail(role)
const own = (query: string, values: unknown[] = []) => db.owner.query(query, values)
const child = () => ({ id: world.amara.id, sourcePersonId: world.amara.sourcePerson, address: world.amara.address })
const open = async (visitor: Visitor, tab = ''): Promise<string> =>
  (await visitor.get(`/children/${world.amara.address}${tab}`)).body
const shield = async (id: number, kind: string, allowed: readonly number[] = []): Promise<number> => {
  const { rows } = await own(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, $2, 'test', '2026-01-01') returning id`,
    [id, kind],
  )
  for (const one of allowed)
    await own('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [rows[0].id, one])
  return rows[0].id
}
const lift = async (...ids: number[]): Promise<void> => {
  await own('delete from access.shield_allowed where shield_id = any($1)', [ids])
  await own('delete from access.shield where id = any($1)', [ids])
}

describe('whoever listens to a record', () => {
  const path = () => `/children/${world.amara.address}/live`
  const tell = () => own(`select pg_notify('throughline', $1)`, [`child:${world.amara.address}`])
  const asked = async (reader: number): Promise<number> =>
    (
      await own(
        `select count(*)::int as n from access.access_event where user_id = $1 and action = '/children/:child/live'`,
        [reader],
      )
    ).rows[0].n

  test('hears of a change they may see, not of one they may not, and nothing more once the reason has ended', async () => {
    const reader = await aReader(db.owner, 'education-welfare-officer')
    const reason = await aRelation(db.owner, { child: world.amara.id }, { principal: reader.userId })
    await site.signIn(reader)
    const base = await site.app.listen({ port: 0, host: '127.0.0.1' })
    const cookie = `${sessionCookie(false)}=session-of-${reader.userId}-${reader.role}`
    const answer = await fetch(base + path(), { headers: { cookie, accept: 'text/event-stream' } })
    const stream = answer.body?.getReader() ?? assert.fail('no stream')
    let text = ''
    const readUntil = async (enough: () => boolean) => {
      for (let done = false; !done && !enough(); ) {
        const part = await stream.read()
        done = part.done
        text += Buffer.from(part.value ?? []).toString()
      }
    }
    const changes = () => text.match(/^data: /gm)?.length ?? 0
    await readUntil(() => text.includes('retry'))
    await anEntry(db.owner, child(), { category: 'protection' })
    await tell()
    for (let tries = 0; tries < 2_000 && (await asked(reader.userId)) < 2; tries += 1);
    await anEntry(db.owner, child(), { category: 'attendance' })
    await tell()
    await readUntil(() => changes() > 0)
    assert.equal(await asked(reader.userId), 3, 'each time it was asked and written down')
    await own('delete from access.grant_row where id = $1', [reason])
    await tell()
    await readUntil(() => changes() > 1)
    assert.equal(changes(), 1)
  })

  test('does not keep a session alive by listening', async () => {
    const reader = readerIn('education-welfare-officer')
    const visitor = await site.signIn(reader)
    const token = `session-of-${reader.userId}-${reader.role}`
    const seenAt = async () =>
      (await own('select seen_at from access.session where token_hash = $1', [hashToken(token)])).rows[0].seen_at
    const before = await seenAt()
    now = new Date(testNow.getTime() + 10 * 60_000)
    try {
      const headers = { cookie: `${sessionCookie(false)}=${token}`, accept: 'text/event-stream' }
      await site.app.inject({ method: 'GET', url: `/children/${nowhere}/live`, headers })
      assert.deepEqual(await seenAt(), before)
      await visitor.get('/my-access')
      assert.deepEqual(await seenAt(), now)
    } finally {
      now = testNow
    }
  })
})

test('who wrote a note is named only to those who may know of that worker’s silent service', async () => {
  const { rows } = await own(
    `insert into access.principal (kind, key, name, category) values ('user', 'silent', 'Yasmin Silverwood', 'young-carer') returning id`,
  )
  await own(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, true_from, known_from, source_id, author_id, status)
     values ($1, $2, 'note', 'attendance', 4, 1, $3, '2026-11-02', $4, 'throughline', $5, 'visit')`,
    [
      world.amara.sourcePerson,
      world.amara.id,
      { noteKind: 'visit', happenedOn: '2026-11-02', passages: [{ text: 'Came to school late', about: 'child' }] },
      testNow,
      rows[0].id,
    ],
  )
  const note = (await own(`select uuid from entry where author_id = $1`, [rows[0].id])).rows[0].uuid
  const [officer, worker] = [readerIn('education-welfare-officer'), readerIn('social-worker')]
  for (const tab of ['', '/timeline', '/visit', `/notes/${note}`]) {
    const page = await open(await site.signIn(officer), tab)
    assert.ok(!page.includes('Silverwood'), `${tab} names a worker of a silent service`)
  }
  assert.match(await open(await site.signIn(officer), `/notes/${note}`), /Came to school late/)
  assert.match(await open(await site.signIn(worker), `/notes/${note}`), /Yasmin Silverwood/)
})

test('where a child with a protected address goes to school is known to those of that school and those on the list alone', async () => {
  const { rows } = await own(
    `insert into access.establishment (name, laestab) values ('Kestrel Point Academy', '8019999') returning id`,
  )
  await own(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, '////', B'1111', B'0000', B'0000', $4, $4)`,
    [world.amara.sourcePerson, rows[0].id, world.amara.id, testNow],
  )
  await anEntry(db.owner, child(), {
    kind: 'suspension',
    category: 'exclusion',
    summary: true,
    body: { category: 'SUSP', startDate: '2026-11-03', laestab: '8019999' },
  })
  const pages = async (visitor: Visitor) =>
    (await Promise.all(['', '/school', '/timeline', '/about'].map(tab => open(visitor, tab)))).join()
  const visitor = await site.signIn(readerIn('education-welfare-officer'))
  const says = /Kestrel Point|8019999/
  assert.match(await pages(visitor), says)
  const made = await shield(world.amara.id, 'protected')
  try {
    assert.doesNotMatch(await pages(visitor), says)
    const ofSchool = await aReader(db.owner, 'education-welfare-officer')
    await aRelation(db.owner, { child: world.amara.id }, { principal: ofSchool.userId })
    await aRelation(db.owner, { establishment: rows[0].id }, { principal: ofSchool.userId })
    assert.match(await pages(await site.signIn(ofSchool)), says)
  } finally {
    await lift(made)
  }
})

test('a sealed pupil is not counted on the roll of their school', async () => {
  const { rows } = await own(`insert into access.establishment (name) values ('Countwell Primary') returning id`)
  const officer = await aReader(db.owner, 'education-welfare-officer')
  await aRelation(db.owner, { establishment: rows[0].id }, { principal: officer.userId })
  const join = (id: number) =>
    own('insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, $3)', [
      id,
      rows[0].id,
      '2026-09-01',
    ])
  await join(world.amara.id)
  const visitor = await site.signIn(officer)
  const before = (await visitor.get('/my-schools')).body
  const hidden = await aChild(db.owner)
  await shield(hidden.id, 'sealed')
  await join(hidden.id)
  assert.equal((await visitor.get('/my-schools')).body, before)
})

test('whoever is on the list of one of two shields gets the answer for a child who does not exist', async () => {
  const reader = readerIn('social-worker')
  const made = [await shield(world.amara.id, 'sealed', [reader.userId]), await shield(world.amara.id, 'restricted')]
  try {
    const visitor = await site.signIn(reader)
    const [there, absent] = [
      await visitor.get(`/children/${world.amara.address}`),
      await visitor.get(`/children/${nowhere}`),
    ]
    assert.deepEqual([there.statusCode, there.body.replaceAll(world.amara.address, nowhere)], [404, absent.body])
  } finally {
    await lift(...made)
  }
})

test('the record of access tells an auditor of a sealed child as little as of one who does not exist', async () => {
  const stranger = await aReader(db.owner, 'education-welfare-officer')
  const sealed = await aChild(db.owner)
  const made = await shield(sealed.id, 'sealed', [readerIn('social-worker').userId])
  await aRelation(db.owner, { child: sealed.id }, { principal: readerIn('social-worker').userId, named: true })
  await anEntry(db.owner, sealed, { kind: 'identity', category: 'identity', summary: true, body: { forename: 'Ada' } })
  assert.equal(
    (await (await site.signIn(readerIn('social-worker'))).get(`/children/${sealed.address}`)).statusCode,
    200,
  )
  const tried = await site.signIn(stranger)
  await tried.get(`/children/${sealed.address}`)
  await tried.get(`/children/${nowhere}`)
  const auditor = await site.signIn(readerIn('auditor'))
  const page = (await auditor.get('/who-looked')).body
  assert.ok(!page.includes(sealed.address.slice(0, 8)))
  const rows = page.match(/<tr[^>]*>(?:(?!<\/tr>).)*work with the child(?:(?!<\/tr>).)*<\/tr>/gs) ?? []
  const refused = rows.filter(row => row.includes('Refused')).slice(0, 2)
  assert.equal(refused.length, 2)
  assert.equal(refused[0], refused[1])
  await lift(made)
})

test('the record of access tells an auditor who opens records in another role of none that a silent service’s worker opened', async () => {
  await own(
    `insert into access.access_event (at, user_id, role, purpose, action, child_id, categories, outcome, rule, request_id)
     values ($1, $2, 'young-carers-worker', 'hush', 'hush', $3, 0, 'shown', 'young-carers', 'test')`,
    [testNow, readerIn('young-carers-worker').userId, world.amara.id],
  )
  const [both, reference] = [await aReader(db.owner, 'auditor'), world.amara.address.slice(0, 8)]
  await own(`insert into access.role_held (user_id, role) values ($1, 'education-welfare-officer')`, [both.userId])
  const says = async (reader: typeof both, query = `?record=${reference}`): Promise<boolean[]> => {
    const { body } = await (await site.signIn(reader)).get(`/who-looked${query}`)
    return (body.match(/<tr(?:(?!<\/tr>).)*hush(?:(?!<\/tr>).)*<\/tr>/gs) ?? []).map(row => row.includes(reference))
  }
  assert.deepEqual([await says(both, ''), await says(both)], [[false], []])
  assert.deepEqual(await says(readerIn('auditor')), [true])
})

test('how many requests wait is said of those the approver may answer', async () => {
  const manager = await aReader(db.owner, 'team-manager')
  const visitor = await site.signIn(manager)
  const before = (await visitor.get('/approvals')).body
  await own(
    `insert into access.request (user_id, child_id, reason, categories, asked_at) values ($1, $2, 'Of another team altogether', 1, $3)`,
    [readerIn('social-worker').userId, world.amara.id, testNow],
  )
  assert.equal((await visitor.get('/approvals')).body, before)
})

test('however a record is shut, it answers as one that is not there: to a worker of their own family, of a shielded child, after their work', async () => {
  const reader = await aReader(db.owner, 'social-worker')
  const visitor = await site.signIn(reader)
  const pages = ['', '/why', '/live', '/urgent-access']
  const told = async (address: string) => {
    const answers: string[] = []
    for (const page of pages) {
      const path = `/children/${address}${page}`
      const { statusCode, body } = page === '/live' ? await visitor.hear(path) : await visitor.get(path)
      answers.push(`${statusCode} ${body.replaceAll(address, nowhere)}`)
    }
    return answers
  }
  const absent = await told(nowhere)
  for (const [why, shut] of Object.entries({
    family: (id: number) =>
      own(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [reader.userId, id]),
    restricted: (id: number) => shield(id, 'restricted'),
    sealed: (id: number) => shield(id, 'sealed'),
    ended: (id: number) => own('update access.grant_row set ends_at = $2 where child_id = $1', [id, testNow]),
  })) {
    const { rows } = await own(`insert into person (has_record) values (true) returning id, uuid`)
    await aRelation(db.owner, { child: rows[0].id }, { principal: reader.userId })
    assert.match((await told(rows[0].uuid))[0] ?? '', /^200 /)
    await shut(rows[0].id)
    assert.deepEqual(await told(rows[0].uuid), absent, why)
  }
})

test('a page can make no account somebody’s', async () => {
  const user = readerIn('social-worker').userId
  const insert = `insert into access.account (user_id, issuer, subject) values ($1, 'x', 'y')`
  await assert.rejects(db.pages.query(insert, [user]), /permission denied/)
  await assert.rejects(db.pages.query(`update access.account set subject = 'y'`), /permission denied/)
})

test('a source that a reader may not know of is another service on the page that lists the sources', async () => {
  await own(
    `insert into source (id, layout, name, service, category) values ('care', 'care', 'Care list', 'Care', 'care-involved')`,
  )
  const { rows } = await own(
    `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link) values ('care', 'x', $1, '{}', '', false) returning id`,
    [world.amara.id],
  )
  await own(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, true_from, known_from, source_id)
     values ($1, $2, 'identity', 'identity', 1, 1, true, '{"forename": "Amara"}', '2026-01-01', $3, 'care')`,
    [rows[0].id, world.amara.id, testNow],
  )
  assert.match(await open(await site.signIn(readerIn('social-worker')), '/about'), /Care list/)
  const page = await open(await site.signIn(readerIn('send-caseworker')), '/about')
  const office = await open(await site.signIn(readerIn('school-office')), '/about')
  assert.match(page, /Care list/, 'who to speak to is known')
  assert.match(office, /Another service/)
  assert.doesNotMatch(office, /Care list/)
})
