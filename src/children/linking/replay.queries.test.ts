import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Ground, SignedInReader } from '../../access/index.ts'
import { aReader, testNow } from '../../access/testing/index.ts'
import { addDays, londonDate, type PlainDate } from '../../kernel/index.ts'
import { defaultModel, type LinkModel } from '../../linkage/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { arrive, atDesk, dumpSpine } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { joinPersons, linkPending, type Replay, replayLinks } from './index.ts'
import { smallWorld } from './small-world.examples.ts'

let town: LinkedTown
let db: LinkedTown['db']
let jobs: Ground
let pages: Ground
let reviewer: SignedInReader
before(async () => {
  town = await linkedTown(['census', 'care', 'health', 'throughline'])
  ;({ db, jobs, pages } = town)
  reviewer = await aReader(db.owner, 'clearing-house')
})
after(() => town.leave())
beforeEach(async () => {
  await emptyTables(db.owner, 'person, source_person, access.barrier, access.shield, access.grant_row')
  await db.owner.query(
    `insert into access.barrier (a_source, a_key, b_source, b_key) values ('health', 'after', 'census', 'before')`,
  )
  for (const one of smallWorld) await arrive(db.owner, one, testNow)
  await linkPending(jobs)
})

const withThresholds = (thresholds: Partial<LinkModel['thresholds']>): LinkModel => ({
  ...defaultModel,
  version: 'test',
  thresholds: { ...defaultModel.thresholds, ...thresholds },
})
/** Links whatever looks alike at all. */
const lax = withThresholds({ link: -20, review: -30, alone: -40, margin: 0 })
/** Asks people about everything. */
const strict = withThresholds({ link: 200 })

const always = { from: '2000-01-01' as PlainDate, to: '2100-01-01' as PlainDate }
const day = (instant: Date, add = 0): PlainDate => addDays(londonDate(instant), add)
const replay = (model: LinkModel, more = {}): Promise<Replay> => replayLinks(jobs, model, { ...always, ...more })
const openQuestions = async () =>
  Number((await db.owner.query(`select count(*) from review_case where state = 'open'`)).rows[0].count)
const personOf = async (source: string, key: string): Promise<string> =>
  (
    await db.owner.query(
      'select p.uuid from source_person s join person p on p.id = s.person_id where source_id = $1 and key = $2',
      [source, key],
    )
  ).rows[0].uuid

describe('replaying the links of a period under another model', () => {
  test('the model in force would change nothing, whatever the size of the batches', async () => {
    for (const batchSize of [1, 3, 500]) {
      const { flips, records, questions } = await replay(defaultModel, { batchSize })
      assert.deepEqual({ flips, records }, { flips: [], records: smallWorld.length })
      assert.equal(questions.under, questions.now)
      assert.equal(questions.now, await openQuestions())
    }
  })

  test('a stricter model lists each join that it would leave to people, with both bits and words that name no value', async () => {
    const { flips } = await replay(strict)
    const liam = await personOf('census', 'liam')
    const parted = flips.filter(f => f.persons[0] === liam)
    assert.equal(parted.length, 2, 'three records of one boy come apart in two places')
    assert.ok(flips.every(f => f.change === 'part' && f.persons.length === 1 && f.why.length > 0))
    assert.ok(parted.every(f => f.asked && f.bits.now !== null && f.bits.now === f.bits.under))
    assert.doesNotMatch(JSON.stringify(flips), /Hearne|Liam|NM4|2013/)
  })

  test('a laxer model lists each join that it would make, and whether people are asked about it today', async () => {
    const khans = [await personOf('census', 'khan-1'), await personOf('care', 'khan-2')].sort()
    const joined = (await replay(lax)).flips.filter(f => f.change === 'join')
    const found = joined.find(f => [...f.persons].sort().join() === khans.join())
    assert.ok(found, 'two children of one common name and birth date would be one')
    assert.equal(found.asked, true)
    assert.doesNotMatch(JSON.stringify(found), /census|care/)
  })

  test('no model joins across a barrier, and the list says nothing of it', async () => {
    const two = [await personOf('census', 'before'), await personOf('health', 'after')]
    for (const flip of (await replay(lax)).flips) assert.ok(!two.some(person => flip.persons.includes(person)))
  })

  test('what people joined stays joined under a stricter model', async () => {
    const { rows } = await db.owner.query(`select c.uuid from review_case c
      join source_person s on s.id in (c.a_source_person, c.b_source_person) where s.key = 'khan-1' and c.state = 'open'`)
    assert.equal(rows.length, 1)
    await atDesk(pages, reviewer, 'clearing-house', desk => joinPersons(desk, { case: rows[0].uuid, reason: 'asked' }))
    const khan = await personOf('census', 'khan-1')
    assert.equal(await personOf('care', 'khan-2'), khan)
    assert.deepEqual(
      (await replay(strict)).flips.filter(f => f.persons.includes(khan)),
      [],
    )
  })

  test('nothing is changed, and only what was decided in the period is replayed, with all that hangs together with it', async () => {
    const spine = await dumpSpine(db.owner)
    await replay(lax)
    await replay(strict)
    assert.equal(await dumpSpine(db.owner), spine)
    assert.equal((await replay(strict, { to: day(testNow, -1) })).records, 0)
    await db.owner.query(
      `update link set known_from = '2020-01-01' where source_person_id <> (select id from source_person where source_id = 'care' and key = 'liam')`,
    )
    const { records, flips } = await replay(strict, { from: day(testNow) })
    const liam = await personOf('census', 'liam')
    assert.ok(records >= 3 && records < smallWorld.length)
    assert.equal(flips.filter(f => f.persons[0] === liam).length, 2)
  })
})
