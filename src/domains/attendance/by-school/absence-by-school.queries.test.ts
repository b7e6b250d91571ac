import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type Ground, performRoute, type SignedInReader } from '../../../access/index.ts'
import { aChild, anEntry, aReader, type TestChild, testGrounds, testNow } from '../../../access/testing/index.ts'
import { aRun } from '../../../children/testing/index.ts'
import { markBits, markCodes, NotAllowed, type PlainDate } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { countSessions } from '../attendance.ts'
import { publishAbsence } from '../published/publish.actions.ts'
import { absenceBySchoolPage } from './absence-by-school.page.ts'
import { describePupils } from './describe-pupils.actions.ts'
import { keepWards } from './wards.actions.ts'
import { readWardList } from './wards.ts'

let db: TestDatabase
let pages: Ground
let jobs: Ground
let mill: number
let manager: SignedInReader
before(async () => {
  db = await testDatabase()
  ;({ pages, jobs } = await testGrounds(db))
  const { rows } = await db.owner.query<{ id: number }>(
    `insert into access.establishment (laestab, name) values ('8232001', 'Mill Primary') returning id`,
  )
  mill = rows[0]?.id ?? 0
  manager = await aReader(db.owner, 'team-manager')
})
after(async () => {
  await Promise.all([pages.db.destroy(), jobs.db.destroy()]).catch(() => {})
  await db.drop().catch(() => {})
})

const mark = async (child: TestChild, marks: string): Promise<void> => {
  const { attended, authorised, unauthorised } = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, $4, $5::varbit, $6::varbit, $7::varbit, now(), now())
     on conflict (source_person_id, establishment_id, year) do update set marks = excluded.marks, attended = excluded.attended,
       authorised = excluded.authorised, unauthorised = excluded.unauthorised`,
    [child.sourcePersonId, mill, child.id, marks, attended, authorised, unauthorised],
  )
}
const rowOf = async (child: TestChild) =>
  (await db.owner.query('select * from pupil_year where source_person_id = $1', [child.sourcePersonId])).rows[0]
const page = async (reader: SignedInReader, query: object = {}): Promise<string> => {
  const answer = await performRoute(pages, absenceBySchoolPage, reader, {
    params: {},
    query: query as Record<string, never>,
    form: {},
    files: [],
    requestId: 'test',
  })
  assert.ok('page' in answer)
  return wordsShown(answer.page.body)
}

test('what is counted of a pupil is what the marks say, whatever marks come and however they are corrected', async () => {
  const child = await aChild(db.owner)
  const byte = fc.constantFrom(...markCodes.map(code => code.byte))
  for (const marks of fc.sample(fc.string({ unit: byte, maxLength: 60 }), { numRuns: 25, seed: 5 })) {
    await mark(child, marks)
    const { possible, attended, authorised, unauthorised, late } = await rowOf(child)
    const counts = countSessions(marks)
    assert.deepEqual(
      { possible, attended, authorised, unauthorised, late },
      {
        possible: counts.possible,
        attended: counts.attended,
        authorised: counts.authorised,
        unauthorised: counts.unauthorised,
        late: counts.late + counts.lateAfterClose,
      },
    )
  }
  // The linker finds out that the marks are another child's.
  const other = await aChild(db.owner)
  await db.owner.query('update attendance_year set child_id = $2 where source_person_id = $1', [
    child.sourcePersonId,
    other.id,
  ])
  const moved = await rowOf(child)
  assert.deepEqual([moved.child_id, moved.described], [other.id, false])
  await db.owner.query('delete from attendance_year')
  assert.equal(await rowOf(child), undefined)
})

test('a pupil is in the year group that the school says, or of that age, and in the area and the ward of home unless it is protected', async () => {
  const [ada, ben, cal] = [await aChild(db.owner), await aChild(db.owner), await aChild(db.owner)]
  const known = (child: TestChild, kind: string, category: 'identity' | 'contact', body: object) =>
    anEntry(db.owner, child, { kind, category, body })
  await known(ada, 'enrolment', 'identity', { laestab: '8232001', yearGroup: '8' })
  for (const [child, birthDate] of [
    [ada, '2013-05-03'],
    [ben, '2013-05-03'],
    [cal, '2022-09-01'],
  ] as const) {
    await known(child, 'identity', 'identity', { birthDate })
    await known(child, 'address', 'contact', { type: 'home', postcode: 'nm4 2qt' })
    await mark(child, '/\\')
  }
  await db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
    [cal.id],
  )
  await keepWards(jobs, [{ postcode: 'NM42QT', ward: 'Larchfield' }], '2026-09-01' as PlainDate)
  assert.equal(await describePupils(jobs, 0), 0)
  const described = await Promise.all([ada, ben, cal].map(rowOf))
  assert.deepEqual(
    described.map(row => [row.year_group, row.area, row.ward]),
    [
      ['8', 'NM4', 'Larchfield'],
      ['9', 'NM4', 'Larchfield'],
      ['N2', null, null],
    ],
  )
  await keepWards(jobs, [{ postcode: 'NM42QT', ward: 'Larchfield East' }], '2026-11-01' as PlainDate)
  const { rows } = await db.owner.query(
    'select ward, from_on::text as from, to_on::text as to from ward_postcode order by from_on',
  )
  assert.deepEqual(
    [(await rowOf(ada)).ward, rows],
    [
      'Larchfield East',
      [
        { ward: 'Larchfield', from: '2026-09-01', to: '2026-11-01' },
        { ward: 'Larchfield East', from: '2026-11-01', to: 'infinity' },
      ],
    ],
  )
  await db.owner.query('delete from attendance_year')
})

test('a manager reads how many missed a tenth and a half, without any number that is small, as counted this week', async () => {
  const pupils = []
  for (let at = 0; at < 40; at += 1) {
    const pupil = await aChild(db.owner)
    await mark(pupil, at < 20 ? '//////////' : at < 37 ? 'O/////////' : 'OOOOO/////')
    pupils.push(pupil)
  }
  assert.match(await page(manager), /Nothing is counted of this school year/)
  for (const pupil of pupils.slice(10, 30)) {
    const plan = { code: 'E' }
    const id = await anEntry(db.owner, pupil, { kind: 'sen-provision', category: 'send', body: plan })
    await db.owner.query(`update entry set true_from = '2026-09-01' where id = $1`, [id])
  }
  // One file is in, another of the same morning waits its turn: counted now, a first load would be its first file for a week.
  const [{ run: first }] = [await aRun(db.owner, 'test', testNow), await aRun(db.owner, 'test', testNow)]
  assert.equal(await publishAbsence(jobs), false)
  await db.owner.query(`update import_run set state = 'done' where id = $1`, [first])
  assert.equal(await publishAbsence(jobs), true)
  assert.match(await page(manager), /Mill Primary No term dates 20 Hidden Hidden 40 Hidden 20 November 2026/)
  assert.match(await page(manager, { by: 'year-group' }), /Not known 20 20 Hidden 40 Hidden/)
  const care = await page(manager, { by: 'care' })
  assert.match(care, /SEN support, or an education, health and care plan 10 10 0 20 .* None of these 10 10 Hidden 20/)
  assert.match(await page(manager, { year: '2025' }), /Nothing is counted of this school year/)
  for (const role of ['social-worker', 'school-office', 'clearing-house'] as const)
    await assert.rejects(page(await aReader(db.owner, role)), NotAllowed)
})

test('a school that went quiet, or has told no term dates, is named beside its numbers: they are not those of pupils who were in', async () => {
  assert.match(await page(manager), /1 school has not told the term dates of this school year/)
  await db.owner.query(
    `insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from) values
      ($1, 2026, 'term', 'Year', '2026-09-02', '2027-07-21', $2, now())`,
    [mill, manager.userId],
  )
  const registerOn = (day: string) =>
    db.owner.query('update access.establishment set register_on = $2 where id = $1', [mill, day])
  await registerOn('2026-11-19')
  assert.doesNotMatch(await page(manager), /not told the term dates|No term dates|no register/)
  await registerOn('2026-11-17')
  assert.match(
    await page(manager),
    /1 school has sent no register for 2 school days.* Mill Primary No register since 17 November 2026 20/,
  )
  assert.match(await page(manager, { by: 'year-group' }), /1 school has sent no register for 2 school days/)
  await db.owner.query('delete from term_date')
  await db.owner.query('update access.establishment set register_on = null where id = $1', [mill])
})

test('what is published stands for the week, and goes at once when a source’s agreement is withdrawn', async () => {
  for (let at = 0; at < 12; at += 1) await mark(await aChild(db.owner), 'O/////////')
  assert.equal(await publishAbsence(jobs), false)
  assert.match(await page(manager), /Mill Primary No term dates 20 Hidden Hidden 40/)
  const monday = { ...jobs, now: () => new Date('2026-11-23T07:40:00Z') }
  assert.equal(await publishAbsence(monday), true)
  // Twenty-nine would be shown now instead of twenty: beside each other the two would give the third number away.
  assert.match(
    await page(manager),
    /Last counted on 23 November 2026.* Mill Primary No term dates 20 Hidden Hidden 40 Hidden 20 November 2026/,
  )
  await db.owner.query(
    `update source set agreement_withdrawn_at = '2026-11-23' where id = (select min(id) from source)`,
  )
  assert.match(await page(manager), /Nothing is counted of this school year/)
})

test('a list of wards tells by line what cannot be read, and keeps each postcode once', () => {
  const rows = [
    ['Postcode', 'Code', 'WARD'],
    ['nm4 2qt', 'E05', 'Larchfield'],
    ['NM42QT', 'E05', ' Larchfield '],
    ['NM4 2QT', 'E06', 'Saltholme'],
    ['NM4', 'E06', 'Saltholme'],
    ['NM4 2QX', 'E06', ''],
  ].map((cells, at) => ({ line: at + 1, cells }))
  const { wards, faults } = readWardList(rows)
  assert.deepEqual(wards, [{ postcode: 'NM42QT', ward: 'Larchfield' }])
  assert.deepEqual(
    faults.map(fault => fault.line),
    [4, 5, 6],
  )
})
