import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { findReader } from '../reader.queries.ts'
import { aDirectory, joanna, patch } from '../testing/directory.ts'
import { aChild, aRelation, aSession, testNow } from '../testing/index.ts'
import type { Ground } from '../transaction.ts'

const issuer = 'https://login.microsoftonline.com/0f5c/v2.0'
type Directory = Awaited<ReturnType<typeof aDirectory>>

describe('the council’s directory', () => {
  let db: TestDatabase
  let app: Directory['app']
  let pages: Ground
  let token: string
  let logged: string[]
  let ask: Directory['ask']
  let another: Directory['another']
  let create: Directory['create']
  before(async () => {
    db = await testDatabase()
    ;({ app, pages, token, logged, ask, another, create } = await aDirectory(db, issuer))
  })
  after(async () => {
    await app.close()
    await db.drop()
  })

  const idOf = async (uuid: string): Promise<number> =>
    (await db.owner.query('select id from access.principal where uuid = $1', [uuid])).rows[0].id
  const signIn = async (uuid: string): Promise<Buffer> => {
    const [token, userId] = [`${uuid}${Math.random()}`, await idOf(uuid)]
    return await aSession(db.owner, { token, userId, role: 'social-worker', at: testNow })
  }
  const isIn = async (hash: Buffer) => (await findReader(pages, hash))?.active === true
  test('proves itself by its token, or nothing is told and it is recorded', async () => {
    const answer = await ask('GET', '/Users', undefined, `${token}x`)
    assert.equal(answer.status, 401)
    assert.equal(answer.headers['www-authenticate'], 'Bearer')
    const { rows } = await db.owner.query('select rule from access.access_event order by id desc limit 1')
    assert.deepEqual(rows, [{ rule: 'directory-not-known' }])
  })

  test('gives somebody an account, a role and a name, and finds them again', async () => {
    const made = await ask('POST', '/Users', joanna)
    assert.equal(made.status, 201)
    assert.equal(made.headers['content-type'], 'application/scim+json; charset=utf-8')
    assert.equal(made.headers.location, `https://throughline.example/scim/v2/Users/${made.body.id}`)
    const { rows } = await db.owner.query(
      `select a.issuer, a.subject, p.name, p.phone, h.role from access.account a join access.principal p on p.id = a.user_id
       join access.role_held h on h.user_id = p.id where p.uuid = $1`,
      [made.body.id],
    )
    assert.deepEqual(rows, [
      { issuer, subject: 'oid-joanna', name: 'Joanna Wójcik', phone: '01632 960411', role: 'social-worker' },
    ])
    const found = await ask('GET', `/Users?filter=${encodeURIComponent('userName eq "joanna@northmere.example"')}`)
    assert.equal(found.body.totalResults, 1)
    assert.equal(found.body.Resources[0].id, made.body.id)
    const none = await ask('GET', `/Users?filter=${encodeURIComponent('userName eq "nobody"')}&startIndex=1&count=10`)
    assert.deepEqual([none.status, none.body.totalResults], [200, 0])
    assert.equal((await ask('GET', `/Users/${made.body.id}`)).body.displayName, 'Joanna Wójcik')
  })

  test('is told who has the name already, which role is none of ours, and what is missing', async () => {
    const taken = await ask('POST', '/Users', { ...joanna, ...another(), userName: joanna.userName })
    assert.deepEqual([taken.status, taken.body.scimType], [409, 'uniqueness'])
    const unknown = await ask('POST', '/Users', { ...joanna, ...another(), roles: [{ value: 'king' }] })
    assert.deepEqual([unknown.status, unknown.body.scimType], [400, 'invalidValue'])
    assert.match(unknown.body.detail, /No role is called "king"\. The roles are: .*social-worker/)
    const { displayName: _, name: __, ...nameless } = joanna
    assert.match((await ask('POST', '/Users', { ...nameless, ...another() })).body.detail, /displayName is needed/)
    assert.equal((await ask('GET', '/Users/0b5c7a52-0000-4000-8000-000000000000')).status, 404)
    assert.equal((await ask('GET', '/Users/1%20or%201=1')).status, 404)
    const { rows } = await db.owner.query(`select from access.principal where key like 'worker-%'`)
    assert.equal(rows.length, 0, 'nothing is half written')
  })

  test('says that somebody has left, in Entra’s words too: they are out by the next request, and back when it says so', async () => {
    const { id } = await create(another())
    const session = await signIn(id)
    assert.equal(await isIn(session), true)
    const answer = await ask('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value: 'False' }))
    assert.deepEqual([answer.status, answer.body.active], [200, false])
    assert.equal(await isIn(session), false)
    assert.equal(await isIn(await signIn(id)), false)
    await ask('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: true } }))
    assert.equal(await isIn(await signIn(id)), true)
  })

  test('moves somebody to another role: the old one is refused by the next request', async () => {
    const { id } = await create(another())
    const session = await signIn(id)
    const moved = await ask(
      'PATCH',
      `/Users/${id}`,
      patch({ op: 'replace', path: 'roles', value: [{ value: 'auditor' }] }),
    )
    assert.deepEqual(
      moved.body.roles.map((role: { value: string }) => role.value),
      ['auditor'],
    )
    assert.equal(await isIn(session), false)
  })

  test('says whose staff somebody is: of an outside organisation nothing opens without its agreement, and leaving it out takes nothing back', async () => {
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    const nurse = { ...another(), [enterprise]: { department: 'Nursing', organization: 'Quarry Trust' } }
    const { id } = await create(nurse)
    const whose = async () => {
      const { body } = await ask('GET', `/Users/${id}`)
      const { rows } = await db.owner.query(
        'select o.name from access.principal p join access.organisation o on o.id = p.organisation_id where p.uuid = $1',
        [id],
      )
      assert.equal(body[enterprise]?.organization, rows[0]?.name)
      return rows[0]?.name
    }
    assert.equal(await whose(), 'Quarry Trust')
    assert.equal((await findReader(pages, await signIn(id)))?.masks.trained, false)
    const { [enterprise]: _, ...silent } = { ...joanna, ...nurse }
    await ask('PUT', `/Users/${id}`, silent)
    assert.equal(await whose(), 'Quarry Trust')
    await ask('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'title', value: 'Nurse' }))
    assert.equal(await whose(), 'Quarry Trust')
    await ask(
      'PATCH',
      `/Users/${id}`,
      patch({ op: 'Replace', path: `${enterprise}:organization`, value: 'Mill Primary' }),
    )
    assert.equal(await whose(), 'Mill Primary')
    await ask('PATCH', `/Users/${id}`, patch({ op: 'remove', path: `${enterprise}:organization` }))
    assert.equal(await whose(), undefined)
    await ask('PUT', `/Users/${id}`, { ...silent, [enterprise]: { organization: 'northmere council ' } })
    assert.equal(await whose(), undefined)
    assert.equal((await findReader(pages, await signIn(id)))?.masks.trained, true)
  })

  test('forgets somebody: no account, role or team is left, and their name stays with what they wrote', async () => {
    const leaver = another()
    const { id } = await create(leaver)
    const session = await signIn(id)
    const child = await aChild(db.owner)
    await aRelation(db.owner, { child: child.id }, { principal: await idOf(id) })
    const team = await ask('POST', '/Groups', { displayName: 'Leaving', members: [{ value: id }] })
    assert.equal((await ask('DELETE', `/Users/${id}`)).status, 204)
    assert.equal((await ask('GET', `/Users/${id}`)).status, 404)
    assert.equal((await ask('DELETE', `/Users/${id}`)).status, 404)
    assert.equal(await isIn(session), false)
    assert.deepEqual((await ask('GET', `/Groups/${team.body.id}`)).body.members ?? [], [])
    const { rows } = await db.owner.query('select name, active from access.principal where uuid = $1', [id])
    assert.deepEqual(rows, [{ name: 'Joanna Wójcik', active: false }])
    const again = await create(leaver)
    assert.notEqual(again.id, id, 'whoever has their user name next is somebody else')
    const given = 'select from access.grant_row where principal = $1 and ends_at > $2'
    const reasons = await db.owner.query(given, [await idOf(id), testNow])
    assert.equal(reasons.rowCount, 0, 'should they come back, no child is theirs again')
  })

  test('puts people into teams and takes them out; who manages stays', async () => {
    const [one, two] = [await create(another()), await create(another())]
    const team = await ask('POST', '/Groups', { displayName: 'North', members: [{ value: one.id }] })
    assert.equal(team.status, 201)
    await db.owner.query('update access.membership set manages = true where user_id = $1', [await idOf(one.id)])
    const path = `/Groups/${team.body.id}`
    await ask('PATCH', path, patch({ op: 'Add', path: 'members', value: [{ value: two.id }] }))
    const members = async () =>
      ((await ask('GET', path)).body.members ?? []).map((member: { value: string }) => member.value)
    assert.deepEqual((await members()).sort(), [one.id, two.id].sort())
    assert.equal((await ask('GET', `/Users/${two.id}`)).body.groups[0].display, 'North')
    await ask('PATCH', path, patch({ op: 'Remove', path: `members[value eq "${two.id}"]` }))
    assert.deepEqual(await members(), [one.id])
    const { rows } = await db.owner.query('select manages from access.membership where user_id = $1', [
      await idOf(one.id),
    ])
    assert.deepEqual(rows, [{ manages: true }])
    const stranger = patch({ op: 'add', path: 'members', value: [{ value: '0b5c7a52-0000-4000-8000-000000000000' }] })
    assert.equal((await ask('PATCH', path, stranger)).status, 400)
    assert.equal((await ask('DELETE', path)).status, 204)
    assert.equal((await ask('GET', path)).status, 404)
  })

  test('ends a team: what it was given falls off with it, oversight too, and one made again under its name is another', async () => {
    const [worker, overseer] = [await create(another()), await create(another())]
    const group = { displayName: 'South', members: [{ value: worker.id }] }
    const ended = (await ask('POST', '/Groups', group)).body.id as string
    const child = await aChild(db.owner)
    const grant = await aRelation(db.owner, { child: child.id }, { principal: await idOf(ended) })
    await db.owner.query('update access.grant_row set involvement_id = 1 where id = $1', [grant])
    await db.owner.query(
      `insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at)
       values ($1, $2, 1, 'Answers for what the team does', '2026-09-01', '2027-09-01')`,
      [await idOf(overseer.id), await idOf(ended)],
    )
    const whoSees = async () => {
      const { rows } = await db.owner.query<{ uuid: string }>(
        `select p.uuid from access.principal p where exists (select from access.grant_row g where g.child_id = $1 and g.ends_at > $2
           and (g.principal = p.id or g.principal in (select team_id from access.membership m where m.user_id = p.id and m.ends_at > $2)))`,
        [child.id, testNow],
      )
      return rows.map(row => row.uuid).sort()
    }
    assert.deepEqual(await whoSees(), [worker.id, overseer.id, ended].sort())
    assert.equal((await ask('DELETE', `/Groups/${ended}`)).status, 204)
    assert.deepEqual(await whoSees(), [])
    const again = await ask('POST', '/Groups', group)
    assert.equal(again.status, 201)
    assert.notEqual(again.body.id, ended)
    assert.deepEqual(await whoSees(), [], 'its members have none of the reasons of the team before')
    const { rows } = await db.owner.query('select name, active from access.principal where uuid = $1', [ended])
    assert.deepEqual(rows, [{ name: 'South', active: false }], 'its name stays with what it did')
    const { rowCount } = await db.owner.query('select from access.grant_row where id = $1', [grant])
    assert.equal(rowCount, 1, 'that it once had a reason is still told')
  })

  test('sends many at once, and none is lost', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => create(another())))
    assert.equal(new Set(people.map(person => person.id)).size, 20)
    const page = await ask('GET', '/Users?startIndex=3&count=5')
    assert.deepEqual([page.body.itemsPerPage, page.body.Resources.length, page.body.startIndex], [5, 5, 3])
  })

  test('learns what can be asked', async () => {
    assert.equal((await ask('GET', '/ServiceProviderConfig')).body.patch.supported, true)
    assert.ok(
      (await ask('GET', '/ResourceTypes')).body.Resources.some((type: { name: string }) => type.name === 'User'),
    )
    assert.equal((await ask('GET', '/Schemas')).status, 200)
    assert.equal((await ask('GET', '/Elsewhere')).status, 404)
  })

  test('that sends no JSON is told so, and no line of the log names anybody', async () => {
    const answer = await ask('POST', '/Users', '{')
    assert.deepEqual([answer.status, answer.body.scimType], [400, 'invalidSyntax'])
    assert.deepEqual(logged, [])
  })
})
