import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { asActor, type SignedInFamily } from '../../../access/index.ts'
import { aReader } from '../../../access/testing/index.ts'
import { NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { TestDatabase } from '../../../platform/testing/index.ts'
import { type RoundDesk, upload, words } from '../rounds/testing/index.ts'
import { forgetPapers } from './papers.actions.ts'
import { askAsFamily, familyRound, goesTo, familyHome as home, typed } from './testing/index.ts'

let now = new Date('2026-11-20T10:00:00Z')
let db: TestDatabase
let desk: RoundDesk
let grace: SignedInFamily
let other: SignedInFamily
let sent: string
let childId: number

const bill = '%PDF-1.4 Council tax, 22 Mill Street'
const one = (family = grace) => askAsFamily(desk.pages, family, `${home}/:sent`, { params: { sent } })
const send = (files: Readonly<Record<string, string>>, family = grace) =>
  askAsFamily(desk.pages, family, `${home}/:sent/papers`, {
    params: { sent },
    form: {},
    files: upload(files).map(file => ({ ...file, field: 'papers' })),
  })
const apply = (form: Record<string, string>) =>
  askAsFamily(desk.pages, grace, `${home}/apply/:round`, {
    params: { round: desk.round },
    form: { ...form, step: 'send' },
  })
const officer = (reader = desk.officer) => desk.ask('/admissions/:round/online/:sent', { params: { sent } }, reader)
const papers = async () =>
  (await db.owner.query('select uuid, name, media_type, bytes from family_paper order by id')).rows
const openPaper = async (reader = desk.officer) =>
  desk.ask(
    '/admissions/:round/online/:sent/papers/:paper',
    { params: { sent, paper: (await papers())[0]?.uuid } },
    reader,
  )

describe('papers that a family sends with its application', () => {
  before(async () => {
    ;({
      db,
      desk,
      grace,
      other,
      child: { personId: childId },
    } = await familyRound(() => now))
    sent = goesTo(await apply(typed))
  })
  after(() => desk?.close())

  test('are kept by what they are, whatever they are called; a page or a program is not, nor any of what came with it', async () => {
    assert.match(words(await one()), /You have sent no papers.*Send papers that show what you say/)
    assert.match(words(await send({})), /Choose a file/)
    const refused = await send({ 'bill.pdf': bill, 'birth.pdf': '<html><script>alert(1)</script></html>' })
    assert.match(words(refused), /birth\.pdf: This kind of file is not kept/)
    assert.deepEqual(await papers(), [])
    await send({ '../..\\bill.exe': bill, 'letter.txt': 'She is looked after.' })
    assert.deepEqual(
      (await papers()).map(({ name, media_type, bytes }) => [name, media_type, bytes]),
      [
        ['bill.exe', 'application/pdf', bill.length],
        ['letter.txt', 'text/plain; charset=utf-8', 20],
      ],
    )
    assert.match(words(await one()), /bill\.exe \(1 KB\), sent 20 November 2026/)
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`p${i}.pdf`, bill]))
    assert.match(words(await send(many)), /Send at most 10 papers/)
    const { rows } = await db.owner.query(`select encode(bytes, 'escape') as text from family_paper_part`)
    assert.doesNotMatch(rows.map(row => row.text).join(), /Mill Street|looked after/)
  })

  test('are opened by who checks the application, and by nobody else: no other account, no officer of the child’s own family', async () => {
    assert.match(words(await officer()), /Papers bill\.exe \(1 KB\)/)
    const opened = await openPaper()
    assert.ok('file' in opened)
    assert.equal(String(opened.file.body), bill)
    await assert.rejects(one(other), NotFound)
    await assert.rejects(send({ 'bill.pdf': bill }, other), NotFound)
    const mother = await aReader(db.owner, 'admissions-officer')
    await db.owner.query(
      `insert into access.conflict (user_id, child_id, why, starts_at) values ($1, $2, 'family', '2026-01-01')`,
      [mother.userId, childId],
    )
    await assert.rejects(openPaper(mother), NotFound)
  })

  test('go with what the family sends anew; of a protected address nobody opens what may tell it, and the family reads nothing of that', async () => {
    const before = sent
    sent = goesTo(await apply({ ...typed, replaces: sent, 'want-2': '' }))
    assert.notEqual(sent, before)
    const shown = words(await one())
    assert.match(shown, /bill\.exe/)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'protected', 'test', $2, '2026-01-01')`,
      [childId, desk.officer.userId],
    )
    assert.match(words(await officer()), /They may say where the child lives, so they are not shown/)
    await assert.rejects(openPaper(), NotFound)
    assert.equal(words(await one()), shown)
    await db.owner.query('delete from access.shield')
  })

  test('are deleted a year after offer day, and thirty days after what they were sent with was refused', async () => {
    const at = async (day: PlainDate) => {
      now = new Date(`${day}T12:00:00Z`)
      return await asActor(desk.jobs, 'keeper', tx => forgetPapers(tx, now))
    }
    assert.equal(await at('2028-04-15' as PlainDate), 0)
    assert.equal(await at('2028-04-16' as PlainDate), 2)
    assert.deepEqual((await db.owner.query('select from family_paper_part')).rows, [])
    now = new Date('2026-12-01T10:00:00Z')
    await send({ 'bill.pdf': bill })
    await desk.ask('/admissions/:round/online/:sent', { params: { sent }, form: { decision: 'no' } })
    assert.match(words(await one()), /bill\.pdf/)
    assert.doesNotMatch(words(await one()), /Send papers that show/)
    assert.equal(await at('2026-12-30' as PlainDate), 0)
    assert.equal(await at('2026-12-31' as PlainDate), 1)
  })
})
