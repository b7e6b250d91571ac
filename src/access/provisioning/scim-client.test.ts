import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { aDirectory, joanna, patch } from '../testing/directory.ts'
import { aSession, testNow } from '../testing/index.ts'
import { provisionFiles, readPeopleFile } from './index.ts'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

describe('a directory that goes by the letter of RFC 7644, or by Entra’s', () => {
  let db: TestDatabase
  let directory: Awaited<ReturnType<typeof aDirectory>>
  before(async () => {
    db = await testDatabase()
    directory = await aDirectory(db, 'https://issuer.example')
  })
  after(async () => {
    await directory.app.close()
    await db.drop()
  })
  const { ask, create, another } = {
    ask: (...given: Parameters<typeof directory.ask>) => directory.ask(...given),
    create: (change?: object) => directory.create(change),
    another: () => directory.another(),
  }
  const change = async (id: string, ...operations: object[]) => {
    const answer = await ask('PATCH', `/Users/${id}`, patch(...operations))
    assert.ok(answer.status < 300, JSON.stringify(answer.body))
    return (await ask('GET', `/Users/${id}`)).body
  }
  const found = async (filter: string, kind = 'Users') => {
    const { status, body } = await ask('GET', `/${kind}?filter=${encodeURIComponent(filter)}&count=1000`)
    return status === 200 ? body.Resources.map((one: { id: string }) => one.id) : [status, body.scimType]
  }

  test('gives somebody their first work e-mail and mobile, and changes each by its type', async () => {
    const { id } = await create({ ...another(), emails: undefined, phoneNumbers: undefined })
    const none = await ask(
      'PATCH',
      `/Users/${id}`,
      patch({ op: 'replace', path: 'emails[type eq "work"].value', value: 'x@y' }),
    )
    assert.deepEqual([none.status, none.body.scimType], [400, 'noTarget'])
    const given = await change(
      id,
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'jo@northmere.example' },
      { op: 'Add', path: 'emails[type eq "work"].display', value: 'Jo' },
      { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '07700 900001' },
      { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Northmere' },
    )
    assert.deepEqual(given.emails, [{ value: 'jo@northmere.example', type: 'work', primary: true }])
    assert.deepEqual(given.phoneNumbers, [{ value: '07700 900001', type: 'mobile', primary: true }])
    const changed = await change(
      id,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'joanna@northmere.example' },
      { op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value: '07700 900002' },
    )
    assert.deepEqual(
      [changed.emails[0].value, changed.phoneNumbers[0].value],
      ['joanna@northmere.example', '07700 900002'],
    )
  })

  test('names an attribute by its schema, or in other letters, and a manager by the id alone', async () => {
    const { id } = await create(another())
    const { title, displayName } = await change(
      id,
      { op: 'Add', path: 'urn:ietf:params:scim:schemas:core:2.0:User:displayName', value: 'Jo' },
      { op: 'replace', value: { TITLE: 'Senior social worker', [`${enterprise}:department`]: 'Children' } },
      { op: 'Add', path: `${enterprise}:manager`, value: id },
    )
    assert.deepEqual([title, displayName], ['Senior social worker', 'Jo'])
    assert.deepEqual(await found(`urn:ietf:params:scim:schemas:core:2.0:User:Title eq "${title}"`), [id])
  })

  test('has somebody called True, who stays so', async () => {
    const { id } = await create({
      ...another(),
      displayName: undefined,
      name: { givenName: 'May', familyName: 'True' },
    })
    assert.equal((await ask('GET', `/Users/${id}`)).body.displayName, 'May True')
  })

  test('gives a role as Entra does: the primary one, or an application’s role in one text', async () => {
    const { id } = await create({ ...another(), roles: undefined })
    const rolesOf = (user: { roles?: { value: string }[] }) => user.roles?.map(role => role.value)
    const first = await change(id, { op: 'Add', path: 'roles[primary eq "True"].value', value: 'auditor' })
    assert.deepEqual(rolesOf(first), ['auditor'])
    const typed = {
      primary: false,
      type: 'WindowsAzureActiveDirectoryRole',
      display: 'Front door',
      value: 'front-door',
    }
    assert.deepEqual(rolesOf(await change(id, { op: 'Replace', path: 'roles', value: [typed] })), ['front-door'])
    const text = JSON.stringify({ id: '06b0', value: 'social-worker', displayName: 'Social worker' })
    assert.deepEqual(rolesOf(await change(id, { op: 'Replace', path: 'roles', value: [{ value: text }] })), [
      'social-worker',
    ])
  })

  test('asks for people by what no other has, in any letters, and by what some have not at all', async () => {
    const named = another()
    const { id } = await create({ ...named, emails: [{ type: 'work', value: 'only@northmere.example' }] })
    const bare = await create({ ...another(), emails: undefined, title: undefined })
    assert.deepEqual(await found(`userName eq "${named.userName.toUpperCase()}"`), [id])
    assert.deepEqual(await found('emails[type eq "work"].value eq "Only@northmere.example"'), [id])
    assert.deepEqual(await found('emails co "only@"'), [id])
    const others = 'userName eq "nobody" or emails pr'
    assert.deepEqual(await found(`not (${others}) and id eq "${bare.id}"`), [bare.id])
    assert.deepEqual(await found(`not (${others}) and id eq "${id}"`), [])
    assert.deepEqual(await found(`title pr and (id eq "${id}" or id eq "${bare.id}") and active eq "True"`), [id])
    assert.deepEqual(await found(`externalId eq "${named.externalId.toUpperCase()}"`), [], 'an id is written one way')
    const team = await ask('POST', '/Groups', { displayName: 'East', members: [{ value: id }] })
    assert.deepEqual(await found(`id eq "${team.body.id}" and members eq "${id}"`, 'Groups'), [team.body.id])
    for (const unread of [
      'userName',
      'userName eq',
      'userName eq "x" and',
      'title is "x"',
      '(title pr',
      `${'('.repeat(2000)}`,
    ])
      assert.deepEqual(await found(unread), [400, 'invalidFilter'], unread)
  })

  test('is told that somebody has the name whatever its letters, so that one person is not two', async () => {
    const named = another()
    await create(named)
    const twice = await ask('POST', '/Users', { ...joanna, ...another(), userName: named.userName.toUpperCase() })
    assert.deepEqual([twice.status, twice.body.scimType], [409, 'uniqueness'])
  })

  test('reads page after page to the end, and learns how many are on each', async () => {
    const { totalResults } = (await ask('GET', '/Users?count=0')).body
    const last = (await ask('GET', `/Users?startIndex=${totalResults}&count=5`)).body
    assert.deepEqual([last.Resources.length, last.itemsPerPage, last.totalResults], [1, 1, totalResults])
    const past = (await ask('GET', `/Users?startIndex=${totalResults + 1}&count=5`)).body
    assert.deepEqual([past.Resources, past.itemsPerPage, past.totalResults], [[], 0, totalResults])
  })

  test('asks for a part of what it changed', async () => {
    const { id } = await create(another())
    const answer = await ask(
      'PATCH',
      `/Users/${id}?attributes=title`,
      patch({ op: 'replace', path: 'title', value: 'Lead' }),
    )
    assert.deepEqual(Object.keys(answer.body).sort(), ['id', 'meta', 'title'])
    assert.equal((await ask('GET', `/Users/${id}`)).body.displayName, 'Joanna Wójcik')
  })

  test('brings nobody back by leaving out whether they work here', async () => {
    const named = another()
    const { id } = await create({ ...named, active: false })
    const { active: _, ...silent } = { ...joanna, ...named }
    assert.equal((await ask('PUT', `/Users/${id}`, silent)).body.active, false)
  })

  test('sends what cannot be kept, asks for what is not there, and is told which', async () => {
    for (const displayName of ['a\0b', 'a\ud800b']) {
      const { status, body } = await ask('POST', '/Users', { ...joanna, ...another(), displayName })
      assert.deepEqual([status, body.scimType], [400, 'invalidValue'])
    }
    assert.equal((await ask('GET', '/ResourceTypes?filter=id%20eq%20%22User%22')).status, 403)
    assert.deepEqual([(await ask('POST', '/Bulk', {})).status, (await ask('GET', '/Me')).status], [501, 501])
  })

  test('says that somebody has left, or a file does, at the moment at which they work: they are out, and nobody is “not found”', async () => {
    const issuer = 'https://issuer.example'
    const empty = { teams: [], trainings: [], completions: [], check: false }
    const ways = [
      async (id: string) =>
        (await ask('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: false }))).status,
      async () => (await provisionFiles(directory.jobs, { ...empty, issuer, people: [], whole: true })).left.length > 0,
    ]
    for (const [at, says] of ways.entries()) {
      const { id } = await create(another())
      const { rows } = await db.owner.query('select id from access.principal where uuid = $1', [id])
      const session = { token: String(id), userId: rows[0].id, role: 'social-worker', at: testNow }
      const hash = await aSession(db.owner, session)
      const atWork = await db.owner.connect()
      try {
        await atWork.query('begin')
        await atWork.query('update access.session set seen_at = seen_at where token_hash = $1', [hash])
        const left = says(id)
        const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
        while ((await db.owner.query(waits)).rowCount === 0);
        await atWork.query('commit')
        assert.equal(await left, [200, true][at])
      } finally {
        atWork.release()
      }
      const { rowCount } = await db.owner.query('select from access.session where token_hash = $1', [hash])
      assert.equal(rowCount, 0)
    }
  })

  test('names somebody in other letters than a file does, and they are one', async () => {
    const { externalId, userName } = another()
    const { id } = await create({ externalId, userName })
    const people = readPeopleFile(
      ['user_name,name,roles,subject', `${userName.toUpperCase()},Jo,auditor,${externalId}`].map((line, at) => ({
        ...{ line: at + 1, cells: line.split(',') },
      })),
    ).people
    const empty = { teams: [], trainings: [], completions: [], whole: false, check: false }
    const { kept, refused } = await provisionFiles(directory.jobs, {
      ...empty,
      issuer: 'https://issuer.example',
      people,
    })
    assert.deepEqual([kept.length, refused], [1, []])
    assert.equal((await ask('GET', `/Users/${id}`)).body.displayName, 'Jo')
  })

  test('is told of a fault here as a fault, never that somebody is not there', async () => {
    const { id } = await create(another())
    await db.owner.query('revoke select on access.account from throughline_jobs')
    try {
      assert.equal((await ask('GET', `/Users/${id}`)).status, 500)
    } finally {
      await db.owner.query('grant select on access.account to throughline_jobs')
    }
    assert.equal(directory.logged.length, 1)
    assert.equal(directory.logged[0]?.includes(id), false)
  })
})
