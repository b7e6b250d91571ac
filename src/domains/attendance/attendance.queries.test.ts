import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Answer, type Ground, performRoute, Refusal, type SignedInReader } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { markBits, type PlainDate, weekdayIndex } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { schoolPage } from './attendance.page.ts'

const route = schoolPage({ panels: [] })
let db: TestDatabase
let ground: Ground
let child: TestChild
let officer: SignedInReader
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
  child = await aChild(db.owner)
  await anEntry(db.owner, child, {
    kind: 'identity',
    category: 'identity',
    body: { forename: 'Liam', surname: 'Price', birthDate: '2013-05-03' },
  })
  officer = await aReader(db.owner, 'education-welfare-officer')
  await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
  const { rows } = await db.owner.query(
    `insert into access.establishment (laestab, name, phone) values ('8232001', 'Northmere High', '01632 960102') returning id`,
  )
  const marks = `${'-'.repeat((weekdayIndex(2026, '2026-11-16' as PlainDate) ?? 0) * 2)}/\\O\\II/\\L\\`
  const bits = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, $4, $5::varbit, $6::varbit, $7::varbit, '2026-09-02', '2026-11-20T09:05:00Z')`,
    [child.sourcePersonId, rows[0].id, child.id, marks, bits.attended, bits.authorised, bits.unauthorised],
  )
  const position = (weekdayIndex(2026, '2026-11-17' as PlainDate) ?? 0) * 2
  await db.owner.query(
    `insert into mark_change (source_person_id, establishment_id, year, position, old, new, as_of, known_from)
     values ($1, $2, 2026, $3, 'N', 'O', '2026-11-19', '2026-11-19T12:00:00Z')`,
    [child.sourcePersonId, rows[0].id, position],
  )
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const ask = (reader: SignedInReader, query: Record<string, string> = {}): Promise<Answer> =>
  performRoute(ground, route, reader, {
    params: { child: child.address },
    query,
    form: {},
    files: [],
    requestId: 'test',
  })
const words = (answer: Answer): string => {
  assert.ok('page' in answer)
  return wordsShown(answer.page.body).replace(/ ([.,])/g, '$1')
}

test('an education welfare officer reads the register: attended, authorised, unauthorised, late', async () => {
  const text = words(await ask(officer))
  assert.match(text, /Missed 3 of 10 sessions: 2 authorised, 1 unauthorised\. Late 1 time\./)
  assert.match(text, /Today: Late, before the register closed this morning, in school this afternoon, Northmere High/)
  assert.match(text, /Call 01632 960102/)
})

test('as known on a day before the correction, the mark is what it was, and later days are not there', async () => {
  const text = words(await ask(officer, { known: '2026-11-18' }))
  assert.match(text, /Missed 3 of 6 sessions/)
  assert.match(text, /Reason not yet known N Absent, unauthorised 1/)
  assert.doesNotMatch(text, /Absent without leave/)
})

test('a stranger, and a worker whose role does not see attendance, read none of it', async () => {
  await assert.rejects(ask(await aReader(db.owner, 'education-welfare-officer')), Refusal)
  const visitor = await aReader(db.owner, 'health-visitor')
  await aRelation(db.owner, { child: child.id }, { principal: visitor.userId })
  assert.match(words(await ask(visitor)), /No school has sent a register/)
})

test('a quiet feed is told apart from a quiet child: the school’s register came without a mark, is due, or has not come', async () => {
  const withoutToday = `${'-'.repeat((weekdayIndex(2026, '2026-11-16' as PlainDate) ?? 0) * 2)}/\\/\\`
  const { rows } = await db.owner.query<{ marks: string }>('select marks from attendance_year')
  const feed = async (due: string, on: string | null): Promise<string> => {
    await db.owner.query('update access.establishment set register_due = $1, register_on = $2', [due, on])
    return words(await ask(officer))
  }
  await db.owner.query('update attendance_year set marks = $1', [withoutToday])
  // It is 10:00 on Friday 20 November 2026.
  assert.match(
    await feed('09:30', '2026-11-19'),
    /In school, Northmere High\. The school has sent no register today\. It was due by 9:30am/,
  )
  assert.match(await feed('10:30', '2026-11-19'), /Northmere High\. Today’s register is due by 10:30am/)
  assert.match(
    await feed('09:30', '2026-11-20'),
    /Northmere High\. Today’s register came, without a mark for this child/,
  )
  assert.doesNotMatch(words(await ask(officer, { known: '2026-11-18' })), /Today’s register|sent no register/)
  await db.owner.query('update attendance_year set marks = $1', [rows[0]?.marks])
})

test('a school that numbers its pupils anew in the year has told one year: both halves are counted, once', async () => {
  const { rows } = await db.owner.query(
    `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link)
     select source_id, 'numbered-anew', person_id, identity, identity_hash, false from source_person where id = $1 returning id`,
    [child.sourcePersonId],
  )
  const marks = `${'-'.repeat((weekdayIndex(2026, '2026-11-20' as PlainDate) ?? 0) * 2)}I\\`
  const bits = markBits(marks)
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     select $2, establishment_id, year, child_id, $3, $4::varbit, $5::varbit, $6::varbit, seen_from, '2026-11-20T10:00:00Z'
     from attendance_year where source_person_id = $1`,
    [child.sourcePersonId, rows[0].id, marks, bits.attended, bits.authorised, bits.unauthorised],
  )
  const text = words(await ask(officer))
  assert.match(text, /Missed 4 of 10 sessions: 3 authorised, 1 unauthorised/)
  assert.equal(text.match(/Call 01632 960102/g)?.length, 1)
})
