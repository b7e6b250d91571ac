import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SignedInReader } from '../../access/index.ts'
import { Conflict, InvalidInput, NotFound } from '../../kernel/index.ts'
import { taskPages, tasksOwed } from '../tasks/index.ts'
import { attendance, enrolment, teamTown } from '../testing/team-town.ts'
import { carriedIn, wordsOf } from '../testing/two-children.ts'
import { workPages } from '../work/index.ts'
import { allocationRoutes } from './index.ts'

const routes = [
  ...taskPages,
  ...workPages({ enrolment, kinds: [], attendance, owed: [tasksOwed(enrolment)] }),
  ...allocationRoutes({ enrolment, plans: [], clocks: [] }),
]
let town: Awaited<ReturnType<typeof teamTown>>
let priya: SignedInReader
let tom: SignedInReader
before(async () => {
  town = await teamTown(routes)
  ;({ priya, tom } = town)
  await town.involve(town.child, priya.userId, '2026-11-18')
  await town.involve(town.other, priya.userId, '2026-11-18')
})
after(() => town.db.drop())

const path = '/teams/:team/workers/:worker'
const at = async (who: SignedInReader) => ({ team: town.team.address, worker: await town.uuidOf(who) })
const part = async (by: SignedInReader, who = priya) =>
  wordsOf(await town.ask(by, town.child, { path, params: await at(who) }))
const dates = (name: string, [day, month]: readonly [number, number]) => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: String(month),
  [`${name}-year`]: '2026',
})
const away = async (by: SignedInReader, form: Record<string, string> = {}) => {
  const usual = { ...dates('first', [20, 11]), ...dates('last', [27, 11]), cover: String(tom.userId) }
  return town.ask(by, town.child, {
    path: `${path}/away`,
    params: await at(priya),
    post: true,
    form: { ...usual, ...form },
  })
}
const today = async (by: SignedInReader) => wordsOf(await town.ask(by, town.child, { path: '/' }))
/** How many messages somebody has. */
const count = async (who: SignedInReader) =>
  (await town.db.owner.query('select count(*)::int as n from access.notice where principal = $1', [who.userId])).rows[0]
    .n
const teamPage = async () =>
  wordsOf(await town.ask(town.manager, town.child, { path: '/teams/:team', params: { team: town.team.address } }))

test('what is typed of a team’s work is kept as a draft, for who types it alone', async () => {
  const at = { path: '/children/:child/allocation' }
  const opened = () => town.ask(town.manager, town.other, at)
  const { work = '' } = carriedIn(await opened())
  const typing = (form: Record<string, string>) => town.ask(town.manager, town.other, { ...at, post: true, form })
  await typing({ work, act: 'wait', why: 'Nobody is free', keep: 'quiet' })
  assert.match(wordsOf(await opened()), /This is your draft.*Nobody is free/)
  await typing({ ...carriedIn(await opened()), keep: 'none' })
  assert.doesNotMatch(wordsOf(await opened()), /your draft/)
})
test('days out of office are set by the worker or who gives work out, with a cover of the team', async () => {
  await assert.rejects(away(tom), NotFound)
  await assert.rejects(away(priya, { cover: String(priya.userId) }), InvalidInput)
  await assert.rejects(away(priya, dates('last', [19, 11])), InvalidInput)
  await away(priya)
  await assert.rejects(away(town.manager), Conflict)
  assert.match(await part(priya), /20 November 2026 to 27 November 2026, Tom covers/)
  assert.match(await teamPage(), /Priya 2 .*Away until 27 November 2026, Tom covers/)
})
test('new tasks and messages go to the cover too, and say for whom', async () => {
  const task = { what: 'Ring school', why: 'x', ...dates('due', [24, 11]), category: 'care-content' }
  await town.ask(priya, town.child, { path: '/children/:child/tasks/new', post: true, form: task })
  const { rows } = await town.db.owner.query(
    `select uuid from involvement where child_id = $1 and principal_id = $2 and known_to = 'infinity'`,
    [town.child.id, town.team.id],
  )
  assert.match(await today(tom), /Leo Hart Ring school\. For Priya, who is away\. By 24 November 2026/)
  const transfer = { work: rows[0].uuid, act: 'transfer', team: String(town.south), why: 'They moved' }
  await town.ask(town.manager, town.child, { path: '/children/:child/allocation', post: true, form: transfer })
  assert.match(await today(tom), /For Priya, who is away\. Dawn ended your work with this child/)
  assert.doesNotMatch(await today(priya), /who is away/)
})
test('nothing of a child whom the cover may not have goes to the cover; the manager reads which need another arrangement', async () => {
  const shield = await town.db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'restricted', 'test', '2026-01-01') returning id`,
    [town.other.id],
  )
  for (const who of [town.manager, priya])
    await town.db.owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
      shield.rows[0].id,
      who.userId,
    ])
  assert.match(await part(town.manager), /1 child needs another arrangement: Zoë Hart/)
  assert.match(await teamPage(), /Tom covers\. 1 child needs another arrangement/)
  assert.doesNotMatch(await part(priya), /another arrangement/)
  const before = await count(tom)
  const { rows } = await town.db.owner.query(
    `select uuid from involvement where child_id = $1 and principal_id = $2 and known_to = 'infinity'`,
    [town.other.id, town.team.id],
  )
  const close = { work: rows[0].uuid, act: 'close', why: 'Safe', ...dates('closed', [20, 11]) }
  await town.ask(town.manager, town.other, { path: '/children/:child/allocation', post: true, form: close })
  assert.equal(await count(tom), before)
  assert.match(await today(priya), /Zoë Hart Dawn ended your work/)
})
test('back sooner, messages are theirs alone again', async () => {
  const { rows } = await town.db.owner.query('select id from access.away')
  const end = { path: `${path}/away/:away/end`, params: { ...(await at(priya)), away: String(rows[0].id) }, post: true }
  await assert.rejects(town.ask(tom, town.child, end), NotFound)
  await town.ask(priya, town.child, end)
  assert.doesNotMatch(await teamPage(), /Away/)
  assert.doesNotMatch(await today(tom), /Ring school/)
})
