import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Answer, performRoute, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { NotAllowed, NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { findBannedWords } from '../../platform/views/index.ts'
import { clearingHouseRoutes } from '../clearing-house/index.ts'
import { conflictRoutes } from '../conflicts/index.ts'
import { linkPending } from '../linking/index.ts'
import { type Arrival, aRun, arrive, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { sourceQuestionPages } from './index.ts'

let town: LinkedTown
let db: LinkedTown['db']
let reviewer: SignedInReader
let office: SignedInReader
let elsewhere: SignedInReader
let school: number
let otherSchool: number
before(async () => {
  town = await linkedTown(['census', 'earlier', 'care', 'throughline'])
  db = town.db
  await db.owner.query(
    `update source set service = case when id in ('census', 'earlier') then 'Schools' else 'Social care' end, said = id || ' list'`,
  )
  reviewer = await aReader(db.owner, 'clearing-house')
  const places = await db.owner.query(
    `insert into access.establishment (name) values ('Mill Primary'), ('Other School') returning id`,
  )
  school = places.rows[0].id
  otherSchool = places.rows[1].id
  office = await aReader(db.owner, 'school-office')
  elsewhere = await aReader(db.owner, 'school-office')
  await aRelation(db.owner, { establishment: school }, { principal: office.userId })
  await aRelation(db.owner, { establishment: otherSchool }, { principal: elsewhere.userId })
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(db.owner, 'person, source_person, conflict_shape, access.shield, access.access_event')
})

const routes = [...sourceQuestionPages, ...conflictRoutes, ...clearingHouseRoutes]
type Sent = { params?: Record<string, string>; form?: object; as: SignedInReader }
const send = (sort: 'desk-page' | 'desk-action', path: string, { params = {}, form = {}, as }: Sent): Promise<Answer> =>
  performRoute(town.pages, routes.find(r => r.sort === sort && r.path === path)!, as, {
    params,
    query: {},
    form: { choice: '', reason: '', version: '', decision: '', answer: '', ...form },
    files: [],
    requestId: 'test',
  })
const show = async (as: SignedInReader): Promise<string> => textOf(await send('desk-page', '/council-requests', { as }))
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const versionIn = (html: string) => /name="version" value="(\w+)"/.exec(html)?.[1] ?? ''

const liam: Arrival = {
  source: 'census',
  key: 'liam',
  identity: {
    forename: 'Liam',
    surname: 'Hearne',
    birthDate: '2013-05-03' as PlainDate,
    ...{ house: '14', street: 'Mill Lane', postcode: 'NM4 2QT', nhsNumber: '9434765919' },
  },
}
const onRoll = async (id: number, at = school, startsOn = '2026-09-01', endsOn = 'infinity') => {
  const { record } = await aRun(db.owner, 'census', town.now())
  await db.owner.query(
    `insert into intake.enrolment (source_person_id, establishment_id, starts_on, ends_on, source_record_id, known_from) values ($1, $2, $3, $4, $5, now())`,
    [id, at, startsOn, endsOn, record],
  )
}
/** A pupil whose name another service writes differently, of which the reviewer asks; who tells that the pupil is at the school. */
const asked = async (hidden = false, enrols: string[] = ['census']) => {
  const { id, personId } = await arrive(db.owner, { ...liam, source: enrols[0] ?? 'census' }, town.now())
  await onRoll(id)
  if (enrols.includes('earlier')) {
    town.later(86_400_000)
    const told = { ...liam, source: 'earlier', identity: { ...liam.identity, surname: 'Hearns' } }
    const earlier = await arrive(db.owner, told, town.now())
    await onRoll(earlier.id, otherSchool, '2025-09-01', '2026-07-20')
  }
  await arrive(db.owner, { ...liam, source: 'care', identity: { ...liam.identity, surname: 'Herne' } }, town.now())
  await linkPending(town.jobs)
  const [row] = await rows<{ uuid: string; child_id: number }>(
    `select uuid, child_id from fact_conflict where state = 'open'`,
  )
  if (hidden)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2026-01-01')`,
      [row!.child_id],
    )
  const params = { conflict: row!.uuid }
  const version = versionIn(textOf(await send('desk-page', '/conflicts/:conflict', { params, as: reviewer })))
  const ask = () =>
    send('desk-action', '/conflicts/:conflict/decision', { params, form: { choice: 'ask', version }, as: reviewer })
  return { params, child: row?.child_id ?? personId, ask }
}
const question = async (): Promise<string> =>
  (await rows<{ uuid: string }>('select uuid from source_question where establishment_id is not null'))[0]!.uuid

describe('asking a school whether what it holds is right', () => {
  test('shows the school its own value alone, to whoever answers for that school, and brings the answer back', async () => {
    const { ask, params, child } = await asked()
    await ask()
    const page = await show(office)
    assert.match(page, /Liam Hearne.*Mill Primary.*Is this right/s)
    assert.doesNotMatch(page, /Herne|care list|Another service/, 'what others say is not the school’s to know')
    assert.deepEqual(findBannedWords(page), [])
    assert.match(await show(elsewhere), /asks nothing of your school/)
    await send('desk-action', '/council-requests/:question', {
      params: { question: await question() },
      form: { answer: 'right' },
      as: office,
    })
    assert.match(await show(office), /asks nothing of your school/)
    const back = textOf(await send('desk-page', '/conflicts/:conflict', { params, as: reviewer }))
    assert.match(back, /Mill Primary said .* that its record is right/)
    assert.match(back, /Which name is right/, 'and it is asked again')
    const looked = await rows<{ child_id: number; outcome: string }>(
      'select distinct child_id, outcome from access.access_event where user_id = $1 and child_id is not null order by 2',
      [office.userId],
    )
    assert.deepEqual(looked, [
      { child_id: child, outcome: 'done' },
      { child_id: child, outcome: 'shown' },
    ])
  })

  test('shows the school nothing that the pupil’s earlier school told, and asks no school that told nothing itself', async () => {
    await (await asked(false, ['census', 'earlier'])).ask()
    const page = await show(office)
    assert.match(page, /Liam Hearne.*Mill Primary/s)
    assert.doesNotMatch(page, /Hearns/)
    await emptyTables(db.owner, 'person, source_person, conflict_shape')
    await (await asked(false, ['care', 'earlier'])).ask()
    assert.match(await show(office), /asks nothing of your school/)
  })

  test('asks no school of a child whose whereabouts are kept from anybody, in the same words', async () => {
    const { ask } = await asked(true)
    const hidden = await ask()
    assert.deepEqual(await rows('select 1 from source_question where establishment_id is not null'), [])
    await emptyTables(db.owner, 'access.shield')
    await db.owner.query(`update fact_conflict set state = 'open'`)
    assert.deepEqual(hidden, { redirect: '/conflicts', flash: 'Saved: the question waits for the source.' })
    assert.match(await show(office), /asks nothing of your school/)
  })

  test('ends when the child leaves the school, is shut to the reader, or when the question is settled otherwise', async () => {
    const { ask, child } = await asked()
    await ask()
    const id = await question()
    const answer = (as: SignedInReader) =>
      send('desk-action', '/council-requests/:question', { params: { question: id }, form: { answer: 'wrong' }, as })
    await assert.rejects(answer(elsewhere), NotFound)
    await assert.rejects(answer(reviewer), NotAllowed)
    await db.owner.query(`update access.roll set ends_on = '2026-10-01'`)
    await assert.rejects(answer(office), NotFound)
    await db.owner.query(`update access.roll set ends_on = 'infinity'`)
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      office.userId,
      child,
    ])
    await assert.rejects(answer(office), NotFound)
    assert.match(await show(office), /asks nothing of your school/)
    await emptyTables(db.owner, 'access.conflict')
    assert.match(await show(office), /Liam Hearne/)
    await db.owner.query(`update fact_conflict set state = 'void'`)
    await assert.rejects(answer(office), NotFound)
  })

  test('asks of a pair of records too, and the pair comes back before the clearing house', async () => {
    const khan = { forename: 'Mohammed', surname: 'Khan', birthDate: '2014-02-11' as PlainDate, sex: 'M' as const }
    const { id } = await arrive(
      db.owner,
      { source: 'census', key: 'k1', identity: { ...khan, postcode: 'NM1 1AA' } },
      town.now(),
    )
    await onRoll(id)
    await arrive(db.owner, { source: 'care', key: 'k2', identity: { ...khan, postcode: 'NM9 9ZZ' } }, town.now())
    await linkPending(town.jobs)
    const [open] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
    const params = { case: open!.uuid }
    const look = async () => textOf(await send('desk-page', '/duplicates/:case', { params, as: reviewer }))
    const form = { decision: 'ask', version: versionIn(await look()) }
    await send('desk-action', '/duplicates/:case/decision', { params, form, as: reviewer })
    assert.match(await look(), /Mill Primary \(record A\) was asked/)
    await send('desk-action', '/council-requests/:question', {
      params: { question: await question() },
      form: { answer: 'unknown' },
      as: office,
    })
    assert.match(await look(), /Mill Primary \(record A\) said .* that it does not know/)
    assert.equal((await rows<{ state: string }>('select state from review_case'))[0]?.state, 'open')
  })
})
