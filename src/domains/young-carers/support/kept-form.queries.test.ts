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
import { filledBoxes, londonDate, NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { routes, words } from '../testing/pages-of-support.page.ts'

const today = londonDate(testNow)
const on = filledBoxes('on', today)
let db: TestDatabase
let pages: Ground
let child: TestChild
let worker: SignedInReader
let colleague: SignedInReader
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db)).pages
  child = await aChild(db.owner)
  const body = { forename: 'Liam', surname: 'Hart', birthDate: '2013-03-14' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
  worker = await aReader(db.owner, 'young-carers-worker')
  colleague = await aReader(db.owner, 'young-carers-worker')
  for (const reader of [worker, colleague]) await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
  await send(worker, 'told', { ...on, source: 'gp', familyKnows: 'yes' })
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const send = (reader: SignedInReader, part: string, form?: Typed, at = ''): Promise<Answer> =>
  performRoute(
    pages,
    routes.find(
      r => r.path === `/children/:child/support${at}/:part` && r.sort.endsWith('action') === (form !== undefined),
    ) as Route,
    reader,
    { params: { child: child.address, part }, query: {}, form: form ?? {}, files: [], requestId: 't' },
  )
const formOf = async (reader: SignedInReader, part: string): Promise<string> => {
  const answer = await send(reader, part)
  return 'page' in answer ? String(answer.page.body) : ''
}
const hidden = async (reader: SignedInReader, part: string, name: string): Promise<string> =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(await formOf(reader, part))?.[1] ?? ''
const standing = async (): Promise<string> =>
  (
    await db.owner.query(
      `select body::text as body from entry where kind = 'young-carer-contact' and known_to = 'infinity'`,
    )
  ).rows
    .map(row => row.body)
    .join()

describe('a form of the support', () => {
  test('keeps what is typed, ticks as well as words, for who types it and nobody else, until it is saved', async () => {
    await send(worker, 'needs', { ...on, keep: 'quiet', took: ['child', 'parents'], care: 'Cooks every evening.' })
    const form = await formOf(worker, 'needs')
    assert.match(form, /This is your draft of[\s\S]*Cooks every evening\./)
    assert.match(form, /name="took"[^>]*value="child" checked[\s\S]*value="parents" checked/)
    assert.doesNotMatch(form, /value="cared-for" checked/)
    assert.doesNotMatch(await formOf(colleague, 'needs'), /your draft|Cooks/)
    const { rows } = await db.owner.query('select form from draft')
    assert.doesNotMatch(JSON.stringify(rows), /carer/i, 'the name of a draft says nothing of what it is for')
    await send(worker, 'needs', { keep: 'none', from: await hidden(worker, 'needs', 'from') })
    assert.doesNotMatch(await formOf(worker, 'needs'), /your draft|Cooks/)
  })

  test('of which each stands for itself, typed on two pages, is kept from both and saved as two', async () => {
    const typed = (page: string, note: string) =>
      send(worker, 'session', { ...on, keep: 'quiet', page: `0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c0${page}`, words: note })
    await typed('1', 'We walked the dog.')
    await typed('2', 'A call about the trip.')
    const seen: string[] = []
    for (const _each of [1, 2]) {
      const form = await formOf(worker, 'session')
      assert.doesNotMatch(form, /on another page/)
      seen.push(/We walked the dog|A call about the trip/.exec(form)?.[0] ?? '')
      await send(worker, 'session', { keep: 'none', from: await hidden(worker, 'session', 'from') })
    }
    assert.deepEqual(seen.sort(), ['A call about the trip', 'We walked the dog'])
    assert.doesNotMatch(await formOf(worker, 'session'), /your draft/)
  })

  test('saved by two who began from the same version loses no words: the second puts both together', async () => {
    await send(worker, 'contact', { ways: ['call'], when: 'Mornings', avoid: 'Do not leave a message.' })
    const onTopOf = await hidden(worker, 'contact', 'onTopOf')
    const theirs = { ways: ['text', 'school'], when: 'Mornings', avoid: 'Do not leave a message. Do not write.' }
    await send(colleague, 'contact', { ...theirs, onTopOf })
    const mine = { ways: ['call'], when: 'After four', avoid: 'Do not call on Fridays.' }
    assert.deepEqual(await send(worker, 'contact', { ...mine, onTopOf }), {
      redirect: `/children/${child.address}/support/contact`,
    })
    assert.doesNotMatch(await standing(), /After four|Fridays/)
    const both = words(await send(worker, 'contact'))
    assert.match(both, /What only .* changed .*What does Liam want\? A phone call A text message, To meet at school/)
    assert.match(both, /Do not leave a message\. Do not write\. Do not call on Fridays\./)
    assert.match(
      words(await send(worker, 'contact', { keep: 'merged' })),
      /Choose what stands for “What should nobody do\?”/,
    )
    await send(worker, 'contact', { keep: 'merged', 'keep-avoid': 'both' })
    const form = await formOf(worker, 'contact')
    assert.match(form, /value="text" checked[\s\S]*value="school" checked[\s\S]*After four/)
    assert.match(form, /Do not write\.\s+Do not call on Fridays\./)
    const [top, from] = [await hidden(worker, 'contact', 'onTopOf'), await hidden(worker, 'contact', 'from')]
    await send(worker, 'contact', { ...theirs, when: 'After four', onTopOf: top, from })
    assert.match(await standing(), /After four/)
    assert.deepEqual((await db.owner.query('select 1 from draft')).rows, [])
  })

  test('shows what each saving changed, side by side with what stood before, to who may read the support', async () => {
    assert.match(
      words(await send(colleague, 'contact', undefined, '/changes')),
      /When is a good time\? Mornings After four .*What does Liam want\? A phone call A text message, To meet at school .*Written for the first time/,
    )
    for (const part of ['needs', 'told', 'level'])
      await assert.rejects(send(worker, part, undefined, '/changes'), NotFound, part)
    const officer = await aReader(db.owner, 'education-welfare-officer')
    await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
    await assert.rejects(send(officer, 'contact', undefined, '/changes'), NotFound)
  })
})
