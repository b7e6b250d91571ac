import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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
import { academicYearOf, categoryBit, londonDate, markBits, NotAllowed, weekdayIndex } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { homeCallPages } from '../called/home-call.page.ts'
import { attendanceOwed } from '../pause/owed.queries.ts'
import { absenceTodayPage } from './absence-today.page.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  summary: true,
  schema: Type.Object({ school: Type.String() }),
})
const sen = recordKind({
  kind: 'sen-provision',
  title: 'Special needs',
  category: 'send',
  summary: true,
  schema: Type.Object({ code: Type.String() }),
})
const route = absenceTodayPage(enrolment, sen)
const work = { enrolment, kinds: [], attendance: sessionCount, owed: [attendanceOwed(enrolment)] }
const todayRoute = workPages(work as never).find(one => one.path === '/') as Route
const today = londonDate(testNow)
const year = academicYearOf(today)
const before10 = '-'.repeat(((weekdayIndex(year, today) ?? 0) - 1) * 2)
let db: TestDatabase
let ground: Ground
let officer: SignedInReader
let mill: number
let larch: number
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
  officer = await aReader(db.owner, 'education-welfare-officer')
  mill = await aSchool('Mill Primary', today)
  larch = await aSchool('Larchfield Academy', undefined)
  await aRelation(db.owner, { establishment: mill }, { principal: officer.userId })
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const aSchool = async (name: string, registerOn: string | undefined): Promise<number> => {
  const { rows } = await db.owner.query(
    `insert into access.establishment (name, phone, register_on, register_due) values ($1, '01632 960211', $2, '00:01') returning id`,
    [name, registerOn ?? null],
  )
  return rows[0].id
}
type Pupil = { forename: string; school: number; days: string; mine?: boolean; onRoll?: boolean }
const aPupil = async ({ forename, school, days, mine = false, onRoll = true }: Pupil): Promise<TestChild> => {
  const child = await aChild(db.owner)
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body: { forename, surname: 'Price' } })
  if (mine) await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
  if (onRoll)
    await db.owner.query(
      `insert into access.roll (child_id, establishment_id, starts_on, ends_on) values ($1, $2, '2020-01-01', 'infinity')`,
      [child.id, school],
    )
  const marks = before10 + days
  const bits = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, $3, $4, $5, $6::varbit, $7::varbit, $8::varbit, now(), now())`,
    [child.sourcePersonId, school, year, child.id, marks, bits.attended, bits.authorised, bits.unauthorised],
  )
  return child
}
const read = async (page: Route = route, reader = officer): Promise<string> => {
  const answer: Answer = await performRoute(ground, page, reader, {
    params: {},
    query: {},
    form: {},
    files: [],
    requestId: 'test',
  })
  assert.ok('page' in answer)
  return wordsShown(answer.page.body)
}

test('who is away without a known reason: own children first, then by days on end; nobody in school, ill, or out of sight', async () => {
  await aPupil({ forename: 'Once', school: mill, days: '/\\N-' })
  await aPupil({ forename: 'Twice', school: mill, days: 'OOOO' })
  const own = await aPupil({ forename: 'Owned', school: mill, days: '/\\O-', mine: true })
  await aPupil({ forename: 'Present', school: mill, days: '/\\/\\' })
  await aPupil({ forename: 'Ill', school: mill, days: '/\\II' })
  await aPupil({ forename: 'Hidden', school: larch, days: 'OOOO' })
  await anEntry(db.owner, own, {
    kind: 'pause',
    category: 'attendance',
    body: { consult: 'the Family Help duty worker', phone: '01632 960400' },
  })
  const text = await read()
  assert.deepEqual([...new Set(text.match(/Once|Twice|Owned|Present|Ill|Hidden/g))], ['Owned', 'Twice', 'Once'])
  assert.match(text, /Speak to someone first: the Family Help duty worker/)
  // From the list itself the call is written down, for a child whom the officer works with; and nobody calls twice.
  assert.equal(text.match(/Write down a call/g)?.length, 1)
  assert.doesNotMatch(text, /Called today/)
  const call = { noteKind: 'call', happenedOn: today, passages: [] }
  const id = await anEntry(db.owner, own, { kind: 'note', category: 'attendance', body: call })
  await db.owner.query(`update entry set status = 'call', true_from = $2 where id = $1`, [id, today])
  assert.match(await read(), /Owned Price.* Called today .*Twice/)
  assert.doesNotMatch(text, /Larchfield/)
})

test('special needs and a social worker stand with the child, for those who may know of them', async () => {
  const helped = await aPupil({ forename: 'Helped', school: mill, days: '/\\N-', mine: true })
  await anEntry(db.owner, helped, { kind: 'sen-provision', category: 'send', summary: true, body: { code: 'K' } })
  await db.owner.query(
    `insert into involvement (child_id, worker_name, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
     values ($1, 'Jo Price', 'social-work', 'Social care', 'care-involved', $2, 'help', '2026-01-01', 'test', '2026-01-01')`,
    [helped.id, categoryBit('care-involved')],
  )
  assert.match(await read(), /Helped Price , Date of birth not recorded SEN support, Social worker Mill Primary/)
  const name = { forename: 'Helped', surname: 'Price' }
  await anEntry(db.owner, helped, { kind: 'identity', category: 'identity', summary: true, body: name })
  const office = await aReader(db.owner, 'school-office')
  await aRelation(db.owner, { establishment: mill }, { principal: office.userId })
  assert.match(await read(route, office), /Helped Price , Date of birth not recorded Mill Primary/)
})

test('a school says that it has called home, whom it reached and whether it knows why; officers read it, and the rules look again', async () => {
  const pupil = await aPupil({ forename: 'Called', school: mill, days: '/\\N-' })
  const office = await aReader(db.owner, 'safeguarding-lead')
  await aRelation(db.owner, { establishment: mill }, { principal: office.userId })
  assert.match(await read(), /Called Price.* It has not said so/)
  assert.match(await read(route, office), /We have called home : Called Price/)
  assert.doesNotMatch(await read(), /We have called home/)
  const tell = (reader: SignedInReader, form: Record<string, string>) =>
    performRoute(ground, homeCallPages.find(one => one.sort === 'child-action') as Route, reader, {
      params: { child: pupil.address },
      query: {},
      form,
      files: [],
      requestId: 'test',
    })
  const wrong = await tell(office, { answer: 'nobody', reason: 'given' })
  assert.ok('page' in wrong && wrong.status === 422)
  await assert.rejects(tell(officer, { answer: 'spoke', reason: 'none' }), NotAllowed)
  await tell(office, { answer: 'spoke', reason: 'none' })
  assert.match(await read(), /Called Price.* Yes, at 10am\. Spoke to the family\. No reason was given\./)
  const { rows } = await db.owner.query(`select 1 from graphile_worker.jobs where key = $1`, [
    `tell-of-child:${pupil.id}`,
  ])
  assert.equal(rows.length, 1)
})

test('a school that sent nothing stands first, and its children are not said to be away', async () => {
  await aPupil({ forename: 'Quietly', school: larch, days: 'OO--', mine: true, onRoll: false })
  const text = await read()
  assert.match(text, /Schools that have sent nothing today .* Larchfield Academy 12:01am No register yet 1 /)
  assert.doesNotMatch(text, /Quietly/)
})

test('Today says how many of my schools are quiet, and nothing to somebody with no child or school there', async () => {
  assert.match(await read(todayRoute), /1 school has sent no register today, so nothing is known of its pupils yet/)
  const elsewhere = await aReader(db.owner, 'education-welfare-officer')
  assert.doesNotMatch(await read(todayRoute, elsewhere), /no register today/)
  assert.match(await read(route, elsewhere), /No register is due today from a school of yours/)
  const unseeing = await aReader(db.owner, 'drug-and-alcohol-worker')
  assert.match(await read(route, unseeing), /Your role does not see attendance/, 'never that nobody is away')
})

test('a school that has been quiet for days is named on Today, with how many, and one that was quiet today alone is not', async () => {
  const lastOn = (day: string) =>
    db.owner.query('update access.establishment set register_on = $2 where id = $1', [larch, day])
  await lastOn('2026-11-19')
  assert.doesNotMatch(await read(todayRoute), /Larchfield/)
  await lastOn('2026-11-13')
  assert.match(
    await read(todayRoute),
    /Larchfield Academy has sent no register for 5 school days , the last for 13 November 2026/,
  )
  assert.match(await read(), /Larchfield Academy 12:01am 13 November 2026 5 school days 1 /)
})

test('a school that its term dates say is closed today is not quiet', async () => {
  await db.owner.query(
    `insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from)
     select $1, $2, x.kind, 'Told', x.day::date, x.day::date, $4, now() from (values ('term', $3), ('closure', $3)) x (kind, day)`,
    [larch, year, today, officer.userId],
  )
  assert.doesNotMatch(await read(), /sent nothing today/)
  assert.doesNotMatch(await read(todayRoute), /no register today/)
})
