import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Answer, SignedInFamily } from '../../../access/index.ts'
import { Conflict, NotFound } from '../../../kernel/index.ts'
import type { TestDatabase } from '../../../platform/testing/index.ts'
import { type RoundDesk, upload, words } from '../rounds/testing/index.ts'
import { askAsFamily, familyRound, goesTo, familyHome as home, typed } from './testing/index.ts'

let now = new Date('2026-11-20T10:00:00Z')
let db: TestDatabase
let desk: RoundDesk
let grace: SignedInFamily
let other: SignedInFamily
let childId: number

const ask = (path: string, asked = {}, family = grace): Promise<Answer> =>
  askAsFamily(desk.pages, family, `${home}${path}`, asked)
const apply = (form: Record<string, string>) =>
  ask('/apply/:round', { params: { round: desk.round }, form: { ...form, step: 'send' } })
const one = async (sent: string): Promise<string> => words(await ask('/:sent', { params: { sent } }))
const takeBack = (sent: string, form: Record<string, string> = { sure: 'yes' }, family = grace) =>
  ask('/:sent/take-back', { params: { sent }, form }, family)
const officer = (sent: string, form?: Record<string, string>) =>
  desk.ask('/admissions/:round/online/:sent', { params: { sent }, ...(form ? { form } : {}) })
const takeIn = (sent: string) => officer(sent, { decision: 'yes', how: 'birth-certificate' })
const states = async (): Promise<string> =>
  (await db.owner.query('select state from family_application order by id')).rows.map(row => row.state).join(' ')
const applications = async (): Promise<string[]> =>
  (await db.owner.query(`select state from admission_application where reference like 'F-%' order by id`)).rows.map(
    row => row.state,
  )
const papers = async (): Promise<{ uuid: string }[]> =>
  (await db.owner.query('select uuid from family_paper order by id')).rows
const sendPaper = (sent: string) =>
  ask('/:sent/papers', {
    params: { sent },
    form: {},
    files: upload({ 'bill.pdf': '%PDF-1.4 a bill' }).map(file => ({ ...file, field: 'papers' })),
  })

describe('what a family sent for school places', () => {
  let sent: string
  before(async () => {
    ;({
      db,
      desk,
      grace,
      other,
      child: { personId: childId },
    } = await familyRound(() => now))
  })
  after(() => desk?.close())

  test('is sent once, however often and however fast the button is pressed', async () => {
    const pressed = await Promise.all([apply(typed), apply(typed), apply(typed)])
    sent = goesTo(pressed[0] as Answer)
    assert.deepEqual(pressed.map(goesTo), [sent, sent, sent])
    assert.equal(goesTo(await apply(typed)), sent)
    assert.equal(await states(), 'received')
  })

  test('takes the place of what the same account sent for the same child, and says so before it is sent', async () => {
    const again = { ...typed, 'want-2': '' }
    const check = await ask('/apply/:round', { params: { round: desk.round }, form: again })
    assert.match(words(check), /It takes the place of what you sent for this child on 20 November 2026/)
    sent = goesTo(await apply(again))
    assert.equal(await states(), 'replaced received')
    const twin = goesTo(await apply({ ...typed, forename: 'Ola' }))
    assert.equal(await states(), 'replaced received received')
    await takeBack(twin)
  })

  test('has each paper once, and a paper is taken back until somebody has taken the application in', async () => {
    await sendPaper(sent)
    await sendPaper(sent)
    const [paper] = await papers()
    assert.equal((await papers()).length, 1)
    const back = (family = grace) =>
      ask('/:sent/papers/take-back', { params: { sent }, form: { paper: paper?.uuid ?? '' } }, family)
    await assert.rejects(back(other), NotFound)
    assert.equal((await papers()).length, 1)
    await back()
    await back()
    assert.deepEqual((await db.owner.query('select from family_paper_part')).rows, [])
    await sendPaper(sent)
  })

  test('is taken back when asked twice, with its papers; the round waits for it no longer, and it may be sent anew', async () => {
    await assert.rejects(takeBack(sent, { sure: 'yes' }, other), NotFound)
    assert.match(words(await takeBack(sent, {})), /We then look for no school place from it.*Yes, take it back/)
    assert.equal(await states(), 'replaced received taken-back')
    await takeBack(sent)
    await takeBack(sent)
    assert.match(await one(sent), /You took this back We look for no school place from it/)
    assert.deepEqual(await papers(), [])
    assert.doesNotMatch(words(await desk.ask('/admissions/:round')), /families sent online/)
    assert.match(words(await officer(sent)), /The family took it back/)
    await assert.rejects(officer(sent, { decision: 'begin' }), Conflict)
    const anew = goesTo(await apply(typed))
    assert.notEqual(anew, sent)
    sent = anew
  })

  test('is taken back until the end of the closing day after it was taken in, and its application is withdrawn', async () => {
    await takeIn(sent)
    await sendPaper(sent)
    const [paper] = await papers()
    const paperBack = ask('/:sent/papers/take-back', { params: { sent }, form: { paper: paper?.uuid ?? '' } })
    await assert.rejects(paperBack, /stay with it/)
    now = new Date('2027-01-15T23:59:00Z')
    await takeBack(sent)
    assert.deepEqual(await applications(), ['withdrawn'])
    assert.deepEqual(await papers(), [])
  })

  test('of a child who is shut to everybody reads and does the same', async () => {
    now = new Date('2026-11-21T10:00:00Z')
    const plainly = goesTo(await apply(typed))
    await takeBack(plainly)
    const usual = await one(plainly)
    sent = goesTo(await apply(typed))
    await takeIn(sent)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'sealed', 'test', $2, '2026-01-01')`,
      [childId, desk.officer.userId],
    )
    await takeBack(sent)
    const plain = (text: string) => text.replaceAll(/\b[B-Z2-9]{5}-[B-Z2-9]{5}\b|on \d+ \w+ \d+ at [\d:apm]+/g, '')
    assert.equal(plain(await one(sent)), plain(usual))
    assert.deepEqual(await applications(), ['withdrawn', 'withdrawn'])
    await db.owner.query('delete from access.shield')
  })

  test('is asked back after the closing day: no run begins until somebody withdraws it or lets it stay, or the family wants it after all', async () => {
    sent = goesTo(await apply(typed))
    await takeIn(sent)
    now = new Date('2027-01-16T00:00:00Z')
    assert.match(await one(sent), /Your application counts already\..*Ask to take it back/)
    await takeBack(sent, {})
    assert.match(await one(sent), /You asked on 16 January 2027.*I want it after all/)
    assert.match(words(await desk.ask('/admissions/:round/online')), /the family asks to have it back/)
    assert.match(
      words(await desk.ask('/admissions/:round')),
      /1 application that families sent online waits for somebody/,
    )
    await takeBack(sent, { keep: 'yes' })
    assert.doesNotMatch(words(await desk.ask('/admissions/:round')), /families sent online/)
    await takeBack(sent, {})
    assert.match(words(await officer(sent)), /They asked on 16 January 2027.*It stays/)
    await officer(sent, { decision: 'stays' })
    assert.match(await one(sent), /Ask to take it back/)
    assert.deepEqual(await applications(), ['withdrawn', 'withdrawn', 'live'])
  })

  test('reads as taken back once an officer has withdrawn it as asked, and may be sent anew', async () => {
    await takeBack(sent, {})
    const { rows } = await db.owner.query(
      `select uuid from admission_application where state = 'live' and reference like 'F-%'`,
    )
    const withdrawn = 'The family asked for it'
    await desk.ask(`/admissions/:round/applications/:application/withdraw`, {
      params: { application: rows[0].uuid },
      form: { withdrawn },
    })
    assert.deepEqual(await applications(), ['withdrawn', 'withdrawn', 'withdrawn'])
    assert.match(await one(sent), /You took this back We look for no school place from it/)
    const anew = goesTo(await apply(typed))
    assert.notEqual(anew, sent)
    assert.match(await one(anew), /Received/)
  })
})
