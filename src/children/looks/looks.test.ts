import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actorContext, type Ground, type RoleKey, type SignedInReader, withContext } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { Conflict, NotAllowed, NotFound } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { identity } from '../kinds/index.ts'
import { overOwn, send } from '../testing/routes.ts'
import { enrolment } from '../testing/team-town.ts'
import { bodyOf } from '../testing/way-in.ts'
import { countLooks, findLooks, lookPages, looksOwed } from './index.ts'

const routes = lookPages({ enrolment })
/** The night after Monday 23 November 2026. */
const clock = { now: new Date('2026-11-24T04:20:00Z') }
const monday = '2026-11-23T10:00:00Z'

let db: TestDatabase
let [pages, jobs]: [Ground?, Ground?] = []
let officer: SignedInReader
before(async () => {
  db = await testDatabase()
  ;({ pages, jobs } = await testGrounds(db, () => clock.now))
  officer = await person('Ines Governs', 'information-governance')
  // so that no surname is common
  await rows('insert into person (has_record) select true from generate_series(1, 300)')
})
after(async () => {
  for (const ground of [pages, jobs]) await ground?.db.destroy().catch(() => {})
  await db?.drop().catch(() => {})
})

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const person = async (name: string, role: RoleKey = 'social-worker', active = true): Promise<SignedInReader> => {
  const reader = await aReader(db.owner, role, [], active)
  await rows('update access.principal set name = $2 where id = $1', [reader.userId, name])
  return { ...reader, name }
}
const word = async (child: TestChild, field: string, text: string) => {
  await rows(`insert into search_word (word, sound) values ($1, '') on conflict do nothing`, [text])
  await rows(
    `insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id) select id, $2, $3, 1, 1, $4 from search_word where word = $1`,
    [text, child.id, field, child.sourcePersonId],
  )
}
const event = (
  reader: SignedInReader,
  child: TestChild,
  more: { at?: string; action?: string; outcome?: string; rule?: string } = {},
) =>
  rows(
    `insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id) values ($1, $2, $3, 'test', $4, $5, $6, $7, 'test')`,
    [
      more.at ?? monday,
      reader.userId,
      reader.role,
      more.action ?? '/children/:child',
      child.id,
      more.outcome ?? 'shown',
      more.rule ?? 'universal',
    ],
  )
/** Work with a child that `by` gave, until a day if it has an end. */
const work = async (child: TestChild, reader: SignedInReader, by: number | null, to?: string) => {
  const [made] = await rows<{ id: number }>(
    `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, true_to, source_id, created_by, known_from)
     values ($1, $2, 'social-work', 'care', 'care-involved', 64, 'x', '2026-09-01', $4, 'throughline', $3, '2026-09-01') returning id`,
    [child.id, reader.userId, by, to ?? 'infinity'],
  )
  const grant = await aRelation(
    db.owner,
    { child: child.id },
    { principal: reader.userId, ...(to ? { to: new Date(to) } : {}) },
  )
  await rows('update access.grant_row set involvement_id = $2 where id = $1', [grant, made?.id])
}
const found = (reader: SignedInReader) =>
  rows<{ rule: string; child_id: number | null; inputs: object }>(
    'select rule, child_id, inputs from access.look_to_ask where user_id = $1 order by rule',
    [reader.userId],
  )
const rulesOf = async (reader: SignedInReader) => (await found(reader)).map(one => one.rule)
const list = (reader = officer) => send(pages as Ground, routes, reader, 'GET', '/looks-to-ask').then(bodyOf)
const own = (reader: SignedInReader) => send(pages as Ground, routes, reader, 'GET', '/my-looks').then(bodyOf)
const act = (reader: SignedInReader, path: string, look: string, form: object = {}) =>
  send(pages as Ground, routes, reader, 'POST', path, { params: { look }, form })
/** What Today says first to this reader. */
const today = async (reader: SignedInReader): Promise<string> =>
  String(
    await overOwn(pages as Ground, reader, [identity], async grant =>
      looksOwed(pages as Ground).first?.(grant as never),
    ),
  )
/** How many wait for whoever asks. */
const countOf = ({ principals }: SignedInReader) =>
  withContext(pages as Ground, actorContext('audit', clock.now, principals), tx => countLooks({ tx }))
/** The same days anew. */
const weigh = async () => {
  await rows('delete from access.looks_weighed')
  await findLooks(jobs as Ground)
}
const lookOf = async (reader: SignedInReader): Promise<string> =>
  (await rows<{ uuid: string }>('select uuid from access.look_to_ask where user_id = $1', [reader.userId]))[0]?.uuid ??
  ''

describe('the nightly check', () => {
  let [own, given, left, parent, neighbour, over, wide, seeker, busy, named]: SignedInReader[] = []
  let [ali, sealed]: TestChild[] = []
  before(async () => {
    ;[ali, sealed] = [await aChild(db.owner), await aChild(db.owner)]
    await word(ali, 'surname', 'ali')
    await word(ali, 'postcode', 'nm14qt')
    await anEntry(db.owner, ali, { kind: 'carer', category: 'identity', body: { name: 'ALI, Grace' } })
    own = await person('Sam Ali')
    given = await person('Jo Ali')
    left = await person('Max Ali', 'social-worker', false)
    parent = await person('Grace Ali')
    await work(ali, given, officer.userId)
    await work(ali, parent, officer.userId)
    // begun by oneself is not given
    await work(ali, own, own.userId)
    neighbour = await person('Nia Brook')
    const kin = await aChild(db.owner)
    await word(kin, 'postcode', 'nm14qt')
    await rows(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'household')`, [
      neighbour.userId,
      kin.id,
    ])
    for (const reader of [own, given, left, parent, neighbour]) await event(reader, ali)
    over = await person('Olu Past')
    await work(ali, over, officer.userId, '2026-11-10')
    await event(over, ali, { at: '2026-11-09T10:00:00Z' })
    await event(over, ali)
    wide = await person('Will Reads')
    const peers = [wide, ...(await Promise.all([1, 2, 3, 4].map(at => person(`Peer ${at}`))))].map(one => ({
      ...one,
      role: 'health-visitor' as const,
    }))
    const many = await Promise.all(Array.from({ length: 31 }, () => aChild(db.owner)))
    for (const [at, child] of many.entries()) {
      await event(peers[0]!, child)
      if (at < 4) await event(peers[at + 1]!, child)
    }
    // located on Thursday: two working days end with Monday
    seeker = await person('Sid Seeks')
    busy = await person('Bea Does')
    const locate = { at: '2026-11-19T10:00:00Z', action: '/locate', outcome: 'done', rule: 'locate:found' }
    await event(seeker, ali, locate)
    await event(busy, ali, locate)
    await event(busy, ali, { at: '2026-11-20T10:00:00Z', outcome: 'done', rule: 'start-work:referral' })
    named = await person('Ned Named')
    await rows(
      `with s as (insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'x', '2026-01-01') returning id)
      insert into access.shield_allowed select id, $2 from s`,
      [sealed.id, named.userId],
    )
    await work(sealed, named, officer.userId, '2026-11-10')
    await event(named, sealed)
    await findLooks(jobs as Ground)
  })

  test('finds a look at the reader’s own surname, unless others gave them the work, and asks nobody who has left', async () => {
    assert.deepEqual(await found(own!), [{ rule: 'own-surname', child_id: ali!.id, inputs: { days: 1, bearers: 1 } }])
    assert.deepEqual(await found(given!), [])
    assert.deepEqual(await found(left!), [])
  })
  test('finds a carer with the reader’s name, whatever the work, and the postcode of the reader’s own family', async () => {
    assert.deepEqual([await rulesOf(parent!), await rulesOf(neighbour!)], [['own-name'], ['own-postcode']])
  })
  test('finds a look after the work and its grace had ended, and not the one before', async () => {
    assert.deepEqual(await found(over!), [{ rule: 'after-work', child_id: ali!.id, inputs: { ended: '2026-11-10' } }])
    assert.equal(
      (await rows('select from access.look_to_ask where user_id = $1 and cardinality(looks) = 1', [over!.userId]))
        .length,
      1,
    )
  })
  test('finds whoever opened far more than others in the role', async () => {
    assert.deepEqual(await found(wide!), [
      { rule: 'breadth', child_id: null, inputs: { children: 31, middle: 1, span: 'day' } },
    ])
  })
  test('finds a child located of whom nothing came within two working days', async () => {
    assert.deepEqual(await found(seeker!), [{ rule: 'no-follow-up', child_id: null, inputs: { children: 1 } }])
    assert.deepEqual(await found(busy!), [])
  })
  test('done again keeps nothing twice, and is in the record of access each time', async () => {
    assert.equal(await findLooks(jobs as Ground), 0)
    const [told] = await rows<{ n: number }>(
      `select count(*)::int as n from access.access_event where actor = 'looks' and rule = 'looks-weighed'`,
    )
    assert.equal(told?.n, 3, 'each day is weighed once')
  })
  test('tells of a child who is sealed only to who is named for the child, in the list and in its count', async () => {
    assert.deepEqual(await rulesOf(named!), ['after-work'])
    assert.doesNotMatch(await list(), /Ned Named/)
    await assert.rejects(act(officer, '/looks-to-ask/:look/ask', await lookOf(named!)), NotFound)
    const knows = await person('Kit Knows', 'information-governance')
    await rows('insert into access.shield_allowed select id, $2 from access.shield where child_id = $1', [
      sealed!.id,
      knows.userId,
    ])
    assert.match(await list(knows), /Ned Named/)
    assert.equal((await countOf(knows)) - (await countOf(officer)), 1)
  })
})

describe('a look to ask about', () => {
  let [asked, other]: SignedInReader[] = []
  let look = ''
  before(async () => {
    const child = await aChild(db.owner)
    asked = await person('Ana Asked')
    other = await person('Otto Other')
    await work(child, asked, officer.userId, '2026-11-10')
    await event(asked, child)
    await weigh()
    look = await lookOf(asked)
  })

  test('is not for other roles, nor told to the person before they are asked', async () => {
    await assert.rejects(list(other!), NotAllowed)
    assert.match(await own(asked!), /Nobody asks you anything/)
    await assert.rejects(act(asked!, '/my-looks/:look', look, { answer: 'Before' }), NotFound)
  })
  test('is asked once, answered by the person alone in their own words, and closed with a reason', async () => {
    assert.match(await list(), /Ana Asked.*Their work with the child was over/s)
    await act(officer, '/looks-to-ask/:look/ask', look)
    await assert.rejects(act(officer, '/looks-to-ask/:look/ask', look), Conflict)
    assert.match(await today(asked!), /You have 1 question about what you opened.*\/my-looks/)
    assert.equal(await today(other!), '')
    const waited = (days: number) =>
      rows(`update access.look_to_ask set asked_at = $2::timestamptz - make_interval(days => $3) where uuid = $1`, [
        ...[look, clock.now, days],
      ])
    const before = await countOf(officer)
    await waited(8)
    assert.equal(await countOf(officer), before + 1, 'whoever asked is reminded after a week')
    assert.match(await list(), /Not answered for 8 days\. Speak to them or to their manager/)
    await waited(0)
    assert.match(await own(asked!), /A record you no longer see.*You opened this record. What was it for\?/s)
    assert.match(await own(other!), /Nobody asks you anything/)
    await assert.rejects(act(other!, '/my-looks/:look', look, { answer: 'Not mine' }), NotFound)
    assert.match(bodyOf(await act(asked!, '/my-looks/:look', look, { answer: ' ' })), /Say what it was for/)
    await act(asked!, '/my-looks/:look', look, { answer: 'The school rang me.' })
    await assert.rejects(act(asked!, '/my-looks/:look', look, { answer: 'Again' }), Conflict)
    assert.equal(await today(asked!), '')
    assert.match(await today(officer), /looks wait for you.*\/looks-to-ask/)
    assert.match(await list(), /The school rang me\./)
    const empty = bodyOf(
      await act(officer, '/looks-to-ask/:look/close', look, { outcome: '', words: 'In the duty log' }),
    )
    assert.match(empty, /Choose what came of it.*In the duty log/s)
    await act(officer, '/looks-to-ask/:look/close', look, { outcome: 'explained', words: 'In the duty log' })
    assert.match(await list(), /Explained, by Ines Governs\. In the duty log/)
    assert.match(await own(asked!), /Nobody asks you anything/)
    const told = await rows<{ rule: string }>(
      `select rule from access.access_event where rule like 'look:%' and child_id is not null order by id`,
    )
    assert.deepEqual(
      told.map(one => one.rule),
      ['look:asked', 'look:answered', 'look:explained'],
    )
  })
  test('that was explained is not asked again of the same child within ninety days', async () => {
    clock.now = new Date('2026-11-25T04:20:00Z')
    await rows(`update access.access_event set at = '2026-11-24T10:00:00Z' where user_id = $1 and outcome = 'shown'`, [
      asked!.userId,
    ])
    await weigh()
    assert.equal((await found(asked!)).length, 1)
  })
  test('that was at their own family shuts the record to them', async () => {
    const child = await aChild(db.owner)
    await work(child, other!, officer.userId, '2026-11-10')
    await event(other!, child, { at: '2026-11-24T10:00:00Z' })
    await weigh()
    await act(officer, '/looks-to-ask/:look/close', await lookOf(other!), { outcome: 'own-family', words: 'Her niece' })
    assert.match(await list(), /Their own family: the record is shut to them, by Ines Governs/)
    const shut = await rows('select why from access.conflict where user_id = $1 and child_id = $2', [
      other!.userId,
      child.id,
    ])
    assert.deepEqual(shut, [{ why: 'family' }])
  })
  test('is nobody’s to close of themselves', async () => {
    await rows(
      `insert into access.look_to_ask (night, user_id, rule, version, looks, found_at) values ('2026-11-23', $1, 'breadth', 1, '{}', now())`,
      [officer.userId],
    )
    await assert.rejects(
      act(officer, '/looks-to-ask/:look/close', await lookOf(officer), { outcome: 'explained', words: 'Fine' }),
      NotFound,
    )
  })
})
