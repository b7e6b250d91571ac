import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { workRun } from './run.job.ts'
import { f6Children, f6Form, inF6, type RoundDesk, roundDesk, upload, words } from './testing/index.ts'

let db: TestDatabase
let desk: RoundDesk
const ask: RoundDesk['ask'] = (...asked) => desk.ask(...asked)

/** The round of F6, in which Cedar ranks for itself; every application is in, checked and tied. */
before(async () => {
  db = await testDatabase()
  desk = await roundDesk(db)
  const begun = await ask('/admissions', { form: f6Form })
  desk.round = 'redirect' in begun ? (begun.redirect.split('/').at(-1) ?? '') : ''
  const schools = inF6('schools.csv')
    .replace('places', 'places,own_order')
    .replace(/(CED,\d+)/, '$1,yes')
  const settings = upload({
    'schools.csv': schools.replace(/((ASH|BIR),\d+)/g, '$1,'),
    'criteria.json': inF6('criteria.json'),
  })
  await ask('/admissions/:round/schools', { form: {}, files: settings })
  const files = ['preferences.csv', 'distances.csv'].map(name => [name, inF6(name)])
  await ask('/admissions/:round/applications', {
    form: {},
    files: upload({ 'children.csv': f6Children(), ...Object.fromEntries(files) }),
  })
  await db.owner.query(`update admission_application set tied = 'none'`)
})
after(() => desk.close())

const order = (rows: string) => ({ form: {}, files: upload({ 'orders.csv': `school_id,child_id,position\n${rows}` }) })
const cedar = 'CED,L02,1\nCED,P11,2\nCED,P06,3\nCED,P10,4\nCED,P12,5\nCED,P04,6\nCED,P14,\nCED,P13,7\n'

describe('a school that ranks for itself', () => {
  test('is sent who named it, without their other choices, and stops a run until its order is whole', async () => {
    const sent = await ask('/admissions/:round/orders/:key/applicants', { params: { key: 'CED' } })
    const lines = 'file' in sent ? String(sent.file.body).trimEnd().split('\n') : []
    assert.deepEqual(lines.slice(0, 3), [
      'school_id,child_id,position,forename,surname,birth_date,faith,looked_after',
      'CED,L02,,L02,Marsh,2023-03-09,,yes',
      'CED,P04,,P04,Marsh,2023-03-09,,',
    ])
    assert.match(words(await ask('/admissions/:round')), /The order of 1 school has not come/)
    await ask('/admissions/:round/orders', order('CED,L02,1\nCED,P11,2\n'))
    assert.match(
      words(await ask('/admissions/:round')),
      /5 children named a school that ranks for itself and left them out/,
    )
  })

  test('its order is refused with every fault, and nothing of it kept', async () => {
    const bad = words(
      await ask('/admissions/:round/orders', order('CED,L02,1\nCED,L02,2\nCED,NO,3\nASH,P04,1\nCED,P06,9\n')),
    )
    for (const fault of [
      /line 3: The child L02 is in the order/,
      /line 4: The child NO is not in this round/,
      /line 5: The school ASH does not rank/,
      /line 6: The position 9/,
    ])
      assert.match(bad, fault)
    const { rows } = await db.owner.query(`select count(*) from admission_order where known_to = 'infinity'`)
    assert.equal(Number(rows[0].count), 2)
  })

  test('its page says who is in it, who did not name it, and a child in our care who stands too low', async () => {
    const answer = await ask('/admissions/:round/orders', order(cedar))
    assert.match(words(answer), /Orders taken in: 1\. Children who had not named the school, passed over: 1/)
    const text = words(await ask('/admissions/:round/orders/:key', { params: { key: 'CED' }, query: { page: 1 } }))
    assert.match(
      text,
      /6 ranked \+ 1 it cannot take = 7 children who named it\. 1 child who did not name it passed over/,
    )
    assert.match(text, /7 P13 Marsh P13 No: did not name the school It cannot take the child P14/)
    assert.doesNotMatch(text, /preference|in our care/)
    await ask('/admissions/:round/orders', order(cedar.replace('L02,1', 'L02,2').replace('P11,2', 'P11,1')))
    const low = words(await ask('/admissions/:round/orders/:key', { params: { key: 'CED' }, query: { page: 1 } }))
    assert.match(low, /1 child in our care, or who were, stands below one who was not/)
    await ask('/admissions/:round/orders', order(cedar))
    await assert.rejects(
      ask('/admissions/:round/orders/:key', { params: { key: 'ASH' }, query: { page: 1 } }),
      NotFound,
    )
  })

  test('a run goes by it, numbered anew without who is passed over', async () => {
    await ask('/admissions/:round/runs', { form: {} })
    const { rows } = await db.owner.query(`select id from admission_run`)
    await workRun(desk.jobs, rows[0].id)
    const { rows: held } = await db.owner.query(
      `select a.reference, s.position, s.explanation->>'words' as words from admission_standing s join admission_application a on a.id = s.application_id
        where s.school_key = 'CED' order by s.position nulls last, a.reference`,
    )
    assert.deepEqual(
      held.map(one => `${one.position} ${one.reference}`),
      ['1 L02', '2 P11', '3 P06', '4 P10', '5 P12', '6 P04', 'null P14'],
    )
    assert.match(held[4].words, /Your child is 5th of 6 in the school’s order\. All 3 places went/)
  })
})
