import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Ground, SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { Conflict, NotFound } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { arrive, atDesk } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { namesakes, twoNamesakes } from '../testing/namesakes.ts'
import { type Answered, joinPersons, keepApart, leaveOpen, linkPending, sameFamily, undoDecision } from './index.ts'

const { one, two } = namesakes
let town: LinkedTown
let db: LinkedTown['db']
let jobs: Ground
let pages: Ground
let reviewer: SignedInReader
let now: LinkedTown['now']
before(async () => {
  town = await linkedTown(['census', 'care', 'health', 'throughline'])
  ;({ db, jobs, pages, now } = town)
  reviewer = await aReader(db.owner, 'clearing-house')
})
after(() => town.leave())
beforeEach(() => emptyTables(db.owner, 'person, source_person, access.barrier, access.shield, access.grant_row'))

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const openCase = async () =>
  (await rows<{ uuid: string }>(`select uuid from review_case where state in ('open', 'asked')`)).map(r => r.uuid)
const placed = async () =>
  rows<{ key: string; person_id: number; uuid: string }>(
    'select s.key, s.person_id, p.uuid from source_person s join person p on p.id = s.person_id order by s.key',
  )
/** All that hangs on a person, by table: what must come and go whole. */
const hanging = async () =>
  rows(`
  select 'entry' as t, e.id, e.child_id, e.source_person_id from entry e union all select 'search', word_id, child_id, source_person_id from search_key
  union all select 'involvement', id, child_id, source_person_id from involvement union all select 'grant', id, child_id, involvement_id from access.grant_row
  order by 1, 2, 3, 4`)
const decide = (how: (desk: never, answered: Answered) => Promise<void>, uuid: string) =>
  atDesk(pages, reviewer, 'clearing-house', desk => how(desk as never, { case: uuid, reason: 'I rang the school' }))

describe('the clearing house', () => {
  test('joins two records: facts, words, workers and access come together, and the other address leads there', async () => {
    const { a, b, uuid } = await twoNamesakes(town)
    await db.owner.query(
      `insert into involvement (child_id, source_person_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
      values ($1, $2, 'key-worker', 'care', 'identity', 1, 'x', '2026-01-01', 'care', now())`,
      [b.personId, b.id],
    )
    await db.owner.query(
      `insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at) values ($1, $2, 'urgent', 1, '2026-01-01')`,
      [reviewer.userId, b.personId],
    )
    await decide(joinPersons, uuid)
    assert.deepEqual(
      (await placed()).map(p => p.person_id),
      [a.personId, a.personId],
    )
    assert.deepEqual([...new Set((await hanging()).map(r => (r as { child_id: number }).child_id))], [a.personId])
    assert.deepEqual(await rows('select redirect_to from person where id = $1', [b.personId]), [
      { redirect_to: a.personId },
    ])
    assert.deepEqual(await openCase(), [])
    // What puts the child under a rule may have come together with the absence: whoever works with the child is told now.
    const asked = [a, b].map(({ personId }) => `tell-of-child:${personId}`)
    assert.equal((await rows('select from graphile_worker.jobs where key = any($1)', [asked])).length, 2)
  })

  test('takes a join back: both addresses, facts, words, workers and access are as they were, and the question is asked anew', async () => {
    const { b, uuid } = await twoNamesakes(town)
    await db.owner.query(
      `insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at) values ($1, $2, 'urgent', 1, '2026-01-01')`,
      [reviewer.userId, b.personId],
    )
    const [before, hung] = [await placed(), await hanging()]
    await decide(joinPersons, uuid)
    await linkPending(jobs)
    await decide(undoDecision, uuid)
    assert.deepEqual(await placed(), before)
    assert.deepEqual(await hanging(), hung)
    assert.deepEqual(await rows(`select state from review_case where uuid = $1`, [uuid]), [{ state: 'undone' }])
    assert.equal((await openCase()).length, 1)
    await decide(joinPersons, (await openCase())[0]!)
    assert.equal(new Set((await placed()).map(p => p.person_id)).size, 1)
  })

  test('keeps restrictions for both halves when a join is taken back', async () => {
    const { a, b, uuid } = await twoNamesakes(town)
    await decide(joinPersons, uuid)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'restricted', 'staff family', '2026-01-01')`,
      [a.personId],
    )
    await decide(undoDecision, uuid)
    assert.deepEqual(await rows('select child_id from access.shield order by 1'), [
      { child_id: a.personId },
      { child_id: b.personId },
    ])
  })

  test('remembers that two are different children, whatever arrives later', async () => {
    const { uuid } = await twoNamesakes(town)
    await decide(keepApart, uuid)
    await arrive(db.owner, { ...two, identity: { ...one.identity, upn: 'Q801200005028' } }, now())
    await arrive(db.owner, { ...one, identity: { ...one.identity, upn: 'Q801200005028' } }, now())
    await linkPending(jobs)
    assert.equal(new Set((await placed()).map(p => p.person_id)).size, 2)
    assert.deepEqual(await openCase(), [])
    await decide(undoDecision, uuid)
    assert.equal(
      new Set((await placed()).map(p => p.person_id)).size,
      1,
      'with nobody’s word against it the machine joins what now agrees',
    )
  })

  test('puts brothers into one family without joining them, and takes that back', async () => {
    const { a, b, uuid } = await twoNamesakes(town)
    await decide(sameFamily, uuid)
    const members = `select child_id from family_member where known_to = 'infinity' order by 1`
    assert.deepEqual(await rows(members), [{ child_id: a.personId }, { child_id: b.personId }])
    await decide(undoDecision, uuid)
    assert.deepEqual(await rows(members), [])
  })

  test('leaves a question open when nobody is sure; what arrives meanwhile scores it anew, by the model of that day, and it can still be decided', async () => {
    const { uuid } = await twoNamesakes(town)
    await decide(leaveOpen, uuid)
    const asked = () => rows<{ state: string; rule_version: string }>(`select state, rule_version from review_case`)
    const then = await asked()
    await rows(`update review_case set rule_version = 'before'`)
    await arrive(db.owner, { ...one, source: 'health', key: 'khan-3' }, now())
    await linkPending(jobs)
    assert.deepEqual(await asked(), then)
    assert.equal(then[0]?.state, 'asked')
    await decide(joinPersons, uuid)
  })

  test('answers a second decision with who was first, and an unknown or sealed question as absent', async () => {
    const { uuid } = await twoNamesakes(town)
    await decide(keepApart, uuid)
    await assert.rejects(decide(joinPersons, uuid), Conflict)
    await assert.rejects(decide(joinPersons, '00000000-0000-4000-8000-000000000000'), NotFound)
    await db.owner.query(`update review_case set state = 'open', kind = 'sealed'`)
    await assert.rejects(decide(joinPersons, uuid), NotFound)
  })

  test('never joins across a barrier, and answers as if there were nothing to decide', async () => {
    const { uuid } = await twoNamesakes(town)
    await db.owner.query(
      `insert into access.barrier (a_source, a_key, b_source, b_key) values ('care', 'khan-2', 'census', 'khan-1')`,
    )
    await assert.rejects(decide(joinPersons, uuid), NotFound)
    assert.equal(new Set((await placed()).map(p => p.person_id)).size, 2)
    assert.deepEqual(await rows(`select 1 from pair_decision`), [])
  })
})
