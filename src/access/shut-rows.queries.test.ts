import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { readerContext } from './context.ts'
import { everyCategory } from './masks.ts'
import { decide } from './policy.ts'
import { findChildFacts, type SignedInReader } from './reader.queries.ts'
import { aChild, anEntry, aReader, aRelation, aTeam, type TestChild, testGrounds, testNow } from './testing/index.ts'
import { type Ground, type Tx, withContext } from './transaction.ts'

// What row security and its functions leave out, condition by condition: each was once taken away by hand and seen by no other test.
let db: TestDatabase
let ground: Ground
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const as = <T>(reader: SignedInReader, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withContext(ground, readerContext(reader, testNow), work)
const kindsSeen = (reader: SignedInReader, child: TestChild): Promise<string[]> =>
  as(reader, tx =>
    sql<{ kind: string }>`select kind from entry where child_id = ${child.id} order by kind`
      .execute(tx)
      .then(({ rows }) => rows.map(row => row.kind)),
  )
const own = (query: string, values: unknown[] = []) => db.owner.query(query, values)
const kin = (reader: SignedInReader, child: TestChild) =>
  own(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [reader.userId, child.id])
const protect = async (child: TestChild, ...named: number[]) => {
  const { rows } = await own(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01') returning id`,
    [child.id],
  )
  for (const one of named)
    await own('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [rows[0].id, one])
}

// Each kind that tells where a child is.
const places = [
  ...[
    'address',
    'attendance-step',
    'attendance-total',
    'care-episode',
    'carer',
    'centre-registration',
    'contact-detail',
  ],
  ...[
    'doctor',
    'enrolment',
    'family-person',
    'home-call',
    'meeting-action',
    'school-offer',
    'school-return',
    'session-count',
  ],
  ...['suspension', 'told-school', 'young-carer-school-plan', 'youth-membership'],
]

test('no kind of fact tells whoever is not named where a protected child is, nor that an address was chosen', async () => {
  const worker = await aReader(db.owner, 'social-worker')
  const reader = { ...worker, masks: { ...worker.masks, full: everyCategory } }
  const child = await aChild(db.owner)
  await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
  const body = { school: '8019999', laestab: '8019999', livesWith: 'yes', address: '1 High Street' }
  for (const kind of [...places, 'chosen-value', 'note'])
    await anEntry(db.owner, child, { kind, category: 'contact', body })
  await own(`update entry set code = 'address' where child_id = $1 and kind = 'chosen-value'`, [child.id])
  assert.deepEqual(await kindsSeen(reader, child), [...places, 'chosen-value', 'note'].sort())
  await protect(child)
  assert.deepEqual(await kindsSeen(reader, child), ['note'])
})

test('of a protected child the work of a school’s safeguarding lead is read by whoever is named and by that school, and a step that names no school by all', async () => {
  const [worker, named, lead] = [
    await aReader(db.owner, 'social-worker'),
    await aReader(db.owner, 'social-worker'),
    await aReader(db.owner, 'safeguarding-lead'),
  ]
  const child = await aChild(db.owner)
  for (const reader of [worker, named]) await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
  const { rows } = await own(`insert into access.establishment (name) values ('Plover Primary') returning id`)
  await aRelation(db.owner, { establishment: rows[0].id }, { principal: lead.userId })
  await own(`insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, '2026-01-01')`, [
    child.id,
    rows[0].id,
  ])
  await own(
    `insert into involvement (child_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     select $1, k, 'x', 'identity', 1, 'x', '2026-01-01', 'test', '2026-01-01' from unnest('{safeguarding-lead,social-work}'::text[]) k`,
    [child.id],
  )
  await anEntry(db.owner, child, { kind: 'attendance-step', category: 'attendance', body: { step: 'support' } })
  const workSeen = (reader: SignedInReader) =>
    as(reader, async tx => {
      const { rows: seen } = await sql<{ kind: string }>`
        select kind from involvement where child_id = ${child.id} order by kind`.execute(tx)
      return seen.map(row => row.kind)
    })
  const both = ['safeguarding-lead', 'social-work']
  for (const reader of [worker, named, lead]) assert.deepEqual(await workSeen(reader), both)
  await protect(child, named.userId)
  const seen = []
  for (const reader of [worker, named, lead]) seen.push(await workSeen(reader))
  assert.deepEqual(seen, [['social-work'], both, both])
  assert.deepEqual(await kindsSeen(worker, child), ['attendance-step'])
})

test('a school sees a pupil from the first day on its roll until before the day that it ends', async () => {
  const reader = await aReader(db.owner, 'safeguarding-lead')
  const { rows } = await own(`insert into access.establishment (name) values ('Lapwing Primary') returning id`)
  await aRelation(db.owner, { establishment: rows[0].id }, { principal: reader.userId })
  const today = testNow.toISOString().slice(0, 10)
  for (const [from, to, isSeen] of [
    [today, 'infinity', true],
    ['2026-01-01', today, false],
    ['2026-01-01', `${today}T24:00`, true],
    [`${today}T24:00`, 'infinity', false],
  ] as const) {
    const child = await aChild(db.owner)
    await anEntry(db.owner, child, { kind: 'note', category: 'attendance' })
    await own(
      `insert into access.roll (child_id, establishment_id, starts_on, ends_on) values ($1, $2, $3::timestamp::date, $4::timestamp::date)`,
      [child.id, rows[0].id, from, to],
    )
    const seen = await kindsSeen(reader, child)
    const decided = await as(reader, async tx =>
      decide(reader, (await findChildFacts(tx, child.address)) ?? assert.fail(), testNow),
    )
    assert.deepEqual([seen.length, decided.outcome], isSeen ? [1, 'show'] : [0, 'refuse'], `from ${from} to ${to}`)
  }
})

test('the clearing house is told of no case of a child who is shut to whoever asks', async () => {
  const reader = await aReader(db.owner, 'clearing-house')
  const [one, other] = [await aChild(db.owner), await aChild(db.owner)]
  const waiting = () =>
    as(
      reader,
      async tx => (await sql<{ cases: number }>`select cases from access.desk_counts()`.execute(tx)).rows[0]?.cases,
    )
  await own(
    `insert into review_case (a_person, b_person, a_source_person, b_source_person, kind, bits, rule_version, evidence, opened_at)
     values ($1, $2, $3, $4, 'possible-duplicate', 9, 'test', '{}', $5)`,
    [one.id, other.id, one.sourcePersonId, other.sourcePersonId, testNow],
  )
  assert.equal(await waiting(), 1)
  await kin(reader, other)
  assert.equal(await waiting(), 0)
})

test('who is named to know where a brother is reads it on a sister’s record, but not of one who is shut to them', async () => {
  const reader = await aReader(db.owner, 'social-worker')
  const [sister, brother] = [await aChild(db.owner), await aChild(db.owner)]
  await anEntry(db.owner, brother, { kind: 'address', category: 'contact' })
  await protect(brother, reader.userId)
  await own(
    `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'brother', 'test', $3)`,
    [sister.id, brother.id, testNow],
  )
  const told = () =>
    as(reader, async tx => (await sql`select kind from access.family_places(${sister.id})`.execute(tx)).rows.length)
  assert.equal(await told(), 1)
  await kin(reader, brother)
  assert.equal(await told(), 0)
})

test('oversight opens nothing from its own end on, though a reason that follows from it were left', async () => {
  const reader = await aReader(db.owner, 'team-manager')
  const team = await aTeam(db.owner, 'A team')
  for (const [ends, kinds] of [
    ['2027-01-01', ['note']],
    [testNow.toISOString(), []],
  ] as const) {
    const child = await aChild(db.owner)
    await anEntry(db.owner, child, { kind: 'note', category: 'identity' })
    const { rows } = await own(
      `insert into access.oversight (user_id, team_id, categories, purpose, starts_at, ends_at) values ($1, $2, 1, 'Answers for their work', '2026-09-01', $3) returning id`,
      [reader.userId, team, ends],
    )
    await own(
      `insert into access.grant_row (principal, child_id, reason, limit_mask, extra_mask, max_sensitivity, starts_at, ends_at, oversight_id, follows)
       values ($1, $2, 'oversight', 0, 1, 3, '2026-09-01', 'infinity', $3, $4)`,
      [reader.userId, child.id, rows[0].id, await aRelation(db.owner, { child: child.id }, { principal: team })],
    )
    assert.deepEqual(await kindsSeen(reader, child), kinds)
  }
})
