import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import { Refusal, recordKind, type SignedInReader } from '../../access/index.ts'
import { anEntry, aRelation, type TestChild } from '../../access/testing/index.ts'
import { Conflict, InvalidInput, NotFound } from '../../kernel/index.ts'
import { taskPages, tasksOwed } from '../tasks/index.ts'
import { attendance, enrolment, teamTown } from '../testing/team-town.ts'
import { wordsOf } from '../testing/two-children.ts'
import { workPages } from '../work/index.ts'
import { allocationRoutes, handOversOwed } from './index.ts'

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
  ...workPages({ enrolment, kinds: [], attendance, owed: [tasksOwed(enrolment), handOversOwed(enrolment)] }),
  ...allocationRoutes({
    enrolment,
    plans: [{ work: 'social-work', kind: plan, words: 'a plan', part: '' }],
    clocks: [{ kind: decided, code: 'assessment', words: 'Assessment' }],
  }),
]

let town: Awaited<ReturnType<typeof teamTown>>
let priya: SignedInReader
let tom: SignedInReader
let team: { readonly id: number; readonly address: string }
const owner = () => town.db.owner
before(async () => {
  town = await teamTown(routes)
  ;({ priya, tom, team } = town)
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
/** Somebody is of the child's own family. */
const kin = (who: SignedInReader, child: TestChild) =>
  owner().query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
    who.userId,
    child.id,
  ])
const sees = async (child: TestChild, { userId }: SignedInReader): Promise<boolean> => {
  const live = `select from access.grant_row where child_id = $1 and principal = $2 and ends_at = 'infinity'`
  return (await owner().query(live, [child.id, userId])).rowCount === 1
}

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
  test('work that waits is grouped by family, where the reader may know that it is one', async () => {
    assert.doesNotMatch(await teamPage(town.manager), /Same family/)
    await owner().query(
      `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-01-01')`,
      [town.other.id, town.child.id],
    )
    assert.match(await teamPage(town.manager), /Leo Hart .*Zoë Hart Same family as Leo Hart/)
    await owner().query('delete from relationship')
  })
  await assert.rejects(duty(priya), NotFound)
  await duty(town.manager)
  assert.match(await teamPage(priya), /2 to allocate.*Priya, 20 November 2026 to 20 November 2026/)
  const { rows } = await owner().query('select id from access.team_duty')
  const params = { team: team.address, duty: String(rows[0].id) }
  await town.ask(town.manager, town.child, { path: '/teams/:team/duty/:duty/end', params, post: true })
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
  await kin(tom, town.other)
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
  await kin(town.manager, town.other)
  assert.match(await teamPage(town.manager), /1 child: 1 allocated, 0 to allocate\. .*Everything is allocated/)
  await owner().query('delete from access.conflict')
})
test('moved to another, the tasks of the first go along, and the first has a while to write up', async () => {
  const due = { 'due-day': '27', 'due-month': '11', 'due-year': '2026' }
  const task = { what: 'Ring school', why: 'x', category: 'care-content', ...due }
  await town.ask(priya, town.child, { path: '/children/:child/tasks/new', post: true, form: task })
  assert.match(wordsOf(await act(town.manager, { act: 'move', to: String(tom.userId) })), /Write why/)
  await act(town.manager, { act: 'move', to: String(tom.userId), why: 'Priya leaves the team' })
  const { rows } = await owner().query(
    `select number::int as owner from entry where kind = 'task' and known_to = 'infinity'`,
  )
  assert.deepEqual(rows, [{ owner: tom.userId }])
  const grants = 'select ends_at from access.grant_row where child_id = $1 and principal = $2'
  const { rows: ends } = await owner().query(grants, [town.child.id, priya.userId])
  assert.equal(ends[0].ends_at.toISOString(), '2026-12-05T00:00:00.000Z')
  assert.match(await today(priya), /Dawn ended your work with this child/)
  assert.match(await page(tom), /Moved to another worker Tom, North family help, by Dawn Priya leaves the team/)
})
test('a co-worker is added and leaves again, and the child stays with whom it is allocated to; or the work goes to them', async () => {
  await act(town.manager, { act: 'add', with: String(priya.userId) })
  assert.match(await teamPage(town.manager), /1 allocated.*Priya 0 1 .*Tom 1 0/)
  await act(town.manager, { act: 'remove', without: String(priya.userId), why: 'No longer needed' })
  assert.match(await teamPage(town.manager), /Priya 0 0 .*Tom 1 0/)
  for (const to of [priya, tom]) {
    await act(town.manager, { act: 'add', with: String(to.userId) })
    await act(town.manager, { act: 'move', to: String(to.userId), why: 'They know the child' })
    assert.match(await teamPage(town.manager), to === priya ? /Priya 1 0 .*Tom 0 0/ : /Priya 0 0 .*Tom 1 0/)
  }
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
  await act(town.manager, { act: 'transfer', team: String(town.south), why: 'They moved south' }, town.other)
  const told = await owner().query(`select count(*)::int as n from access.notice where kind = 'team-given'`)
  assert.equal(told.rows[0].n, 1)
  assert.ok(await workOf(town.other, town.south))
  const dates = await owner().query(
    `select due_on from entry where kind = 'allocation' and known_to = 'infinity' and due_on is not null`,
  )
  assert.equal(dates.rowCount, 0, 'nothing waits for a day that is of no matter any more')
})
test('a worker who began alone puts the work into the team’s hands', async () => {
  await aRelation(owner(), { child: town.child.id }, { principal: tom.userId })
  await town.involve(town.child, tom.userId, '2026-11-18')
  assert.match(await page(tom), /Put it with North family help/)
  const part = { path: '/teams/:team/workers/:worker', params: { team: team.address, worker: await town.uuidOf(tom) } }
  const read = async (by = tom) => wordsOf(await town.ask(by, town.child, part))
  assert.match(await read(), /No work of the team is theirs\. .*By yourself .*Leo Hart/)
  assert.doesNotMatch(await read(town.manager), /By yourself|Leo Hart/)
  await town.ask(tom, town.child, { path: `${path}/team`, post: true, form: { team: String(team.id) } })
  assert.match(await teamPage(town.manager), /1 child: 1 allocated, 0 to allocate/)
  assert.match(await read(), /1 child of North family help\. (?!.*By yourself).*Leo Hart .*Allocated/)
  await assert.rejects(town.ask(priya, town.child, part), NotFound)
})

describe('a hand-over', () => {
  const part = async (who: SignedInReader) => ({
    path: '/teams/:team/workers/:worker',
    params: { team: team.address, worker: await town.uuidOf(who) },
  })
  const propose = async (by: SignedInReader, from: SignedInReader, form: Record<string, string>) => {
    const { path: page, params } = await part(from)
    const whole = { child: town.child.address, to: String(priya.userId), reason: 'leaving', ...form }
    return town.ask(by, town.child, { path: `${page}/hand-over`, params, post: true, form: whole })
  }
  const offer = async (): Promise<string> =>
    (
      await owner().query(
        `select uuid from entry where kind = 'allocation' and status = 'offered' and known_to = 'infinity'`,
      )
    ).rows[0]?.uuid ?? ''
  const answer = async (by: SignedInReader, form: Record<string, string>) =>
    town.ask(by, town.child, { path: `${path}/hand-over`, post: true, form: { offer: await offer(), ...form } })
  const leadOf = async (): Promise<number> =>
    (
      await owner().query(
        `select i.principal_id as id from involvement i join access.principal p on p.id = i.principal_id and p.kind = 'user'
         where i.child_id = $1 and i.known_to = 'infinity' and i.true_to = 'infinity'`,
        [town.child.id],
      )
    ).rows.map(row => row.id)[0]

  test('is proposed by the worker or who gives work out, and waits on the other’s day', async () => {
    await assert.rejects(propose(priya, tom, {}), NotFound)
    await assert.rejects(propose(tom, tom, { to: String(tom.userId) }), InvalidInput)
    await assert.rejects(propose(tom, tom, { child: town.other.address }), InvalidInput)
    await propose(tom, tom, {})
    assert.equal(await leadOf(), tom.userId)
    assert.match(
      await tasksOf(priya),
      /Leo Hart Tom proposes that you take this work over\. Answer by 24 November 2026/,
    )
    assert.match(wordsOf(await town.ask(town.manager, town.child, await part(tom))), /Allocated, hand-over proposed/)
  })
  test('sent back it stays where it was, and who proposed it is told and reads why', async () => {
    assert.match(wordsOf(await answer(priya, { answer: 'send-back' })), /Write why you do not take it/)
    await assert.rejects(
      answer(town.manager, { offer: 'ffffffff-ffff-4fff-8fff-ffffffffffff', answer: 'withdraw' }),
      Conflict,
    )
    await answer(priya, { answer: 'send-back', whyNot: 'My caseload is full' })
    const late = await answer(priya, { answer: 'send-back', whyNot: 'I am away in May' })
    assert.match(wordsOf(late), /What you typed is not saved.*Why not\? I am away in May.*My caseload is full/)
    assert.equal(await leadOf(), tom.userId)
    assert.match(await today(tom), /Priya does not take this work over/)
    assert.match(await page(tom), /A hand-over was not taken Priya, North family help, by Priya My caseload is full/)
  })
  test('of a worker who has left is proposed by the manager; taken, the child and the tasks change hands, and nothing falls between', async () => {
    const due = { 'due-day': '27', 'due-month': '11', 'due-year': '2026' }
    const task = { what: 'Write to gran', why: 'x', ...due, category: 'care-content' }
    await town.ask(tom, town.child, { path: '/children/:child/tasks/new', post: true, form: task })
    await owner().query('update access.principal set active = false where id = $1', [tom.userId])
    assert.match(await teamPage(town.manager), /Tom Has left 1 0 0/)
    assert.match(await tasksOf(town.manager), /Write to gran Tom/)
    await propose(town.manager, tom, {})
    assert.equal(await leadOf(), tom.userId)
    await answer(priya, { answer: 'take' })
    assert.equal(await leadOf(), priya.userId)
    assert.doesNotMatch(await teamPage(town.manager), /Tom/)
    assert.match(await tasksOf(town.manager), /Write to gran Priya/)
    await assert.rejects(answer(priya, { answer: 'take' }), NotFound)
  })
  test('that cannot be taken by one of the family is proposed to nobody, and says only that it needs another', async () => {
    await owner().query('update access.principal set active = true where id = $1', [tom.userId])
    await kin(tom, town.child)
    const done = await propose(town.manager, priya, { to: String(tom.userId) })
    assert.deepEqual('flash' in done ? done.flash : '', 'Proposed to Tom: 0 children. 1 child needs another worker.')
    assert.equal(await offer(), '')
  })
})
const tasksOf = async (by: SignedInReader) => wordsOf(await town.ask(by, town.child, { path: '/tasks' }))
