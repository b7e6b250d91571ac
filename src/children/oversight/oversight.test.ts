import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { actorContext, countOversightWaiting, type SignedInReader, withContext } from '../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  aTeam,
  type TestChild,
  testGrounds,
  testNow,
} from '../../access/testing/index.ts'
import { Conflict, categoryMask, NotAllowed, NotFound } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { whyPage } from '../pages/why.page.ts'
import { send } from '../testing/routes.ts'
import { bodyOf, redirectOf } from '../testing/way-in.ts'
import { approvalsPage } from '../work/requests.page.ts'
import { oversightPages } from './index.ts'

const routes = [approvalsPage, whyPage]
const purpose = 'Independent review of protection plans'
const words = 'The inspection asks for it, and it ends soon enough'

describe('oversight of a team, given by two people', () => {
  let db: TestDatabase
  let ground: Awaited<ReturnType<typeof testGrounds>>['pages']
  let manager: SignedInReader
  let otherManager: SignedInReader
  let governor: SignedInReader
  let reviewer: SignedInReader
  let team: number
  let silent: number
  let child: TestChild
  const clock = { now: testNow }
  const all = () => [...oversightPages(ground), ...routes]
  before(async () => {
    db = await testDatabase()
    ground = (await testGrounds(db, () => clock.now)).pages
    team = await aTeam(db.owner, 'North')
    silent = await aTeam(db.owner, 'Quiet', 'young-carer')
    const manages = async (...teams: number[]): Promise<SignedInReader> => {
      const reader = await aReader(db.owner, 'team-manager', teams)
      await db.owner.query('update access.membership set manages = true where user_id = $1', [reader.userId])
      return { ...reader, manages: teams }
    }
    manager = await manages(team, silent)
    otherManager = await manages(await aTeam(db.owner, 'South'))
    governor = await aReader(db.owner, 'information-governance')
    reviewer = await aReader(db.owner, 'social-worker')
    await db.owner.query(`update access.principal set name = 'Iris Webb', uuid = $2 where id = $1`, [
      reviewer.userId,
      iris,
    ])
    child = await aChild(db.owner)
    const own = await aChild(db.owner)
    const shielded = await aChild(db.owner)
    for (const [place, one] of [child, own, shielded].entries()) {
      for (const category of ['identity', 'protection', 'health'] as const)
        await anEntry(db.owner, one, { kind: category, category })
      await db.owner.query(
        `insert into access.grant_row (principal, child_id, reason, limit_mask, involvement_id, starts_at) values ($1, $2, 'social-work', 131071, $3, '2026-09-01')`,
        [team, one.id, place + 1],
      )
    }
    await aRelation(db.owner, { child: own.id }, { principal: reviewer.userId })
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'restricted', 'test', '2026-01-01')`,
      [shielded.id],
    )
  })
  after(() => db.drop())
  beforeEach(async () => {
    clock.now = testNow
    await db.owner.query('delete from access.grant_row where oversight_id is not null')
    await db.owner.query('delete from access.oversight')
    await db.owner.query('delete from access.oversight_proposal')
  })

  const iris = '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c54'
  const form = {
    person: 'iris webb',
    categories: ['protection', 'health'],
    purpose,
    ...{ 'from-day': '20', 'from-month': '11', 'from-year': '2026' },
    ...{ 'last-day': '31', 'last-month': '12', 'last-year': '2026' },
  }
  const teamAddress = async (id: number) =>
    (await db.owner.query('select uuid from access.principal where id = $1', [id])).rows[0].uuid as string
  const propose = async (who: SignedInReader, more: object = {}) =>
    send(ground, all(), who, 'POST', '/oversight/new', { form: { ...form, team: await teamAddress(team), ...more } })
  const step = (who: SignedInReader, oversight: string, name: string, given: object = {}) =>
    send(ground, all(), who, 'POST', `/oversight/:oversight/${name}`, { params: { oversight }, form: given })
  const proposed = async (who = manager): Promise<string> => redirectOf(await propose(who)).slice(11)
  const asked = async (who = manager): Promise<string> => {
    const uuid = await proposed(who)
    await step(who, uuid, 'ask')
    return uuid
  }
  const yes = { decision: 'agree', answer: words }
  const read = async (who: SignedInReader, oversight: string) =>
    bodyOf(await send(ground, all(), who, 'GET', '/oversight/:oversight', { params: { oversight } }))
  const sees = (of: TestChild) =>
    withContext(
      ground,
      {
        kind: 'user',
        id: String(reviewer.userId),
        principals: [reviewer.userId],
        masks: reviewer.masks,
        at: clock.now,
      },
      async tx =>
        (await sql<{ kind: string }>`select kind from entry where child_id = ${of.id} order by 1`.execute(tx)).rows.map(
          row => row.kind,
        ),
    )
  const waiting = (who: SignedInReader) =>
    withContext(ground, actorContext('approvals', clock.now, who.principals), tx =>
      countOversightWaiting({ tx, reader: who, at: clock.now }),
    )

  test('says of how many records it would open what, shielded children apart, and opens nothing yet', async () => {
    const uuid = await proposed()
    const { rows } = await db.owner.query('select rehearsal from access.oversight_proposal where uuid = $1', [uuid])
    // The reviewer works with one of the two already, and reads of health in summary alone.
    assert.deepEqual(rows[0].rehearsal, { records: 2, opened: 1, gained: { identity: 1, protection: 1, health: 2 } })
    const page = await read(manager, uuid)
    assert.match(page, /Children with whom the team itself works: 2/)
    assert.match(page, /Ask for an answer/)
    await assert.rejects(read(governor, uuid), NotFound, 'nobody is asked yet')
    await step(manager, uuid, 'ask')
    assert.deepEqual(await sees(child), [])
    assert.equal(await waiting(governor), 1)
    assert.equal(await waiting(manager), 0)
    assert.match(
      bodyOf(await send(ground, all(), governor, 'GET', '/approvals')),
      /Oversight of teams<\/a>: 1 to answer/,
    )
  })

  test('works from the second person’s yes, tells the overseer who agreed, and ends by itself', async () => {
    const uuid = await asked()
    clock.now = new Date(testNow.getTime() + 3_600_000)
    assert.match(await read(governor, uuid), /Your answer/)
    await step(governor, uuid, 'answer', yes)
    assert.deepEqual(await sees(child), ['health', 'identity', 'protection'])
    assert.deepEqual((await db.owner.query('select starts_at from access.oversight')).rows[0].starts_at, clock.now)
    const why = await send(ground, all(), reviewer, 'GET', '/children/:child/why', { params: { child: child.address } })
    assert.match(
      bodyOf(why),
      /You oversee the work of North until 31 December 2026, as information governance officer agreed/,
    )
    assert.match(bodyOf(await send(ground, all(), manager, 'GET', '/oversight')), /Iris Webb.*North.*In force/s)
    assert.equal(await waiting(governor), 0)
    clock.now = new Date('2026-12-31T23:59:59Z')
    assert.deepEqual(await sees(child), ['health', 'identity', 'protection'])
    clock.now = new Date('2027-01-01T00:00:00Z')
    assert.deepEqual(await sees(child), [])
    const steps = await db.owner.query(
      `select rule, user_id from access.access_event where rule like 'oversight:%' and detail->>'oversight' = (select id::text from access.oversight_proposal) order by id`,
    )
    assert.deepEqual(
      steps.rows.map(row => [row.rule, row.user_id]),
      [
        ['oversight:proposed', manager.userId],
        ['oversight:asked', manager.userId],
        ['oversight:agreed', governor.userId],
      ],
    )
  })

  test('is answered neither by who proposed it, nor by who gains, nor by who does not answer for the team', async () => {
    const uuid = await asked()
    await assert.rejects(step(manager, uuid, 'answer', yes), Conflict)
    await assert.rejects(step(otherManager, uuid, 'answer', yes), NotFound)
    await assert.rejects(step(reviewer, uuid, 'answer', yes), NotAllowed)
    await assert.rejects(step({ ...governor, userId: reviewer.userId }, uuid, 'answer', yes), Conflict)
    clock.now = new Date('2026-11-27T10:00:01Z')
    await assert.rejects(step(governor, uuid, 'answer', yes), Conflict, 'what was counted is too old')
    await step(governor, uuid, 'rehearse')
    await step(governor, uuid, 'answer', yes)
    await assert.rejects(step(governor, uuid, 'answer', yes), Conflict, 'once')
    assert.equal((await db.owner.query('select from access.oversight')).rowCount, 1)
  })

  test('is refused with a reason, taken back before it is answered, and lapses when its last day passes', async () => {
    const refused = await asked()
    assert.match(
      bodyOf(await step(governor, refused, 'answer', { decision: 'refuse', answer: 'No' })),
      /^422.*at least 20/s,
    )
    await step(governor, refused, 'answer', { decision: 'refuse', answer: words })
    assert.match(await read(manager, refused), /Refused by information governance officer/)
    const back = await asked(governor)
    await step(governor, back, 'withdraw')
    await assert.rejects(step(manager, back, 'answer', yes), Conflict)
    const late = await asked(governor)
    assert.equal(await waiting(manager), 1)
    clock.now = new Date('2027-01-01T10:00:00Z')
    assert.equal(await waiting(manager), 0)
    await step(manager, late, 'rehearse')
    await assert.rejects(step(manager, late, 'answer', yes), Conflict)
    assert.equal((await db.owner.query('select from access.oversight')).rowCount, 0)
  })

  test('is ended at once by either, also for a reason that is written in the same moment', async () => {
    for (const who of [manager, governor]) {
      const uuid = await asked()
      await step(governor, uuid, 'answer', yes)
      assert.equal((await sees(child)).length, 3)
      await step(who, uuid, 'end', { why: words })
      assert.deepEqual(await sees(child), [])
      await db.owner.query(`update access.grant_row set ends_at = '2099-01-01' where oversight_id is not null`)
      assert.deepEqual(await sees(child), [])
      await assert.rejects(step(who, uuid, 'end', { why: words }), Conflict)
      assert.match(await read(manager, uuid), /Ended by/)
    }
  })

  test('is looked at again in time, and never by who gains', async () => {
    const uuid = await asked()
    await step(governor, uuid, 'answer', yes)
    clock.now = new Date('2026-12-31T10:00:00Z')
    assert.equal(await waiting(governor), 0)
    await db.owner.query(
      `update access.oversight_proposal set reviewed_by = $1, reviewed_at = '2026-11-19T10:00:00Z', review = 'x'`,
      [governor.userId],
    )
    assert.equal(await waiting(governor), 1)
    assert.equal(await waiting({ ...governor, userId: reviewer.userId }), 0)
    assert.match(await read(governor, uuid), /it is due/)
    await assert.rejects(step({ ...governor, userId: reviewer.userId }, uuid, 'review', { review: words }), Conflict)
    await step(governor, uuid, 'review', { review: words })
    assert.equal(await waiting(governor), 0)
  })

  test('of a silent service’s team is proposed and read by its own managers alone', async () => {
    const quiet = await teamAddress(silent)
    assert.match(bodyOf(await propose(governor, { team: quiet })), /^422.*Choose the team/s)
    const uuid = redirectOf(await propose(manager, { team: quiet })).slice(11)
    await step(manager, uuid, 'ask')
    await assert.rejects(read(governor, uuid), NotFound)
    assert.equal(await waiting(governor), 0)
    // nor is somebody of such a team found by name
    const carer = await aReader(db.owner, 'young-carers-worker', [silent])
    const named = { person: 'young carers worker', chosen: String(carer.userId) }
    assert.match(bodyOf(await propose(governor, named)), /Nobody who works here has that name/)
    assert.ok('redirect' in (await propose(manager, named)))
  })

  test('a form with faults loses nothing, and several people of a name are told apart', async () => {
    const page = bodyOf(
      await propose(manager, { person: 'Webb', purpose: 'short', 'last-month': '7', 'last-year': '2027' }),
    )
    assert.match(page, /^422/)
    assert.match(
      page,
      /Choose which of these people you mean.*at least 20 letters.*enter 21 May 2027 or an earlier day/s,
    )
    assert.match(page, /value="Webb"/)
    assert.match(page, />short<\/textarea>/)
    assert.match(page, /value="protection" checked/)
    assert.ok('redirect' in (await propose(manager, { person: 'Webb', chosen: iris })))
    assert.match(bodyOf(await propose(manager, { categories: ['adoption'] })), /^422.*Choose what they need to see/s)
  })

  test('is given by no page without a second person’s yes, and never made longer', async () => {
    const uuid = await asked()
    const as = (who: SignedInReader, statement: string) =>
      withContext(ground, actorContext('approvals', clock.now, who.principals), tx => sql.raw(statement).execute(tx))
    const give = `insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at, proposal_id)
      select user_id, team_id, categories, purpose, '2026-11-20T10:00:00Z', '2027-01-01', id from access.oversight_proposal`
    const refused = { code: '42501' }
    await assert.rejects(as(manager, give), refused)
    await assert.rejects(
      as(
        manager,
        `update access.oversight_proposal set agreed = true, answer = 'yes', answered_at = now(), answered_by = proposed_by`,
      ),
      { code: '23514' },
    )
    await step(governor, uuid, 'answer', yes)
    await assert.rejects(as(governor, `update access.oversight set ends_at = '2099-01-01'`), refused)
    await assert.rejects(as(governor, 'update access.oversight_proposal set agreed = false'), refused)
    await assert.rejects(
      as(governor, `update access.oversight set categories = ${categoryMask(['adoption'])}`),
      refused,
    )
    await db.owner.query('delete from access.grant_row where oversight_id is not null')
    await db.owner.query('delete from access.oversight')
    await assert.rejects(as(manager, give), refused, 'only who agreed carries it out')
  })
})
