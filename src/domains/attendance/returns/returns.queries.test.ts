import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import {
  type Answer,
  type Ground,
  performRoute,
  type Route,
  recordKind,
  type SignedInReader,
} from '../../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../../access/testing/index.ts'
import { workPages } from '../../../children/index.ts'
import { boxesOf, Conflict, categoryMask, NotAllowed, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { tellOfChild } from '../notices/tell-of-run.actions.ts'
import { returnListPages } from './return-list.page.ts'
import { returnPages } from './returns.page.ts'
import { returnsOwed } from './returns-owed.queries.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
const work = { enrolment, kinds: [], attendance: sessionCount, owed: [returnsOwed(enrolment)] }
const routes: readonly Route[] = [...returnPages, ...returnListPages(enrolment), ...workPages(work as never)]
let db: TestDatabase
let ground: Ground
let jobs: Ground
let lead: SignedInReader
let office: SignedInReader
let otherLead: SignedInReader
let officer: SignedInReader
let stranger: SignedInReader
let child: TestChild
let school: number
before(async () => {
  db = await testDatabase()
  ;({ pages: ground, jobs } = await testGrounds(db))
  school = await aSchool('Larchfield Primary')
  const other = await aSchool('Mill Primary')
  child = await aChild(db.owner)
  await anEntry(db.owner, child, {
    kind: 'identity',
    category: 'identity',
    summary: true,
    body: { forename: 'Amelia', surname: 'Okafor' },
  })
  await db.owner.query('insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, $3)', [
    child.id,
    school,
    '2026-09-01',
  ])
  ;[lead, office, otherLead, officer, stranger] = [
    await aReader(db.owner, 'safeguarding-lead'),
    await aReader(db.owner, 'school-office'),
    await aReader(db.owner, 'safeguarding-lead'),
    await aReader(db.owner, 'education-welfare-officer'),
    await aReader(db.owner, 'education-welfare-officer'),
  ]
  for (const reader of [lead, office])
    await aRelation(db.owner, { establishment: school }, { principal: reader.userId })
  await aRelation(db.owner, { establishment: other }, { principal: otherLead.userId })
  await aRelation(
    db.owner,
    { establishment: school },
    {
      principal: officer.userId,
      limit: categoryMask(['identity', 'attendance']),
      maxSensitivity: 1,
      writes: false,
    },
  )
  await tellTerms()
})
after(async () => {
  await Promise.all([ground.db.destroy(), jobs.db.destroy()]).catch(() => {})
  await db.drop().catch(() => {})
})

const aSchool = async (name: string): Promise<number> =>
  (await db.owner.query(`insert into access.establishment (name) values ($1) returning id`, [name])).rows[0].id
const tellTerms = async (): Promise<void> => {
  for (const [term, from, to] of [
    ['Autumn', '2026-09-02', '2026-12-18'],
    ['Spring', '2027-01-05', '2027-03-25'],
    ['Summer', '2027-04-12', '2027-07-21'],
  ])
    await db.owner.query(
      `insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from) values ($1, 2026, 'term', $2, $3, $4, $5, now())`,
      [school, term, from, to, lead.userId],
    )
}
const base = '/children/:child/returns'
const ask = (
  reader: SignedInReader,
  path: string,
  params = {},
  form?: Record<string, string | string[]>,
): Promise<Answer> =>
  performRoute(
    ground,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    reader,
    { params: { child: child.address, ...params }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
  )
const words = (answer: Answer): string => ('page' in answer ? wordsShown(answer.page.body) : '')
const on = (name: string, text: string) =>
  Object.fromEntries(
    Object.entries(boxesOf(text as PlainDate)).map(([part, value]) => [`${name}-${part}`, value ?? '']),
  )
const leaving = { ...on('on', '2026-11-20'), ground: '9(1)(g)', words: 'Moved away.' }
const suspended = {
  ...on('on', '2026-11-16'),
  exclusion: 'SUSP',
  sessions: '16',
  reasons: ['PP'],
  examination: 'no',
  told: 'yes',
}
const addressOf = async (sort: string): Promise<string> =>
  (await db.owner.query('select uuid from school_return where sort = $1', [sort])).rows[0].uuid

describe('the returns of a school', () => {
  test('are sent by its own people about its own pupils alone, and the office sends no suspension', async () => {
    assert.match(
      words(await ask(lead, base)),
      /Send a return for Larchfield Primary .* Suspension or permanent exclusion/,
    )
    assert.doesNotMatch(words(await ask(office, base)), /Suspension or permanent exclusion/)
    await assert.rejects(ask(office, `${base}/:sort`, { sort: 'suspension' }, suspended), NotFound)
    await assert.rejects(ask(otherLead, base), /Refused/)
    await assert.rejects(ask(officer, `${base}/:sort`, { sort: 'ten-days' }, leaving), NotAllowed)
  })

  test('with a fault are not sent; sent once, and not the same again', async () => {
    const wrong = await ask(office, `${base}/:sort`, { sort: 'taken-off-roll' }, { ...leaving, ground: 'other' })
    assert.match(words(wrong), /Choose the ground/)
    assert.ok('redirect' in (await ask(office, `${base}/:sort`, { sort: 'taken-off-roll' }, leaving)))
    await assert.rejects(ask(lead, `${base}/:sort`, { sort: 'taken-off-roll' }, leaving), Conflict)
    assert.match(
      words(await ask(office, base)),
      /No longer lives within a reasonable distance: 9\(1\)\(g\) .* Moved away/,
    )
    assert.match(
      words(await ask(office, '/returns')),
      /1 of 1 not dealt with.* Amelia Okafor Taken off the roll .* begin an enquiry/,
    )
  })

  test('a suspension becomes one of the record’s, with its reasons for those who read exclusions in full, and what follows', async () => {
    assert.ok('redirect' in (await ask(lead, `${base}/:sort`, { sort: 'suspension' }, suspended)))
    const { rows } = await db.owner.query(`select summary, body from entry where kind = 'suspension' order by id`)
    assert.deepEqual(
      rows.map(row => [row.summary, Object.keys(row.body).sort()]),
      [
        [true, ['category', 'sessions', 'startDate']],
        [false, ['reasons']],
      ],
    )
    assert.match(words(await ask(lead, base)), /8 days of suspension this term, 8 days of at most 45/)
    const over = { ...suspended, ...on('on', '2026-11-23'), sessions: '76' }
    assert.match(words(await ask(lead, `${base}/:sort`, { sort: 'suspension' }, over)), /More than 45 is not lawful/)
  })

  test('reach the officer of the school, who sees no other school’s, and learns of a suspension no reason', async () => {
    const list = words(await ask(officer, '/returns'))
    assert.match(list, /2 of 2 not dealt with/)
    assert.match(list, /Suspension or permanent exclusion 16 November 2026/)
    assert.doesNotMatch(words(await ask(officer, base)), /Physical|16 sessions/)
    for (const reader of [stranger, otherLead]) {
      assert.match(words(await ask(reader, '/returns')), /No school has sent a return|Your school has sent no return/)
      await assert.rejects(ask(reader, '/returns/:return', { return: await addressOf('taken-off-roll') }), NotFound)
    }
  })

  test('the officer reads of it on Today at once, and whoever works with a child in care is told by a job of the suspension alone', async () => {
    const day = words(await ask(officer, '/'))
    assert.match(
      day,
      /Amelia Okafor Suspension or permanent exclusion, 16 November 2026, told by Larchfield Primary\. .* New/,
    )
    assert.doesNotMatch(day, /Taken off the roll|Physical/)
    for (const reader of [lead, office, stranger, otherLead])
      assert.doesNotMatch(words(await ask(reader, '/')), /Suspension or permanent exclusion/)
    const { rows } = await db.owner.query(
      `select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'tell-of-child' and key = $1`,
      [`tell-of-child:${child.id}`],
    )
    assert.deepEqual(rows, [{ jobs: 1 }])
    const worker = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: child.id }, { principal: worker.userId })
    await anEntry(db.owner, child, {
      kind: 'protection-plan',
      category: 'protection',
      sensitivity: 2,
      summary: true,
      body: { startedOn: '2026-09-01' },
    })
    assert.doesNotMatch(words(await ask(worker, '/')), /Suspended or excluded/)
    await tellOfChild(jobs, child.id)
    assert.match(words(await ask(worker, '/')), /Amelia Okafor Suspended or excluded from school/)
  })

  test('taken back by who sent it or by a colleague who reads it in full, while nobody has looked at it, what it told stands no more and can be told again', async () => {
    const absent = { ...on('on', '2026-11-05'), ...on('until', '2026-11-19'), words: 'No answer at home.' }
    const ten = `${base}/:sort`
    const takeBack = (reader: SignedInReader, address: string) =>
      ask(reader, '/returns/:return/take-back', { return: address }, {})
    const sent = await ask(lead, ten, { sort: 'ten-days' }, absent)
    assert.ok('redirect' in sent, words(sent))
    const address = await addressOf('ten-days')
    assert.match(words(await ask(lead, '/returns/:return', { return: address })), /Take it back/)
    assert.match(words(await ask(office, '/returns/:return', { return: address })), /Take it back/)
    await assert.rejects(takeBack(otherLead, address), NotFound)
    await assert.rejects(takeBack(officer, address), NotAllowed)
    assert.ok('redirect' in (await takeBack(office, address)))
    assert.match(words(await ask(officer, '/returns')), /2 of 3 not dealt with.*Taken back by the school/)
    assert.doesNotMatch(words(await ask(officer, '/')), /absence|absent/i)
    await assert.rejects(ask(officer, '/returns/:return', { return: address }, { state: 'done' }), Conflict)
    const { rows } = await db.owner.query(
      `select count(*)::int as standing from entry where kind = 'school-return' and code = 'ten-days' and known_to = 'infinity'`,
    )
    assert.deepEqual(rows, [{ standing: 0 }])
    await assert.rejects(takeBack(lead, address), Conflict)
    // a suspension goes with the return that told it, and with it what whoever works with the child was told
    const suspensionSent = await addressOf('suspension')
    await assert.rejects(takeBack(office, suspensionSent), NotFound, 'the office reads no suspension in full')
    assert.ok('redirect' in (await takeBack(lead, suspensionSent)))
    const left = await db.owner.query(`select from entry where kind = 'suspension' and known_to = 'infinity'`)
    assert.equal(left.rows.length, 0)
    assert.equal((await tellOfChild(jobs, child.id)).withdrawn, 1)
    assert.ok('redirect' in (await ask(lead, ten, { sort: 'suspension' }, suspended)))
  })

  test('a decision of the board takes the pupil back: days are counted to then, and taken back it counts them all again', async () => {
    const sort = { sort: 'board-decision' }
    const form = `${base}/:sort`
    assert.match(words(await ask(lead, form, sort)), /Suspended from 16 November 2026/)
    const decided = {
      about: 'SUSP 2026-11-16',
      outcome: 'reinstated',
      ...on('on', '2026-11-19'),
      ...on('backOn', '2026-11-20'),
    }
    await assert.rejects(ask(office, form, sort, decided), NotFound)
    const sent = await ask(lead, form, sort, decided)
    assert.ok('redirect' in sent, words(sent))
    assert.match(words(await ask(lead, base)), /The board takes the pupil back.* 4 days of suspension this term/)
    assert.match(words(await ask(officer, '/')), /Decision of the governing board/)
    assert.match(words(await ask(lead, form, sort)), /No suspension or exclusion .* still to decide on/)
    const address = await addressOf('board-decision')
    assert.ok('redirect' in (await ask(lead, '/returns/:return/take-back', { return: address }, {})))
    assert.match(words(await ask(lead, base)), /8 days of suspension this term/)
    assert.match(words(await ask(lead, form, sort)), /Suspended from 16 November 2026/)
  })

  test('taken up, the officer works with the child; the return is there though the pupil has left the roll', async () => {
    const address = await addressOf('taken-off-roll')
    await assert.rejects(ask(stranger, '/returns/:return', { return: address }, { state: 'taken-up' }), NotFound)
    await assert.rejects(ask(lead, '/returns/:return', { return: address }, { state: 'taken-up' }), NotAllowed)
    await db.owner.query(`update access.roll set ends_on = '2026-11-20'`)
    assert.match(
      words(await ask(officer, '/returns')),
      /A pupil who is not on the roll of Larchfield Primary now Taken off the roll/,
    )
    assert.ok('redirect' in (await ask(officer, '/returns/:return', { return: address }, { state: 'taken-up' })))
    assert.match(words(await ask(officer, '/returns/:return', { return: address })), /Amelia Okafor/)
    assert.ok(
      'redirect' in
        (await ask(officer, '/returns/:return', { return: address }, { state: 'done', answer: 'We are asking.' })),
    )
    await assert.rejects(ask(officer, '/returns/:return', { return: address }, { state: 'done' }), Conflict)
    assert.match(words(await ask(office, '/returns')), /Dealt with/)
  })

  test('of a child who is sealed since are on nobody’s list', async () => {
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'test', '2026-01-01')`,
      [child.id],
    )
    for (const reader of [lead, office, officer])
      assert.match(words(await ask(reader, '/returns')), /has sent no return|No school has sent/)
    const other = { return: await addressOf('suspension') }
    await assert.rejects(ask(officer, '/returns/:return', other, { state: 'taken-up' }), NotFound)
  })
})
