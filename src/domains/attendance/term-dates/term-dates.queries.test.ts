import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../../access/index.ts'
import { aReader, aRelation, testGrounds } from '../../../access/testing/index.ts'
import { NotAllowed, NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { schoolTermDatesPage, tellRegisterDueAction, tellTermDatesAction, termDatesPage } from './term-dates.page.ts'

let db: TestDatabase
let ground: Ground
let officer: SignedInReader
let worker: SignedInReader
type School = { readonly id: number; readonly uuid: string }
let mill: School
let larch: School
let elsewhere: School
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
  officer = await aReader(db.owner, 'education-welfare-officer')
  worker = await aReader(db.owner, 'social-worker')
  ;[mill, larch, elsewhere] = (await Promise.all(
    ['Mill Primary', 'Larchfield Academy', 'Elsewhere High'].map(aSchool),
  )) as [School, School, School]
  for (const school of [mill, larch])
    for (const reader of [officer, worker])
      await aRelation(db.owner, { establishment: school.id }, { principal: reader.userId })
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})
const aSchool = async (name: string): Promise<School> => {
  const { rows } = await db.owner.query(`insert into access.establishment (name) values ($1) returning id, uuid`, [
    name,
  ])
  return rows[0]
}

const dates = {
  year: '2026',
  'autumn-from': '2 9 2026',
  'autumn-to': '18 12 2026',
  'spring-from': '4 1 2027',
  'spring-to': '25 3 2027',
  'summer-from': '12 4 2027',
  'summer-to': '21 7 2027',
}
type Sent = { reader?: SignedInReader; school?: School; form?: Record<string, unknown>; query?: Record<string, string> }
const send = (
  route: Route,
  { reader = officer, school = mill, form = {}, query = { year: '2026' } }: Sent = {},
): Promise<Answer> =>
  performRoute(ground, route, reader, { params: { school: school.uuid }, query, form, files: [], requestId: 'test' })
const words = (answer: Answer): string => {
  assert.ok('page' in answer)
  return wordsShown(answer.page.body)
}

test('a school without term dates is named as missing, and a school that is not the reader’s is not there', async () => {
  const text = words(await send(termDatesPage))
  assert.match(text, /2 schools have no term dates here/)
  assert.doesNotMatch(text, /Elsewhere/)
  await assert.rejects(send(schoolTermDatesPage, { school: elsewhere }), NotFound)
})

test('dates with a fault are not saved, and what was typed stands in the form again', async () => {
  const answer = await send(tellTermDatesAction, { form: { ...dates, 'spring-to': '25 3 2026' } })
  assert.ok('page' in answer)
  assert.equal(answer.status, 422)
  assert.match(String(answer.page.body), /must be in the school year 2026 to 2027/)
  assert.match(String(answer.page.body), /value="25 3 2026"/)
  assert.match(words(await send(termDatesPage)), /2 schools have no term dates here/)
})

test('told dates stand for every school that was ticked, with who told them; told again, the newest stand', async () => {
  await send(tellTermDatesAction, { form: { ...dates, others: larch.uuid } })
  assert.match(words(await send(termDatesPage)), /2 September 2026 to 21 July 2027/)
  assert.doesNotMatch(words(await send(termDatesPage)), /Missing/)
  await send(tellTermDatesAction, { form: { ...dates, 'autumn-from': '7 9 2026' } })
  assert.match(words(await send(schoolTermDatesPage)), /7 September/)
  assert.match(words(await send(schoolTermDatesPage, { school: larch })), /2 September/)
  const { rows } = await db.owner.query(
    `select known_to = 'infinity' as stands, count(*)::int as n from term_date where establishment_id = $1 group by 1 order by 1`,
    [mill.id],
  )
  assert.deepEqual(rows, [
    { stands: false, n: 3 },
    { stands: true, n: 3 },
  ])
})

test('a school that is not the reader’s cannot be told of, not even beside one that is', async () => {
  await assert.rejects(send(tellTermDatesAction, { school: elsewhere, form: dates }), NotFound)
  await assert.rejects(send(tellTermDatesAction, { form: { ...dates, others: [elsewhere.uuid] } }), NotFound)
  await db.owner.query(
    `update access.grant_row set ends_at = '2026-01-01' where establishment_id = $1 and principal = $2`,
    [larch.id, officer.userId],
  )
  await assert.rejects(send(tellTermDatesAction, { form: { ...dates, others: [larch.uuid] } }), NotFound)
})

test('a social worker reads the dates and tells none', async () => {
  assert.match(words(await send(schoolTermDatesPage, { reader: worker })), /Autumn 2026/)
  assert.doesNotMatch(words(await send(schoolTermDatesPage, { reader: worker })), /Save term dates/)
  await assert.rejects(send(tellTermDatesAction, { reader: worker, form: dates }), NotAllowed)
})

test('whoever tells the dates of a school tells when its registers are due; a time that is none changes nothing', async () => {
  assert.match(words(await send(schoolTermDatesPage)), /registers are due by 10am/)
  const wrong = await send(tellRegisterDueAction, { form: { due: 'early' } })
  assert.ok('page' in wrong)
  assert.deepEqual([wrong.status, /value="early"/.test(String(wrong.page.body))], [422, true])
  await send(tellRegisterDueAction, { form: { due: '9:15am' } })
  assert.match(words(await send(schoolTermDatesPage)), /registers are due by 9:15am/)
  assert.match(words(await send(schoolTermDatesPage, { school: larch, reader: worker })), /registers are due by 10am/)
  await assert.rejects(send(tellRegisterDueAction, { reader: worker, form: { due: '9:15' } }), NotAllowed)
  await assert.rejects(send(tellRegisterDueAction, { school: elsewhere, form: { due: '9:15' } }), NotFound)
})
