import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Type } from 'typebox'
import { type Ground, performRoute, type Route, recordKind, type SignedInReader } from '../../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, testGrounds, testNow } from '../../../access/testing/index.ts'
import { workPages } from '../../../children/index.ts'
import { londonDate, markBits, weekdayIndex } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { meetingPages } from './meeting.page.ts'
import { supportMeetingsOwed } from './meeting-owed.queries.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.String() }),
})
const sen = recordKind({
  kind: 'sen-provision',
  title: 'SEN',
  category: 'send',
  schema: Type.Object({ code: Type.String() }),
})
const routes: readonly Route[] = [
  ...meetingPages(enrolment, sen),
  ...workPages({ enrolment, kinds: [], attendance: sessionCount, owed: [supportMeetingsOwed(enrolment)] } as never),
]
let db: TestDatabase
let ground: Ground
let officer: SignedInReader
let lead: SignedInReader
let school: { id: number; uuid: string }
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
  officer = await aReader(db.owner, 'education-welfare-officer')
  lead = await aReader(db.owner, 'safeguarding-lead')
  school = (await db.owner.query(`insert into access.establishment (name) values ('Mill Primary') returning id, uuid`))
    .rows[0]
  for (const reader of [officer, lead])
    await aRelation(db.owner, { establishment: school.id }, { principal: reader.userId })
  for (const [term, from, to] of [
    ['Autumn 2026', '2026-09-02', '2026-12-18'],
    ['Summer 2027', '2027-04-12', '2027-07-21'],
  ])
    await db.owner.query(
      `insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from) values ($1, 2026, 'term', $2, $3, $4, $5, now())`,
      [school.id, term, from, to, lead.userId],
    )
  await db.owner.query(
    `insert into support_meeting (establishment_id, year, term, held_on, present, recorded_by, recorded_at) values ($1, 2026, 'Autumn 2026', '2026-11-13', 'Jo', $2, $3)`,
    [school.id, officer.userId, testNow],
  )
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const first = (weekdayIndex(2026, '2026-11-13' as never) ?? 0) * 2 - 40
/** A pupil with forty sessions before the day of the meeting, so many of them missed, and `later` since. */
const aPupil = async (forename: string, missed: number, later: string) => {
  const child = await aChild(db.owner)
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body: { forename, surname: 'Okafor' } })
  await db.owner.query(
    `insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, '2026-09-01')`,
    [child.id, school.id],
  )
  const marks = '-'.repeat(first) + 'O'.repeat(missed) + '/'.repeat(40 - missed) + later
  const bits = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, $4, $5::varbit, $6::varbit, $7::varbit, now(), now())`,
    [child.sourcePersonId, school.id, child.id, marks, bits.attended, bits.authorised, bits.unauthorised],
  )
  return child
}
const show = async (path: string, reader: SignedInReader): Promise<string> => {
  const answer = await performRoute(ground, routes.find(one => one.path === path) as Route, reader, {
    params: { school: school.uuid },
    query: {},
    form: {},
    files: [],
    requestId: 'test',
  })
  assert.ok('page' in answer)
  return wordsShown(answer.page.body)
}

test('who had missed most on the day of a meeting stands as the registers said then, whatever was marked or corrected since', async () => {
  await aPupil('Since', 0, '//OOOOOOOO')
  await aPupil('Then', 8, '//////////')
  const corrected = await aPupil('Corrected', 0, '//////////')
  for (let position = first; position < first + 8; position += 1)
    await db.owner.query(
      `insert into mark_change (source_person_id, establishment_id, year, position, old, new, as_of, known_from) values ($1, $2, 2026, $3, 'O', '/', $4, $4)`,
      [corrected.sourcePersonId, school.id, position, '2026-11-16T09:00:00Z'],
    )
  const text = await show('/support-meetings/:school', officer)
  const then = text.slice(text.lastIndexOf('Who had missed most'))
  assert.match(then, /on the day of the meeting, 13 November 2026/)
  assert.match(then, /Then Okafor.* Persistently absent 8 of 4\d/)
  assert.match(then, /Corrected Okafor.* Persistently absent 8 of 4\d/)
  assert.doesNotMatch(then, /Since Okafor/)
})

test('what was agreed for the school as a whole is on Today of whoever is to do it, from two weeks before its day', async () => {
  const agree = (what: string, doer: string, by: string) =>
    db.owner.query(
      `insert into support_meeting_action (establishment_id, year, term, what, doer, who, due_on, agreed_by, agreed_at) values ($1, 2026, 'Autumn 2026', $2, $3, 'Jo', $4, $5, $6)`,
      [school.id, what, doer, by, officer.userId, testNow],
    )
  await agree('Greet everybody at the gate', 'school', '2026-11-13')
  await agree('Ask the bus company', 'officer', londonDate(testNow))
  await agree('Look at it in the new year', 'school', '2027-01-15')
  const [ofSchool, ofOfficer] = [await show('/', lead), await show('/', officer)]
  assert.match(
    ofSchool,
    /Late: agreed for Mill Primary at a support meeting, by 13 November 2026: Greet everybody at the gate/,
  )
  assert.doesNotMatch(ofSchool, /bus company|new year/)
  assert.match(ofOfficer, /by 20 November 2026: Ask the bus company/)
  assert.doesNotMatch(ofOfficer, /Greet everybody/)
})
