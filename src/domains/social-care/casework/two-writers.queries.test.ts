import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Type } from 'typebox'
import { type Answer, performRoute, type Route, recordKind, type SignedInReader } from '../../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../../access/testing/index.ts'
import { carriedIn, testKnown, wordsOf } from '../../../children/testing/index.ts'
import { Conflict, filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { casePages } from './index.ts'

const youngCarer = recordKind({
  ...{ kind: 'young-carer-at-assessment', title: 'Young carer', category: 'young-carer', sensitivity: 2 },
  schema: Type.Object({ code: Type.String() }),
})
const routes = casePages({ youngCarer, known: testKnown() })
const path = '/children/:child/case/:step'
let now = new Date('2027-01-05T10:00:00Z')
let db: TestDatabase
let grounds: Awaited<ReturnType<typeof testGrounds>>
let [priya, sam]: SignedInReader[] = []
let child: TestChild
before(async () => {
  db = await testDatabase()
  grounds = await testGrounds(db, () => now)
  priya = await aReader(db.owner, 'social-worker')
  sam = await aReader(db.owner, 'social-worker')
})
after(async () => {
  await grounds.pages.db.destroy().catch(() => {})
  await grounds.jobs.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})
beforeEach(async () => {
  now = new Date('2027-01-05T10:00:00Z')
  child = await aChild(db.owner)
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body: { forename: 'Kai', surname: 'Reed' } })
  for (const one of [priya, sam]) await aRelation(db.owner, { child: child.id }, { principal: one?.userId ?? 0 })
  await save(priya, 'referral', { source: '2A', need: 'N1', words: 'Two bruises.' })
  await save(priya, 'assessment-start', { words: 'What happens at night.' })
})

type Form = Readonly<Record<string, string | readonly string[]>>
const ask = (by: SignedInReader | undefined, step: string, form?: Form): Promise<Answer> =>
  performRoute(
    grounds.pages,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    by as SignedInReader,
    { params: { child: child.address, step }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
  )
const on = () => filledBoxes('on', now.toISOString().slice(0, 10) as PlainDate)
const send = (by: SignedInReader | undefined, step: string, form: Form) => ask(by, step, { ...on(), ...form })
const save = async (by: SignedInReader | undefined, step: string, form: Form): Promise<void> => {
  now = new Date(now.getTime() + 60_000)
  const answer = await send(by, step, form)
  if (!('redirect' in answer)) assert.fail(wordsOf(answer))
}
const look = async (by: SignedInReader | undefined, step: string) => wordsOf(await ask(by, step))
const caseOf = async (by: SignedInReader | undefined) => {
  const route = routes.find(r => r.path === '/children/:child/case') as Route
  const input = { params: { child: child.address }, query: {}, form: {}, files: [], requestId: 'test' }
  return wordsOf(await performRoute(grounds.pages, route, by as SignedInReader, input))
}
/** What the form holds that nobody sees, as it is sent back. */
const hidden = async (by: SignedInReader | undefined, step: string): Promise<Record<string, string>> =>
  carriedIn(await ask(by, step))
/** The steps of this sort that stand, as they are kept. */
const standing = async (step: string): Promise<Record<string, unknown>[]> =>
  (
    await db.owner.query(
      `select body from entry where child_id = $1 and code = $2 and kind like '%-step' and known_to = 'infinity' order by id`,
      [child.id, step],
    )
  ).rows.map(row => row.body)
const told = (kind: string) =>
  db.owner.query(`select body from entry where child_id = $1 and kind = $2 and known_to = 'infinity'`, [child.id, kind])

const visit = { seen: 'yes', alone: 'yes' }
const assessed = { seen: 'yes', development: 'Well.', parenting: 'Tries.', environment: 'Gran.', outcome: 'need' }

describe('a step of a case', () => {
  test('is kept as a draft while somebody types, with all that was chosen, for who typed it alone', async () => {
    const page = '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c01'
    await send(priya, 'assessment-end', { ...assessed, keep: 'quiet', page, factors: ['3B', '4A'], words: 'So far' })
    assert.deepEqual(await standing('assessment-end'), [])
    const form = await ask(priya, 'assessment-end')
    assert.match(wordsOf(form), /This is your draft of 5 January 2027/)
    const boxes = 'page' in form ? String(form.page.body) : ''
    for (const chosen of ['3B', '4A']) assert.match(boxes, new RegExp(`value="${chosen}"[^>]* checked`))
    assert.match(boxes, /So far/)
    assert.doesNotMatch(await look(sam, 'assessment-end'), /So far|your draft/)
    await save(priya, 'assessment-end', {
      ...assessed,
      ...(await hidden(priya, 'assessment-end')),
      factors: ['3B'],
      words: 'Done',
    })
    assert.deepEqual((await db.owner.query('select from draft where child_id = $1', [child.id])).rowCount, 0)
  })

  test('that only one can write is put together where two did: one assessment stands, with the words of both', async () => {
    const opened = await hidden(sam, 'assessment-end')
    await save(priya, 'assessment-end', { ...assessed, factors: ['3B'], words: 'Mum needs help at night.' })
    now = new Date('2027-01-06T10:00:00Z')
    const mine = { ...assessed, factors: ['4A'], parenting: 'Tries.', words: 'Gran is there at weekends.', ...opened }
    assert.deepEqual(await send(sam, 'assessment-end', mine), {
      redirect: `/children/${child.address}/case/assessment-end`,
    })
    const both = await look(sam, 'assessment-end')
    assert.match(both, /social worker saved this on 5 January 2027 at [\d:]+am, while you were writing/)
    assert.match(both, /Mum needs help at night\. Gran is there at weekends\./)
    assert.doesNotMatch(both, /These are two/)
    await save(sam, 'assessment-end', {
      keep: 'merged',
      'keep-words': 'both',
      'keep-factors': 'both',
      'keep-on': 'theirs',
    })
    const form = await look(sam, 'assessment-end')
    assert.match(form, /What you save stands in place of what social worker saved, which is kept as it was/)
    assert.doesNotMatch(form, /cannot be saved now/)
    const boxes = { words: 'Mum needs help at night.\n\nGran is there at weekends.', factors: ['3B', '4A'] }
    now = new Date('2027-01-05T17:00:00Z')
    await save(sam, 'assessment-end', { ...assessed, ...boxes, ...(await hidden(sam, 'assessment-end')) })
    const [kept, ...more] = await standing('assessment-end')
    assert.deepEqual([more, kept?.factors], [[], ['3B', '4A']])
    assert.match(JSON.stringify(kept), /Mum needs help at night.*Gran is there at weekends/)
    assert.deepEqual(
      (await told('assessment')).rows.map(row => row.body.authorisedOn),
      ['2027-01-05'],
    )
    assert.equal((await told('assessment-factor')).rowCount, 2)
  })

  test('of one day can be two all the same: who says so keeps theirs beside the other', async () => {
    const opened = await hidden(sam, 'visit')
    await save(priya, 'visit', { ...visit, words: 'In the morning: breakfast.' })
    await send(sam, 'visit', { ...visit, words: 'In the evening: homework.', ...opened })
    assert.match(await look(sam, 'visit'), /These are two: keep mine for itself/)
    await send(sam, 'visit', { keep: 'merged', beside: 'yes' })
    await save(sam, 'visit', { ...visit, words: 'In the evening: homework.', ...(await hidden(sam, 'visit')) })
    assert.equal((await standing('visit')).length, 2)
  })

  test('that two save in the same second is written once, and the words of the other are kept', async () => {
    const save = (by: SignedInReader | undefined, words: string) => send(by, 'visit', { ...visit, words })
    const answers = await Promise.all([save(priya, 'She was asleep.'), save(sam, 'He was at school.')])
    const places = answers
      .map(answer => ('redirect' in answer ? answer.redirect.split('/').at(-1) : 'not saved'))
      .sort()
    assert.deepEqual(places, ['case', 'visit'])
    assert.equal((await standing('visit')).length, 1)
    const looks = [await look(priya, 'visit'), await look(sam, 'visit')]
    assert.equal(
      looks.filter(text => /She was asleep.*He was at school|He was at school.*She was asleep/.test(text)).length,
      1,
    )
  })

  test('that is a plan opens with what was saved last, and the case shows what the next changed', async () => {
    await save(priya, 'care-start', {
      legal: 'C1',
      need: 'N1',
      home: 'U6',
      provider: 'PR1',
      earlier: 'Z1',
      words: 'Nobody is well.',
    })
    const first = { who: 'Mum', words: 'Home by summer.', childSaid: 'I want to go home.' }
    await save(priya, 'care-plan', first)
    const form = await look(sam, 'care-plan')
    assert.match(form, /This is what social worker saved on 5 January 2027 .*side by side with what you change/)
    assert.match(form, /Home by summer\..*I want to go home\./)
    const opened = await hidden(sam, 'care-plan')
    await save(sam, 'care-plan', { ...first, ...opened, words: 'Home by Easter.' })
    const page = await caseOf(sam)
    assert.match(
      page,
      /What changed since 5 January 2027 at [\d:]+am About Before Then .* Home by summer\. Home by Easter\./,
    )
    assert.doesNotMatch(page, /Then .*I want to go home\. I want to go home\./)
    // a third who began from the first puts theirs together with the second's, question by question
    await send(priya, 'care-plan', { ...first, ...opened, who: 'Mum and gran' })
    assert.match(await look(priya, 'care-plan'), /What only social worker changed .* Home by summer\. Home by Easter\./)
    await save(priya, 'care-plan', { keep: 'merged' })
    await save(priya, 'care-plan', {
      ...first,
      who: 'Mum and gran',
      words: 'Home by Easter.',
      ...(await hidden(priya, 'care-plan')),
    })
    assert.deepEqual(
      (await standing('care-plan')).map(({ who }) => who),
      ['Mum', 'Mum', 'Mum and gran'],
    )
  })

  test('that is sent twice by one press is saved once', async () => {
    const form = { ...visit, words: 'Her room is warm.', ...(await hidden(sam, 'visit')) }
    await save(sam, 'visit', form)
    assert.deepEqual(await send(sam, 'visit', form), {
      redirect: `/children/${child.address}/case`,
      flash: 'This is saved already.',
    })
    assert.equal((await standing('visit')).length, 1)
  })
})

describe('a change of home', () => {
  const home = { legal: 'C2', home: 'U6', provider: 'PR1', words: 'Nobody at home is well.' }
  const takeBack = async (by: SignedInReader | undefined, step: string) => {
    const { rows } = await db.owner.query(
      `select uuid from entry where child_id = $1 and code = $2 and known_to = 'infinity'`,
      [child.id, step],
    )
    await save(by, 'take-back', { which: rows[0].uuid, words: 'It was another child.' })
  }
  beforeEach(async () => {
    await save(priya, 'care-start', { need: 'N1', earlier: 'Z1', ...home })
    now = new Date('2027-01-08T10:00:00Z')
    await save(priya, 'care-change', { change: 'P', moved: 'CARPL', ...home })
  })

  test('is saved, and taken back with coming into care, from the last one on, leaves nothing of either', async () => {
    assert.match(await caseOf(sam), /In our care Since 8 January 2027/)
    await takeBack(sam, 'care-change')
    assert.match(await caseOf(sam), /In our care Since 5 January 2027/)
    await takeBack(sam, 'care-start')
    assert.doesNotMatch(await caseOf(sam), /In our care Since/)
  })

  test('holds what came before it, for whoever does not see that it was written', async () => {
    // as it is to somebody who may not know of the step, as of those of adoption
    await db.owner.query(`delete from entry where child_id = $1 and code = 'care-change'`, [child.id])
    await assert.rejects(takeBack(sam, 'care-start'), Conflict)
    assert.match(await caseOf(sam), /In our care Since 8 January 2027/)
  })
})
