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
  aSeal,
  type TestChild,
  testGrounds,
  testNow,
} from '../../../access/testing/index.ts'
import { workPages } from '../../../children/index.ts'
import {
  boxesOf,
  Conflict,
  categoryBit,
  categoryMask,
  londonDate,
  markBits,
  NotAllowed,
  NotFound,
  type PlainDate,
  weekdayIndex,
} from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { meetingPages } from './meeting.page.ts'
import { supportMeetingsOwed } from './meeting-owed.queries.ts'

const schema = Type.Object({ school: Type.String() })
const enrolment = recordKind({ kind: 'enrolment', title: 'School place', category: 'identity', schema })
const sen = recordKind({
  kind: 'sen-provision',
  title: 'SEN',
  category: 'send',
  summary: true,
  schema: Type.Object({ code: Type.String() }),
})
const routes: readonly Route[] = [
  ...meetingPages(enrolment, sen),
  ...workPages({ enrolment, kinds: [], attendance: sessionCount, owed: [supportMeetingsOwed(enrolment)] } as never),
]
let db: TestDatabase
let ground: Ground
let clock = testNow
let officer: SignedInReader
let stranger: SignedInReader
let lead: SignedInReader
let office: SignedInReader
let larch: { id: number; uuid: string }
let untold: { id: number; uuid: string }
let amelia: TestChild
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db, () => clock)).pages
  ;[larch, untold] = [await aSchool('Larchfield Primary'), await aSchool('Mill Primary')]
  officer = await aReader(db.owner, 'education-welfare-officer')
  stranger = await aReader(db.owner, 'education-welfare-officer')
  lead = await aReader(db.owner, 'safeguarding-lead')
  office = await aReader(db.owner, 'school-office')
  for (const { id } of [larch, untold])
    await aRelation(
      db.owner,
      { establishment: id },
      { principal: officer.userId, limit: categoryMask(['identity', 'attendance']), maxSensitivity: 1, writes: false },
    )
  for (const reader of [lead, office])
    await aRelation(db.owner, { establishment: larch.id }, { principal: reader.userId })
  for (const [term, from, to] of [
    ['Autumn 2026', '2026-09-02', '2026-12-18'],
    ['Spring 2027', '2027-01-05', '2027-03-25'],
    ['Summer 2027', '2027-04-12', '2027-07-21'],
  ])
    await db.owner.query(
      `insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from) values ($1, 2026, 'term', $2, $3, $4, $5, now())`,
      [larch.id, term, from, to, lead.userId],
    )
  amelia = await aPupil('Amelia', 12)
  const ben = await aPupil('Ben', 4)
  const cara = await aPupil('Cara', 3)
  await aPupil('Dan', 0)
  const ema = await aPupil('Ema', 2)
  for (const [child, seal] of [
    [cara, undefined],
    [ema, await aSeal(db.owner, { kind: 'known', holder: lead.userId, named: [lead.userId] })],
  ] as const)
    await anEntry(db.owner, child, {
      kind: 'sen-provision',
      category: 'send',
      summary: true,
      body: { code: 'K' },
      ...(seal === undefined ? {} : { seal }),
    })
  await db.owner.query(
    `insert into involvement (child_id, worker_name, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, 'Jo Price', 'social-work', 'Social care', 'care-involved', $2, 'help', '2026-01-01', 'test', '2026-01-01')`,
    [ben.id, categoryBit('care-involved')],
  )
  const sealed = await aPupil('Sealed', 30)
  await db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'test', '2026-01-01')`,
    [sealed.id],
  )
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const aSchool = async (name: string): Promise<{ id: number; uuid: string }> =>
  (await db.owner.query('insert into access.establishment (name) values ($1) returning id, uuid', [name])).rows[0]
/** A pupil of Larchfield with forty sessions before today, so many of them missed. */
const aPupil = async (forename: string, missed: number): Promise<TestChild> => {
  const child = await aChild(db.owner)
  await anEntry(db.owner, child, {
    kind: 'identity',
    category: 'identity',
    summary: true,
    body: { forename, surname: 'Okafor' },
  })
  await db.owner.query('insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, $3)', [
    child.id,
    larch.id,
    '2026-09-01',
  ])
  const days = (weekdayIndex(2026, londonDate(testNow)) ?? 0) * 2
  const marks = '-'.repeat(days - 40) + 'O'.repeat(missed) + '/'.repeat(40 - missed)
  const bits = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, $4, $5::varbit, $6::varbit, $7::varbit, now(), now())`,
    [child.sourcePersonId, larch.id, child.id, marks, bits.attended, bits.authorised, bits.unauthorised],
  )
  return child
}
const ask = (
  reader: SignedInReader,
  path: string,
  params: Record<string, string> = {},
  form?: Record<string, string>,
): Promise<Answer> =>
  performRoute(
    ground,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    reader,
    {
      params: { school: larch.uuid, child: amelia.address, ...params },
      query: {},
      form: form ?? {},
      files: [],
      requestId: 'test',
    },
  )
const words = (answer: Answer): string => ('page' in answer ? wordsShown(answer.page.body) : '')
const page = '/support-meetings/:school'
const ofSchool = `${page}/:action`
const ofPupil = '/children/:child/support-meetings/:school/:action'
const on = (name: string, text: string) =>
  Object.fromEntries(
    Object.entries(boxesOf(text as PlainDate)).map(([part, value]) => [`${name}-${part}`, value ?? '']),
  )
const tutor = { what: 'Tutor meets her at the gate', doer: 'school', ...on('by', '2026-12-04') }
const done = { state: 'done', became: 'She came by herself.' }
const addressOf = async (doer: string): Promise<string> =>
  (
    await db.owner.query(
      `select uuid from entry where kind = 'meeting-action' and known_to = 'infinity' and code = $1`,
      [doer],
    )
  ).rows[0].uuid

describe('the support meeting of a school', () => {
  test('names who misses most to those linked to the school, each as far as they may know; a sealed child to nobody', async () => {
    const forOfficer = words(await ask(officer, page))
    assert.match(
      forOfficer,
      /persistently absent.*Amelia Okafor.* 12 of 40 \(30\.0%\).*Ben Okafor.* 4 of 40 \(10\.0%\)/i,
    )
    assert.match(forOfficer, /At risk.*Cara Okafor/)
    assert.doesNotMatch(forOfficer, /Dan|Ema|Sealed|SEN support|Social worker(?!s)/)
    const forLead = words(await ask(lead, page))
    assert.match(forLead, /Ben Okafor.*Social worker .*Cara Okafor.*SEN support/)
    // what is kept to named people is on no page for the table, though the lead is one of them
    assert.doesNotMatch(forLead, /Ema|Sealed/)
    assert.doesNotMatch(words(await ask(office, page)), /SEN support|Social worker(?!s)|Agree an action|What became/)
    await assert.rejects(ask(stranger, page), NotFound)
    await assert.rejects(ask(lead, page, { school: untold.uuid }), NotFound)
  })

  test('without term dates counts nobody, and says where they are told', async () => {
    const text = words(await ask(officer, page, { school: untold.uuid }))
    assert.match(text, /term dates of this school year are missing.*Tell the term dates/)
    await assert.rejects(ask(officer, ofSchool, { school: untold.uuid, action: 'new' }), NotFound)
    assert.match(
      words(await ask(officer, '/support-meetings')),
      /Larchfield Primary None yet No day set Due this term .*Mill Primary .*Term dates missing/,
    )
    assert.match(words(await ask(officer, '/')), /1 school of yours has no day for this term’s support meeting/)
  })

  test('is planned and written down by its officer alone', async () => {
    const planned = { term: 'Autumn 2026', ...on('planned', '2026-11-24') }
    const held = { present: 'Sam Ali; the head', ...on('held', '2026-11-20') }
    await assert.rejects(ask(lead, `${page}/day`, {}, planned), NotAllowed)
    await assert.rejects(ask(stranger, `${page}/day`, {}, planned), NotFound)
    const wrong = await ask(officer, `${page}/day`, {}, { ...planned, ...on('planned', '2026-11-19') })
    assert.ok('status' in wrong && wrong.status === 422)
    assert.doesNotMatch(words(wrong), /Okafor/)
    assert.ok('redirect' in (await ask(officer, `${page}/day`, {}, planned)))
    assert.match(words(await ask(office, '/support-meetings')), /24 November 2026 Planned/)
    await assert.rejects(ask(stranger, `${page}/held`, {}, held), NotFound)
    assert.ok('redirect' in (await ask(officer, `${page}/held`, {}, held)))
    assert.match(words(await ask(lead, page)), /Held on 20 November 2026\. There: Sam Ali; the head/)
    assert.doesNotMatch(words(await ask(officer, '/')), /support meeting/)
  })

  test('what is agreed for a pupil is on the pupil’s record, read by the school, and ended by whoever does it', async () => {
    await assert.rejects(ask(lead, ofPupil, { action: 'new' }, tutor), NotFound)
    await assert.rejects(ask(stranger, ofPupil, { action: 'new' }, tutor), /Refused/)
    assert.match(words(await ask(officer, ofPupil, { action: 'new' }, {})), /Enter what is done/)
    assert.ok('redirect' in (await ask(officer, ofPupil, { action: 'new' }, tutor)))
    const { rows } = await db.owner.query(
      `select child_id, category, author_id, status from entry where kind = 'meeting-action'`,
    )
    assert.deepEqual(rows, [{ child_id: amelia.id, category: 'attendance', author_id: officer.userId, status: 'open' }])
    assert.match(
      words(await ask(office, page)),
      /Amelia Okafor.*Tutor meets her at the gate\. The school, by 4 December 2026/,
    )
    assert.match(
      words(await ask(office, '/')),
      /Tutor meets her at the gate\. Agreed at a support meeting on 20 November 2026/,
    )
    const mine = { what: 'Call home', doer: 'officer', ...on('by', '2026-11-27') }
    assert.ok('redirect' in (await ask(officer, ofPupil, { action: 'new' }, mine)))
    assert.match(words(await ask(officer, '/')), /Call home\. Agreed at a support meeting/)
    assert.doesNotMatch(words(await ask(lead, '/')), /Call home/)
    await assert.rejects(ask(lead, ofPupil, { action: await addressOf('officer') }, done), NotFound)
  })

  test('what is agreed for the school stands on its page, and the school says what became of its own', async () => {
    const late = { what: 'Look at late marks', doer: 'school', ...on('by', '2026-12-10') }
    await assert.rejects(ask(stranger, ofSchool, { action: 'new' }, late), NotFound)
    await assert.rejects(ask(office, ofSchool, { action: 'new' }, late), NotFound)
    assert.ok('redirect' in (await ask(officer, ofSchool, { action: 'new' }, late)))
    const action = (await db.owner.query('select uuid from support_meeting_action')).rows[0].uuid
    assert.ok('redirect' in (await ask(office, ofSchool, { action }, { state: 'done', became: 'We call by ten.' })))
    assert.match(
      words(await ask(officer, page)),
      /Look at late marks\. The school, done, 20 November 2026\. We call by ten/,
    )
    await assert.rejects(ask(officer, ofSchool, { action }, done), Conflict)
  })

  test('the next term carries forward what stands, with what became of the rest; the old page keeps what was agreed', async () => {
    clock = new Date('2027-01-20T10:00:00Z')
    const text = words(await ask(lead, page))
    assert.match(
      text,
      /Amelia Okafor.*Tutor meets her at the gate\. The school, by 4 December 2026, which has passed\. Agreed 20 November 2026/,
    )
    assert.doesNotMatch(text, /Look at late marks/)
    assert.match(
      words(await ask(officer, '/support-meetings')),
      /Larchfield Primary 20 November 2026 No day set Due this term/,
    )
    const action = await addressOf('school')
    assert.ok('redirect' in (await ask(lead, ofPupil, { action }, done)))
    assert.match(
      words(await ask(officer, page)),
      /Tutor meets her at the gate\. The school, done, 20 January 2027\. .*She came by herself/,
    )
    await assert.rejects(ask(lead, ofPupil, { action }, done), NotFound)
  })
})
