import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Answer, SignedInFamily } from '../../../access/index.ts'
import { anEntry, aReader } from '../../../access/testing/index.ts'
import { Conflict, NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { TestDatabase } from '../../../platform/testing/index.ts'
import { workRun } from '../rounds/runs/run.job.ts'
import { dayBoxes, families, type RoundDesk, releaseRound, words } from '../rounds/testing/index.ts'
import {
  askAsFamily,
  familyRound,
  goesTo,
  familyHome as home,
  letterTests,
  type lucjaOnRecord,
  typed,
} from './testing/index.ts'

let now = new Date('2026-11-20T10:00:00Z')
let db: TestDatabase
let desk: RoundDesk
let grace: SignedInFamily
let other: SignedInFamily

const askAs = (family: SignedInFamily, path: string, asked = {}): Promise<Answer> =>
  askAsFamily(desk.pages, family, path, asked)
const apply = (family: SignedInFamily, form: Record<string, string>): Promise<Answer> =>
  askAs(family, `${home}/apply/:round`, { params: { round: desk.round }, form })
const one = async (family: SignedInFamily, sent: string): Promise<string> =>
  words(await askAs(family, `${home}/:sent`, { params: { sent } }))
const decide = (sent: string, form: Record<string, string>): Promise<Answer> =>
  desk.ask('/admissions/:round/online/:sent', { params: { sent }, form })
const count = async (table: string): Promise<number> =>
  (await db.owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? 0
const { offerOf, orderLists } = families(() => [db, desk])

describe('a family applies for school places by its own account', () => {
  let sent: string
  let child: Awaited<ReturnType<typeof lucjaOnRecord>>
  before(async () => {
    ;({ db, desk, child, grace, other } = await familyRound(() => now, { online: false }))
  })
  after(() => desk?.close())

  test('only where the council has said from which day, and in the round of the child’s age', async () => {
    assert.match(words(await askAs(grace, home)), /No round takes applications online now/)
    await assert.rejects(apply(grace, typed), NotFound)
    const days = {
      ...dayBoxes('closesOn', '2027-01-15' as PlainDate),
      ...dayBoxes('offerDay', '2027-04-16' as PlainDate),
      hour: '09:00',
      supervisor: 'The monitoring officer',
    }
    await desk.ask('/admissions/:round/days', {
      form: { ...days, ...dayBoxes('onlineFrom', '2026-11-20' as PlainDate) },
    })
    assert.match(
      words(await askAs(grace, home)),
      /Reception 2027 : children born from 1 September 2022 to 31 August 2023, by 15 January 2027/,
    )
    assert.equal(await count('admission_round_days'), 1)
    const wrong = await desk.ask('/admissions/:round/days', {
      form: { ...days, ...dayBoxes('offerDay', '2027-01-15' as PlainDate) },
    })
    assert.match(words(wrong), /The offer day must be after the closing day/)
    assert.match(
      words(await apply(grace, { ...typed, 'born-year': '2019' })),
      /Children born on this day do not start in this round/,
    )
  })

  test('reads what is wrong by field, loses nothing, and may stop and come back', async () => {
    const answer = await apply(grace, { ...typed, 'want-2': 'ASH', postcode: '', responsibility: '' })
    assert.equal('status' in answer && answer.status, 422)
    assert.match(
      words(answer),
      /Enter a whole postcode.*Name each school once.*Choose whether you have parental responsibility/,
    )
    assert.match(words(await apply(grace, { ...typed, step: 'save' })), /It is not sent\. It is kept for thirty days/)
    const page = await askAs(grace, `${home}/apply/:round`, { params: { round: desk.round } })
    assert.match('page' in page ? String(page.page.body) : '', /value="Łucja".*value="ASH" selected/s)
    assert.match(words(await askAs(grace, home)), /You began an application for Reception 2027/)
    const theirs = await askAs(other, `${home}/apply/:round`, { params: { round: desk.round } })
    assert.doesNotMatch('page' in theirs ? String(theirs.page.body) : '', /Łucja/)
    const { rows } = await db.owner.query(`select encode(words, 'escape') as text from family_draft`)
    assert.doesNotMatch(rows[0].text, /Marsh/)
  })

  test('sees all of it before it sends, gets a receipt, and nothing of the round or a record changes', async () => {
    const before = await count('admission_application')
    assert.match(words(await apply(grace, typed)), /Schools, best first ASH BIR .*A person first checks/)
    sent = goesTo(await apply(grace, { ...typed, step: 'send' }))
    assert.match(await one(grace, sent), /Received Thank you.*Your receipt number is [B-Z2-9]{5}-[B-Z2-9]{5}/)
    assert.equal(await count('admission_application'), before)
    assert.equal(await count('family_draft'), 0)
    await assert.rejects(one(other, sent), NotFound)
    assert.match(words(await askAs(other, home)), /You have sent no application yet/)
  })

  test('may change it until the closing day while nobody has taken it in, and the round waits for it', async () => {
    assert.match(
      words(await desk.ask('/admissions/:round')),
      /1 application that families sent online waits for somebody/,
    )
    goesTo(await askAs(grace, `${home}/:sent/change`, { params: { sent }, form: {} }))
    const replaces = { ...typed, replaces: sent, 'want-2': '', 'want-3': 'BIR', reasons: 'Her brother is there' }
    const again = goesTo(await apply(grace, { ...replaces, step: 'send' }))
    await assert.rejects(one(grace, sent), NotFound)
    await assert.rejects(decide(sent, { decision: 'begin' }), Conflict)
    sent = again
    assert.match(words(await desk.ask('/admissions/:round/online')), /Łucja Marsh.*Nobody has looked at it/)
  })

  test('of its own family’s child is shown to no officer', async () => {
    const mine = await aReader(db.owner, 'admissions-officer')
    await db.owner.query(
      `insert into access.conflict (user_id, child_id, why, starts_at) values ($1, $2, 'family', '2026-01-01')`,
      [mine.userId, child.personId],
    )
    await assert.rejects(desk.ask('/admissions/:round/online/:sent', { params: { sent } }, mine), NotFound)
  })

  test('is taken in once a person has said how the claim was checked, as received on the day it was sent, and tied', async () => {
    assert.match(words(await decide(sent, { decision: 'yes' })), /Choose how the claim was checked/)
    await decide(sent, { decision: 'ask', ask: 'proof' })
    assert.match(await one(grace, sent), /We need to talk to you We need to see something that shows who you are/)
    now = new Date('2027-01-20T10:00:00Z')
    await decide(sent, {
      decision: 'yes',
      how: 'birth-certificate',
      easting: '401250',
      northing: '305500',
      catchment: 'BIR',
    })
    const { rows } = await db.owner.query(
      `select received_on, tied, child_id, facts from admission_application where reference like 'F-%'`,
    )
    assert.deepEqual(rows, [
      {
        received_on: '2026-11-20',
        tied: 'found',
        child_id: child.personId,
        facts: { easting: '401250', northing: '305500', postcode: 'NM1 4QT', catchment: 'BIR' },
      },
    ])
    assert.match(
      await one(grace, sent),
      /Your application counts You need do nothing\. On offer day, 16 April 2027, you read/,
    )
    await assert.rejects(db.owner.query(`update family_application set claim_how = null`), /check constraint/)
  })

  describe('and on release day', () => {
    let embargoed: string
    const outcome = () => one(grace, sent)
    const ownOffer = async (): Promise<string> => {
      const { rows } = await db.owner.query(`select reference from admission_application where reference like 'F-%'`)
      return offerOf(rows[0].reference)
    }
    const letter = async (): Promise<string> => {
      const { rows } = await db.owner.query('select uuid from admission_run')
      const { rows: mine } = await db.owner.query(`select uuid from admission_application where reference like 'F-%'`)
      const params = { run: rows[0].uuid, application: mine[0].uuid }
      return words(await desk.ask('/admissions/:round/runs/:run/children/:application/letter', { params }))
    }
    const noAddress = (text: string): void => {
      assert.match(text, /No address is printed.*Parent or carer of Łucja Marsh/)
      assert.doesNotMatch(text, /Mill Street|Grace/)
    }
    before(async () => {
      const { rows } = await db.owner.query(`select uuid from admission_application where reference like 'F-%'`)
      await desk.ask('/admissions/:round/applications/:application/check', {
        params: { application: rows[0].uuid },
        form: { fact: 'address', holds: 'yes', proof: 'council tax' },
      })
      await db.owner.query(
        `insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
        select a.round_id, 'CED', a.id, row_number() over (order by a.reference), a.told_by, $1 from admission_application a join admission_preference p on p.application_id = a.id where p.school_key = 'CED'`,
        [now],
      )
      embargoed = await outcome()
    })

    test('reads nothing before the moment, whatever a run or two approvals have decided: the same page to the byte', async () => {
      await db.owner.query(`update admission_round set release_at = '2040-01-01'`)
      await db.owner.query(
        `update admission_application set facts = facts || '{"distance ASH": "0.9", "distance BIR": "0.1"}' where reference like 'F-%'`,
      )
      await desk.ask('/admissions/:round/runs', { form: {} })
      const { rows } = await db.owner.query(`select id, uuid from admission_run`)
      await workRun(desk.jobs, rows[0].id)
      const { rows: places } = await db.owner.query(
        `select school_key from admission_place p join admission_application a on a.id = p.application_id where a.reference like 'F-%'`,
      )
      assert.equal(places.length, 1)
      assert.equal(await outcome(), embargoed)
      await db.owner.query('delete from admission_standing; delete from admission_place; delete from admission_run')
      await releaseRound(db, desk)
      assert.notEqual(await outcome(), embargoed)
    })

    test('reads the offer, why no school named higher, its place on the waiting list, and nothing of another child', async () => {
      await db.owner.query(
        `insert into appeal_address (address, email, true_from, told_by, told_at) values (E'Town Hall\\nNorthmere', 'a@b.example', '2026-12-01', $1, $2)`,
        [desk.officer.userId, now],
      )
      await db.owner.query(`update admission_round set appeals_lodge_by = '2027-05-24'`)
      await orderLists()
      const text = await outcome()
      assert.match(
        text,
        /We are pleased to offer Łucja Marsh a place at.*You have until 24 May 2027\. Send your appeal to the clerk to the appeal panels, Town Hall, Northmere, or by e-mail to a@b\.example\./,
      )
      assert.match(
        text,
        /Why not a school you named higher.*Criterion \d.*Waiting lists today.*You are \d+\w\w of \d+ on the waiting list/,
      )
      assert.doesNotMatch(text, /P0\d|P1\d|L02|E01/)
      await assert.rejects(one(other, sent), NotFound)
    })

    letterTests({ at: () => [db, desk], letter, outcome })

    test('of a child who is shielded, has died, or has somebody who must not be told, reads that we will write, and cannot answer; no letter bears an address', async () => {
      const quiet = /We will write to you We will write to you about this application, or call you/
      const usual = await outcome()
      const offer = await ownOffer()
      const officer = desk.officer.userId
      const hide = [
        [
          `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'protected', 'test', ${officer}, '2026-01-01')`,
          'delete from access.shield',
        ],
        [
          `with s as (insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'protected', 'test', ${officer}, '2026-01-01')) update admission_application set child_id = null, tied = 'none' where child_id = $1`,
          `delete from access.shield; update admission_application a set child_id = f.child_id, tied = 'found' from family_application f where f.application_id = a.id`,
        ],
        [
          `update admission_application set state = 'withdrawn', state_why = 'another' where child_id = $1`,
          `update admission_application set state = 'live', state_why = null`,
        ],
      ]
      for (const [put, away] of hide) {
        await db.owner.query(put ?? '', [child.personId])
        if (put?.includes('shield')) noAddress(await letter())
        assert.match(await outcome(), quiet)
        assert.doesNotMatch(await outcome(), /Birch|offer Łucja/)
        await assert.rejects(
          askAs(grace, `${home}/:sent/reply`, { params: { sent }, form: { offer, reply: 'accepted' } }),
          NotFound,
        )
        await db.owner.query(away ?? '')
      }
      await anEntry(db.owner, child.test, {
        kind: 'danger-note',
        category: 'identity',
        body: { sort: 'not-to-meet', short: 'Dan', whatToDo: 'x' },
      })
      assert.match(await outcome(), quiet)
      noAddress(await letter())
      await db.owner.query(`update entry set known_to = now() where kind = 'danger-note'`)
      await anEntry(db.owner, child.test, {
        kind: 'identity',
        category: 'identity',
        body: { forename: 'Łucja', surname: 'Marsh', deathDate: '2027-01-02' },
      })
      assert.match(await outcome(), quiet)
      await assert.rejects(letter(), Conflict)
      await db.owner.query(`update entry set known_to = now() where body ? 'deathDate'`)
      assert.equal(await outcome(), usual)
    })

    test('accepts it, or declines it when asked twice; another family’s offer cannot be named', async () => {
      const [mine, theirs] = [await ownOffer(), await offerOf('P03')]
      const reply = (offer: string, more: Record<string, string>) =>
        askAs(grace, `${home}/:sent/reply`, { params: { sent }, form: { offer, ...more } })
      await assert.rejects(reply(theirs, { reply: 'declined', sure: 'yes' }), NotFound)
      assert.match(words(await reply(mine, { reply: 'declined' })), /You cannot take this back/)
      assert.equal(await count('admission_reply'), 0)
      goesTo(await reply(mine, { reply: 'accepted' }))
      assert.match(await outcome(), /You accepted this place/)
      const { rows } = await db.owner.query(
        `select r.reply, r.how, r.said_by, p.kind from admission_reply r join access.principal p on p.id = r.told_by`,
      )
      assert.deepEqual(rows, [{ reply: 'accepted', how: 'online', said_by: 'Grace Marsh', kind: 'family' }])
      assert.match(await outcome(), /Would you still like a school that you named higher\?.*without asking you again/)
      goesTo(await reply(mine, { reply: 'happy' }))
      assert.match(await outcome(), /You told us that you are happy with this place\. Łucja is on no waiting list/)
      goesTo(await reply(mine, { reply: 'accepted' }))
      await orderLists()
      assert.match(await outcome(), /Waiting lists today/)
      await assert.rejects(reply(mine, { reply: 'declined', sure: 'yes' }), Conflict)
      assert.match(words(await desk.ask('/admissions/:round/offers', { query: { page: 1 } })), /1 accepted/)
    })
  })
})
