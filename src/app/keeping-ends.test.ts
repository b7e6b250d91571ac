import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { asActor, type Ground } from '../access/index.ts'
import { aReader, testGrounds } from '../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { endKeeping, keepingEndsJob } from './keeping-ends.job.ts'

describe('what is kept for so long and no longer', () => {
  const now = new Date('2026-11-30T02:40:00Z')
  let db: TestDatabase
  let jobs: Ground
  let worker: number
  let other: number
  before(async () => {
    db = await testDatabase()
    jobs = (await testGrounds(db, () => now)).jobs
    worker = (await aReader(db.owner, 'front-door')).userId
    other = (await aReader(db.owner, 'team-manager')).userId
  })
  after(() => db.drop())

  const idOf = async (text: string, values: unknown[]): Promise<number> =>
    (await db.owner.query(text, values)).rows[0].id
  const left = async (column: string, table: string): Promise<string[]> =>
    (await db.owner.query(`select ${column} as name from ${table} order by 1`)).rows.map(row => row.name)

  const contact = async (reference: string, state: string, toldAt: string, stepAt: string) => {
    const id = await idOf(
      `insert into front_door_contact (reference, told_at, way, source, out_of_hours, words, state) values ($1, $2, 'open', '1A', false, '\\x01', $3) returning id`,
      [reference, toldAt, state],
    )
    await db.owner.query(
      `insert into front_door_step (contact_id, sort, outcome, at, by_id, words) values ($1, 'decided', 'nothing', $2, $3, '\\x01')`,
      [id, stepAt, worker],
    )
  }
  const family = async (key: string, signedIn: string): Promise<number> => {
    const id = await idOf(
      `insert into access.principal (kind, key, name) values ('family', $1, 'A family, online') returning id`,
      [key],
    )
    await db.owner.query(
      `insert into access.family_account (family_id, issuer, subject, email, last_sign_in_at) values ($1, 'https://f', $2, '\\x01', $3)`,
      [id, key, signedIn],
    )
    await db.owner.query(
      `insert into access.family_session (token_hash, family_id, csrf, created_at, seen_at, expires_at, mark) values (sha256($1::bytea), $2, 'x', $3, $3, $3, '')`,
      [key, id, signedIn],
    )
    return id
  }
  const told = async (answer: string, state: string, at: string, delivery: string, by?: number) => {
    const id = await idOf(
      `insert into told_change (told_by, told_at, kind, from_on, words, state, held_why, answer) values ($1, $2, 'address', '2020-01-01', '\\x01', $3, array['claim'], $4) returning id`,
      [by ?? worker, at, state, answer],
    )
    await db.owner.query(`insert into told_delivery (change_id, service, state, at) values ($1, 'library', $2, $3)`, [
      id,
      delivery,
      at,
    ])
    if (by !== undefined)
      await db.owner.query(
        `insert into family_told (family_id, change_id, receipt, told_at, words, state) values ($1, $2, $3, $4, '\\x01', 'done')`,
        [by, id, answer, at],
      )
  }
  const sent = async (offers: string, by: number) => {
    const round = await idOf(
      `insert into admission_round (name, born_from, born_to, closes_on, offer_day, release_at, seed, commitment, supervisor, made_by, made_at)
       values ('Round', '2019-09-01', '2020-08-31', '2020-01-15', $1::date, $1::date, 's', repeat('a', 64), 'Pat', $2, now()) returning id`,
      [offers, worker],
    )
    await db.owner.query(
      `insert into family_application (uuid, family_id, round_id, receipt, sent_at, words) values (gen_random_uuid(), $1, $2, $3, $4, '\\x01')`,
      [by, round, offers, offers],
    )
  }
  const supervised = (said: string, at: string) =>
    db.owner.query(
      `insert into access.supervision (team_id, worker_id, supervisor_id, held_on, said, written_at) values ($1, $1, $2, $3::date, $4, $3)`,
      [other, worker, at, said],
    )
  const adopters = async (names: string, ...steps: readonly (readonly [step: string, on: string, back?: string])[]) => {
    const id = await idOf(
      `insert into adopters (reference, names, who, fostering, written_by, written_at) values ($1, $1, 'couple', false, $2, '2000-01-01') returning id`,
      [names, worker],
    )
    for (const [step, on, back] of steps)
      await db.owner.query(
        `insert into adopters_step (adopters_id, step, on_day, words, written_by, written_at, taken_back_at) values ($1, $2, $3::date, 'x', $4, $3::date, $5)`,
        [id, step, on, worker, back],
      )
  }

  test('goes in one night: contacts, what was told and sent, what was typed, accounts, supervision, looks asked about and adopters; what somebody still has to see to stays', async () => {
    await contact('old', 'closed', '2020-11-20', '2020-11-29')
    await contact('decided later', 'closed', '2020-11-20', '2020-12-01')
    await contact('nobody decided', 'new', '2019-01-01', '2019-01-01')
    await contact('goes on', 'referral', '2019-01-01', '2019-01-01')
    const gone = await family('gone', '2024-11-01')
    const back = await family('back', '2026-11-01')
    const quiet = await family('quiet', '2023-01-01')
    await told('old', 'applied', '2024-11-01', 'told')
    await told('old of a family', 'applied', '2024-11-01', 'told', gone)
    await told('young of a family', 'applied', '2025-01-01', 'told', quiet)
    await told('still held', 'held', '2020-01-01', 'told')
    await told('not yet answered', 'applied', '2020-01-01', 'waiting')
    await sent('2025-04-16', gone)
    await sent('2025-06-16', back)
    for (const [id, day] of [
      [gone, '2026-10-20'],
      [back, '2026-11-20'],
    ])
      await db.owner.query(
        `insert into family_draft (family_id, form, words, saved_at) values ($1, 'tell', '\\x01', $2)`,
        [id, day],
      )

    await supervised('six years ago', '2020-11-01')
    await supervised('not yet', '2020-12-05')
    await db.owner.query(
      `insert into access.supervision (team_id, worker_id, supervisor_id, held_on, said, written_at, replaces, reason)
       select team_id, worker_id, supervisor_id, held_on, 'corrected later', '2020-12-05', id, 'x' from access.supervision where said = 'six years ago'`,
    )
    await db.owner.query(
      `insert into access.look_to_ask (night, user_id, rule, version, looks, found_at, closed_by, closed_at, outcome, words)
       select '2024-11-01', $1, 'breadth', row_number() over (), '{}', '2024-11-01', $2, closed, 'explained', words
       from (values ('two years ago'::text, '2024-11-29'::timestamptz), ('later', '2024-12-01')) x(words, closed)`,
      [worker, other],
    )
    await adopters('left', ['enquiry', '2010-01-01'], ['left', '2016-11-01'])
    await adopters('left later', ['enquiry', '2010-01-01'], ['left', '2016-12-10'])
    await adopters('came back', ['enquiry', '2010-01-01'], ['left', '2015-01-01', '2015-02-01'])
    await adopters('on the way', ['enquiry', '2010-01-01'])
    await adopters('adopted', ['order', '2012-01-01'], ['left', '2012-02-01'])
    await adopters('a century ago', ['order', '1926-01-01'])

    assert.deepEqual(await endKeeping(jobs), {
      contacts: 1,
      told: 2,
      papers: 0,
      sent: 1,
      drafts: 1,
      accounts: 1,
      supervision: 1,
      looks: 1,
      adopters: 2,
      records: 0,
    })
    assert.deepEqual(await left('reference', 'front_door_contact'), ['decided later', 'goes on', 'nobody decided'])
    assert.equal((await left('id::text', 'front_door_step')).length, 3)
    assert.deepEqual(await left('said', 'access.supervision'), ['corrected later', 'not yet'])
    assert.deepEqual(await left('words', 'access.look_to_ask'), ['later'])
    assert.deepEqual(await left('names', 'adopters'), ['adopted', 'came back', 'left later', 'on the way'])
    assert.deepEqual(await left('answer', 'told_change'), ['not yet answered', 'still held', 'young of a family'])
    assert.deepEqual(await left('receipt', 'family_told'), ['young of a family'])
    assert.deepEqual(await left('receipt', 'family_application'), ['2025-06-16'])
    assert.deepEqual(await left('family_id::integer', 'family_draft'), [back])
    assert.deepEqual(await left('subject', 'access.family_account'), ['back', 'quiet'])
    assert.equal((await left('csrf', 'access.family_session')).length, 2)
    assert.deepEqual(
      await left('name', `access.principal where key = 'gone'`),
      ['A family, online'],
      'nameless, as they all are',
    )
    const { rows } = await db.owner.query(
      `select detail from access.access_event where rule = 'kept-long-enough' order by id`,
    )
    assert.deepEqual(
      rows.map(row => row.detail),
      [
        { contacts: 1 },
        { told: 2 },
        { sent: 1 },
        { drafts: 1 },
        { accounts: 1 },
        { supervision: 1 },
        { looks: 1 },
        { adopters: 2 },
      ],
    )
    assert.deepEqual(await endKeeping(jobs), {
      contacts: 0,
      told: 0,
      papers: 0,
      sent: 0,
      drafts: 0,
      accounts: 0,
      supervision: 0,
      looks: 0,
      adopters: 0,
      records: 0,
    })
  })

  test('is taken away by nobody else, never what waits, and never while a legal hold is on', async () => {
    await contact('held', 'closed', '2020-01-01', '2020-01-01')
    for (const actor of ['vault', 'messenger', 'admissions'] as const)
      assert.equal((await asActor(jobs, actor, tx => sql`delete from front_door_step`.execute(tx))).numAffectedRows, 0n)
    await assert.rejects(
      asActor(jobs, 'messenger', tx => sql`select access.forget_families('2020-01-01')`.execute(tx)),
      /Not allowed/,
    )
    for (const [actor, day] of [
      ['returns', '2010-01-01'],
      ['keeper', '2026-11-01'],
    ] as const)
      await assert.rejects(
        asActor(jobs, actor, tx => sql`select access.forget_adopters(${day}::date, '1900-01-01')`.execute(tx)),
        /Not allowed/,
      )
    await asActor(jobs, 'keeper', tx =>
      sql`delete from told_delivery where change_id in (select id from told_change)`.execute(tx),
    )
    assert.deepEqual(await left('c.answer', 'told_delivery d join told_change c on c.id = d.change_id'), ['still held'])
    const job = (hold: boolean) => keepingEndsJob(jobs, { hold }).run({} as never, {} as never)
    await job(true)
    assert.ok((await left('reference', 'front_door_contact')).includes('held'))
    await job(false)
    assert.ok(!(await left('reference', 'front_door_contact')).includes('held'))
  })
})
