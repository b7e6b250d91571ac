import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Ground } from '../../access/index.ts'
import { aReader, aSeal, testGrounds, testNow } from '../../access/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { startLive } from '../../platform/live/index.ts'
import { emptyTables, type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { type Arrival, aRun, arrive, someSources } from '../testing/index.ts'
import { linkPending } from './index.ts'

let db: TestDatabase
let ground: Ground
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).jobs
  await someSources(db.owner, ['census', 'care', 'health'])
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})
beforeEach(() => emptyTables(db.owner, 'person, source_person, search_word, family, access.establishment, import_run'))

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const home = { house: '14', street: 'Mill Lane', postcode: 'NM4 2QT', uprn: '100012345678' }
const liam: Arrival = {
  source: 'census',
  key: 'liam',
  identity: {
    ...home,
    forename: 'Liam',
    surname: 'O’Neill',
    otherSurnames: ['Hearne'],
    birthDate: '2013-05-03' as PlainDate,
    upn: 'Q801200005028',
  },
  carers: [{ name: 'Donna Hearne', relation: 'Mother', personKey: 'donna' }],
  family: 'F1',
}
const ruby: Arrival = {
  source: 'care',
  key: 'ruby',
  identity: { ...home, forename: 'Ruby', surname: 'Hearne', birthDate: '2018-01-20' as PlainDate },
  carers: [{ name: 'Donna Hearne', relation: 'mother', personKey: 'mum' }],
  family: 'F1',
}
const donna = { forename: 'Donna', surname: 'Hearne', phones: ['07700 900123'] }
const donnaAtSchool: Arrival = { source: 'census', key: 'donna', adult: true, identity: donna }
const donnaInCare: Arrival = {
  source: 'care',
  key: 'mum',
  adult: true,
  identity: { ...donna, forename: 'DONNA', phones: ['+44 7700 900123'] },
}
const personOf = async (key: string) =>
  (await rows<{ person_id: number }>('select person_id from source_person where key = $1', [key]))[0]!.person_id
const ties = () =>
  rows(`select a.key as child, b.key as other, r.kind from relationship r
  join source_person a on a.person_id = r.child_id join source_person b on b.person_id = r.other_id and b.key <> 'mum'
  where r.known_to = 'infinity' order by 1, 2, 3`)

describe('what follows from the links', () => {
  test('makes brothers and sisters of children whose sources name the same mother, whichever arrives first', async () => {
    const wanted = [
      { child: 'liam', other: 'donna', kind: 'Mother' },
      { child: 'liam', other: 'ruby', kind: 'sibling' },
      { child: 'ruby', other: 'donna', kind: 'mother' },
      { child: 'ruby', other: 'liam', kind: 'sibling' },
    ]
    for (const order of [
      [liam, ruby, donnaAtSchool, donnaInCare],
      [donnaInCare, ruby, donnaAtSchool, liam],
    ]) {
      await emptyTables(db.owner, 'person, source_person')
      for (const one of order) {
        await arrive(db.owner, one, testNow)
        await linkPending(ground, { batchSize: 1 })
      }
      assert.equal(await personOf('donna'), await personOf('mum'))
      assert.deepEqual(await ties(), wanted)
    }
  })

  test('does not make a family of one surname and one address', async () => {
    await arrive(db.owner, { ...liam, carers: [], identity: { ...liam.identity, surname: 'Hearne' } }, testNow)
    await arrive(db.owner, { ...ruby, carers: [] }, testNow)
    await linkPending(ground)
    assert.deepEqual(await ties(), [])
    assert.deepEqual(
      await rows(`select family_id, count(*)::int as n from family_member where known_to = 'infinity' group by 1`),
      [
        { family_id: 1, n: 1 },
        { family_id: 2, n: 1 },
      ],
    )
    assert.deepEqual(await rows('select uprn, count(*)::int as n from household_member group by 1'), [
      { uprn: home.uprn, n: 2 },
    ])
  })

  test('ends the tie when the source no longer names the mother, and keeps the closed row', async () => {
    for (const one of [liam, ruby, donnaAtSchool, donnaInCare]) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    await arrive(db.owner, { ...liam, carers: [] }, testNow)
    await linkPending(ground)
    assert.deepEqual(await ties(), [{ child: 'ruby', other: 'donna', kind: 'mother' }])
    assert.deepEqual(await rows(`select count(*)::int as n from relationship where known_to <> 'infinity'`), [{ n: 3 }])
  })

  test('is nothing where a sealed fact alone says it: no tie, no household, no word to search by', async () => {
    for (const one of [liam, ruby, donnaAtSchool, donnaInCare]) await arrive(db.owner, one, testNow)
    await linkPending(ground)
    const words = () =>
      rows<{ n: number }>(
        `select count(*)::int as n from search_key where child_id = $1 and field in ('postcode', 'place', 'street', 'carer', 'address')`,
        [liamId],
      )
    const liamId = await personOf('liam')
    assert.notDeepEqual(await words(), [{ n: 0 }])
    const holder = await aReader(db.owner, 'social-worker')
    const seal = await aSeal(db.owner, { kind: 'silent', holder: holder.userId, named: [] })
    await db.owner.query(`update entry set seal = $1 where child_id = $2 and kind in ('address', 'carer')`, [
      seal,
      liamId,
    ])
    await db.owner.query(`update source_person set to_link = true where person_id = $1`, [liamId])
    await linkPending(ground)
    assert.deepEqual(await words(), [{ n: 0 }])
    assert.deepEqual(await ties(), [{ child: 'ruby', other: 'donna', kind: 'mother' }])
    assert.deepEqual(await rows('select child_id from household_member'), [{ child_id: await personOf('ruby') }])
  })

  test('puts the child on the roll that the latest word gives, so that an old list does not bring a leaver back', async () => {
    const { id } = await arrive(db.owner, liam, testNow)
    await db.owner.query(`insert into access.establishment (laestab, name) values ('8014001', 'Northmere High')`)
    const say = async (asOf: string, ends: string) => {
      const { record } = await aRun(db.owner, 'census', new Date(asOf))
      await db.owner.query(
        `insert into intake.enrolment (source_person_id, establishment_id, starts_on, ends_on, source_record_id, known_from) values ($1, 1, '2024-09-01', $2, $3, $4)`,
        [id, ends, record, testNow],
      )
    }
    await say('2026-10-01', '2026-09-15')
    await say('2026-05-15', 'infinity')
    await linkPending(ground)
    assert.deepEqual(await rows('select child_id, establishment_id, starts_on, ends_on from access.roll'), [
      { child_id: await personOf('liam'), establishment_id: 1, starts_on: '2024-09-01', ends_on: '2026-09-15' },
    ])
  })

  test('lets each word be found under the label of the fact it comes from, and forgets words that no source says any more', async () => {
    await arrive(db.owner, liam, testNow)
    await linkPending(ground)
    const tokens = () =>
      rows<{ word: string; field: string; bit: number }>(
        'select w.word, k.field, k.category_bit as bit from search_key k join search_word w on w.id = k.word_id order by 2, 1',
      )
    assert.deepEqual(
      (await tokens()).map(t => [t.field, t.word, t.bit]),
      [
        ['birth', '2013-05-03', 1],
        ['forename', 'liam', 1],
        ['former', 'hearne', 1],
        ['identifier', 'q801200005028', 1],
        ['postcode', 'nm42qt', 2],
        ['surname', 'oneill', 1],
      ],
    )
    await arrive(db.owner, { ...liam, identity: { forename: 'Liam', surname: 'Hearne' } }, testNow)
    await linkPending(ground)
    assert.deepEqual(
      (await tokens()).map(t => t.word),
      ['liam', 'hearne'],
    )
  })

  test('tells whoever has the record open that it changed, by its address alone', async () => {
    const live = await startLive(db.jobsUrl)
    try {
      const { personId } = await arrive(db.owner, liam, testNow)
      const address = (await rows<{ uuid: string }>('select uuid from person where id = $1', [personId]))[0]!.uuid
      const heard = new Promise<string>(resolve => live.subscribe(`child:${address}`, () => resolve('heard')))
      await linkPending(ground)
      assert.equal(await heard, 'heard')
    } finally {
      await live.stop()
    }
  })
})
