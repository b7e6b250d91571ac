import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Conflict, NotAllowed } from '../kernel/index.ts'
import { type Job, runDueJobs } from '../platform/jobs/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { wordsShown } from '../platform/views/testing/index.ts'
import { masksOf } from './masks.ts'
import type { Answer } from './page.ts'
import { performRoute } from './perform.ts'
import { findReader, type SignedInReader } from './reader.queries.ts'
import { cellOrder } from './role-cells.ts'
import { rehearseJob, roleRulePages } from './role-rules/index.ts'
import { getRole } from './roles.ts'
import { aChild, anEntry, aReader, aRelation, aSession, aTeam, testGrounds } from './testing/index.ts'
import type { Ground } from './transaction.ts'

describe('a change of what a role sees', () => {
  let db: TestDatabase
  let ground: Ground
  let [governor, administrator, sam, manager]: SignedInReader[] = []
  before(async () => {
    db = await testDatabase()
    ground = (await testGrounds(db)).pages
    const team = await aTeam(db.owner, 'Welfare')
    governor = await aReader(db.owner, 'information-governance')
    administrator = await aReader(db.owner, 'system-administrator')
    sam = await aReader(db.owner, 'education-welfare-officer', [team])
    manager = await aReader(db.owner, 'team-manager')
    await aReader(db.owner, 'social-worker', [team])
    await db.owner.query('insert into access.membership (user_id, team_id, manages) values ($1, $2, true)', [
      manager.userId,
      team,
    ])
    for (const category of ['send', 'send', 'exclusion', 'health'] as const) {
      const child = await aChild(db.owner)
      await anEntry(db.owner, child, { category })
      await aRelation(db.owner, { child: child.id }, { principal: team })
    }
  })
  after(() => db.drop())

  const officer = getRole('education-welfare-officer')
  const form = {
    ...Object.fromEntries(cellOrder.map(category => [`cell-${category}`, officer.cells[category]])),
    'cell-send': 'F',
    'cell-exclusion': '-',
    level: '2',
    sentence: 'They see attendance and special educational needs.',
    why: 'Panels decide on shared timetables.',
  }
  const post = (
    reader: SignedInReader | undefined,
    path: string,
    params: object,
    given: object = {},
  ): Promise<Answer> => {
    const route = roleRulePages.find(one => one.path === path && one.sort === 'desk-action')
    assert.ok(route && reader)
    const input = { params, query: {}, form: given, files: [], requestId: 'test' }
    return performRoute(ground, route, reader, input as never)
  }
  const masksNow = async (day: string) => {
    const now = () => new Date(`${day}T10:00:00Z`)
    const { userId, role } = sam ?? assert.fail()
    const session = await aSession(db.owner, { token: 'sam', userId, role, at: now() })
    return (await findReader({ ...ground, now }, session))?.masks
  }
  const draftIt = async (given: object = form): Promise<string> => {
    const answer = await post(governor, '/role-rules/new/:role', { role: officer.key }, given)
    assert.ok('redirect' in answer, JSON.stringify(answer))
    return answer.redirect.split('/')[2] ?? ''
  }
  const today = { day: '20', month: '11', year: '2026' }
  const shown = async (change: string): Promise<string> => {
    const route = roleRulePages.find(one => one.path === '/role-rules/:change/progress')
    assert.ok(route && administrator)
    const input = { params: { change }, query: {}, form: {}, files: [], requestId: 'test' }
    const answer = await performRoute(ground, route, administrator, input)
    return 'fragment' in answer ? wordsShown(answer.fragment) : ''
  }
  const draftOf = async (query: string): Promise<string> => {
    const route = roleRulePages.find(one => one.path === '/role-rules/new/:role')
    assert.ok(route && administrator)
    const asked = Object.fromEntries(new URLSearchParams(query))
    const input = { params: { role: officer.key }, query: asked, form: {}, files: [], requestId: 'test' }
    const answer = await performRoute(ground, route, administrator, input)
    return 'page' in answer ? String(answer.page.body) : ''
  }
  const lastTry: Partial<Job> = {
    run: (ids, helpers) => rehearseJob(ground).run(ids, { ...helpers, isLastAttempt: true }),
  }
  /** Asks for a rehearsal, and does what the worker does then. */
  const rehearse = async (change: string): Promise<void> => {
    await post(governor, '/role-rules/:change/rehearse', { change })
    await runDueJobs({ url: db.jobsUrl, jobs: [rehearseJob(ground)] })
  }

  test('is rehearsed: it names whose sight would change, and of how many records', async () => {
    const change = await draftIt()
    await post(governor, '/role-rules/:change/rehearse', { change })
    assert.match(await shown(change), /Rehearsing It has not begun yet/)
    await rehearse(change)
    assert.match(await shown(change), /of 2 people whose sight this role makes, 1 would see more or less/)
    const { rows } = await db.owner.query('select rehearsal from access.role_rule where uuid = $1', [change])
    assert.deepEqual(rows[0].rehearsal, {
      people: 2,
      // the manager already sees what the team's social worker sees
      changes: [{ name: 'education welfare officer', title: 'education welfare officer', gained: 2, lost: 1 }],
    })
    assert.deepEqual(await masksNow('2026-11-20'), masksOf(officer), 'and nothing has changed')
  })

  test('says that its rehearsal failed where a worker gives it up, and is rehearsed again', async () => {
    const change = await draftIt()
    await post(governor, '/role-rules/:change/rehearse', { change })
    await db.owner.query('revoke select on access.roll from throughline_pages')
    const failing = runDueJobs({ url: db.jobsUrl, jobs: [{ ...rehearseJob(ground), ...lastTry }] })
    await failing.catch(() => {})
    await db.owner.query('grant select on access.roll to throughline_pages')
    assert.match(await shown(change), /The rehearsal could not be finished, .*Rehearse again/)
    await rehearse(change)
    assert.match(await shown(change), /1 would see more or less/)
    assert.doesNotMatch(await shown(change), /could not be finished/)
  })

  test('is published by a second person alone, and only after its rehearsal', async () => {
    const change = await draftIt()
    const publish = (who: SignedInReader | undefined) => post(who, '/role-rules/:change/publish', { change }, today)
    await assert.rejects(publish(administrator), Conflict)
    await rehearse(change)
    await assert.rejects(publish(governor), Conflict)
    await assert.rejects(publish(manager), NotAllowed)
    const wrong = await post(administrator, '/role-rules/:change/publish', { change }, { ...today, day: '19' })
    assert.ok('page' in wrong && wrong.status === 422)
    assert.match(String(wrong.page.body), /Enter the day from which it holds, today or later[\s\S]*value="19"/)
    const later = { ...today, day: '30' }
    await post(administrator, '/role-rules/:change/publish', { change }, later)
    assert.deepEqual(await masksNow('2026-11-29'), masksOf(officer))
    const changed = { ...officer, cells: { ...officer.cells, send: 'F', exclusion: '-' } as const }
    assert.deepEqual(await masksNow('2026-11-30'), masksOf(changed), 'it holds from its day on')
    assert.match(await shown(change), /What it changed .*Suspensions and exclusions In full Nothing/)
    assert.match(
      await draftOf(`?before=${change}`),
      /name="cell-exclusion"(?:(?!<.select>)[\s\S])*<option value="F" selected>/,
    )
    await assert.rejects(
      db.owner.query(`update access.role_rule set cells = repeat('F', 17) where uuid = $1`, [change]),
      {
        code: '42501',
      },
    )
  })

  test('can neither open what no role opens, nor use a letter that the rules do not have', async () => {
    for (const [wrong, words] of [
      [{ 'cell-adoption': 'F' }, /people who are named/],
      [{ 'cell-health': 'X' }, /Choose one of the list/],
      [{ 'cell-send': 'S', 'cell-exclusion': 'F' }, /Nothing would change/],
    ] as const) {
      const answer = await post(governor, '/role-rules/new/:role', { role: officer.key }, { ...form, ...wrong })
      assert.ok('page' in answer && answer.status === 422)
      assert.match(String(answer.page.body), words)
    }
  })
})
