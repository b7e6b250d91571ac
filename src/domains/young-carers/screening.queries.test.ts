import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  type TestChild,
  testGrounds,
  testNow,
} from '../../access/testing/index.ts'
import { testKnown } from '../../children/testing/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { type Frame, findBannedWords, page } from '../../platform/views/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { screeningPages } from './screening.page.ts'

let db: TestDatabase
let pages: Ground
let child: TestChild
let worker: SignedInReader
let officer: SignedInReader
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db)).pages
  child = await aChild(db.owner)
  const body = { forename: 'Liam', surname: 'Hart', birthDate: '2013-03-14' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
  worker = await aReader(db.owner, 'young-carers-worker')
  officer = await aReader(db.owner, 'education-welfare-officer')
  for (const reader of [worker, officer]) await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const shell: Frame = { council: 'Northmere Council', user: { name: 'W', role: 'W' }, nav: [], csrf: 'x' }
const words = (answer: Answer): string => ('page' in answer ? wordsShown(page({ ...shell, ...answer.page })) : '')
const routes = screeningPages(testKnown())
const ask = (reader: SignedInReader, path: string, params = {}, form?: Record<string, string>): Promise<Answer> =>
  performRoute(
    pages,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    reader,
    { params: { child: child.address, ...params }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
  )
const list = '/children/:child/screening'
const sheet = '/children/:child/screening/:sheet'
const day = { 'on-day': '3', 'on-month': '2', 'on-year': String(testNow.getUTCFullYear()) }
const items = (answers: readonly number[]): Record<string, string> =>
  Object.fromEntries(answers.map((answer, at) => [`item-${at + 1}`, String(answer)]))

describe('screening sheets on the record', () => {
  test('a sheet is entered and read with its total, its band and its parts', async () => {
    const answers = [2, 2, 2, 1, 2, 1, 0, 0, 1, 0, 0, 0, 2, 2, 1, 1, 2, 1]
    const saved = await ask(worker, sheet, { sheet: '18' }, { ...day, ...items(answers) })
    assert.ok('redirect' in saved, words(saved))
    const text = words(await ask(worker, list))
    assert.match(text, /MACA-YC18, 3 February/)
    assert.match(text, /Caring tasks in all 20 of 36, very high\. Look closer/)
    assert.match(text, /Emotional care 5 of 6/)
    assert.doesNotMatch(text, /Speak with Liam today/)
  })

  test('item 16 above never asks the worker to speak with the young person today', async () => {
    const answers = Array.from({ length: 20 }, (_, at) => (at === 15 ? 1 : 0))
    await ask(worker, sheet, { sheet: '20' }, { ...day, ...items(answers) })
    assert.match(words(await ask(worker, list)), /Speak with Liam today, and tell the safeguarding lead\./)
  })

  test('without a day or an answer nothing is saved, and the page says what to enter', async () => {
    const answer = await ask(worker, sheet, { sheet: '18' }, { 'on-day': '40', 'item-1': '7' })
    assert.match(words(answer), /needs a day, a month and a year.*Enter at least one answer/)
    const ahead = await ask(
      worker,
      sheet,
      { sheet: '18' },
      { 'on-day': '3', 'on-month': '2', 'on-year': String(testNow.getUTCFullYear() + 1), 'item-1': '1' },
    )
    assert.match(words(ahead), /must be today/)
    const { rows } = await db.owner.query(`select count(*)::int as n from entry where kind = 'young-carer-screening'`)
    assert.equal(rows[0].n, 2)
  })

  test('a sheet that is half typed is kept for who types it, and named by nothing that tells what it is', async () => {
    await ask(worker, sheet, { sheet: '18' }, { ...day, 'item-7': '2', keep: 'quiet' })
    const opened = await ask(worker, sheet, { sheet: '18' })
    const html = 'page' in opened ? String(opened.page.body) : ''
    assert.match(html, /This is your draft of[\s\S]*name="item-7"[^>]*value="2" checked/)
    assert.deepEqual((await db.owner.query(`select split_part(form, '/', 1) as form from draft`)).rows, [
      { form: 'screening-18' },
    ])
    await ask(
      worker,
      sheet,
      { sheet: '18' },
      { keep: 'none', from: /name="from" value="([^"]*)"/.exec(html)?.[1] ?? '' },
    )
    assert.doesNotMatch(words(await ask(worker, sheet, { sheet: '18' })), /your draft/)
  })

  test('for others there is no such page, whether sheets are there or not', async () => {
    await assert.rejects(ask(officer, list), NotFound)
    await assert.rejects(ask(officer, sheet, { sheet: '18' }), NotFound)
    await assert.rejects(ask(officer, sheet, { sheet: '18' }, { ...day, 'item-1': '1' }))
    await assert.rejects(ask(worker, sheet, { sheet: '19' }), NotFound)
  })

  test('no state of the pages has a word that hurts', () => {
    for (const route of routes)
      if ('examples' in route)
        for (const [name, data] of Object.entries(route.examples as Record<string, unknown>)) {
          const answer = (route as { answer(data: unknown, frame: { csrf: string }): Answer }).answer(data, {
            csrf: 'x',
          })
          assert.deepEqual(
            'page' in answer ? findBannedWords(String(page({ ...shell, ...answer.page }))) : [],
            [],
            name,
          )
        }
  })
})
