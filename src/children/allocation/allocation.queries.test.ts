import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Type } from 'typebox'
import { Refusal, recordKind, type SignedInReader } from '../../access/index.ts'
import { anEntry, aReader, aRelation, aTeam, type TestChild } from '../../access/testing/index.ts'
import { Conflict, categoryBit, NotFound } from '../../kernel/index.ts'
import { taskPages } from '../tasks/index.ts'
import { twoChildren, wordsOf } from '../testing/two-children.ts'
import { workPages } from '../work/index.ts'
import { allocationRoutes } from './index.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
const attendance = recordKind({ kind: 'session-count', title: 'x', category: 'attendance', schema: Type.Object({}) })
const plan = recordKind({
  kind: 'plan',
  title: 'Plan',
  category: 'protection',
  schema: Type.Object({ startedOn: Type.String() }),
})
const decided = recordKind({
  kind: 'decided',
  title: 'Decided',
  category: 'care-content',
  schema: Type.Object({ due: Type.String() }),
})
const routes = [
  ...taskPages,
  ...workPages({ enrolment, kinds: [], attendance, owed: [] }),
  ...allocationRoutes({
    enrolment,
    plans: [{ work: 'social-work', kind: plan, words: 'a plan', part: '' }],
    clocks: [{ kind: decided, code: 'assessment', words: 'Assessment' }],
  }),
]

let town: Awaited<ReturnType<typeof twoChildren>>
let team: { id: number; address: string }
let south: number
let priya: SignedInReader
let tom: SignedInReader
const owner = () => town.db.owner
const uuidOf = async (id: number): Promise<string> =>
  (await owner().query('select uuid from access.principal where id = $1', [id])).rows[0].uuid
const rename = (id: number, name: string) =>
  owner().query('update access.principal set name = $2 where id = $1', [id, name])

before(async () => {
  town = await twoChildren(routes)
  const [id] = town.manager.manages
  team = { id: id ?? 0, address: await uuidOf(id ?? 0) }
  await owner().query('update access.membership set manages = true where user_id = $1', [town.manager.userId])
  priya = town.worker
  tom = await aReader(owner(), 'social-worker', [team.id])
  await rename(priya.userId, 'Priya')
  await rename(tom.userId, 'Tom')
  await rename(town.manager.userId, 'Dawn')
  south = await aTeam(owner(), 'South')
  const boss = await aReader(owner(), 'team-manager', [south])
  const worker = await aReader(owner(), 'social-worker', [south])
  await owner().query('update access.membership set manages = true where user_id = $1', [boss.userId])
  assert.ok(worker)
  for (const child of [town.child, town.other])
    await owner().query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, 'social-work', 'care', 'care-involved', $3, 'protect: a referral to be assessed', '2026-11-16', 'throughline', '2026-11-16')`,
      [child.id, team.id, categoryBit('care-involved')],
    )
})
after(() => town.db.drop())

const path = '/children/:child/allocation'
const page = async (by: SignedInReader, child = town.child) => wordsOf(await town.ask(by, child, { path }))
const workOf = async (child: TestChild, held = team.id): Promise<string> =>
  (
    await owner().query(
      `select uuid from involvement where child_id = $1 and principal_id = $2 and known_to = 'infinity' and true_to = 'infinity'`,
      [child.id, held],
    )
  ).rows[0]?.uuid ?? ''
const act = async (by: SignedInReader, form: Record<string, string>, child = town.child) =>
  town.ask(by, child, { path, post: true, form: { work: await workOf(child), ...form } })
const teamPage = async (by: SignedInReader) =>
  wordsOf(await town.ask(by, town.child, { path: '/teams/:team', params: { team: team.address } }))
const today = async (by: SignedInReader) => wordsOf(await town.ask(by, town.child, { path: '/' }))
const sees = (child: TestChild, user: SignedInReader) =>
  owner()
    .query(`select 1 from access.grant_row where child_id = $1 and principal = $2 and ends_at = 'infinity'`, [
      child.id,
      user.userId,
    ])
    .then(found => found.rowCount === 1)

test('what came to the team waits for its manager, with why and the clock that runs', async () => {
  const entry = await anEntry(owner(), town.child, {
    kind: 'decided',
    category: 'care-content',
    body: { due: '2027-01-22' },
  })
  await owner().query(`update entry set due_on = '2027-01-22', code = 'assessment' where id = $1`, [entry])
  const text = await teamPage(town.manager)
  assert.match(text, /2 children: 0 allocated, 2 to allocate\./)
  assert.match(text, /Leo Hart .* Monday 16 November 2026 A referral to be assessed Assessment by 22 January 2027 New/)
})
test('a worker has no page of the team’s work and gives nothing out, until the manager puts them on duty', async () => {
  await assert.rejects(teamPage(priya), NotFound)
  await assert.rejects(act(priya, { act: 'allocate', to: String(tom.userId) }), NotFound)
  const days = Object.fromEntries(
    ['first', 'last'].flatMap(n => [
      [`${n}-day`, '20'],
      [`${n}-month`, '11'],
      [`${n}-year`, '2026'],
    ]),
  )
  const duty = (by: SignedInReader) =>
    town.ask(by, town.child, {
      path: '/teams/:team/duty',
      params: { team: team.address },
      post: true,
      form: { who: String(priya.userId), ...days },
    })
  await assert.rejects(duty(priya), NotFound)
  await duty(town.manager)
  assert.match(await teamPage(priya), /2 to allocate.*Priya, 20 November 2026 to 20 November 2026/)
  const { rows } = await owner().query('select id from access.team_duty')
  const end = {
    path: '/teams/:team/duty/:duty/end',
    params: { team: team.address, duty: String(rows[0].id) },
    post: true,
  }
  await town.ask(town.manager, town.child, end)
  await assert.rejects(teamPage(priya), NotFound)
})
test('allocated, the child is the worker’s at once; they are told, and it is on the record', async () => {
  assert.ok(!(await sees(town.child, priya)))
  await act(town.manager, { act: 'allocate', to: String(priya.userId) })
  assert.ok(await sees(town.child, priya))
  assert.match(await today(priya), /Leo Hart Dawn gave you work with this child/)
  assert.doesNotMatch(await today(town.manager), /gave you work/)
  assert.match(await page(priya), /Allocated to a worker Priya, North family help, by Dawn/)
  assert.match(await teamPage(town.manager), /1 allocated, 1 to allocate.*Priya 1 0 0 1 None booked/)
})
test('the same form sent again changes nothing: what was on the page is no more', async () => {
  assert.match(
    wordsOf(await act(town.manager, { act: 'allocate', to: String(tom.userId) })),
    /Choose what happens with this work/,
  )
  await assert.rejects(act(town.manager, { work: 'ffffffff-ffff-4fff-8fff-ffffffffffff', act: 'move' }), Conflict)
})
test('whoever is of the child’s family, or kept from the record, cannot be chosen, in the words for who is not there', async () => {
  const { rows } = await owner().query(
    `insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family') returning user_id`,
    [tom.userId, town.other.id],
  )
  assert.equal(rows.length, 1)
  const text = await page(town.manager, town.other)
  assert.match(text, /Priya/)
  assert.doesNotMatch(text, /Tom|family member|conflict/)
  const refused = async (to: number) =>
    wordsOf(await act(town.manager, { act: 'allocate', to: String(to) }, town.other))
  assert.equal(await refused(tom.userId), await refused(9_999_999))
  await owner().query('delete from access.conflict where user_id = $1', [tom.userId])
  const shield = await owner().query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'restricted', 'test', '2026-01-01') returning id`,
    [town.other.id],
  )
  for (const who of [town.manager, priya])
    await owner().query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
      shield.rows[0].id,
      who.userId,
    ])
  assert.doesNotMatch(await page(town.manager, town.other), /Tom/)
  await assert.rejects(page(tom, town.other), Refusal)
  await owner().query('update access.shield set ends_at = $1', ['2026-11-01'])
  assert.match(await page(town.manager, town.other), /Tom/)
})
test('a manager to whom a child is shut counts one child fewer, and reads nothing of it', async () => {
  await owner().query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
    town.manager.userId,
    town.other.id,
  ])
  assert.match(await teamPage(town.manager), /1 child: 1 allocated, 0 to allocate\. .*Everything is allocated/)
  await owner().query('delete from access.conflict')
})
test('moved to another, the tasks of the first go along, and the first has a while to write up', async () => {
  const task = {
    what: 'Ring school',
    why: 'x',
    'due-day': '27',
    'due-month': '11',
    'due-year': '2026',
    category: 'care-content',
  }
  await town.ask(priya, town.child, { path: '/children/:child/tasks/new', post: true, form: task })
  assert.match(wordsOf(await act(town.manager, { act: 'move', to: String(tom.userId) })), /Write why/)
  await act(town.manager, { act: 'move', to: String(tom.userId), why: 'Priya leaves the team' })
  const { rows } = await owner().query(
    `select number::int as owner from entry where kind = 'task' and known_to = 'infinity'`,
  )
  assert.deepEqual(rows, [{ owner: tom.userId }])
  const { rows: ends } = await owner().query(
    'select ends_at from access.grant_row where child_id = $1 and principal = $2',
    [town.child.id, priya.userId],
  )
  assert.equal(ends[0].ends_at.toISOString(), '2026-12-05T00:00:00.000Z')
  assert.match(await today(priya), /Dawn ended your work with this child/)
  assert.match(await page(tom), /Moved to another worker Tom, North family help, by Dawn Priya leaves the team/)
})
test('a co-worker is added and leaves again; the child stays with whom it is allocated to', async () => {
  await act(town.manager, { act: 'add', with: String(priya.userId) })
  assert.match(await teamPage(town.manager), /1 allocated.*Priya 0 1 .*Tom 1 0/)
  await act(town.manager, { act: 'remove', without: String(priya.userId), why: 'No longer needed' })
  assert.match(await teamPage(town.manager), /Priya 0 0 .*Tom 1 0/)
})
test('closing is refused while a task or a plan is open, and says which', async () => {
  const close = { act: 'close', why: 'Safe', 'closed-day': '20', 'closed-month': '11', 'closed-year': '2026' }
  await anEntry(owner(), town.child, { kind: 'plan', category: 'protection', body: { startedOn: '2026-11-17' } })
  const text = wordsOf(await act(town.manager, close))
  assert.match(text, /The work cannot end while these are open: a plan; the task “Ring school”/)
  await owner().query(`update entry set known_to = now() where kind in ('plan', 'task')`)
  await act(town.manager, close)
  assert.equal(await workOf(town.child), '')
  assert.match(await teamPage(town.manager), /1 child: 0 allocated, 1 to allocate/)
})
test('what waits says until when; moved to another team, it is that team’s at once and its manager is told', async () => {
  const until = { 'until-day': '30', 'until-month': '11', 'until-year': '2026' }
  await act(town.manager, { act: 'wait', why: 'Both in court', ...until }, town.other)
  assert.match(await teamPage(town.manager), /Zoë Hart .*Waiting until 30 November 2026/)
  await act(town.manager, { act: 'transfer', team: String(south), why: 'They moved south' }, town.other)
  const told = await owner().query(`select count(*)::int as n from access.notice where kind = 'team-given'`)
  assert.equal(told.rows[0].n, 1)
  assert.ok(await workOf(town.other, south))
  const dates = await owner().query(
    `select due_on from entry where kind = 'allocation' and known_to = 'infinity' and due_on is not null`,
  )
  assert.equal(dates.rowCount, 0, 'nothing waits for a day that is of no matter any more')
})
test('a worker who began alone puts the work into the team’s hands', async () => {
  await aRelation(owner(), { child: town.child.id }, { principal: tom.userId })
  await owner().query(
    `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, 'social-work', 'care', 'care-involved', $3, 'x', '2026-11-18', 'throughline', '2026-11-18')`,
    [town.child.id, tom.userId, categoryBit('care-involved')],
  )
  assert.match(await page(tom), /Put it with North family help/)
  await town.ask(tom, town.child, { path: `${path}/team`, post: true, form: { team: String(team.id) } })
  assert.match(await teamPage(town.manager), /1 child: 1 allocated, 0 to allocate/)
  const worker = { team: team.address, worker: await uuidOf(tom.userId) }
  const part = { path: '/teams/:team/workers/:worker', params: worker }
  assert.match(wordsOf(await town.ask(tom, town.child, part)), /1 child of North family help\. .*Leo Hart .*Allocated/)
  await assert.rejects(town.ask(priya, town.child, part), NotFound)
})
