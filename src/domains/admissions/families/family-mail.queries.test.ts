import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  mailChoicePages,
  performFamily,
  type SignedInFamily,
  sendNewsJob,
  tellFamiliesJob,
} from '../../../access/index.ts'
import { aFamily, anEntry } from '../../../access/testing/index.ts'
import { mailDoor, newsDoor } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { addJob, runDueJobs } from '../../../platform/jobs/index.ts'
import { openMail } from '../../../platform/mail/index.ts'
import { type SmtpServer, smtpServer } from '../../../platform/mail/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { beginCedarRound, dayBoxes, type RoundDesk, releaseRound, roundDesk, words } from '../rounds/testing/index.ts'
import { mailPages } from './e-mails.page.ts'
import { askAsFamily, familyHome, familyKey, familyRoutes, goesTo, lucjaOnRecord, typed } from './testing/index.ts'

const council = 'Northmere Council'

describe('a family is told by e-mail', () => {
  let now = new Date('2026-11-20T10:00:00Z')
  let db: TestDatabase
  let desk: RoundDesk
  let server: SmtpServer
  let grace: SignedInFamily
  let child: Awaited<ReturnType<typeof lucjaOnRecord>>
  let sent = ''

  before(async () => {
    db = await testDatabase()
    server = await smtpServer()
    const mails = mailPages({ door: children => mailDoor(desk.pages)(children), sends: true })
    desk = await roundDesk(db, { more: () => [...familyRoutes, ...mails], now: () => now })
    child = await lucjaOnRecord(db, desk.jobs, now)
    grace = (await aFamily(db.owner, desk.pages, familyKey, 'grace')).family
    await beginCedarRound(db, desk)
    const days = { closesOn: '2027-01-15', offerDay: '2027-04-16', onlineFrom: '2026-11-20' }
    const boxes = Object.entries(days).map(([name, day]) => dayBoxes(name, day as PlainDate))
    const form = Object.assign({ hour: '09:00', supervisor: 'The monitoring officer' }, ...boxes)
    await desk.ask('/admissions/:round/days', { form })
  })
  after(async () => {
    await server?.stop()
    await desk?.close()
  })

  /** Asks what is new, as every ten minutes, and sends what may go. */
  const tell = async (open = true): Promise<string[]> => {
    const before = server.taken.length
    const port = Number(new URL(server.url).port)
    const way = { server: { host: '127.0.0.1', port, tls: 'none', auth: undefined } } as const
    const mail = openMail({ ...way, from: 'no-reply@northmere.example', site: 'https://throughline.example' }, council)
    const mailing = { mail: open ? mail : undefined, council, key: familyKey }
    const jobs = [
      tellFamiliesJob(desk.jobs, mailing, newsDoor(desk.jobs)),
      sendNewsJob(desk.jobs, mailing, newsDoor(desk.jobs)),
    ]
    await desk.jobs.db.transaction().execute(tx => addJob(tx, 'tell-families'))
    await runDueJobs({ url: db.jobsUrl, jobs })
    return server.taken.slice(before).map(one => one.text)
  }
  /** Something that this family told was answered. */
  const anAnswer = ({ familyId }: SignedInFamily) =>
    db.owner.query(
      `with c as (insert into told_change (told_by, told_at, kind, from_on, words, state) values ($1, $2, 'name', $2::timestamptz::date, 'x', 'refused') returning id)
      insert into family_told (family_id, change_id, receipt, told_at, words, state, ask, answered_at) select $1, id, 'R-' || id, $2::timestamptz, 'x', 'talk', 'call', $2::timestamptz from c`,
      [familyId, now],
    )
  const apply = (form: Record<string, string>) =>
    askAsFamily(desk.pages, grace, `${familyHome}/apply/:round`, { params: { round: desk.round }, form })
  const decide = (form: Record<string, string>) =>
    desk.ask('/admissions/:round/online/:sent', { params: { sent }, form })
  const list = async () => words(await desk.ask('/admissions/:round/e-mails'))
  const lucja = () => ({ id: child.personId, sourcePersonId: child.id, address: '' })
  /** Each of what stops an e-mail about her, put there and taken away again. */
  const stops: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
    'she has died': async () => {
      const id = await anEntry(db.owner, lucja(), {
        kind: 'identity',
        category: 'identity',
        body: { deathDate: '2027-01-02' },
      })
      return () => db.owner.query('update entry set known_to = now() where id = $1', [id])
    },
    'a note says that somebody must not be met or told': async () => {
      const body = { sort: 'not-to-meet', short: 'Not to be told', who: 'Dan Kerr' }
      const id = await anEntry(db.owner, lucja(), { kind: 'danger-note', category: 'protection', sensitivity: 3, body })
      return () => db.owner.query('update entry set known_to = now() where id = $1', [id])
    },
    'somebody of the family must not be told': async () => {
      const body = { name: 'Dan Kerr', relation: 'father', contact: 'none' }
      const id = await anEntry(db.owner, lucja(), { kind: 'family-person', category: 'contact', sensitivity: 2, body })
      await db.owner.query(`update entry set status = 'none' where id = $1`, [id])
      return () => db.owner.query('update entry set known_to = now() where id = $1', [id])
    },
    'she is shielded': async () => {
      await db.owner.query(
        `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'protected', 'test', $2, '2026-01-01')`,
        [child.personId, desk.officer.userId],
      )
      return () => db.owner.query('delete from access.shield')
    },
  }
  /** What goes while each of these stands: nothing at all, and nothing is written down of it. */
  const nothingWhile = async (): Promise<void> => {
    const faults: string[] = []
    for (const [why, put] of Object.entries(stops)) {
      const takeAway = await put()
      if ((await tell()).length > 0) faults.push(why)
      const kept = await db.owner.query(`select from access.mail where state in ('waiting', 'sending')`)
      if (kept.rowCount) faults.push(`${why}: written down`)
      await takeAway()
    }
    assert.deepEqual(faults, [])
  }

  test('that a form they began is to be sent in three days, not of a child who has died, and whatever else is hidden of the child', async () => {
    await apply({ ...typed, step: 'save' })
    assert.deepEqual(await tell(), [], 'there is time')
    now = new Date('2027-01-12T10:00:00Z')
    await apply({ ...typed, step: 'save' })
    const alive = await (stops['she has died'] ?? assert.fail)()
    assert.deepEqual(await tell(), [])
    await alive()
    const shown = await (stops['she is shielded'] ?? assert.fail)()
    assert.match(await list(), /1 family has begun .*: 0 reminded \+ 0 who want no e-mail \+ 1 held/)
    // Of a draft that no key opens nobody can say whose it is; the others go.
    const { family: lost } = await aFamily(db.owner, desk.pages, familyKey, 'lost')
    await db.owner.query(`insert into family_draft select ${lost.familyId}, form, 'x', saved_at from family_draft`)
    const [text = ''] = await tell()
    await db.owner.query(`delete from family_draft where family_id = ${lost.familyId}`)
    await shown()
    assert.match(await list(), /: 1 reminded \+ 0 who want no e-mail \+ 0 held/)
    assert.match(text, /^To: grace@example\.org$/m)
    assert.deepEqual(await tell(), [], 'once')
    now = new Date('2026-11-20T10:00:00Z')
  })

  test('in words that say of nobody and nothing what it is', async () => {
    const { text } = server.taken.at(-1) ?? assert.fail()
    const body = text.slice(text.indexOf('\r\n\r\n')).replaceAll('=\r\n', '')
    assert.match(text, /^Subject: There is something new for you from Northmere Council$/m)
    assert.match(body, /To read it, sign in: https:\/\/throughline\.example\/family\r\n/)
    assert.doesNotMatch(text, /Łucja|Lucja|Marsh|school|place|application|admission|child|Ash|offer|social|refus/i)
  })

  test('that what they sent was answered; where nothing stands against it', async () => {
    sent = goesTo(await apply({ ...typed, step: 'send' }))
    await decide({ decision: 'begin' })
    assert.deepEqual(await tell(), [], 'that somebody looks at it is no news')
    await decide({ decision: 'ask', ask: 'proof' })
    await nothingWhile()
    const takeAway = await (stops['somebody of the family must not be told'] ?? assert.fail)()
    const held = /1 e-mail = 0 sent .* [B-Z2-9]{5}-[B-Z2-9]{5} What was sent online is answered Held: ask the family/
    assert.match(await list(), held)
    await takeAway()
    assert.equal((await tell()).length, 1)
    assert.match(await list(), /1 e-mail = 1 sent .* Every e-mail has gone/)
  })

  test('on the day on which offers are out, and about that as well nothing goes where something stands against it', async () => {
    now = new Date('2027-01-20T10:00:00Z')
    await decide({ decision: 'yes', how: 'birth-certificate', easting: '401250', northing: '305500', catchment: 'BIR' })
    const { rows } = await db.owner.query(`select uuid from admission_application where reference like 'F-%'`)
    const checked = {
      params: { application: rows[0].uuid },
      form: { fact: 'address', holds: 'yes', proof: 'council tax' },
    }
    await desk.ask('/admissions/:round/applications/:application/check', checked)
    await db.owner.query(
      `insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
      select a.round_id, 'CED', a.id, row_number() over (order by a.reference), a.told_by, $1 from admission_application a join admission_preference p on p.application_id = a.id where p.school_key = 'CED'`,
      [now],
    )
    await db.owner.query(
      `update admission_application set facts = facts || '{"distance ASH": "0.9", "distance BIR": "0.1"}' where reference like 'F-%'`,
    )
    assert.deepEqual(await tell(), [], 'that it is in the round is no news')
    await releaseRound(db, desk)
    await nothingWhile()
    assert.match(await list(), /1 e-mail = 0 sent .* Łucja Marsh Offers are out Goes within ten minutes/)
    const said = new Set<string>()
    for (const [why, put] of Object.entries(stops)) {
      const takeAway = await put()
      if (why === 'she has died')
        assert.match(await list(), /0 e-mails.*1 is stopped: the record says that the child has died/)
      else said.add(await list())
      await takeAway()
    }
    assert.equal(said.size, 1, 'in the same words, whatever stands against it')
    assert.match([...said].join(''), /Łucja Marsh Offers are out Held: ask the family or the duty team first/)
    assert.equal((await tell()).length, 1)
    assert.deepEqual(await tell(), [])
    assert.match(await list(), /1 e-mail = 1 sent .* Every e-mail has gone/)
  })

  test('the gate is asked again as each is sent: what has come up since takes it back, and it goes when that is over', async () => {
    await db.owner.query(`delete from access.mail where sort = 'outcome'`)
    assert.deepEqual(await tell(false), [], 'without a mail server it waits')
    const waiting = async () => (await db.owner.query(`select sort from access.mail where state = 'waiting'`)).rows
    assert.deepEqual(await waiting(), [{ sort: 'outcome' }])
    const takeAway = await (stops['she is shielded'] ?? assert.fail)()
    now = new Date(now.getTime() + 2 * 3_600_000)
    assert.deepEqual(await tell(), [])
    assert.deepEqual(await waiting(), [])
    await takeAway()
    assert.equal((await tell()).length, 1)
  })

  test('unless they turned e-mails off: each says how, and what is new stands on their pages', async () => {
    const choose = (mails: 'on' | 'off') => {
      const route = mailChoicePages.find(one => one.sort === 'family-action') ?? assert.fail()
      assert.ok(route.sort === 'family-action')
      return performFamily(desk.pages, route, grace, {
        params: {},
        query: {},
        form: { mails },
        files: [],
        requestId: 'test',
      })
    }
    assert.match(
      server.taken.at(-1)?.text ?? '',
      /To turn these e-mails off:\r\nhttps:\/\/throughline\.example\/family\/e-mails/,
    )
    await db.owner.query(`delete from access.mail where sort = 'outcome'`)
    await choose('off')
    assert.deepEqual(await tell(), [])
    assert.match(
      await list(),
      /0 held or about to go \+ 1 not wanted\. .* The family has turned e-mails off\. .* letters go by post/,
    )
    await choose('on')
    assert.equal((await tell()).length, 1)
  })

  test('many go over a few connections at once, each once: what is put off goes later, what a killed worker had in hand is not sent again', async () => {
    const before = server.taken.length
    for (let n = 0; n < 9; n++) {
      const { family } = await aFamily(db.owner, desk.pages, familyKey, `many-${n}`)
      await anAnswer(family)
    }
    await tell(false)
    const states = async () =>
      (
        await db.owner.query(
          `select state, count(*)::integer as n from access.mail where sort = 'told' group by 1 order by 1`,
        )
      ).rows
    assert.deepEqual(await states(), [{ state: 'waiting', n: 9 }])
    await db.owner.query(
      `update access.mail set state = 'sending' where id = (select min(id) from access.mail where sort = 'told')`,
    )
    server.answers.set('RCPT', '451 later')
    assert.equal((await tell()).length, 7)
    assert.ok(server.most() > 1, 'over more than one connection')
    assert.deepEqual(await states(), [
      { state: 'sent', n: 7 },
      { state: 'unsure', n: 1 },
      { state: 'waiting', n: 1 },
    ])
    assert.deepEqual(await tell(), [], 'not before its time')
    now = new Date(now.getTime() + 21 * 60_000)
    assert.equal((await tell()).length, 1)
    const to = server.taken.slice(before).map(one => one.to)
    assert.equal(new Set(to).size, to.length)
  })

  test('those whose addresses no key opens keep no other from going', async () => {
    for (const name of ['lost-1', 'lost-2', 'lost-3', 'lost-4', 'lost-5']) {
      const { family } = await aFamily(db.owner, desk.pages, familyKey, name)
      await anAnswer(family)
      await db.owner.query(`update access.family_account set email = sha256('x') where family_id = $1`, [
        family.familyId,
      ])
    }
    await tell(false)
    await anAnswer((await aFamily(db.owner, desk.pages, familyKey, 'sound')).family)
    const went = await tell()
    assert.equal(went.length, 1)
    assert.match(went[0] ?? '', /^To: sound@example\.org$/m)
    await db.owner.query(`delete from access.mail where state = 'waiting'`)
  })

  test('of a child whom nobody knows from the record nothing goes, and after a fortnight nothing is new', async () => {
    await db.owner.query(`delete from access.mail where sort = 'outcome'`)
    await db.owner.query(`update family_application set child_id = null`)
    await db.owner.query(`update admission_application set child_id = null, tied = 'none' where reference like 'F-%'`)
    assert.deepEqual(await tell(), [])
    await db.owner.query('update family_application set child_id = $1', [child.personId])
    now = new Date(now.getTime() + 15 * 86_400_000)
    assert.deepEqual(await tell(), [])
  })
})
