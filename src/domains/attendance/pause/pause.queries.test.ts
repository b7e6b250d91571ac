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
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  type TestChild,
  testGrounds,
  testNow,
} from '../../../access/testing/index.ts'
import { workPages } from '../../../children/index.ts'
import { markBits, NotFound, weekdayIndex } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { schoolPage } from '../attendance.page.ts'
import { sessionCount } from '../attendance.record.ts'
import { casePages } from '../case/case.page.ts'
import { caseStepPages } from '../case/case-steps.page.ts'
import { askPages } from './ask.page.ts'
import { attendanceOwed } from './owed.queries.ts'
import { pausePages } from './pause.page.ts'
import { askAs, bytes, words } from './testing/index.ts'

const desk = { consult: 'the Family Help duty worker', phone: '01632 960400' }
const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
const work = { enrolment, kinds: [], attendance: sessionCount, owed: [attendanceOwed(enrolment)] }
const today = workPages(work as never).find(route => route.path === '/') as Route
const routes: readonly Route[] = [
  ...casePages('899'),
  ...caseStepPages('899'),
  ...askPages,
  ...pausePages(desk),
  schoolPage({ panels: [] }),
]
const roles = [
  'education-welfare-officer',
  'young-carers-worker',
  'social-worker',
  'send-caseworker',
  'school-office',
  'safeguarding-lead',
] as const
let now = testNow
let db: TestDatabase
let ground: Ground
let school: number
const readers = new Map<string, SignedInReader>()
const reader = (role: (typeof roles)[number]) => readers.get(role) as SignedInReader
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db, () => now)).pages
  for (const role of roles) readers.set(role, await aReader(db.owner, role))
  school = (await db.owner.query(`insert into access.establishment (name) values ('Quarry Bank') returning id`)).rows[0]
    .id
  for (const [from, to] of [
    ['2026-09-02', '2026-12-18'],
    ['2027-01-05', '2027-07-21'],
  ])
    await db.owner.query(
      `insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from) values ($1, 2026, 'term', 'Term', $2, $3, $4, $5)`,
      [school, from, to, reader('education-welfare-officer').userId, testNow],
    )
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const ask = askAs(routes, () => ground, reader)
const done = async (answer: Promise<Answer>): Promise<void> => {
  const given = await answer
  assert.ok('redirect' in given, words(given))
}
const day = { 'on-day': '2', 'on-month': '11', 'on-year': '2026' }

/** A pupil with ten unauthorised sessions, an open case and support that was offered: a penalty notice is next but for the reason. */
const aPupil = async (): Promise<TestChild> => {
  const child = await aChild(db.owner)
  await anEntry(db.owner, child, {
    kind: 'identity',
    category: 'identity',
    body: { forename: 'Liam', surname: 'Hart' },
  })
  for (const one of readers.values()) await aRelation(db.owner, { child: child.id }, { principal: one.userId })
  const missed = ['2026-09-14', '2026-10-05', '2026-10-12', '2026-11-09', '2026-11-16'].map(on =>
    weekdayIndex(2026, on as never),
  )
  const marks = Array.from({ length: 85 }, (_, at) => (missed.includes(at) ? 'OO' : '/\\')).join('')
  const bits = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, $4, $5::varbit, $6::varbit, $7::varbit, $8, $8)`,
    [child.sourcePersonId, school, child.id, marks, bits.attended, bits.authorised, bits.unauthorised, testNow],
  )
  await done(ask('education-welfare-officer', child, 'attendance-help', { words: 'Mondays are missed.' }))
  const support = { ...day, words: 'A later start', offeredBy: 'Quarry Bank', accepted: 'no' }
  await done(ask('education-welfare-officer', child, 'attendance-help/steps/:step', support, { step: 'support' }))
  return child
}
const caring = { sort: 'caring', words: 'Liam looks after his mum.', category: 'young-carer' }
const protection = { sort: 'protection', words: 'There is a plan.', category: 'protection' }
const notice = { step: 'penalty-notice' }
const entryOf = async (child: TestChild, kind: string): Promise<string> =>
  (
    await db.owner.query(`select uuid from entry where child_id = $1 and kind = $2 and known_to = 'infinity'`, [
      child.id,
      kind,
    ])
  ).rows[0]?.uuid

describe('speaking to someone first', () => {
  test('a pause has a real reason, which the officer cannot give, see, or tell from who wrote it', async () => {
    const child = await aPupil()
    assert.match(
      words(await ask('young-carers-worker', child, 'attendance-pause', { ...caring, words: ' ' })),
      /a pause has a real reason/,
    )
    await assert.rejects(ask('education-welfare-officer', child, 'attendance-pause'), NotFound)
    await assert.rejects(ask('education-welfare-officer', child, 'attendance-pause', caring))
    await done(ask('young-carers-worker', child, 'attendance-pause', caring))
    assert.match(
      words(await ask('young-carers-worker', child, 'attendance-pause')),
      /Caring for somebody at home Liam looks after his mum/,
    )
    await assert.rejects(ask('education-welfare-officer', child, 'attendance-pause'), NotFound)
    const seen = words(await ask('education-welfare-officer', child, 'attendance-help'))
    assert.match(seen, /Missing: Speak to the Family Help duty worker first/)
    assert.doesNotMatch(seen, /caring|carer|mum/i)
    const { rows } = await db.owner.query(`select author_id, body from entry where child_id = $1 and kind = 'pause'`, [
      child.id,
    ])
    assert.deepEqual(rows, [{ author_id: null, body: { ...desk, reviewBy: '2027-01-01' } }])
  })

  test('two children paused for different reasons are the same to the officer, to the byte, from the first look to the answer', async () => {
    const [one, other] = [await aPupil(), await aPupil()]
    await done(ask('young-carers-worker', one, 'attendance-pause', caring))
    await done(ask('social-worker', other, 'attendance-pause', protection))
    const same = async () => {
      for (const [path, params] of [
        ['attendance-help', {}],
        ['attendance-help/steps/:step', notice],
        ['school', {}],
      ] as const) {
        const [a, b] = [
          await ask('education-welfare-officer', one, path, undefined, params),
          await ask('education-welfare-officer', other, path, undefined, params),
        ]
        assert.equal(bytes(a).replaceAll(one.address, other.address), bytes(b), path)
      }
    }
    await same()
    for (const child of [one, other]) {
      assert.match(
        words(await ask('education-welfare-officer', child, 'attendance-help/ask/:step', undefined, notice)),
        /Before you act: penalty notice/,
      )
      await done(
        ask(
          'education-welfare-officer',
          child,
          'attendance-help/ask/:step',
          { words: 'May I issue it?', how: 'ask' },
          notice,
        ),
      )
    }
    await same()
    assert.match(
      words(await ask('education-welfare-officer', one, 'attendance-help')),
      /You asked the Family Help duty worker\. Wait for the answer/,
    )
    const told = { outcome: 'go-ahead', shared: 'A lift on Mondays would help.' }
    for (const [who, child] of [
      ['young-carers-worker', one],
      ['social-worker', other],
    ] as const)
      await done(
        ask(who, child, 'attendance-questions/:entry', told, { entry: await entryOf(child, 'pause-question') }),
      )
    await same()
    const answered = words(await ask('education-welfare-officer', one, 'attendance-help'))
    assert.match(answered, /The step can go ahead\. .*A lift on Mondays would help/)
    assert.match(answered, /Write down: penalty notice/)
  })

  test('who may not know of a pause cannot tell a child with one from a child without, nor can a school, which reads the case', async () => {
    now = testNow
    const child = await aPupil()
    const lead = reader('safeguarding-lead')
    const input = { params: { child: child.address }, query: {}, form: {}, files: [], requestId: 'test' }
    const look = async () => [
      bytes(await ask('send-caseworker', child, 'school')),
      bytes(await ask('school-office', child, 'school')),
      bytes(await ask('safeguarding-lead', child, 'school')),
      bytes(await ask('safeguarding-lead', child, 'attendance-help')),
      bytes(await performRoute(ground, today, lead, input)),
    ]
    const without = await look()
    assert.match(words(await ask('safeguarding-lead', child, 'attendance-help')), /A later start/)
    await done(ask('young-carers-worker', child, 'attendance-pause', caring))
    // a reason of special needs, which a safeguarding lead reads in full
    await done(ask('send-caseworker', child, 'attendance-pause', { ...caring, category: 'send' }))
    await done(
      ask('education-welfare-officer', child, 'attendance-help/ask/:step', { words: 'May I?', how: 'ask' }, notice),
    )
    assert.deepEqual(await look(), without)
    for (const form of [undefined, { ...caring, category: 'send' }])
      await assert.rejects(ask('safeguarding-lead', child, 'attendance-pause', form))
    const given = words(await ask('send-caseworker', child, 'attendance-pause'))
    assert.doesNotMatch(given, /safeguarding leads/i, 'a school is not among those who can read the reason')
  })

  test('another reason makes no second pause, voids what was answered before, and the pause ends with the last reason only', async () => {
    const child = await aPupil()
    await done(ask('young-carers-worker', child, 'attendance-pause', caring))
    const byPhone = { words: 'May I?', how: 'phone', outcome: 'go-ahead', shared: '' }
    await done(ask('education-welfare-officer', child, 'attendance-help/ask/:step', byPhone, notice))
    const may = async () =>
      /Write down: penalty notice/.test(words(await ask('education-welfare-officer', child, 'attendance-help')))
    assert.ok(await may())
    assert.match(
      words(await ask('young-carers-worker', child, 'attendance-pause')),
      /Answered: penalty notice May I\? The step can go ahead/,
    )
    now = new Date(testNow.getTime() + 60_000)
    await done(ask('social-worker', child, 'attendance-pause', protection))
    assert.equal(await may(), false)
    const open = async (kind: string) =>
      (
        await db.owner.query(`select body from entry where child_id = $1 and kind = $2 and known_to = 'infinity'`, [
          child.id,
          kind,
        ])
      ).rows.length
    assert.equal(await open('pause'), 1)
    const end = { decision: 'end', words: 'It is over.' }
    const reasons = await db.owner.query(
      `select uuid, category from entry where child_id = $1 and kind = 'pause-reason' and known_to = 'infinity' order by id`,
      [child.id],
    )
    await done(ask('young-carers-worker', child, 'attendance-pause/:entry', end, { entry: reasons.rows[0].uuid }))
    assert.equal(await open('pause'), 1)
    await done(ask('social-worker', child, 'attendance-pause/:entry', end, { entry: reasons.rows[1].uuid }))
    assert.equal(await open('pause'), 0)
    assert.ok(await may(), 'nobody is to be spoken to')
  })

  test('an answer late by five working days is put before a manager; a pause past its day of review stands', async () => {
    now = testNow
    const child = await aPupil()
    await done(ask('young-carers-worker', child, 'attendance-pause', caring))
    await done(
      ask('education-welfare-officer', child, 'attendance-help/ask/:step', { words: 'May I?', how: 'ask' }, notice),
    )
    const officer = reader('education-welfare-officer')
    const manager: SignedInReader = { ...(await aReader(db.owner, 'team-manager')), manages: [1], masks: officer.masks }
    await aRelation(db.owner, { child: child.id }, { principal: manager.userId })
    const owes = async (who: SignedInReader) =>
      words(await performRoute(ground, today, who, { params: {}, query: {}, form: {}, files: [], requestId: 'test' }))
    const late = /A question before a step about absence was to be answered by 27 November 2026/
    assert.match(
      await owes(reader('young-carers-worker')),
      /An officer asks before a step about absence\. Answer by 27 November 2026/,
    )
    assert.doesNotMatch(await owes(manager), late)
    now = new Date('2026-11-28T10:00:00Z')
    for (const who of [manager, officer]) assert.match(await owes(who), late)
    assert.doesNotMatch(await owes(reader('social-worker')), late)
    const entry = await entryOf(child, 'pause-question')
    await done(
      ask('young-carers-worker', child, 'attendance-questions/:entry', { outcome: 'not-now', shared: '' }, { entry }),
    )
    assert.doesNotMatch(await owes(manager), late)
    now = new Date('2027-01-11T10:00:00Z')
    assert.match(words(await ask('education-welfare-officer', child, 'attendance-help')), /Speak to someone first/)
    assert.match(await owes(reader('young-carers-worker')), /stands until it is ended/)
  })
})
