import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Ground, SignedInReader } from '../../access/index.ts'
import { aReader, testGrounds, testNow } from '../../access/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { emptyTables, type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { linkPending } from '../linking/index.ts'
import { arrive, atDesk, perform, someSources, textOf } from '../testing/index.ts'
import { readAgreementOn } from './figures.queries.ts'
import { clearingHouseRoutes } from './index.ts'

let db: TestDatabase
let jobs: Ground
let pages: Ground
let sam: SignedInReader
let ines: SignedInReader
let clock = testNow.getTime()
const now = () => new Date(clock)
before(async () => {
  db = await testDatabase()
  ;({ jobs, pages } = await testGrounds(db, now))
  await someSources(db.owner, ['census', 'care', 'throughline'])
  ;[sam, ines] = [await aReader(db.owner, 'clearing-house'), await aReader(db.owner, 'clearing-house')]
})
after(async () => {
  await Promise.all([jobs.db.destroy(), pages.db.destroy()]).catch(() => {})
  await db.drop().catch(() => {})
})
const minute = 60_000
const week = 7 * 24 * 60 * minute
const khan = { forename: 'Mohammed', surname: 'Khan', birthDate: '2014-02-11' as PlainDate, sex: 'M' as const }
let uuid = ''
let child = 0
beforeEach(async () => {
  clock = testNow.getTime()
  await emptyTables(db.owner, 'person, source_person, access.shield')
  child = (await arrive(db.owner, { source: 'census', key: 'k1', identity: { ...khan, postcode: 'NM1 1AA' } }, now()))
    .personId
  await arrive(db.owner, { source: 'care', key: 'k2', identity: { ...khan, postcode: 'NM9 9ZZ' } }, now())
  await linkPending(jobs)
  uuid = (await db.owner.query<{ uuid: string }>('select uuid from review_case')).rows[0]!.uuid
})
const show = async (as: SignedInReader, path: string) =>
  textOf(await perform(pages, clearingHouseRoutes, as, ['desk-page', path], { uuid }))
const figures = (as: SignedInReader) => show(as, '/duplicates/agreement')
const look = () => show(sam, '/duplicates/:case')
/** `n` questions that two people answered, `alike` of them alike, at the clock's time. */
const answeredByTwo = async (n: number, alike: number) => {
  for (let i = 0; i < n; i++) {
    const { rows } = await db.owner.query<{ id: number }>(
      `insert into review_case (a_person, b_person, a_source_person, b_source_person, bits, rule_version, evidence, opened_at, state)
       select a_person, b_person, a_source_person, b_source_person, bits, rule_version, evidence, opened_at, 'void' from review_case limit 1 returning id`,
    )
    for (const [user, answer] of [
      [sam.userId, 'join'],
      [ines.userId, i < alike ? 'join' : 'apart'],
    ])
      await db.owner.query(
        `insert into case_step (case_id, user_id, step, answer, reason, version, at) values ($1, $2, 'answered', $3, 'x', 'v', $4)`,
        [rows[0]!.id, user, answer, now()],
      )
  }
}

describe('how far reviewers agree', () => {
  test('is said of all reviewers and of oneself, once ten questions went to two', async () => {
    await answeredByTwo(9, 9)
    clock += week
    assert.match(await figures(sam), /Too few questions went to two reviewers to say/)
    clock -= week
    await answeredByTwo(11, 8)
    clock += week
    const html = await figures(sam)
    assert.match(html, /Two reviewers answered 20 questions, and 85% of them alike/)
    assert.match(html, /You answered 20 questions/)
    const third = await figures(await aReader(db.owner, 'clearing-house'))
    assert.match(third, /Two reviewers answered 20 questions/)
    assert.match(third, /You answered 0 questions/)
    const on = (source: string) => atDesk(pages, sam, 'clearing-house', desk => readAgreementOn(desk, source))
    assert.deepEqual(await on('care'), { pairs: 20, alike: 17 }, 'of one source, what it takes part in')
    assert.deepEqual(await on('throughline'), { pairs: 0, alike: 0 })
    await db.owner.query(
      'insert into known_answer (case_id, same) select distinct case_id, true from case_step limit 5',
    )
    assert.equal((await on('care')).pairs, 15, 'what was invented says nothing of it')
  })

  test('counts two splits as alike only where they divide the source records alike, in whatever order they name them', async () => {
    await answeredByTwo(20, 20)
    const divided = (user: SignedInReader, from: number, to: number, halves: object) =>
      db.owner.query(
        `update case_step set answer = 'apart', halves = $4 where user_id = $1 and case_id in (
           select distinct case_id from case_step where answer is not null order by case_id offset $2 limit $3)`,
        [user.userId, from, to - from, halves],
      )
    await divided(sam, 0, 12, { a: [1, 2], b: [3, 4] })
    await divided(ines, 0, 7, { a: [4, 3], b: [2, 1] })
    await divided(ines, 7, 12, { a: [1, 2, 3], b: [4] })
    clock += week
    assert.match(await figures(sam), /Two reviewers answered 20 questions, and 75% of them alike/)
  })

  test('does not move with what is answered today, which would tell of one question that it went to two', async () => {
    const before = await figures(sam)
    await answeredByTwo(20, 20)
    assert.equal(await figures(sam), before)
  })

  test('leaves out questions about a child who is shut to the reader, as if there were none', async () => {
    const empty = await figures(sam)
    await answeredByTwo(20, 20)
    clock += week
    assert.match(await figures(sam), /20 questions/)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'restricted', 'staff family', '2026-01-01')`,
      [child],
    )
    const shut = await figures(sam)
    await db.owner.query('delete from case_step')
    assert.equal(await figures(sam), shut)
    assert.doesNotMatch(shut, /20 questions/)
    assert.match(empty, /You answered 0 questions/)
  })
})

describe('a long sitting', () => {
  test('is told once after 45 minutes, with what was decided, and again after as long; ten minutes’ rest ends it', async () => {
    for (let i = 0; i < 9; i++) {
      assert.doesNotMatch(await look(), /A short break helps/)
      clock += 5 * minute
    }
    await answeredByTwo(2, 2)
    await db.owner.query(`update case_step set at = at - interval '1 minute' where step = 'answered'`)
    clock += minute
    assert.match(await look(), /You have decided 2 pairs in 46 minutes\. A short break helps\./)
    clock += minute
    assert.doesNotMatch(await look(), /A short break helps/)
    for (let i = 0; i < 8; i++) {
      clock += 5 * minute
      assert.doesNotMatch(await look(), /A short break helps/)
    }
    clock += 5 * minute
    assert.match(await look(), /in 92 minutes/)
    clock += 11 * minute
    assert.doesNotMatch(await look(), /A short break helps/)
    clock += 5 * minute
    assert.doesNotMatch(await look(), /A short break helps/)
  })
})

describe('the score of a pair', () => {
  test('is closed until it is opened, which is recorded; what became of pairs that scored like it is told once ten were decided', async () => {
    assert.doesNotMatch(await look(), /Weight/)
    const opened = async () =>
      textOf(
        await perform(pages, clearingHouseRoutes, sam, ['desk-page', '/duplicates/:case'], {
          uuid,
          query: { score: 'yes' },
        }),
      )
    assert.match(await opened(), /Weight[\s\S]*[+−]\d/)
    const { rows } = await db.owner.query(
      `select detail ->> 'score' as score from access.access_event where child_id is not null order by id desc limit 3`,
    )
    assert.deepEqual(
      rows.map(r => r.score),
      ['yes', 'yes', 'no'],
    )
    await answeredByTwo(10, 10)
    const decided = (state: string, most: number) =>
      db.owner.query(
        `update review_case set state = $1, decided_at = $2 where id in (select id from review_case where state = 'void' order by id limit $3)`,
        [state, now(), most],
      )
    await decided('apart', 1)
    await decided('joined', 8)
    assert.match(await opened(), /Too few pairs that scored like this one/)
    await decided('joined', 1)
    assert.match(await opened(), /In the last year reviewers joined 90% of pairs that scored like this one/)
  })
})
