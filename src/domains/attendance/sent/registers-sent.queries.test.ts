import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Ground, performRoute, type SignedInReader } from '../../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, testGrounds } from '../../../access/testing/index.ts'
import { academicYearOf, markBits, NotFound, type PlainDate, weekdayIndex } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { registersSentPage } from './registers-sent.page.ts'

let db: TestDatabase
let ground: Ground
let office: SignedInReader
let officer: SignedInReader
let mill: { id: number; uuid: string }
let elsewhere: { id: number; uuid: string }
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
  office = await aReader(db.owner, 'school-office')
  officer = await aReader(db.owner, 'education-welfare-officer')
  ;[mill, elsewhere] = [await aSchool('Mill Primary', '8992017'), await aSchool('Elsewhere High', '8992018')]
  for (const reader of [office, officer])
    await aRelation(db.owner, { establishment: mill.id }, { principal: reader.userId })
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const aSchool = async (name: string, laestab: string) =>
  (
    await db.owner.query(
      `insert into access.establishment (name, laestab, register_due) values ($1, $2, '09:30') returning id, uuid`,
      [name, laestab],
    )
  ).rows[0]
/** A pupil whose marks these are: morning and afternoon by day. */
const aPupil = async (marks: Record<string, string>, startsOn = '2026-09-01') => {
  const child = await aChild(db.owner)
  await anEntry(db.owner, child, {
    kind: 'identity',
    category: 'identity',
    body: { forename: 'Ada', surname: 'Price' },
  })
  await db.owner.query(
    `insert into access.roll (child_id, establishment_id, starts_on, ends_on) values ($1, $2, $3, 'infinity')`,
    [child.id, mill.id, startsOn],
  )
  const year = [...'-'.repeat(530)]
  for (const [day, two] of Object.entries(marks))
    year.splice((weekdayIndex(academicYearOf(day as PlainDate), day as PlainDate) ?? 0) * 2, 2, ...two)
  const { attended, authorised, unauthorised } = markBits(year.join(''))
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, $4, $5, $6, $7, now(), now())`,
    [child.sourcePersonId, mill.id, child.id, year.join(''), attended, authorised, unauthorised],
  )
  return child
}
/** A version of a day's register of the school, as intake keeps it. */
const aRegister = async (day: string, at: string, version = 1, state = 'done') => {
  const { rows } = await db.owner.query(
    `insert into import_run (source_id, period, state, as_of, received_at, files_hash) select id, $1, $2, $3, $3, '' from source order by id limit 1 returning id, source_id`,
    [day, state, at],
  )
  await db.owner.query(
    `insert into source_record (source_id, key, version, scope, run_id, as_of, content, content_hash, known_from, known_to, register)
     values ($1, $2, $3, $2, $4, $5, '{}', '', $5, 'infinity', true)`,
    [rows[0].source_id, `register/8992017/${day}`, version, rows[0].id, at],
  )
}
const words = async (reader: SignedInReader, query: Record<string, string> = {}, school = mill): Promise<string> => {
  const input = { params: { school: school.uuid }, query, form: {}, files: [], requestId: 'test' }
  const answer = await performRoute(ground, registersSentPage, reader, input)
  assert.ok('page' in answer)
  return wordsShown(answer.page.body)
}

test('a school reads which registers came and when, late or changed since, and who is without a mark', async () => {
  await aPupil({ '2026-11-17': '//', '2026-11-18': '/-', '2026-11-19': 'I-' })
  await aPupil({ '2026-11-17': '/I', '2026-11-18': '--' })
  await aPupil({}, '2026-11-18')
  await aRegister('2026-11-17', '2026-11-17T09:00:00Z')
  await aRegister('2026-11-17', '2026-11-17T15:00:00Z', 2)
  await aRegister('2026-11-18', '2026-11-18T11:00:00Z')
  await aRegister('2026-11-19', '2026-11-19T08:00:00Z', 1, 'undone')
  const text = await words(office, { to: '2026-11-19' })
  assert.match(text, /Tuesday 17 November 2026 Came 17 November 2026 at 9am Changed 17 November 2026 at 3pm 2 Nobody/)
  assert.match(
    text,
    /Wednesday 18 November 2026 Late 18 November 2026 at 11am 3 Morning: 2 pupils\. Afternoon: not sent/,
  )
  assert.match(text, /Thursday 19 November 2026 Missing No 3 Nothing is known/, 'what was undone has not come')
  assert.match(text, /no term dates here/)
  assert.match(text, /Rows to mend/)
  assert.doesNotMatch(await words(officer), /Rows to mend/)
})

test('a pupil who is shut to the reader is in no number', async () => {
  const child = await aPupil({ '2026-11-17': '--' }, '2026-11-01')
  assert.match(await words(office, { to: '2026-11-17' }), /at 3pm 3 Morning: 1 pupil/)
  await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
    office.userId,
    child.id,
  ])
  assert.match(await words(office, { to: '2026-11-17' }), /at 3pm 2 Nobody/)
})

test('a school that is not the reader’s is not there, nor a day that has not been', async () => {
  await assert.rejects(words(office, {}, elsewhere), NotFound)
  await assert.rejects(words(office, { to: '2027-01-01' }), NotFound)
  await assert.rejects(words(office, { to: 'then' }), NotFound)
})
