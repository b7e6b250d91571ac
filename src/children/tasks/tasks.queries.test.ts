import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Type } from 'typebox'
import { Refusal, recordKind, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { twoChildren, wordsOf } from '../testing/two-children.ts'
import { workPages } from '../work/index.ts'
import { taskPages, tasksOwed } from './index.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
const attendance = recordKind({
  kind: 'session-count',
  title: 'Sessions',
  category: 'attendance',
  schema: Type.Object({}),
})
const routes = [...taskPages, ...workPages({ enrolment, kinds: [], attendance, owed: [tasksOwed(enrolment)] })]

let town: Awaited<ReturnType<typeof twoChildren>>
let friend: SignedInReader
before(async () => {
  town = await twoChildren(routes)
  friend = await aReader(town.db.owner, 'social-worker')
  for (const child of [town.child, town.other])
    await aRelation(town.db.owner, { child: child.id }, { principal: friend.userId })
  await town.db.owner.query(
    `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, $2, 'key-worker', 'care', 'identity', 1, 'x', '2026-01-01', 'throughline', '2026-01-01')`,
    [town.child.id, friend.userId],
  )
})
after(() => town.db.drop())

const newTask = '/children/:child/tasks/new'
const aTask = {
  what: 'Ring school about Mondays',
  why: 'Leo finds them hard',
  'due-day': '27',
  'due-month': '11',
  'due-year': '2026',
  category: 'care-content',
}
const set = (form: Record<string, string> = {}, child = town.child) =>
  town.ask(town.worker, child, { path: newTask, post: true, form: { ...aTask, ...form } })
const standing = async (): Promise<string> =>
  (
    await town.db.owner.query<{ uuid: string }>(
      `select uuid from entry where kind = 'task' and status = 'open' and known_to = 'infinity' order by id desc limit 1`,
    )
  ).rows[0]?.uuid ?? ''
const decide = (by: SignedInReader, entry: string, form: Record<string, string>) =>
  town.ask(by, town.child, { path: '/children/:child/tasks/:entry', params: { entry }, post: true, form })
const mine = async (by: SignedInReader) => wordsOf(await town.ask(by, town.child, { path: '/tasks' }))
const today = async (by: SignedInReader) => wordsOf(await town.ask(by, town.child, { path: '/' }))

test('what is set stands on Today and among the tasks, with its day', async () => {
  assert.match(await mine(town.worker), /You owe nothing/)
  assert.ok('redirect' in (await set()))
  for (const page of [await mine(town.worker), await today(town.worker)])
    assert.match(page, /Leo Hart Ring school about Mondays\. By 27 November 2026\./)
  assert.match(await mine(town.worker), /1 task of yours\./)
})
test('a manager reads what the team owes, and by whom', async () => {
  assert.match(await mine(town.manager), /Your team .*Leo Hart Ring school about Mondays .* 27 November 2026/)
})
test('brothers and sisters stand under one heading', async () => {
  await town.db.owner.query(
    `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-01-01')`,
    [town.child.id, town.other.id],
  )
  assert.ok('redirect' in (await set({ 'due-day': '24', what: 'Ask about the club' }, town.other)))
  assert.match(await mine(town.worker), /Zoë Hart and Leo Hart .*Ask about the club.*Ring school/)
})
test('passed on, it stays with who owes it until the other takes it', async () => {
  const entry = await standingOf('Ring school about Mondays')
  const passing = { decision: 'pass', passTo: String(friend.userId) }
  assert.match(wordsOf(await decide(town.worker, entry, passing)), /Write why/)
  assert.ok('redirect' in (await decide(town.worker, entry, { ...passing, passedWhy: 'I am on leave' })))
  assert.match(await mine(town.worker), /Ring school about Mondays/)
  assert.match(await mine(friend), /Ring school about Mondays\. Passed on to you: will you take it\?/)
  const offered = await standing()
  const late = await decide(town.worker, entry, { decision: 'done', said: 'She rang back on Monday' })
  assert.match(wordsOf(late), /What you typed is not saved.*She rang back on Monday.*until .* takes it/)
  assert.ok('redirect' in (await decide(town.worker, entry, { ...passing, passedWhy: 'I am on leave' })))
  assert.ok('redirect' in (await decide(friend, offered, { decision: 'take' })))
  assert.doesNotMatch(await mine(town.worker), /Ring school/)
  assert.match(await mine(friend), /1 task of yours/)
})
test('overdue is said; done, it leaves the list and stays on the record', async () => {
  town.later(60 * 24 * 10)
  assert.match(await mine(friend), /1 overdue\..*It was to be done by 27 November 2026\. Overdue/)
  assert.ok('redirect' in (await decide(friend, await standingOf('Ring school about Mondays'), { decision: 'done' })))
  assert.match(await mine(friend), /You owe nothing/)
  const text = wordsOf(await town.ask(town.worker, town.child, { path: '/children/:child/tasks' }))
  assert.match(text, /Ring school about Mondays Done 30 November 2026 Was to be done by 27 November 2026/)
})
test('who may not read the service’s information sees no task, and no record where they do not work with the child', async () => {
  await set({ 'due-day': '4', 'due-month': '12' })
  const entry = await standing()
  const officer = await aReader(town.db.owner, 'education-welfare-officer')
  await assert.rejects(decide(officer, entry, { decision: 'take' }), Refusal)
  await aRelation(town.db.owner, { child: town.child.id }, { principal: officer.userId })
  await assert.rejects(decide(officer, entry, { decision: 'take' }), NotFound)
  assert.doesNotMatch(
    wordsOf(await town.ask(officer, town.child, { path: '/children/:child/tasks' })),
    /Ring school|Done/,
  )
})

const standingOf = async (what: string): Promise<string> =>
  (
    await town.db.owner.query<{ uuid: string }>(
      `select uuid from entry where kind = 'task' and status = 'open' and known_to = 'infinity' and body->>'what' = $1`,
      [what],
    )
  ).rows[0]?.uuid ?? ''
