import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SignedInReader } from '../../../access/index.ts'
import { aChild, anEntry, aReader } from '../../../access/testing/index.ts'
import { Conflict, NotAllowed, NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { inYearPages } from '../in-year/index.ts'
import { inYearTests } from '../in-year/testing/index.ts'
import { tellOffers } from '../rounds/offers/tell-offers.job.ts'
import {
  beginCedarRound,
  families,
  type RoundDesk,
  releaseRound,
  roundDesk,
  upload,
  words,
} from '../rounds/testing/index.ts'
import { giveAppealPlaces } from './give-places.job.ts'
import { appealPages } from './index.ts'
import { boxes, clerking } from './testing/index.ts'

let db: TestDatabase
let desk: RoundDesk
let clerk: SignedInReader
let winner: Awaited<ReturnType<typeof aChild>>
let now = new Date('2026-11-20T10:00:00Z')
const on = (day: string): void => {
  now = new Date(`${day}T10:00:00Z`)
}
const { addressOf, orderLists, listOf } = families(() => [db, desk])
const { asClerk, lookedAt, appealOf, lodge, page, officerPage, does, states, hears } = clerking(() => [db, desk, clerk])
const full = 'The school is full: every room holds as many children as it can.'

before(async () => {
  db = await testDatabase()
  desk = await roundDesk(db, { more: door => [...appealPages(door), ...inYearPages(door)], now: () => now })
  clerk = await aReader(db.owner, 'appeals-clerk')
  await beginCedarRound(db, desk)
  await desk.ask('/admissions/:round/orders', {
    form: {},
    files: upload({
      'orders.csv':
        'school_id,child_id,position\nCED,L02,1\nCED,P11,2\nCED,P06,3\nCED,P10,4\nCED,P12,5\nCED,P04,6\nCED,P14,\n',
    }),
  })
  await releaseRound(db, desk)
  await orderLists()
  await db.owner.query(`with s as (insert into access.establishment (laestab, name) values ('ASH', 'Ash'), ('CED', 'Cedar') returning id)
    insert into term_date (establishment_id, year, kind, name, from_on, to_on, told_by, known_from)
    select s.id, 2026, n.kind, n.kind, n.from_on::date, n.to_on::date, ${desk.officer.userId}, '2026-09-01' from s,
      (values ('term', '2026-09-02', '2026-12-18'), ('term', '2027-01-04', '2027-03-25'), ('holiday', '2027-02-15', '2027-02-19'),
        ('term', '2027-04-12', '2027-07-21')) as n(kind, from_on, to_on)`)
})
after(() => desk.close())

describe('taking in an appeal', () => {
  test('the clerk finds the refusals by the reference and the birth date together, and no other child', async () => {
    on('2026-11-27')
    const find = (reference: string, born: string) =>
      asClerk('/appeals/new', { form: { reference, ...boxes('born', born) } })
    assert.match(words(await find('P04', '2023-03-10')), /No refusal has this reference/)
    assert.match(words(await find('P07x', '2023-03-09')), /No refusal has this reference/)
    assert.deepEqual(await find('p04', '2023-03-09'), { redirect: `/appeals/new/${await addressOf('P04')}` })
    const text = words(await asClerk('/appeals/new/:application', { params: { application: await addressOf('P04') } }))
    assert.match(text, /Reception 2027, P04/)
    assert.match(text, /ASH Refused 20 November 2026 BIR Refused .*CED Refused/)
    // P09 has the school named first: nobody refused
    await assert.rejects(
      asClerk('/appeals/new/:application', { params: { application: await addressOf('P09') } }),
      NotFound,
    )
  })

  test('is lodged with grounds, once for each school that refused, and its days are counted', async () => {
    for (const reference of ['P04', 'P05', 'P06']) assert.ok('redirect' in (await lodge(reference)))
    await lodge('P12', 'CED')
    await assert.rejects(lodge('P04'), Conflict)
    assert.match(words(await lodge('P13', 'ASH', '2026-12-01')), /The day has not come yet/)
    const text = await page('P04')
    assert.match(text, /Lodged 18 December 2026 27 November 2026 /)
    assert.match(text, /Heard 5 March 2027 No hearing set/)
    assert.match(text, /Set a hearing by 12 February 2027/)
    const list = words(await asClerk('/appeals', { query: { filter: 'open', page: 1 } }))
    assert.match(list, /4 appeals\. .*P04 Marsh ASH Lodged 27 November 2026 Set a hearing by/)
  })

  test('a round publishes its last day to appeal, twenty school days after the offers at least, and where appeals are sent', async () => {
    const publish = (day: string) => desk.ask('/admissions/:round/appeals', { form: boxes('lodge', day) })
    assert.match(words(await publish('2027-04-20')), /Families have 20 school days: 17 May 2027 at the earliest/)
    assert.ok('redirect' in (await publish('2027-05-21')))
    assert.match(await page('P04'), /Lodged 21 May 2027 27 November 2026/)
    await db.owner.query(`update admission_round set appeals_lodge_by = null`)
    const tell = (address: string, email = '') =>
      desk.ask('/admissions/:round/appeals/address', { form: { address, email, ...boxes('from', '2026-11-01') } })
    assert.match(words(await tell(' ', 'x')), /Enter the postal address of the clerk.*Enter an e-mail address/)
    await tell(' Town Hall \r\n\r\nNorthmere')
    assert.match(words(await desk.ask('/admissions/:round/appeals')), /1 November 2026 Town Hall, Northmere/)
  })
})

describe('apart from admissions', () => {
  test('an officer learns that there is an appeal and its days, and not the family’s grounds before the papers are out', async () => {
    const text = await officerPage('P04')
    assert.match(text, /Lodged 18 December 2026 27 November 2026 /)
    assert.doesNotMatch(text, /Why P04 needs it/)
    await assert.rejects(desk.ask('/appeals/:appeal', { params: { appeal: await appealOf('P04') } }), NotAllowed)
    await assert.rejects(asClerk('/admissions/:round/appeals'), NotAllowed)
    await assert.rejects(asClerk('/admissions/:round/applications', { query: { page: 1 } }), NotAllowed)
  })

  test('the statement is the officers’; it may not name another child of the round', async () => {
    assert.match(words(await states('P04', `${full} P05 Marsh stands before.`)), /names another child/)
    assert.match(words(await states('P04', `${full} (See P06.)`)), /names another child/)
    for (const reference of ['P04', 'P05']) assert.ok('redirect' in (await states(reference, full)))
    await states('P12', full, 'CED')
    assert.match(await page('P04'), /The authority’s statement .* The school is full/)
  })

  test('a child who is shut to somebody has no appeal for them, and is counted in no list', async () => {
    const child = await aChild(db.owner)
    await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where reference = 'P06'`, [
      child.id,
    ])
    const kin = await aReader(db.owner, 'appeals-clerk')
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'declared')`, [
      kin.userId,
      child.id,
    ])
    const seen = words(await desk.ask('/appeals', { query: { filter: 'open', page: 1 } }, kin))
    assert.match(seen, /3 appeals\./)
    assert.doesNotMatch(seen, /P06/)
    await asClerk('/appeals', { query: { filter: 'open', page: 1 } })
    assert.deepEqual(await lookedAt(2), [child.id, null])
    await assert.rejects(desk.ask('/appeals/:appeal', { params: { appeal: await appealOf('P06') } }, kin), NotFound)
    const params = { application: await addressOf('P06') }
    await assert.rejects(desk.ask('/appeals/new/:application', { params }, kin), NotFound)
    assert.match(await page('P06'), /Why P06 needs it/)
  })
})

describe('a hearing', () => {
  test('hears several appeals for one school together, by a panel that may sit', async () => {
    on('2026-12-14')
    assert.ok('redirect' in (await does('P06', 'withdraw', { ...boxes('withdrawn', '2026-12-13'), why: 'content' })))
    assert.match(
      words(await asClerk('/appeals/:appeal/hearing', { params: { appeal: await appealOf('P04') } })),
      /P04 Marsh .* P05 Marsh/,
    )
    await assert.rejects(asClerk('/appeals/:appeal/hearing', { params: { appeal: await appealOf('P06') } }), NotFound)
    assert.ok('redirect' in (await hears('P04', ['P04', 'P05'], '2027-01-20')))
    await hears('P12', ['P12'], '2027-01-20', 'CED')
    const { rows } = await db.owner.query(`select uuid from appeal_hearing order by id`)
    const text = words(await asClerk('/appeals/hearings/:hearing', { params: { hearing: rows[0].uuid } }))
    assert.match(text, /Chair Ann, lay .* 2 appeals heard together .* P04 Marsh .* P05 Marsh/)
    assert.match(await officerPage('P05'), /Hearing 20 January 2027, 09:30, Room 2/)
  })

  test('is told of ten school days before, or as many as the family agreed to', async () => {
    on('2027-01-08')
    const told = boxes('noticed', '2027-01-07')
    assert.match(words(await does('P04', 'notice', told)), /fewer than ten school days/)
    assert.ok('redirect' in (await does('P04', 'notice', { ...told, agreed: 'by e-mail of 7 January' })))
    assert.ok('redirect' in (await does('P05', 'notice', boxes('noticed', '2026-12-17'))))
    assert.match(await page('P04'), /fewer days agreed: by e-mail of 7 January/)
  })

  test('its papers stay as they went out, both sides have them, and no other child is in them', async () => {
    await assert.rejects(does('P06', 'pack', {}), Conflict)
    await does('P05', 'evidence', { ...boxes('came', '2027-01-08'), evidence: 'A letter of the surgery.' })
    for (const [reference, key] of [
      ['P04', 'ASH'],
      ['P05', 'ASH'],
      ['P12', 'CED'],
    ] as const)
      assert.ok('redirect' in (await does(reference, 'pack', {}, key)))
    const params = { appeal: await appealOf('P05') }
    const clerks = words(await asClerk('/appeals/:appeal/pack', { params }))
    const officers = words(await desk.ask('/admissions/:round/appeals/:appeal/pack', { params }))
    assert.match(
      clerks,
      /Place held BIR .* Published number 5 .* Criterion 3 catchment .* Place in the school’s order \d+th of \d+/,
    )
    assert.match(clerks, /Distance 0\.52 miles .* last was offered under criterion 3 \(catchment\) at 0\.20 miles/)
    assert.match(clerks, /On the waiting list today 2nd of 4 .* Why P05 needs it\. .* A letter of the surgery\./)
    assert.equal(clerks, officers)
    assert.doesNotMatch(clerks.replaceAll('P05', ''), /[PLE]\d\d/)
    assert.match(await officerPage('P05'), /Why P05 needs it/)
    await assert.rejects(states('P05', `${full} And more.`), Conflict)
    await db.owner.query(`update admission_school set places = 9 where key = 'ASH'`)
    assert.equal(words(await asClerk('/appeals/:appeal/pack', { params })), clerks)
    await db.owner.query(`update admission_school set places = 5 where key = 'ASH'`)
  })
})

const long = 'The panel weighed what both sides said and found for them as above.'
const decide = (reference: string, finding: string, key = 'ASH') =>
  does(reference, 'decision', { finding, reasons: long }, key)

describe('the decision', () => {
  test('comes after the hearing, by a finding of its sort, with reasons; what the clerk notes nobody else reads', async () => {
    await assert.rejects(decide('P04', 'outweighs'), Conflict)
    on('2027-01-20')
    assert.match(
      words(await does('P04', 'decision', { finding: 'no-breach', reasons: 'x' })),
      /Choose what the panel found .* Write the panel’s reasons/,
    )
    await does('P04', 'notes', { note: 'The panel was of two minds.' })
    assert.ok('redirect' in (await decide('P04', 'outweighs')))
    assert.ok('redirect' in (await decide('P05', 'prejudice-greater')))
    assert.ok('redirect' in (await decide('P12', 'arrangements', 'CED')))
    assert.match(await page('P04'), /Upheld, stage 2: .* two minds/)
    const before = await officerPage('P04')
    assert.match(before, /Upheld, stage 2/)
    assert.doesNotMatch(before, /two minds|The panel weighed/)
    await assert.rejects(does('P04', 'withdraw', { ...boxes('withdrawn', '2027-01-20'), why: 'too late' }), Conflict)
    await assert.rejects(
      db.owner.query(`update admission_appeal set outcome = 'dismissed' where outcome = 'upheld'`),
      /stays as it is/,
    )
  })

  test('its letter says what, at which stage, why, and what follows; then admissions read the reasons', async () => {
    const letter = words(await asClerk('/appeals/:appeal/letter', { params: { appeal: await appealOf('P05') } }))
    assert.match(
      letter,
      /Dear Parent of P05 .* dismissed your appeal\. .* at the second stage: The prejudice to the school .* The panel weighed .* same school year only where/,
    )
    assert.match(await page('P05'), /Send the decision by 27 January 2027/)
    assert.match(
      words(await asClerk('/appeals/letters')),
      /letters? (is|are) not here, because no address may be printed/,
    )
    await does('P05', 'letter', boxes('sent', '2027-01-20'))
    assert.match(await officerPage('P05'), /The panel weighed/)
    assert.match(
      words(await asClerk('/appeals', { query: { filter: 'decided', page: 1 } })),
      /P05 Marsh ASH Dismissed 20 January 2027/,
    )
    await assert.rejects(lodge('P05'), Conflict)
  })

  test('an upheld appeal gives the place over the published number, once; the child leaves the list, and the record is told', async () => {
    winner = await aChild(db.owner)
    await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where reference = 'P04'`, [
      winner.id,
    ])
    for (const _ of [1, 2]) await giveAppealPlaces(desk.jobs)
    await orderLists()
    // P04 had nothing and has the sixth of five places; P12 holds ASH, and Cedar is put to the family beside it
    const text = words(await desk.ask('/admissions/:round/offers', { query: { page: 1 } }))
    assert.match(text, /14 offers = 14 not heard\. .* ASH 5 6 0 0 0 3 .* CED 3 3 1 0 0 0 /)
    assert.doesNotMatch(await listOf('ASH'), /P04/)
    assert.match(await page('P04'), /Place Given 20 January 2027/)
    const { rows: rounds } = await db.owner.query(`select id from admission_round`)
    await tellOffers(desk.jobs, rounds[0].id)
    const { rows } = await db.owner.query(
      `select body->>'laestab' as school, body->>'state' as state from entry where kind = 'school-offer' and child_id = $1`,
      [winner.id],
    )
    assert.deepEqual(rows, [{ school: 'ASH', state: 'offered' }])
  })

  test('nothing goes out about a child who has died', async () => {
    // a record that theirs was joined to says so
    const joined = await aChild(db.owner)
    await db.owner.query('update person set redirect_to = $2 where id = $1', [winner.id, joined.id])
    await anEntry(db.owner, joined, { kind: 'identity', category: 'identity', body: { deathDate: '2027-01-19' } })
    assert.match(await page('P04'), /The record says that the child has died/)
    await assert.rejects(does('P04', 'letter', boxes('sent', '2027-01-20')), Conflict)
    const { rows } = await db.owner.query(`select uuid from admission_run`)
    const offer = { run: rows[0].uuid, application: await addressOf('P04') }
    await assert.rejects(
      desk.ask('/admissions/:round/runs/:run/children/:application/letter', { params: offer }),
      Conflict,
    )
    await assert.rejects(asClerk('/appeals/:appeal/letter', { params: { appeal: await appealOf('P04') } }), Conflict)
  })

  test('a hearing that is called off leaves its appeals to another; a child who has a place meanwhile is pointed out', async () => {
    on('2027-01-21')
    await lodge('P13', 'ASH', '2027-01-21')
    assert.match(await page('P13'), /21 January 2027, late/)
    await hears('P13', ['P13'], '2027-02-22')
    const { rows } = await db.owner.query(`select uuid from appeal_hearing order by id`)
    const off = (hearing: string) =>
      asClerk('/appeals/hearings/:hearing/call-off', { params: { hearing }, form: { why: 'snow' } })
    await assert.rejects(off(rows[0].uuid), Conflict)
    await off(rows.at(-1)?.uuid)
    assert.match(await page('P13'), /Set a hearing by/)
    await assert.rejects(does('P13', 'needless', {}), Conflict)
    await db.owner.query(`insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at)
      select round_id, id, 'ASH', 1, 'waiting list', 'held', now() from admission_application where reference = 'P13'`)
    assert.match(await page('P13'), /has offered the child a place meanwhile/)
    await does('P13', 'needless', {})
    assert.match(await page('P13'), /Withdrawn 21 January 2027: The school offered the place meanwhile/)
  })
})

inYearTests({ on, at: () => [db, desk, clerk] })
