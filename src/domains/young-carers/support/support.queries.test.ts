import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  type TestChild,
  testGrounds,
  testNow,
} from '../../../access/testing/index.ts'
import type { Typed } from '../../../children/index.ts'
import { addDays, filledBoxes, londonDate, NotAllowed, NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { recordOverview, routes, words } from '../testing/pages-of-support.page.ts'
import { checkCardPages } from './check-card.page.ts'
import { needsForms } from './needs-form.ts'

const today = londonDate(testNow)
let db: TestDatabase
let pages: Ground
let child: TestChild
let worker: SignedInReader
let officer: SignedInReader
let socialWorker: SignedInReader
let lead: SignedInReader
let otherLead: SignedInReader
let surgery: SignedInReader
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db)).pages
  child = await aChild(db.owner)
  const body = { forename: 'Liam', surname: 'Hart', birthDate: '2013-03-14' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
  worker = await aReader(db.owner, 'young-carers-worker')
  officer = await aReader(db.owner, 'education-welfare-officer')
  socialWorker = await aReader(db.owner, 'social-worker')
  for (const reader of [worker, officer, socialWorker])
    await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
  lead = await aReader(db.owner, 'safeguarding-lead')
  otherLead = await aReader(db.owner, 'safeguarding-lead')
  surgery = await aReader(db.owner, 'surgery')
  await atSchool('Quarry Bank Academy')
})
const atSchool = async (name: string): Promise<void> => {
  const { rows } = await db.owner.query('insert into access.establishment (name) values ($1) returning id', [name])
  await db.owner.query(`delete from access.roll where child_id = $1`, [child.id])
  await db.owner.query(
    `insert into access.roll (child_id, establishment_id, starts_on, ends_on) values ($1, $2, '2026-09-01', 'infinity')`,
    [child.id, rows[0].id],
  )
  for (const { userId } of [lead, otherLead])
    await aRelation(db.owner, { establishment: rows[0].id }, { principal: userId, reason: 'school-roll' })
}
after(async () => {
  await pages.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const ask = (reader: SignedInReader, part: string | undefined, form?: Typed): Promise<Answer> => {
  const path = `/children/:child/support${part === 'school' || part?.startsWith('card') ? `/${part}` : part ? '/:part' : ''}`
  return performRoute(
    pages,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    reader,
    {
      params: { child: child.address, ...(part ? { part } : {}) },
      query: {},
      form: form ?? {},
      files: [],
      requestId: 't',
    },
  )
}
const overview = async (reader: SignedInReader): Promise<string> =>
  words(
    await performRoute(pages, recordOverview, reader, {
      params: { child: child.address },
      query: {},
      form: {},
      files: [],
      requestId: 't',
    }),
  )
const register = (reader: SignedInReader): Promise<Answer> =>
  performRoute(pages, routes.at(-1) as Route, reader, { params: {}, query: {}, form: {}, files: [], requestId: 't' })
const check = (reader: SignedInReader, number: string): Promise<Answer> =>
  performRoute(pages, checkCardPages.find(r => r.sort === 'desk-action') as Route, reader, {
    params: {},
    query: {},
    form: { number },
    files: [],
    requestId: 't',
  })
const saved = async (part: string, form: Typed): Promise<void> => {
  const shown = part === 'card/end' ? undefined : await ask(worker, part)
  const onTopOf = /name="onTopOf" value="([^"]*)"/.exec(shown && 'page' in shown ? String(shown.page.body) : '')?.[1]
  const answer = await ask(worker, part, { ...form, onTopOf })
  assert.ok('redirect' in answer, words(answer))
}
const on = filledBoxes('on', today)

describe('a young carer on the register', () => {
  test('is nobody until somebody tells; then stands first among those not yet offered support', async () => {
    assert.match(words(await ask(worker, undefined)), /Nobody has told us that Liam cares for somebody/)
    await saved('told', { ...on, source: 'gp', familyKnows: 'yes', words: 'Liam collects the medicine.' })
    assert.match(words(await register(worker)), /Not offered support yet.*Liam Hart.*Told by: GP or practice nurse/)
    assert.match(
      words(await ask(worker, undefined)),
      /Offer support: .*GP or practice nurse.*Liam collects the medicine/,
    )
  })

  test('a no is kept with its day and asked again; a yes leads to the assessment', async () => {
    await saved('offer', { ...on, outcome: 'declined' })
    assert.match(words(await ask(worker, undefined)), /Offered, not now .*Offer again/)
    await saved('offer', { ...on, outcome: 'accepted', told: ['child', 'parents'] })
    assert.match(words(await register(worker)), /Liam Hart.*To be assessed.*Assess: /)
  })

  test('the assessment is refused until all is answered, and then leads to a level that a worker decides', async () => {
    const refused = words(await ask(worker, 'needs', { ...on, care: 'Cooks every evening.' }))
    assert.match(refused, /Write what Liam wants and feels/)
    assert.match(refused, /Cooks every evening\./)
    const answers = Object.fromEntries(
      (needsForms[0].fields ?? []).map(({ name, input, choices }) => [
        name,
        input === 'many' ? [choices?.[0]?.value ?? ''] : (choices?.[1]?.value ?? `About ${name}.`),
      ]),
    )
    await saved('needs', { ...answers, needOf: ['mental'], ...on, ...filledBoxes('reviewOn', addDays(today, 180)) })
    const level = words(await ask(worker, 'level'))
    assert.match(level, /Proposed: Support by the young carers service , because: a parent’s mental ill health/)
    assert.match(words(await ask(worker, 'level', { ...on, level: 'plan' })), /Write why this level/)
    await saved('level', { ...on, level: 'plan', why: 'A community nurse comes every day.' })
    assert.match(
      words(await ask(worker, undefined)),
      /Support given.*Decided: The plan of the assessment.*community nurse/,
    )
  })

  test('how to get in touch is one answer, the latest', async () => {
    await saved('contact', { ways: ['call'], when: 'Mornings' })
    await saved('contact', { ways: ['text', 'school'], when: 'After four' })
    const text = words(await ask(worker, undefined))
    assert.match(text, /A text message, to meet at school.*After four/)
    assert.doesNotMatch(text, /Mornings/)
  })

  const plan = {
    ...on,
    agreed: 'yes',
    arrangements: ['flexible-days', 'notes', 'no-lateness'],
    says: 'I hate being late.',
    days: 'Mondays',
    classmate: 'Priya',
    parents: 'By phone after ten.',
    telling: 'arrangements',
    carry: 'no',
    ...filledBoxes('reviewOn', addDays(today, 60)),
  }

  test('school is told what it does by whom Liam chose, without why, and nobody else at school or in attendance learns of it', async () => {
    assert.match(
      words(await ask(worker, 'school', { ...plan, agreed: 'no' })),
      /School is told nothing until Liam agrees/,
    )
    assert.match(words(await ask(worker, 'school', plan)), /Choose who at school may read it/)
    await saved('school', { ...plan, knows: String(lead.userId) })
    const read = await overview(lead)
    assert.match(
      read,
      /Agreed with Liam.*Comes later or leaves earlier.*Notes from a classmate.*No sanction for lateness on the days agreed/,
    )
    assert.match(read, /Notes from: Priya.*By phone after ten/)
    assert.doesNotMatch(read, /car(es|ing|er) for|caused by caring|young carer|hate being late/i)
    for (const reader of [otherLead, officer, socialWorker])
      assert.doesNotMatch(await overview(reader), /Agreed with Liam|classmate|Priya/)
  })

  test('where Liam agrees that they know, they read why; when he takes it back, nothing is there any more', async () => {
    await saved('school', { ...plan, telling: 'why', knows: [String(otherLead.userId)] })
    assert.match(
      await overview(otherLead),
      /Why: Cares for somebody at home.*No sanction for lateness caused by caring/,
    )
    assert.doesNotMatch(await overview(lead), /Agreed with Liam/)
    await saved('school', { ...plan, telling: 'nothing' })
    assert.doesNotMatch(await overview(otherLead), /Agreed with Liam/)
  })

  test('at the next school the plan begins anew unless he agreed that it goes along; who knows is asked again', async () => {
    await saved('school', { ...plan, knows: [String(lead.userId)] })
    await atSchool('Harbour Sixth Form')
    assert.match(
      words(await ask(worker, undefined)),
      /Agreed for Quarry Bank Academy\. Liam did not agree that it goes along: begin anew/,
    )
    assert.doesNotMatch(String(Object.values(await ask(worker, 'school'))), /Priya/)
    await saved('school', { ...plan, carry: 'yes', knows: [String(lead.userId)] })
    await atSchool('Northmere College')
    assert.match(words(await ask(worker, undefined)), /goes along: ask who at the new school may know/)
    const form = await ask(worker, 'school')
    const html = 'page' in form ? String(form.page.body) : ''
    assert.match(html, /Priya/)
    assert.match(html, /value="notes" checked/)
    assert.doesNotMatch(html, new RegExp(`value="${lead.userId}" checked`))
  })

  test('what was lent is out until it comes back, and its name may not say what the support is for', async () => {
    const lent = { ...on, sort: 'equipment', what: 'Laptop 14' }
    assert.match(words(await ask(worker, 'given', { ...lent, what: 'Carers’ laptop' })), /says nothing of caring/)
    await assert.rejects(ask(worker, 'back'), NotFound)
    await saved('given', lent)
    assert.match(words(await ask(worker, undefined)), /Laptop 14\. Something lent, since .*Something came back/)
    const { rows } = await db.owner.query(`select uuid from entry where kind = 'young-carer-given'`)
    await saved('back', { ...on, given: rows[0].uuid })
    assert.doesNotMatch(words(await ask(worker, undefined)), /Something came back/)
  })

  test('time together is counted by way, groups and one-to-ones apart, where it took place', async () => {
    const met = { ...on, came: 'yes' }
    await saved('session', { ...met, sort: 'group', how: 'met', name: 'Thursday club' })
    for (const how of ['phone', 'phone', 'video']) await saved('session', { ...met, sort: 'one-to-one', how })
    await saved('session', { ...met, sort: 'one-to-one', how: 'visit', came: 'no' })
    assert.match(words(await ask(worker, undefined)), /How Group One to one Met 1 0 Phone 0 2 Video 0 1/)
  })

  test('a card shows a plain face, answers a surgery and a school what Liam agreed for each, and says when it was checked', async () => {
    const agreed = { ...on, face: 'plain', surgery: ['prescriptions', 'flexible'], school: ['late'] }
    const until = filledBoxes('until', addDays(today, 700))
    assert.match(words(await ask(worker, 'card', { ...agreed, ...until })), /Liam must agree before a card is issued/)
    await saved('card', { ...agreed, ...until, agreed: 'yes' })
    const file = await ask(worker, 'card/print')
    assert.ok('file' in file)
    const face = String(file.file.body)
    assert.equal(file.file.name, 'card.svg')
    assert.match(face, /Liam Hart/)
    assert.doesNotMatch(face, /carer|caring/i)
    const number = /([2-9A-Z]{4} [2-9A-Z]{3} [2-9A-Z]{3})</.exec(face)?.[1] ?? ''
    assert.match(
      words(await check(surgery, number.toLowerCase())),
      /In use until .*May collect prescriptions Flexible appointments/,
    )
    const atSchoolDesk = words(await check(lead, number))
    assert.match(atSchoolDesk, /May come late without being asked why/)
    assert.doesNotMatch(atSchoolDesk, /prescriptions|Liam|carer/)
    assert.match(words(await ask(worker, undefined)), /Checked: .*20 November/)
    await assert.rejects(check(officer, number), NotAllowed)
    await assert.rejects(ask(officer, 'card/print'), NotFound)
  })

  test('a lost card answers no more the moment it is ended, in the words of a number that never was', async () => {
    const before = /([2-9A-Z]{4} [2-9A-Z]{3} [2-9A-Z]{3})/.exec(words(await ask(worker, undefined)))?.[1] ?? ''
    assert.match(words(await check(surgery, before)), /In use until/)
    await saved('card/end', {})
    const none = words(await check(surgery, before))
    assert.match(none, /No card in use has this number/)
    assert.equal(
      none.replaceAll(before, ''),
      words(await check(surgery, '2222 222 222')).replaceAll('2222 222 222', ''),
    )
    await assert.rejects(ask(worker, 'card/print'), NotFound)
  })

  test('for those who may not see the service there is no such page', async () => {
    for (const reader of [officer, socialWorker]) {
      await assert.rejects(ask(reader, undefined), NotFound)
      await assert.rejects(ask(reader, 'told'), NotFound)
      await assert.rejects(register(reader), NotFound)
    }
    await assert.rejects(ask(officer, 'told', { ...on, source: 'gp', familyKnows: 'yes' }))
    await assert.rejects(ask(worker, 'another'), NotFound)
  })

  test('a social worker has the level for a summary, and neither why nor who told', async () => {
    const { rows } = await db.owner.query(
      `select kind, summary, body ? 'why' as why from entry where kind in ('young-carer-level', 'young-carer-found') and known_to = 'infinity' order by id`,
    )
    assert.deepEqual(
      rows.map(row => [row.kind, row.summary, row.why]),
      [
        ['young-carer-found', false, false],
        ['young-carer-level', true, false],
        ['young-carer-level', false, true],
      ],
    )
  })
})
