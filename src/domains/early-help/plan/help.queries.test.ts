import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, Refusal, type Route, type SignedInReader } from '../../../access/index.ts'
import { anEntry, aReader } from '../../../access/testing/index.ts'
import { wordsOf } from '../../../children/testing/index.ts'
import { Conflict, NotAllowed, NotFound } from '../../../kernel/index.ts'
import { helpPath as path, TestEarlyHelp } from './testing/index.ts'

let now = new Date('2026-11-20T10:00:00Z')
let help: TestEarlyHelp
let worker: SignedInReader
let school: SignedInReader
let officer: SignedInReader
before(async () => {
  help = await TestEarlyHelp.open(() => now)
  const { owner } = help.db
  worker = await aReader(owner, 'family-support-worker')
  school = await aReader(owner, 'safeguarding-lead')
  officer = await aReader(owner, 'education-welfare-officer')
  await help.worksWith(worker, school, officer)
})
after(() => help.close())

const look = (by: SignedInReader, part = '', params = {}): Promise<string> => help.look(by, part, params)
const send = (part: string, form: Record<string, string>, by = worker): Promise<Answer> => help.send(by, part, form)
const saved = (part: string, form: Record<string, string>): Promise<void> => help.saved(worker, part, form)
const caseload = async (by: SignedInReader): Promise<string> =>
  wordsOf(await help.perform(by, '/early-help', 'list-page'))
const episode = async () =>
  (
    await help.db.owner.query(`select body from entry where kind = 'early-help-episode' and known_to = 'infinity'`)
  ).rows.map(row => row.body)

describe('early help', () => {
  test('is there for nobody before it is offered, but for who may offer it', async () => {
    assert.match(
      await look(worker),
      /Offer early help.*The family agrees to receive a service\. The record itself does not rest on that/,
    )
    assert.match(await look(school), /There is no early help for Liam now/)
    await assert.rejects(look(officer), (error: Error) => error instanceof NotFound || error instanceof Refusal)
    await assert.rejects(
      send('', { why: 'x', answer: 'agreed' }, school),
      (error: Error) => error instanceof NotFound || error instanceof Refusal,
    )
  })
  test('that is not wanted is written down as offered, and no plan is begun', async () => {
    await saved('', { why: 'Liam is tired', answer: 'declined' })
    assert.match(await look(worker), /Offered on 20 November 2026, not wanted/)
    await assert.rejects(look(worker, '/plan'), NotFound)
    assert.deepEqual(await episode(), [])
  })
  test('offered again, thought about and agreed, names who agreed; two cannot offer it at once', async () => {
    now = new Date('2026-11-23T10:00:00Z')
    await saved('', { why: 'Mum asks for help', answer: 'thinking', afterPlan: 'yes' })
    const late = await send('', { why: 'Gran worries', answer: 'thinking' })
    assert.match(wordsOf(late), /What you typed is not saved.*Why is it offered\? Gran worries.*Offered on 23 November/)
    await assert.rejects(send('', { answer: 'thinking' }), Conflict)
    assert.match(await caseload(worker), /Liam Hart.*Offered 23 November 2026/)
    assert.match(wordsOf(await send('/answer', { answer: 'agreed' })), /Enter who agreed/)
    await saved('/answer', { answer: 'agreed', agreedBy: 'Mum and Liam', agreedAs: 'both' })
    assert.match(
      await look(worker),
      /The plan of social care stays until a lead practitioner has accepted\..*Agreed by Mum and Liam\..*This is agreement to receive the service/,
    )
    assert.deepEqual(await episode(), [{ startedOn: '2026-11-23' }])
  })
  test('has one lead practitioner, who accepted; whoever led before leads until the next accepts', async () => {
    await saved('/lead', { who: 'me', organisation: 'Family hub' })
    assert.doesNotMatch(await look(worker), /plan of social care stays/)
    await saved('/lead', { who: 'somebody', name: 'Priya Raman', organisation: 'Larchfield Primary' })
    assert.match(
      await look(worker),
      /family support worker, Family hub Leads, since.*Priya Raman, Larchfield Primary Asked, has not accepted yet/,
    )
    const { rows } = await help.db.owner.query(
      `select uuid from entry where kind = 'lead-practitioner' and status = 'proposed' and known_to = 'infinity'`,
    )
    await saved('/accept', { lead: rows[0].uuid })
    await assert.rejects(send('/accept', { lead: rows[0].uuid }), Conflict)
    assert.match(
      await look(worker),
      /Priya Raman, Larchfield Primary Leads, since.*family support worker, Family hub Led before, since .* until 23 November 2026/,
    )
    assert.deepEqual(await episode(), [
      { startedOn: '2026-11-23', leadPractitioner: 'Priya Raman', organisation: 'Larchfield Primary' },
    ])
  })
  test('tells whoever leads, a school or a social worker, on Today: first that they are asked, then what the plan owes', async () => {
    const proposed = `select uuid from entry where kind = 'lead-practitioner' and status = 'proposed' and known_to = 'infinity'`
    assert.doesNotMatch(await help.today(school), /Early help/)
    for (const name of [school.name, 'Priya Raman']) {
      await saved('/lead', { who: 'somebody', name: name === school.name ? name.toUpperCase() : name })
      if (name === school.name) assert.match(await help.today(school), /Liam Hart.*You are asked to lead: say whether/)
      await saved('/accept', { lead: (await help.db.owner.query(proposed)).rows[0].uuid })
      if (name !== school.name) continue
      now = new Date('2027-01-15T10:00:00Z')
      const page = await help.today(school)
      assert.match(page, /Liam Hart.*Early help\. The team meets again: call the meeting\./)
      assert.doesNotMatch(page, /asked to lead|assessment/)
      now = new Date('2026-11-23T10:00:00Z')
    }
    assert.doesNotMatch(await help.today(school), /Early help/)
  })
  test('is assessed, planned and met about, each on the record', async () => {
    await saved('/assessment', { childSaid: 'I like drawing', 'learning-needs': 'Misses the first lesson' })
    await saved('/team', { 'name-1': 'Grace Hart', 'role-1': 'Mum' })
    const by = { 'by-1-day': '1', 'by-1-month': '12', 'by-1-year': '2026' }
    await saved('/plan', { goals: 'Calm mornings', 'what-1': 'Breakfast club', 'who-1': 'School', ...by })
    const day = { 'on-day': '23', 'on-month': '11', 'on-year': '2026' }
    const scores = { 'who-1': 'Mum', 'score-1': '6', 'who-2': 'Liam', 'score-2': '4' }
    await saved('/meeting', { ...day, present: 'Mum, Liam', words: 'Go on', ...scores })
    assert.match(
      await look(worker),
      /Breakfast club School 1 December 2026.*Liam says I like drawing.*Learning.*Not written Misses the first lesson.*meets again by 15 February 2027.*Mum 6 Liam 4/,
    )
    assert.match(await caseload(worker), /Liam Hart.*23 November 2026 Priya Raman 15 February 2027/)
  })
  test('opens with what is known: the assessment is looked at again, not typed again', async () => {
    const page = await help.perform(worker, `${path}/assessment`, 'child-page')
    assert.ok('page' in page && String(page.page.body).includes('Misses the first lesson'))
    const words = { childSaid: 'I like drawing', 'learning-needs': 'On time now' }
    await saved('/assessment', { ...words, onTopOf: await help.hidden(worker, '/assessment', 'onTopOf') })
    const { rows } = await help.db.owner.query(
      `select count(*)::int as n from entry where kind = 'early-help-assessment' and known_to = 'infinity'`,
    )
    assert.deepEqual(rows, [{ n: 1 }])
    assert.match(
      await help.look(worker, '/changes/:part', { part: 'assessment' }),
      /Learning: what is needed Misses the first lesson On time now.*Written for the first time/,
    )
  })
  test('shows what the record knows with who said it and when, and keeps what was said to it', async () => {
    const { db, child } = help
    const body = { name: 'Grace Hart', relation: 'Mother', livesWith: true }
    await anEntry(db.owner, child, { kind: 'carer', category: 'contact', body })
    const form = await look(worker, '/assessment')
    assert.match(form, /Who looks after the child at home Mum Grace Hart From .* is it right\? Yes, still right/)
    assert.match(form, /Languages Not recorded\. Languages: do you know it\?/)
    const onTopOf = await help.hidden(worker, '/assessment', 'onTopOf')
    const words = { childSaid: 'I like drawing', 'learning-needs': 'On time now', onTopOf }
    const reply = { ...words, 'known-language': 'changed' }
    assert.match(wordsOf(await send('/assessment', reply)), /Enter what it is/)
    await saved('/assessment', { ...words, 'known-lives-with': 'right', 'known-language': 'unknown' })
    assert.match(
      await look(worker),
      /Who looks after the child at home Mum Grace Hart: still right\. From .*Languages Still not known/,
    )
    assert.doesNotMatch(
      await help.boxes(worker, '/assessment'),
      /value="right" checked/,
      'it is confirmed anew each time',
    )
  })
  test('has a correction told once, where who wrote it says so, and keeps it with the form in any case', async () => {
    const opened = async () => ({
      childSaid: 'I like drawing',
      'learning-needs': 'On time now',
      onTopOf: await help.hidden(worker, '/assessment', 'onTopOf'),
    })
    const gran = { 'known-lives-with': 'changed', 'known-lives-with-now': 'Edith Hart' }
    assert.match(
      wordsOf(await send('/assessment', { ...(await opened()), ...gran })),
      /Choose whether they live here now/,
    )
    const reply = {
      ...gran,
      'known-lives-with-lives': 'here',
      'known-doctor': 'changed',
      'known-doctor-now': 'Larch Surgery',
    }
    await saved('/assessment', { ...(await opened()), ...reply })
    assert.equal(help.told.length, 0, 'nobody is told without the box')
    await saved('/assessment', { ...(await opened()), ...reply, 'known-tell': 'yes' })
    assert.ok(
      help.told.every(one => one.saidBy === 'somebody who works with the family'),
      'nobody is named by it',
    )
    assert.deepEqual(
      help.told.map(({ kind, fields }) => [kind, fields]),
      [
        ['household', { person: 'Edith Hart', lives: 'yes' }],
        ['doctor', { surgery: 'Larch Surgery' }],
      ],
    )
    assert.match(
      await look(worker),
      /Edith Hart lives here now\. The record said: Mum Grace Hart.*Doctor’s surgery Larch Surgery/,
    )
  })
  test('shows a school the plan it is part of, and nothing of what was found out', async () => {
    const page = await look(school)
    assert.match(page, /Breakfast club.*Priya Raman/)
    assert.doesNotMatch(page, /drawing|On time now|Go on|Mum asks for help|Write the assessment/)
    await assert.rejects(look(school, '/plan'), NotFound)
    await assert.rejects(look(officer), NotFound)
  })
  test('keeps an address out of what everybody on the plan reads, where the writer sees none', async () => {
    assert.match(
      wordsOf(await send('/step-up', { words: 'They moved to 14 Larch Close, NM4 2QT', knows: 'yes' })),
      /Take out the address/,
    )
  })
  test('sends the family on to a service of the list, for an action of the plan, and says what became of it', async () => {
    const desk = (by: SignedInReader, at: string, sort: Route['sort'], form = {}, service = '') =>
      help.perform(by, at, sort, form, { service })
    const list = async (by = worker) => wordsOf(await desk(by, '/services', 'desk-page'))
    const debt = { name: 'Larch debt advice', does: 'Debts', forWhom: 'Any family', how: 'By telephone' }
    await assert.rejects(desk(officer, '/services/new', 'desk-action', debt), NotAllowed)
    assert.match(wordsOf(await desk(worker, '/services/new', 'desk-action', { name: 'x' })), /Write what it does/)
    assert.ok('redirect' in (await desk(worker, '/services/new', 'desk-action', debt)))
    assert.match(await list(officer), /Larch debt advice Debts For whom Any family/)
    const [{ service }] = (await help.db.owner.query('select service from family_service')).rows
    await desk(worker, '/services/:service/change', 'desk-action', { ...debt, does: 'Debts and rent' }, service)
    assert.match(await list(), /Debts and rent/)

    const on = { 'on-day': '23', 'on-month': '11', 'on-year': '2026' }
    const sending = { service, action: 'Breakfast club', why: 'Arrears', ...on }
    assert.match(wordsOf(await send('/sent-on/new', sending)), /Enter who agreed/)
    const other = { ...sending, agreedBy: 'Mum', action: 'What the plan said before' }
    assert.match(wordsOf(await send('/sent-on/new', other)), /Choose which action it is for/)
    assert.match(wordsOf(await send('/sent-on/new', other)), /Choose whose agreement it is/)
    await saved('/sent-on/new', { ...sending, agreedBy: 'Mum', agreedAs: 'parent' })
    assert.match(await look(worker), /Larch debt advice for: Breakfast club 23 November 2026 No answer yet/)
    assert.doesNotMatch(await look(school), /debt/)
    const [{ uuid }] = (await help.db.owner.query(`select uuid from entry where kind = 'referral-out'`)).rows
    const became = (form: Record<string, string>) =>
      help.perform(worker, `${path}/sent-on/:referral`, 'child-action', { ...on, ...form }, { referral: uuid })
    assert.match(wordsOf(await became({ state: 'sent', answer: 'refused' })), /Write why not/)
    const agreement = (service: string, form: Record<string, string>) =>
      help.perform(worker, `${path}/agreement/:service`, 'child-action', { ...on, ...form }, { service })
    assert.match(wordsOf(await agreement(uuid, { stood: 'yes' })), /Enter who says so.*Write what they said/)
    await agreement(uuid, { stood: 'yes', words: 'No letters', keep: 'quiet' })
    assert.match(await look(worker, '/agreement/:service', { service: uuid }), /your draft/)
    await agreement(uuid, { stood: 'yes', withdrawnBy: 'Mum', words: 'No letters to the flat' })
    assert.match(
      await look(worker),
      /The family agrees no longer, 23 November 2026.*Agreed by Mum and Liam\..*Not agreed any more: Larch debt advice/,
      'early help itself is still agreed',
    )
    const late = await agreement(uuid, { stood: 'yes', withdrawnBy: 'Dad', words: 'No visits at all' })
    assert.match(
      wordsOf(late),
      /What you typed is not saved.*Dad.*What did they say\? No visits at all.*The family agrees again/,
    )
    await assert.rejects(agreement(uuid, { stood: 'yes' }), Conflict)
    await agreement(uuid, { stood: 'no', agreedBy: 'Mum', agreedAs: 'parent', words: 'By telephone, then' })
    await became({ state: 'sent', answer: 'accepted', words: 'Tuesday' })
    const sentOn = await help.look(worker, '/sent-on/:referral', { referral: uuid })
    assert.match(sentOn, /Agreed by Mum, for Liam, who is too young to decide/)
    await assert.rejects(became({ state: 'sent', answer: 'accepted' }), Conflict, 'it was answered already')
    assert.match(
      wordsOf(await became({ state: 'sent', answer: 'refused', words: 'They are full' })),
      /What you typed is not saved.*What they said They are full/,
    )
    await desk(worker, '/services/:service/end', 'desk-action', {}, service)
    assert.match(await list(), /No service is on the list yet/)
    await became({ state: 'accepted', outcome: 'helped', words: 'A plan for the arrears' })
    assert.match(
      await look(worker),
      /Larch debt advice for: Breakfast club 23 November 2026 It helped, 23 November 2026/,
    )
    const after = { stood: 'yes', withdrawnBy: 'Mum', words: 'Never again' }
    assert.match(wordsOf(await agreement(uuid, after)), /typed is not saved.*Never again.*It helped/)
  })
  test('that the family no longer agrees to is added to by nobody, goes to the front door all the same, and goes on when they agree again', async () => {
    const on = { 'on-day': '23', 'on-month': '11', 'on-year': '2026' }
    const agreement = (form: Record<string, string>) =>
      help.perform(worker, `${path}/agreement/:service`, 'child-action', { ...on, ...form }, { service: 'early-help' })
    await agreement({ stood: 'yes', withdrawnBy: 'Mum', words: 'Too many people' })
    const page = await look(worker)
    assert.match(page, /no longer agrees, since 23 November 2026\. Nothing is added.*Take it to the front door/)
    assert.doesNotMatch(page, /Change the plan|Look at the assessment again/)
    await assert.rejects(send('/plan', {}), Conflict)
    assert.match(
      wordsOf(await send('/sent-on/new', { why: 'Rent is owed' })),
      /typed is not saved.*Rent is owed.*no longer agrees/,
    )
    assert.match(await look(worker, '/step-up'), /Why now\?/)
    await agreement({ stood: 'no', agreedBy: 'Mum', agreedAs: 'parent', words: 'With Sam only' })
    assert.match(await look(worker), /Change the plan.*Agreed by Mum, for Liam, who is too young to decide\./)
  })
  test('taken to the front door goes there with the assessment, and goes on here', async () => {
    await saved('/step-up', { words: 'Mum is in hospital', knows: 'yes' })
    assert.equal(help.sent.length, 1)
    assert.equal(help.sent[0]?.childId, help.child.id)
    assert.match(help.sent[0]?.worry ?? '', /Mum is in hospital[\s\S]*On time now[\s\S]*Breakfast club/)
    assert.match(await look(worker), /Leads, since.*Reference of the front door: K7QM-2XRD/)
  })
  test('ends with why, and its line for others ends with it', async () => {
    assert.match(wordsOf(await send('/end', { outcome: 'needs-met' })), /Write what has changed for the child/)
    await saved('/end', { outcome: 'needs-met', words: 'Mornings are calm' })
    assert.match(
      await look(worker),
      /Offer early help.*Ended on 23 November 2026 From 23 November 2026\. The family has what it needs/,
    )
    assert.match(await caseload(worker), /None of the children/)
    assert.equal((await episode())[0].completedOn, '2026-11-23')
  })
})
