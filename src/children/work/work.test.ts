import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import { type Answer, type Ground, recordKind, type SignedInReader } from '../../access/index.ts'
import { aChild, aReader, aRelation, type TestChild, testGrounds, testNow } from '../../access/testing/index.ts'
import { academicYearOf, addDays, londonDate, NotFound, type PlainDate, weekdayIndex } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { address, dangerNote, identity, note, visit } from '../kinds/index.ts'
import { anEntryOf, type EntryOf } from '../testing/index.ts'
import { send } from '../testing/routes.ts'
import { workPages } from './index.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  summary: true,
  schema: Type.Object({ school: Type.String() }),
})
const attendance = recordKind({
  kind: 'session-count',
  title: 'Sessions',
  category: 'attendance',
  schema: Type.Object({}),
})
const routes = workPages({ enrolment, owed: [], kinds: [identity, address, note, visit] as never, attendance })
const today = londonDate(testNow)

let db: TestDatabase
let pages: Ground
let worker: SignedInReader
let kai: TestChild
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db)).pages
  worker = await aReader(db.owner, 'social-worker')
  kai = await aPerson('Kai', 'Brennan', '2022-01-05')
  await fact(
    kai,
    dangerNote,
    { sort: 'danger', short: 'Visit in pairs', whatToDo: 'Call duty first', checkBy: '2026-10-01' },
    { due: '2026-10-01' },
  )
  await fact(kai, address, { type: 'home', paon: '22', street: 'Mill Street', postcode: 'NM1 4QT', uprn: '100' })
  await db.owner.query(
    `insert into household_member (uprn, child_id, entry_id, sensitivity) select '100', $1, max(id), 1 from entry`,
    [kai.id],
  )
  await db.owner.query(`insert into entry (uprn, kind, category, category_bit, sensitivity, body, known_from, source_id)
    values ('100', 'danger-note', 'identity', 1, 1, '{"sort": "animals", "short": "Large dog", "whatToDo": "Ring first"}', '2026-09-01', 'test'),
           ('999', 'danger-note', 'identity', 1, 1, '{"sort": "animals", "short": "Somebody else’s geese", "whatToDo": "Ring first"}', '2026-09-01', 'test')`)
  await fact(
    kai,
    visit,
    { on: today, at: '13:30', worker: 'x', workerId: worker.userId },
    { due: today, number: worker.userId },
  )
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const aPerson = async (forename: string, surname: string, birthDate: string, mine = true): Promise<TestChild> => {
  const made = await aChild(db.owner)
  if (mine) await aRelation(db.owner, { child: made.id }, { principal: worker.userId })
  await fact(made, identity, { forename, surname, birthDate, birthPrecision: 'day' })
  return made
}
type Promotes = { due?: string; number?: number; at?: Date }
const fact = async (
  child: TestChild,
  kind: EntryOf['kind'] | typeof identity | typeof dangerNote | typeof address | typeof visit | typeof note,
  body: Record<string, unknown>,
  { due, number, at }: Promotes = {},
): Promise<void> => {
  const ids = await anEntryOf(db.owner, {
    kind: kind as EntryOf['kind'],
    body,
    source: 'test',
    sourcePerson: child.sourcePersonId,
    person: child.id,
    at: at ?? new Date('2026-09-01T00:00:00Z'),
  })
  await db.owner.query('update entry set due_on = $2, number = $3 where id = any($1::bigint[])', [
    ids,
    due ?? null,
    number ?? null,
  ])
}
const endedVisit = (happenedOn: string) => ({ worker: 'Priya', workerId: 1, happenedOn, outcome: 'seen-alone' })
const bodyOf = (answer: Answer): string =>
  'page' in answer
    ? `${String(answer.page.heading)} ${answer.page.lead ?? ''} ${String(answer.page.body)}`
    : assert.fail('not a page')
const get = (reader: SignedInReader, path: string, more: object = {}) =>
  send(pages, routes, reader, 'GET', path, more).then(bodyOf)

describe('today', () => {
  test('shows the visit with the hazards of the child and of the house, and of no other house', async () => {
    const page = await get(worker, '/')
    assert.match(page, /1 visit and 1 task/)
    assert.match(page, /1:30pm.*Kai Brennan.*4 years old.*22 Mill Street, NM1 4QT/s)
    assert.match(page, /Visit in pairs.*Large dog/s)
    assert.ok(!page.includes('geese'))
  })
  test('a note past its day for checking is a task', async () =>
    assert.match(await get(worker, '/'), /Check that this is still so: Visit in pairs.*1 October 2026/s))
  test('another worker sees none of it', async () => {
    const page = await get(await aReader(db.owner, 'social-worker'), '/')
    for (const word of ['Kai', 'Mill Street', 'Large dog', 'Visit in pairs']) assert.ok(!page.includes(word), word)
    assert.match(page, /You have no visits today/)
  })
  test('a protected address is not on the visit, and the hazard words stay where they follow the child', async () => {
    const ivy = await aPerson('Ivy', 'Thorne', '2015-01-01')
    await fact(ivy, address, { type: 'home', paon: '9', street: 'Secret Lane', uprn: '300' })
    await fact(ivy, dangerNote, { sort: 'talking', short: 'Needs an interpreter', whatToDo: 'Book one' })
    await fact(ivy, dangerNote, { sort: 'not-to-meet', short: 'Dan must not know', whatToDo: 'Call first' })
    await fact(
      ivy,
      visit,
      { on: today, at: '16:00', worker: 'x', workerId: worker.userId },
      { due: today, number: worker.userId },
    )
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
      [ivy.id],
    )
    const page = await get(worker, '/')
    assert.match(page, /4pm.*Ivy Thorne.*Address not recorded.*Needs an interpreter/s)
    assert.ok(!page.includes('Secret Lane'))
    assert.ok(!page.includes('Dan'), 'who must not be met is never on Today')
  })
  test('what became known since yesterday of a child never looked at is listed once, and what is hidden changes nothing', async () => {
    const lea = await aPerson('Lea', 'Novak', '2014-02-02')
    await fact(lea, address, { type: 'home', street: 'New Road' }, { at: new Date('2026-11-19T09:00:00Z') })
    const page = await get(worker, '/')
    assert.match(page, /Lea Novak<\/a>, 12 years old: address/)
    await db.owner.query(
      `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from, source_id)
      values ($1, $2, 'note', 'adoption', $3, 3, '{}', '2026-11-20T08:00:00Z', 'test'), ($1, $2, 'secret', 'confidential', $4, 1, '{}', '2026-11-20T08:00:00Z', 'test')`,
      [lea.sourcePersonId, lea.id, 2 ** 13, 2 ** 11],
    )
    assert.equal(await get(worker, '/'), page)
  })
})

describe('changed since I last looked', () => {
  const look = (child: TestChild, at: string, action = '/children/:child') =>
    db.owner.query(
      `insert into access.access_event (at, user_id, role, purpose, action, child_id, outcome, rule, request_id)
      values ($1, $2, 'social-worker', 'test', $3, $4, 'shown', 'test', 'test')`,
      [at, worker.userId, action, child.id],
    )
  test('each child has a moment of its own: the last look before this hour’s, and a page that listens is no look', async () => {
    const [old, fresh] = [await aPerson('Old', 'Look', '2014-02-02'), await aPerson('Fresh', 'Look', '2014-02-02')]
    for (const child of [old, fresh])
      await fact(child, address, { type: 'home', street: 'New Road' }, { at: new Date('2026-11-10T09:00:00Z') })
    await look(old, '2026-11-09T09:00:00Z')
    await look(fresh, '2026-11-09T09:00:00Z')
    await look(fresh, '2026-11-11T09:00:00Z')
    await look(old, '2026-11-19T09:00:00Z', '/children/:child/live')
    await look(old, '2026-11-20T09:30:00Z')
    const page = await get(worker, '/')
    assert.match(page, /Old Look<\/a>, 12 years old: address/)
    assert.ok(!page.includes('Fresh Look'))
  })
  test('the page counts, by kind, what the reader may see and did not write, and says nothing of what it is', async () => {
    const noa = await aPerson('Noa', 'Look', '2014-02-02')
    const params = { child: noa.address }
    assert.match(await get(worker, '/children/:child/changes', { params }), /You have not looked at this record before/)
    await look(noa, '2026-11-09T09:00:00Z')
    const news = { at: new Date('2026-11-10T09:00:00Z') }
    await fact(noa, address, { type: 'home', street: 'New Road' }, news)
    await fact(noa, address, { type: 'home', street: 'Newer Road' }, { at: new Date('2026-11-12T09:00:00Z') })
    await fact(noa, note, { noteKind: 'visit', happenedOn: '2026-11-11', seen: true, passages: [] }, news)
    const page = await get(worker, '/children/:child/changes', { params })
    assert.match(page, /Address<\/th>.*2 new facts.*12 November 2026/s)
    assert.match(page, /Note<\/th>.*1 new fact/s)
    assert.ok(!page.includes('Road'))
    await db.owner.query(
      `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from, source_id)
      values ($1, $2, 'note', 'adoption', $3, 3, '{}', '2026-11-19T08:00:00Z', 'test')`,
      [noa.sourcePersonId, noa.id, 2 ** 13],
    )
    await look(noa, '2026-11-09T09:00:00Z')
    assert.equal(await get(worker, '/children/:child/changes', { params }), page)
    const seen = await get(worker, '/children/:child/changes', { params, query: { from: 'seen' } })
    assert.match(seen, /last seen on 11 November 2026/)
    assert.match(seen, /Address<\/th>.*1 new fact/s)
    assert.ok(!seen.includes('Note</th>'))
    // A visit that ended without a word written is one at which the child was seen, too.
    await fact(noa, visit, endedVisit('2026-11-18'), { at: new Date('2026-11-18T16:00:00Z') })
    assert.match(
      await get(worker, '/children/:child/changes', { params, query: { from: 'seen' } }),
      /last seen on 18 November 2026/,
    )
  })
})

describe('my children', () => {
  test('are read by next date, with when they were last seen', async () => {
    const mia = await aPerson('Mia', 'Lind', '2016-03-03')
    await fact(mia, note, { noteKind: 'visit', happenedOn: '2026-10-02', seen: true, passages: [] })
    await fact(mia, note, { noteKind: 'call', happenedOn: '2026-11-01', seen: false, passages: [] })
    const page = await get(worker, '/my-children')
    assert.ok(page.indexOf('Kai Brennan') < page.indexOf('Mia Lind'))
    assert.match(page, /Mia Lind.*2 October 2026/s)
    await fact(mia, visit, endedVisit('2026-11-05'))
    assert.match(await get(worker, '/my-children'), /Mia Lind.*5 November 2026/s)
  })
  test('of more than fifty, each is on one page and no other', async () => {
    const many = await aReader(db.owner, 'social-worker')
    for (let i = 0; i < 62; i++) {
      const child = await aPerson('Child', `Number${String.fromCharCode(97 + (i % 26))}${i}`, '2016-03-03', false)
      await aRelation(db.owner, { child: child.id }, { principal: many.userId })
      if (i % 3 === 0)
        await fact(
          child,
          visit,
          { on: addDays(today, i), worker: 'x', workerId: 1 },
          { due: addDays(today, i as number) },
        )
    }
    const first = await get(many, '/my-children')
    const after = /after=([0-9a-f-]{36})/.exec(first)?.[1]
    const second = await get(many, '/my-children', { query: { after } })
    const shown = [first, second].map(page => [...page.matchAll(/Number\w+/g)].map(found => found[0]))
    assert.deepEqual(
      shown.map(list => list.length),
      [50, 12],
    )
    assert.equal(new Set(shown.flat()).size, 62)
    assert.ok(!second.includes('after='))
  })
})

describe('my schools', () => {
  test('an officer linked to a school sees its roll by name with today’s marks; a stranger to it does not', async () => {
    const { rows } = await db.owner.query(
      `insert into access.establishment (name) values ('Larchfield Academy') returning id, uuid`,
    )
    const officer = await aReader(db.owner, 'education-welfare-officer')
    await aRelation(db.owner, { establishment: rows[0].id }, { principal: officer.userId })
    const day = weekdayIndex(academicYearOf(today), today as PlainDate) ?? 0
    for (const [forename, surname, mark] of [
      ['Zed', 'Adams', 'O'],
      ['Amy', 'Young', '/'],
      ['Bo', 'Zane', '--'],
      ['Lea', 'Zorn', 'U'],
    ] as const) {
      const pupil = await aPerson(forename, surname, '2013-01-01', false)
      await db.owner.query(
        `insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, '2025-09-01')`,
        [pupil.id, rows[0].id],
      )
      await db.owner.query(
        `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
        values ($1, $2, $3, $4, $5, '', '', '', now(), now())`,
        [pupil.sourcePersonId, rows[0].id, academicYearOf(today), pupil.id, '-'.repeat(day * 2) + mark],
      )
    }
    assert.match(await get(officer, '/my-schools'), /Larchfield Academy/)
    const roll = await get(officer, '/my-schools/:school', { params: { school: rows[0].uuid } })
    assert.match(roll, /Zed Adams.*Absent, unauthorised.*Amy Young.*Present/s)
    assert.match(roll, /Lea Zorn.*In school, late after the register closed/s)
    await assert.rejects(get(worker, '/my-schools/:school', { params: { school: rows[0].uuid } }), NotFound)
  })

  test('a pupil without a mark is told apart from a quiet school, and from a day on which nobody is in', async () => {
    const { rows } = await db.owner.query(`select id, uuid from access.establishment where name = 'Larchfield Academy'`)
    const { id, uuid } = rows[0]
    const officer = await aReader(db.owner, 'education-welfare-officer')
    await aRelation(db.owner, { establishment: id }, { principal: officer.userId })
    const roll = () => get(officer, '/my-schools/:school', { params: { school: uuid } })
    const quiet = await roll()
    assert.match(quiet, /sent no register today[^<]*due by 10am.*term dates of this school year are missing/s)
    assert.match(quiet, /Bo Zane.*Not known: no register/s)

    await db.owner.query(`update access.establishment set register_on = $2 where id = $1`, [id, today])
    assert.match(await roll(), /Bo Zane.*No mark in the register/s)

    await db.owner.query(`update access.establishment set register_on = null where id = $1`, [id])
    await db.owner.query(
      `insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from) values
        ($1, 2026, 'term', 'Year', '2026-09-02', '2027-07-21', $2, now()), ($1, 2026, 'training', 'Training day', $3, $3, $2, now())`,
      [id, officer.userId, today],
    )
    const off = await roll()
    assert.match(off, /Bo Zane.*No school today/s)
    assert.doesNotMatch(off, /sent no register|are missing/)
  })
})
