import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Ground } from '../../access/index.ts'
import { aReader, aRelation, testGrounds } from '../../access/testing/index.ts'
import { categoryBit, type PlainDate } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { address, dangerNote, identifier, identity } from '../kinds/index.ts'
import { linkPending } from '../linking/index.ts'
import { type Arrival, anEntryOf, arrive, onChild, onList, someSources } from '../testing/index.ts'
import { fold, openRecordSummary, readFacts, readMany, readPlaceFacts } from './index.ts'

let db: TestDatabase
let jobs: Ground
let pages: Ground
let clock = new Date('2026-10-01T10:00:00Z')
const now = () => clock
before(async () => {
  db = await testDatabase()
  ;({ jobs, pages } = await testGrounds(db, now))
  await someSources(db.owner, ['census', 'care', 'throughline'])
})
after(async () => {
  await Promise.all([jobs.db.destroy(), pages.db.destroy()]).catch(() => {})
  await db.drop().catch(() => {})
})

const about = { today: '2026-11-20' as PlainDate, enrolment: 'enrolment' }
const kinds = [identity, identifier, address] as const
const liam: Arrival = {
  source: 'census',
  key: 'liam',
  identity: {
    forename: 'Liam',
    surname: 'Hearne',
    birthDate: '2013-05-03' as PlainDate,
    postcode: 'NM4 2QT',
    house: '14',
    street: 'Mill Lane',
    upn: 'Q801200005028',
  },
}
const inCare: Arrival = { source: 'care', key: 'liam', identity: { ...liam.identity, surname: 'Hearn' } }
const addressOf = async (id: number) =>
  (await db.owner.query('select uuid from person where id = $1', [id])).rows[0].uuid as string

describe('reading a child’s facts', () => {
  test('two readers fold two records: a hidden address is neither a value nor a disagreement nor a source', async () => {
    const { personId, id } = await arrive(db.owner, liam, clock)
    await linkPending(jobs)
    const hidden = await db.owner.query(
      `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link, linked_hash) values ('care', 'hidden', $1, '{}', '', false, '') returning id`,
      [personId],
    )
    const [entry] = await anEntryOf(db.owner, {
      kind: address,
      body: { postcode: 'NM1 1AA', paon: '3', street: 'High Street' },
      source: 'care',
      sourcePerson: hidden.rows[0].id,
      person: personId,
      at: clock,
      from: '2026-10-15' as PlainDate,
    })
    await db.owner.query('update entry set sensitivity = 3 where id = $1', [entry])
    await db.owner.query(
      `insert into link (source_person_id, person_id, decided_by, rule_version, evidence, known_from) values ($1, $2, 'machine', 'x', '{}', $3)`,
      [hidden.rows[0].id, personId, clock],
    )
    const worker = await aReader(db.owner, 'social-worker')
    const other = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: personId }, { principal: worker.userId, maxSensitivity: 3 })
    await aRelation(db.owner, { child: personId }, { principal: other.userId, maxSensitivity: 2 })
    const read = async (reader: typeof worker) =>
      onChild(pages, reader, await addressOf(personId), kinds, async grant => ({
        record: fold(await readFacts(grant, kinds), about),
        summary: await openRecordSummary(grant),
      }))
    const [all, some] = [await read(worker), await read(other)]
    assert.deepEqual(
      [all.record.address?.value.postcode, all.record.address?.disagree, all.summary.parts.length],
      ['NM1 1AA', true, 2],
    )
    assert.deepEqual(
      [some.record.address?.value.postcode, some.record.address?.disagree, some.record.address?.candidates.length],
      ['NM4 2QT', false, 1],
    )
    assert.deepEqual(
      some.summary.parts.map(p => [p.sourcePerson, p.because]),
      [[id, undefined]],
    )
  })

  test('a reader without a category gets none of its facts', async () => {
    const { personId } = await arrive(
      db.owner,
      { ...liam, key: 'narrow', identity: { ...liam.identity, forename: 'Nia', upn: 'T801200005029' } },
      clock,
    )
    await linkPending(jobs)
    const reader = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: personId }, { principal: reader.userId, limit: categoryBit('identity') })
    const facts = await onChild(pages, reader, await addressOf(personId), kinds, grant => readFacts(grant, kinds))
    assert.ok(facts.length > 0)
    assert.deepEqual(
      facts.filter(f => f.category !== 'identity'),
      [],
    )
  })

  test('a service that not every child has is named to those who may know of it, and is “another service” to the rest', async () => {
    const { personId, id } = await arrive(db.owner, { ...inCare, key: 'named' }, clock)
    await linkPending(jobs)
    await db.owner.query(`update source set category = 'care-involved' where id = 'care'`)
    await anEntryOf(db.owner, {
      kind: identity,
      body: { forename: 'Liam' },
      source: 'care',
      sourcePerson: id,
      person: personId,
      at: clock,
    })
    const child = (await db.owner.query('select person_id as id from source_person where id = $1', [id])).rows[0].id
    const saidTo = async (role: 'school-office' | 'social-worker') => {
      const reader = await aReader(db.owner, role)
      await aRelation(db.owner, { child }, { principal: reader.userId })
      const facts = await onChild(pages, reader, await addressOf(child), kinds, grant => readFacts(grant, [identity]))
      return [...new Set(facts.filter(f => f.source !== 'census').map(f => f.said))]
    }
    assert.deepEqual(await saidTo('school-office'), ['Another service'])
    assert.notDeepEqual(await saidTo('social-worker'), ['Another service'])
    await db.owner.query(`update source set category = null where id = 'care'`)
  })

  test('as known on an earlier day the record holds only what had come and been tied to the child by then', async () => {
    clock = new Date('2026-10-01T10:00:00Z')
    const as = (a: Arrival): Arrival => ({
      ...a,
      key: 'known',
      identity: { ...a.identity, forename: 'Kai', upn: 'Y801200005030' },
    })
    const { personId } = await arrive(db.owner, as(liam), clock)
    await linkPending(jobs)
    clock = new Date('2026-10-20T10:00:00Z')
    await arrive(db.owner, as(inCare), clock)
    await linkPending(jobs)
    clock = new Date('2026-11-20T10:00:00Z')
    const reader = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: personId }, { principal: reader.userId })
    const read = async (known?: string) =>
      onChild(
        pages,
        reader,
        await addressOf(personId),
        kinds,
        async grant => fold(await readFacts(grant, kinds), about).name,
        known,
      )
    assert.deepEqual((await read())?.candidates.map(c => c.value.surname).sort(), ['Hearn', 'Hearne'])
    assert.deepEqual(
      (await read('2026-10-10'))?.candidates.map(c => c.value.surname),
      ['Hearne'],
    )
    assert.equal(await read('2026-09-01'), undefined)
  })

  test('a list reads the facts of many children at once, without those that its reader may not see', async () => {
    const child = (key: string, forename: string): Arrival => ({ ...liam, key, identity: { forename, surname: 'Orr' } })
    const [mine, alsoMine, other] = [
      await arrive(db.owner, child('a', 'Ada'), clock),
      await arrive(db.owner, child('b', 'Bo'), clock),
      await arrive(db.owner, child('c', 'Cy'), clock),
    ]
    await linkPending(jobs)
    const reader = await aReader(db.owner, 'social-worker')
    for (const { personId } of [mine, alsoMine])
      await aRelation(db.owner, { child: personId }, { principal: reader.userId })
    const found = await onList(pages, reader, [identity], grant =>
      readMany(grant, [mine.personId, alsoMine.personId, other.personId], [identity]),
    )
    assert.deepEqual(
      [...found].map(([id, facts]) => [id, facts[0]?.body.forename]),
      [
        [mine.personId, 'Ada'],
        [alsoMine.personId, 'Bo'],
      ],
    )
  })

  test('what is known of the house is read with the child who lives there, and not once they have moved', async () => {
    const { personId } = await arrive(
      db.owner,
      { ...liam, key: 'dog', identity: { forename: 'Dot', surname: 'Orr', uprn: '100012345678', postcode: 'NM4 2QT' } },
      clock,
    )
    await linkPending(jobs)
    await db.owner.query(
      `insert into entry (uprn, kind, category, category_bit, sensitivity, body, known_from, source_id)
      values ('100012345678', 'danger-note', 'identity', 1, 1, '{"short":"A dog"}', $1, 'care')`,
      [clock],
    )
    const reader = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: personId }, { principal: reader.userId })
    const read = async () =>
      onChild(pages, reader, await addressOf(personId), [dangerNote], grant => readPlaceFacts(grant, [dangerNote]))
    assert.deepEqual(
      (await read()).map(f => f.body.short),
      ['A dog'],
    )
    await db.owner.query(`update household_member set true_to = '2026-11-01' where child_id = $1`, [personId])
    assert.deepEqual(await read(), [])
  })
})
