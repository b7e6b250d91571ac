import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Answer, SignedInFamily } from '../../../access/index.ts'
import { aFamily } from '../../../access/testing/index.ts'
import { NotFound, type PlainDate } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { beginCedarRound, dayBoxes, type RoundDesk, roundDesk, words } from '../rounds/testing/index.ts'
import { askAsFamily, familyKey, familyRoutes, goesTo, familyHome as home, typed } from './testing/index.ts'

let now = new Date('2026-11-20T10:00:00Z')
let db: TestDatabase
let desk: RoundDesk
let grace: SignedInFamily

const ask = (path: string, asked = {}): Promise<Answer> => askAsFamily(desk.pages, grace, `${home}${path}`, asked)
const inYear4 = { ...typed, ...dayBoxes('born', '2018-05-03' as PlainDate) }
const apply = (form: Record<string, string>) =>
  ask('/apply/:round', { params: { round: desk.round }, form: { ...form, step: 'send' } })
const one = async (sent: string): Promise<string> => words(await ask('/:sent', { params: { sent } }))
const beginYearGroup = async (group: string, online: string): Promise<string> => {
  const form = { group, year: '2026', copy: entry, watches: 'The monitoring officer', online }
  const begun = await desk.ask('/admissions/year-groups', { form })
  return 'redirect' in begun ? (begun.redirect.split('/').at(-1) ?? '') : ''
}
let entry: string

describe('a family that needs a place during the year', () => {
  let sent: string
  before(async () => {
    db = await testDatabase()
    desk = await roundDesk(db, { more: () => familyRoutes, now: () => now })
    grace = (await aFamily(db.owner, desk.pages, familyKey, 'grace')).family
    await beginCedarRound(db, desk)
    entry = desk.round
    await beginYearGroup('5', 'no')
    desk.round = await beginYearGroup('4', 'yes')
  })
  after(() => desk?.close())

  test('applies by its own account to the year groups for which the council lets it, until the school year ends', async () => {
    const text = words(await ask(''))
    assert.match(
      text,
      /Year 4, 2026 to 2027 : children born from 1 September 2017 to 31 August 2018, during the school/,
    )
    assert.doesNotMatch(text, /Year 5|Reception/)
    const form = words(await ask('/apply/:round', { params: { round: desk.round } }))
    assert.match(form, /during the school year\. We answer in writing within fifteen school days\./)
    assert.doesNotMatch(form, /looked at after all others/)
    assert.match(words(await apply(typed)), /Children born on this day are not in this year group/)
    now = new Date('2027-09-01T10:00:00Z')
    assert.match(words(await ask('')), /No round takes applications online now/)
    await assert.rejects(apply(inYear4), NotFound)
    now = new Date('2026-11-20T10:00:00Z')
    sent = goesTo(await apply(inYear4))
  })

  test('is taken in by a person who checked the claim, and put on the waiting lists; an answer is owed from the day on which it was sent', async () => {
    assert.match(words(await desk.ask('/admissions/:round')), /Sent online by families .* 1 to look at/)
    await desk.ask('/admissions/:round/online/:sent', {
      params: { sent },
      form: { decision: 'yes', how: 'birth-certificate' },
    })
    const { rows } = await db.owner.query(`select lists_due from admission_round where uuid = $1`, [desk.round])
    assert.equal(rows[0].lists_due, true)
    const came = await db.owner.query(`select received_on from admission_application where reference like 'F-%'`)
    assert.equal(came.rows[0].received_on, '2026-11-20')
    assert.match(await one(sent), /We have not offered Łucja a place yet\. When we can, you will see it here/)
    assert.match(await one(sent), /Ask to take it back/)
  })

  test('finds the year group no longer where an officer has said so, who did and when is kept, and what was sent stays', async () => {
    const say = (online: string) => desk.ask('/admissions/:round/days', { form: { online } })
    assert.match(words(await say('perhaps')), /Choose whether families may apply by their own account/)
    await say('no')
    assert.match(words(await ask('')), /No round takes applications online now/)
    assert.match(await one(sent), /We have not offered Łucja a place yet/)
    assert.match(
      words(await desk.ask('/admissions/:round/days')),
      /20 November 2026 at 10am .* Online from 1 September 2026/,
    )
    assert.match(words(await desk.ask('/admissions/:round')), /Families apply online No\. Change this/)
    await say('yes')
    assert.match(words(await ask('')), /Year 4, 2026 to 2027/)
    await say('yes')
    const { rows } = await db.owner.query('select from admission_round_days')
    assert.equal(rows.length, 2)
  })

  test('reads why a school refuses it, and accepts the place that another offers', async () => {
    await db.owner.query(`insert into in_year_refusal (application_id, school_key, refused_on, why, told_by, told_at)
      select id, 'ASH', '2026-12-01', 'One more child would put the class over what its rooms can hold.', told_by, told_at
      from admission_application where reference like 'F-%'`)
    assert.match(await one(sent), /ASH, 1st preference Refused on 1 December 2026\. One more child .* You may appeal/)
    assert.doesNotMatch(await one(sent), /when the offers were made/)
    await db.owner.query(
      `insert into admission_offer (round_id, application_id, school_key, rank, given_by, standing, offered_at)
      select round_id, id, 'BIR', 2, 'waiting list', 'held', $1 from admission_application where reference like 'F-%'`,
      [now],
    )
    const text = await one(sent)
    assert.match(text, /We are pleased to offer Łucja Marsh a place at BIR/)
    assert.doesNotMatch(text, /Ask to take it back/)
    const { rows } = await db.owner.query('select uuid from admission_offer')
    goesTo(await ask('/:sent/reply', { params: { sent }, form: { offer: rows[0].uuid, reply: 'accepted' } }))
    assert.match(await one(sent), /You accepted this place/)
  })
})
