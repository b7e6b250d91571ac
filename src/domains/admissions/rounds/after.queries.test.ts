import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aChild, anEntry, aReader } from '../../../access/testing/index.ts'
import { Conflict, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { tellOffers } from './offers/tell-offers.job.ts'
import { releaseOffers, workRun } from './runs/run.job.ts'
import { applySecond } from './second/second.job.ts'
import { beginCedarRound, dayBoxes, families, type RoundDesk, roundDesk, upload, words } from './testing/index.ts'

let db: TestDatabase
let desk: RoundDesk
const ask: RoundDesk['ask'] = (...asked) => desk.ask(...asked)
const { addressOf, offerOf, orderLists, listOf, answer, propose } = families(() => [db, desk])

before(async () => {
  db = await testDatabase()
  desk = await roundDesk(db)
  await beginCedarRound(db, desk)
})
after(() => desk.close())

const order = (rows: string) => ({ form: {}, files: upload({ 'orders.csv': `school_id,child_id,position\n${rows}` }) })
const cedar = 'CED,L02,1\nCED,P11,2\nCED,P06,3\nCED,P10,4\nCED,P12,5\nCED,P04,6\nCED,P14,\nCED,P13,7\n'

describe('a school that ranks for itself', () => {
  test('is sent who named it, without their other choices, and stops a run until its order is whole', async () => {
    const sent = await ask('/admissions/:round/orders/:key/applicants', { params: { key: 'CED' } })
    const lines = 'file' in sent ? String(sent.file.body).slice(1).replaceAll('"', '').split('\r\n') : []
    const taken = lines[1]?.slice(lines[1].indexOf('Taken out by'))
    assert.deepEqual(lines.slice(0, 3), [
      'school_id,child_id,position,forename,surname,birth_date,faith,looked_after,taken_out',
      `CED,L02,,L02,Marsh,2023-03-09,,yes,${taken}`,
      `CED,P04,,P04,Marsh,2023-03-09,,,${taken}`,
    ])
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

describe('after the offers', () => {
  test('every child without a higher choice waits for it, by the criteria and for no school below', async () => {
    const { rows } = await db.owner.query(`select uuid from admission_run`)
    for (const officer of [desk.officer, await aReader(db.owner, 'admissions-officer')])
      await ask('/admissions/:round/runs/:run/approve', { form: {}, params: { run: rows[0].uuid } }, officer)
    assert.match(await listOf('ASH'), /have not been put in order yet/)
    await db.owner.query(`update admission_round set release_at = '2020-01-01'`)
    await releaseOffers(desk.jobs)
    await orderLists()
    assert.match(await listOf('ASH'), /1st P04 .* 2nd P05 .* 3rd P06 .* 4th P13 /)
    assert.match(await listOf('BIR'), /1st P07 .* 2nd P04 /)
    assert.match(await listOf('CED'), /1st P12 Marsh The school’s own order .* 2nd P04 /)
    const text = words(await ask('/admissions/:round/offers', { query: { page: 1 } }))
    assert.match(text, /12 offers = 12 not heard\. .* ASH 5 5 0 0 0 4 BIR 4 4 0 0 0 2 CED 3 3 0 0 0 2/)
  })

  test('a declined place is free, and the next child has it once two people agree', async () => {
    await assert.rejects(propose('ASH'), Conflict)
    assert.match(await answer('P07', 'declined'), /The answer is saved/)
    await assert.rejects(propose('ASH'), Conflict)
    await orderLists()
    assert.match(await listOf('ASH'), /4 held, 0 put to a family, 0 proposed, 1 free/)
    await propose('ASH')
    const { rows } = await db.owner.query(`select uuid from admission_proposal where decided is null`)
    const agree = { params: { key: 'ASH', proposal: rows[0].uuid }, form: { what: 'agree' } }
    await assert.rejects(ask('/admissions/:round/waiting/:key/proposals/:proposal', agree), Conflict)
    await ask(
      '/admissions/:round/waiting/:key/proposals/:proposal',
      agree,
      await aReader(db.owner, 'admissions-officer'),
    )
    await orderLists()
    assert.match(
      await listOf('ASH'),
      /5 held, 0 put .* 1st P05 .* Was 2nd before: one child before them left it\. .* 3rd P13/,
    )
    assert.doesNotMatch(await listOf('CED'), /P04/)
    const why = words(
      await ask('/admissions/:round/waiting/children/:application', {
        params: { application: await addressOf('P13') },
      }),
    )
    assert.match(
      why,
      /You are 3rd of 3 on the waiting list\. Criterion 5 \(other\)\. 1\.05 miles\. 2 children with higher priority stand before you\. You were 4th before: one child before you left it\./,
    )
    assert.doesNotMatch(why, /P0\d/)
  })

  test('a child who holds a place keeps it until they answer for a better one, and it is free then', async () => {
    await answer('P10', 'declined')
    await orderLists()
    await propose('CED')
    const { rows } = await db.owner.query(`select uuid from admission_proposal where decided is null`)
    const agree = { params: { key: 'CED', proposal: rows[0].uuid }, form: { what: 'agree' } }
    await ask(
      '/admissions/:round/waiting/:key/proposals/:proposal',
      agree,
      await aReader(db.owner, 'admissions-officer'),
    )
    const all = () => ask('/admissions/:round/offers', { query: { page: 1 } })
    assert.match(words(await all()), /ASH 5 5 0 0 0 .* CED 3 2 1 0 0 /)
    await answer('P12', 'accepted')
    await orderLists()
    assert.match(
      words(await all()),
      /14 offers = 1 accepted \+ 10 not heard \+ 2 declined \+ 1 left for another\..* ASH 5 4 0 0 1 .* CED 3 3 0 0 0 /,
    )
  })

  test('a family is reminded, and the offer withdrawn for want of an answer only when the last day has passed', async () => {
    const params = { offer: await offerOf('P09') }
    const form = { ground: 'no answer', why: 'two letters came back' }
    const withdraw = () => ask('/admissions/:round/offers/:offer/withdraw', { params, form })
    await assert.rejects(withdraw(), Conflict)
    const today = londonDate(desk.jobs.now())
    const sent = { by: 'letter', ...dayBoxes('sent', today), ...dayBoxes('until', '2099-01-01' as PlainDate) }
    await ask('/admissions/:round/offers/:offer/remind', { params, form: sent })
    await assert.rejects(withdraw(), Conflict)
    await db.owner.query(`update admission_reminder set sent_on = '2020-01-01', answer_by = '2020-01-15'`)
    assert.match(words(await withdraw()), /The offer is withdrawn/)
    assert.match(
      words(await ask('/admissions/:round/offers/:offer', { params })),
      /Withdrawn .* two letters came back .* Reminded by letter/,
    )
    assert.match(words(await ask('/admissions/:round/offers', { query: { page: 1 } })), /1 withdrawn .* BIR 4 3 0 0 1/)
  })
})

/** One application after the closing day, tied and checked. */
const comesLate = async (reference: string, facts: string, wants: readonly string[]): Promise<void> => {
  await ask('/admissions/:round/applications', {
    form: {},
    files: upload({
      'children.csv': `child_id,forename,surname,birth_date,received_on,catchment,sibling,address_proof,sibling_proof\n${reference},${reference},Late,2023-04-01,2027-05-03,${facts},council tax,roll\n`,
      'preferences.csv': `child_id,rank,school_id\n${wants.map((key, i) => `${reference},${i + 1},${key}\n`).join('')}`,
      'distances.csv': `child_id,school_id,distance\n${wants.map(key => `${reference},${key},0.61\n`).join('')}`,
    }),
  })
  await db.owner.query(`update admission_application set tied = 'none' where reference = $1`, [reference])
}

describe('late applications and the second round', () => {
  test('a late child stands on the lists by the criteria, and others are told that one joined', async () => {
    await comesLate('Q01', 'ASH,ASH', ['ASH', 'BIR'])
    await orderLists()
    const text = await listOf('ASH')
    assert.match(text, /1st Q01 Late 2 catchment and sibling 0\.61 miles Came onto the list/)
    assert.match(text, /2nd P05 .* Was 1st before: one child with higher priority joined the list\./)
    assert.match(
      words(await ask('/admissions/:round/applications', { query: { page: 1, standing: 'late' } })),
      /Q01 Late/,
    )
  })

  test('the second run gives what is free, moves children up, and takes an offer from nobody', async () => {
    assert.ok('redirect' in (await ask('/admissions/:round/second', { form: {} })))
    const { rows } = await db.owner.query(`select id, uuid from admission_run where kind = 'second'`)
    await workRun(desk.jobs, rows[0].id)
    const params = { run: rows[0].uuid }
    const text = words(await ask('/admissions/:round/second/:run', { params }))
    assert.match(
      text,
      /2 with another place, .* Q01 Late Nothing ASH, 1st preference P07 Marsh Nothing BIR, 1st preference/,
    )
    const approve = (officer = desk.officer) =>
      ask('/admissions/:round/second/:run/approve', { form: {}, params }, officer)
    await approve()
    await assert.rejects(approve(), Conflict)
    await applySecond(desk.jobs, rows[0].id)
    assert.doesNotMatch(words(await ask('/admissions/:round/second/:run', { params })), /Offers made/)
    await approve(await aReader(db.owner, 'admissions-officer'))
    const held = () => db.owner.query(`select application_id from admission_offer where ended is null order by 1`)
    const before = (await held()).rows.map(one => one.application_id)
    await applySecond(desk.jobs, rows[0].id)
    await applySecond(desk.jobs, rows[0].id)
    const after = (await held()).rows.map(one => one.application_id)
    assert.ok(before.every(one => after.includes(one)) && after.length === before.length + 2)
    await orderLists()
    assert.match(words(await ask('/admissions/:round/second/:run', { params })), /Offers made/)
    assert.match(await listOf('ASH'), /5 held, 0 put .* 1st P05 .* one child before them left it/)
  })

  test('a family who is happy with its place is on no list and moved by no second run, until it names other schools', async () => {
    assert.match(await answer('P05', 'happy'), /The answer is saved/)
    await answer('Q01', 'declined')
    await orderLists()
    assert.doesNotMatch(await listOf('ASH'), /P05/)
    await ask('/admissions/:round/second', { form: {} })
    const { rows } = await db.owner.query(`select id, uuid from admission_run where kind = 'second' order by id desc`)
    await workRun(desk.jobs, rows[0].id)
    const text = words(await ask('/admissions/:round/second/:run', { params: { run: rows[0].uuid } }))
    assert.match(text, /ASH, 1st preference/)
    assert.doesNotMatch(text, /P05/)
    const params = { application: await addressOf('P05') }
    await ask('/admissions/:round/applications/:application/wants', { params, form: { 'want-1': 'ASH' } })
    await orderLists()
    assert.match(await listOf('ASH'), /1st P05/)
  })

  test('a run of before something changed is approved by nobody', async () => {
    await ask('/admissions/:round/second', { form: {} })
    const { rows } = await db.owner.query(`select id, uuid from admission_run where kind = 'second' order by id desc`)
    await workRun(desk.jobs, rows[0].id)
    await answer('P08', 'declined')
    await assert.rejects(
      ask('/admissions/:round/second/:run/approve', { form: {}, params: { run: rows[0].uuid } }),
      Conflict,
    )
    await assert.rejects(
      ask('/admissions/:round/applications/:application/withdraw', {
        form: { withdrawn: 'moved away' },
        params: { application: await addressOf('P05') },
      }),
      Conflict,
    )
  })
})

describe('offers on the child’s record', () => {
  test('each stands there with how it was answered; a change keeps what stood, and nothing says which choice it was', async () => {
    const child = await aChild(db.owner)
    const body = { forename: 'P12', surname: 'Marsh', birthDate: '2023-03-09' }
    await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
    await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where reference = 'P12'`, [
      child.id,
    ])
    const { rows: rounds } = await db.owner.query(`select id from admission_round`)
    const told = async () => {
      await tellOffers(desk.jobs, rounds[0].id)
      const { rows } = await db.owner.query(
        `select body, category, known_to = 'infinity' as now from entry where kind = 'school-offer' and child_id = $1 order by id`,
        [child.id],
      )
      return rows.map(one => `${one.body.laestab} ${one.body.state} ${one.now}`)
    }
    assert.deepEqual(await told(), ['ASH moved true', 'CED accepted true'])
    assert.deepEqual(await told(), ['ASH moved true', 'CED accepted true'])
    await answer('P12', 'declined')
    assert.deepEqual(await told(), ['ASH moved true', 'CED accepted false', 'CED declined true'])
    const { rows } = await db.owner.query(`select body::text as body, category from entry where kind = 'school-offer'`)
    for (const one of rows) {
      assert.equal(one.category, 'admissions')
      assert.doesNotMatch(one.body, /rank|preference|choice/)
    }
  })
})
