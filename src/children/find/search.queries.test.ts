import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import { actorContext, type Ground, recordKind, type SignedInReader, withContext } from '../../access/index.ts'
import { aChild, aReader, aRelation, type TestChild, testGrounds, testNow } from '../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { address, carer, identifier, identity } from '../kinds/index.ts'
import { indexPersons } from '../linking/index.ts'
import { anEntryOf } from '../testing/index.ts'
import { overOwn } from '../testing/routes.ts'
import { listCards } from './child-cards.queries.ts'
import { parseQuery } from './parse-query.ts'
import { findChildren } from './search.queries.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  summary: true,
  location: true,
  schema: Type.Object({ school: Type.String() }),
})
const secret = recordKind({
  kind: 'identity',
  title: 'Who this is',
  category: 'adoption',
  sensitivity: 3,
  schema: Type.Object({ forename: Type.String(), surname: Type.String() }),
})

let db: TestDatabase
let pages: Ground
let jobs: Ground
let officer: SignedInReader
let clearing: SignedInReader
let liam: TestChild
let other: TestChild
let hidden: TestChild
before(async () => {
  db = await testDatabase()
  ;({ pages, jobs } = await testGrounds(db))
  officer = await aReader(db.owner, 'education-welfare-officer')
  clearing = await aReader(db.owner, 'clearing-house')
  liam = await aPerson('Liam', 'Brennan', '2013-03-14', {
    upn: 'A123456789012',
    postcode: 'NM4 2QT',
    school: 'Larchfield Academy',
    former: ['Kowalski'],
  })
  other = await aPerson('Elizabeth', 'Okafor-Reid', '2012-05-03', { postcode: 'NM1 1AA' })
  hidden = await aPerson('Liam', 'Brennan', '2017-05-02', { upn: 'B123456789012' })
  for (const child of [liam, other]) await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await jobs.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

type More = { upn?: string; postcode?: string; school?: string; former?: string[]; phone?: string }
const aPerson = async (forename: string, surname: string, birthDate: string, more: More = {}): Promise<TestChild> => {
  const child = await aChild(db.owner)
  const fact = (kind: Parameters<typeof anEntryOf>[1]['kind'], body: Record<string, unknown>) =>
    anEntryOf(db.owner, {
      kind,
      body,
      source: 'test',
      sourcePerson: child.sourcePersonId,
      person: child.id,
      at: new Date('2026-09-01T00:00:00Z'),
    })
  await fact(identity, {
    forename,
    surname,
    birthDate,
    birthPrecision: 'day',
    ...(more.former ? { formerSurnames: more.former } : {}),
  })
  if (more.upn) await fact(identifier, { type: 'upn', value: more.upn, ok: true })
  if (more.postcode) await fact(address, { type: 'home', postcode: more.postcode })
  if (more.school) await fact(enrolment, { school: more.school })
  if (more.phone) await fact(carer, { name: 'A parent', phone: more.phone })
  await index(child)
  return child
}
const index = (...children: TestChild[]): Promise<void> =>
  withContext(jobs, actorContext('linker', testNow), tx =>
    indexPersons(
      tx,
      children.map(c => c.id),
    ),
  )
const find = (reader: SignedInReader, line: string): Promise<number[]> =>
  overOwn(pages, reader, [identity], grant => findChildren(grant as never, parseQuery(line))).then(found =>
    found.map(f => f.childId),
  )

describe('finding a child among those one works with', () => {
  for (const line of [
    'Liam Brennan',
    'brennan liam',
    'Liam Brenan',
    'Lyam Brennan',
    'Brennan',
    'bren',
    'Liam 2013',
    'liam march 2013',
    '14/3/13',
    'A123456789012',
    'nm4 2qt',
    'NM4',
    'Liam Larchfield',
    'Larchfield Academy',
    'Liam Kowalski',
    'Brennna Liam',
  ])
    test(`“${line}” finds Liam, and no other`, async () => assert.deepEqual(await find(officer, line), [liam.id]))
  for (const line of ['Liz Okafor', 'Beth Reid', 'Elisabeth Okafor', 'Reid Okafor', '5/3/2012'])
    test(`“${line}” finds Elizabeth Okafor-Reid by short form, spelling, half a surname or a date changed over`, async () =>
      assert.deepEqual(await find(officer, line), [other.id]))
  for (const line of ['Liam Okafor', 'Liam Brennan 2012', 'Liam 2/5/2017', 'B123456789012', 'nobody', ''])
    test(`“${line}” finds nobody`, async () => assert.deepEqual(await find(officer, line), []))
  test('somebody who works with neither finds neither', async () => {
    const stranger = await aReader(db.owner, 'social-worker')
    for (const line of ['Liam Brennan', 'A123456789012', '14/3/2013', 'NM4'])
      assert.deepEqual(await find(stranger, line), [])
  })
  test('the clearing house finds both of the same name, the nearer first', async () => {
    assert.deepEqual(await find(clearing, 'Liam Brennan'), [liam.id, hidden.id])
    assert.deepEqual(await find(clearing, 'Liam Brennan 2/5/2017'), [hidden.id])
  })
  test('many equal names are cut at one more than a page, in the same order each time', async () => {
    for (let i = 0; i < 53; i++) await aPerson('Olivia', 'Smith', '2014-01-01')
    const once = await find(clearing, 'Olivia Smith')
    assert.equal(once.length, 51)
    assert.deepEqual(await find(clearing, 'Smith Olivia'), once)
    assert.equal((await find(clearing, 'Smith')).length, 51)
  })
})

test('a large caseload goes by the dictionary and a small one by its own words: both find the same', async () => {
  const busy = await aReader(db.owner, 'education-welfare-officer')
  for (const child of [liam, other]) await aRelation(db.owner, { child: child.id }, { principal: busy.userId })
  const { rows } = await db.owner.query(
    'insert into person (has_record) select true from generate_series(1, 400) returning id',
  )
  await db.owner.query(
    `insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at) select $1, x, 'test', 131071, '2026-01-01' from unnest($2::bigint[]) x`,
    [busy.userId, rows.map(r => r.id)],
  )
  for (const line of [
    'Liam Brennan',
    'Liam Brenan',
    'Lyam Brennan',
    'bren',
    'Liam 2013',
    'liam march 2013',
    '14/3/13',
    'A123456789012',
    'NM4',
    'Liam Larchfield',
    'Liam Kowalski',
    'Brennna Liam',
    'Beth Reid',
    'Elisabeth Okafor',
    '5/3/2012',
    'Liam Okafor',
    'nobody',
    'Larchfield 2013',
  ])
    assert.deepEqual(await find(busy, line), await find(officer, line), line)
})

describe('what is hidden finds nobody', () => {
  test('a word that stands only in a hidden category never finds the child', async () => {
    const child = await aPerson('Maya', 'Lind', '2015-06-01')
    await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
    await anEntryOf(db.owner, {
      kind: secret,
      body: { forename: 'Zephyrine', surname: 'Quillfeather' },
      source: 'test',
      sourcePerson: child.sourcePersonId,
      person: child.id,
      at: testNow,
    })
    await index(child)
    assert.deepEqual(await find(officer, 'Maya Lind'), [child.id])
    for (const line of ['Zephyrine', 'Quillfeather', 'Maya Quillfeather', 'Zephyrin'])
      assert.deepEqual(await find(officer, line), [])
    assert.deepEqual(await find(clearing, 'Quillfeather'), [])
  })
  test('a parent’s telephone finds the child, for those who may see it', async () => {
    const child = await aPerson('Noor', 'Haddad', '2016-02-02', { phone: '07700 900123' })
    await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
    assert.deepEqual(await find(officer, '07700 900123'), [child.id])
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
      [child.id],
    )
    assert.deepEqual(await find(officer, '07700 900123'), [])
    assert.deepEqual(await find(officer, 'Noor Haddad'), [child.id])
  })
  test('who reads summaries finds by them, and by nothing else: a school’s office by name, birth date and home, not by number or telephone', async () => {
    const office = await aReader(db.owner, 'school-office')
    const more = { upn: 'C123456789012', postcode: 'NM4 3AB', school: 'Larchfield Academy', phone: '07700 900321' }
    const child = await aPerson('Bronwen', 'Pryce', '2016-02-04', more)
    assert.deepEqual(await find(office, 'Bronwen Pryce'), [])
    await aRelation(db.owner, { child: child.id }, { principal: office.userId })
    for (const line of ['Bronwen Pryce', 'Pryce 4 2 2016', 'NM4 3AB', 'Bronwen Larchfield'])
      assert.deepEqual(await find(office, line), [child.id], line)
    for (const line of ['C123456789012', '07700 900321']) assert.deepEqual(await find(office, line), [], line)
  })
  test('the school of a child with a protected address does not find the child', async () => {
    const child = await aPerson('Ivy', 'Thorne', '2016-02-03', { school: 'Hillcrest School', postcode: 'NM9 9ZZ' })
    await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
    assert.deepEqual(await find(officer, 'Hillcrest'), [child.id])
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
      [child.id],
    )
    for (const line of ['Hillcrest', 'Ivy Hillcrest', 'NM9 9ZZ', 'NM9']) assert.deepEqual(await find(officer, line), [])
    assert.deepEqual(await find(officer, 'Ivy Thorne'), [child.id])
  })
  test('rows that the reader may not see change no result: two worlds, the same answer', async () => {
    const lines = ['Liam Brennan', 'Brennan', 'bren', 'Lyam', 'NM4', '14/3/2013', 'Liam Larchfield', 'smith']
    const before = await Promise.all(lines.map(line => find(officer, line)))
    for (let i = 0; i < 60; i++)
      await aPerson('Liam', 'Brennan', '2013-03-14', { postcode: 'NM4 2QT', school: 'Larchfield Academy' })
    for (const surname of ['Brenna', 'Brennam', 'Brennen', 'Bren', 'Brenn'])
      await aPerson('Lyam', surname, '2013-03-14')
    assert.deepEqual(await Promise.all(lines.map(line => find(officer, line))), before)
  })
  test('a restricted child is found by those on the list alone, and nobody’s own family', async () => {
    const child = await aPerson('Otto', 'Vane', '2014-04-04')
    await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
    const { rows } = await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'restricted', 'test', '2026-01-01') returning id`,
      [child.id],
    )
    assert.deepEqual(await find(officer, 'Otto Vane'), [])
    assert.deepEqual(await find(clearing, 'Otto Vane'), [])
    await db.owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
      rows[0].id,
      officer.userId,
    ])
    assert.deepEqual(await find(officer, 'Otto Vane'), [child.id])
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      officer.userId,
      child.id,
    ])
    assert.deepEqual(await find(officer, 'Otto Vane'), [])
  })
})

describe('a child in a list', () => {
  test('has age, birth date, school, the first half of the postcode and why it is mine, and no more of the address', async () => {
    const cards = await overOwn(pages, officer, [identity, address, enrolment], grant =>
      listCards(grant as never, [hidden.id, liam.id]),
    )
    assert.equal(cards.length, 1)
    const [card] = cards
    assert.deepEqual(
      { name: card?.name, age: card?.age, born: card?.born, school: card?.school, area: card?.area },
      { name: 'Liam Brennan', age: '13 years old', born: '14 March 2013', school: 'Larchfield Academy', area: 'NM4' },
    )
    assert.equal(card?.why, 'you work with Liam')
    assert.ok(!JSON.stringify(cards).includes('2QT'))
  })
})
