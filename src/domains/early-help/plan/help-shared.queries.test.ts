import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SignedInReader } from '../../../access/index.ts'
import { aReader, aTeam } from '../../../access/testing/index.ts'
import { wordsOf } from '../../../children/testing/index.ts'
import { TestEarlyHelp } from './testing/index.ts'

let now = new Date('2026-11-20T10:00:00Z')
let help: TestEarlyHelp
let worker: SignedInReader
let colleague: SignedInReader
before(async () => {
  help = await TestEarlyHelp.open(() => now)
  worker = await aReader(help.db.owner, 'family-support-worker')
  colleague = await aReader(help.db.owner, 'family-support-worker')
  await help.worksWith(worker, colleague)
  // the offer is kept while it is typed, for who types it alone
  await help.send(worker, '', { why: 'Mum asks', afterPlan: 'yes', keep: 'quiet' })
  assert.match(await help.look(worker), /Offer early help.*This is your draft/)
  assert.doesNotMatch(await help.look(colleague), /your draft|Mum asks/)
  await help.saved(worker, '', { why: 'Mum asks for help', answer: 'agreed', agreedBy: 'Mum', agreedAs: 'parent' })
  await help.saved(worker, '/assessment', { childSaid: 'I like drawing', 'learning-needs': 'On time now' })
})
after(() => help.close())
/** The assessments that stand, as they are kept. */
const standing = async (): Promise<{ uuid: string; body: string }[]> =>
  (
    await help.db.owner.query(
      `select uuid, body::text from entry where kind = 'early-help-assessment' and known_to = 'infinity'`,
    )
  ).rows

describe('the assessment', () => {
  test('saved by two who began from the same version loses no words: the second puts both together, field by field', async () => {
    const onTopOf = await help.hidden(worker, '/assessment', 'onTopOf')
    const first = {
      childSaid: 'I like drawing',
      'learning-needs': 'Late on Mondays',
      'health-strengths': 'Eats well',
      'known-language': 'unknown',
    }
    await help.saved(colleague, '/assessment', { ...first, onTopOf })
    const second = { childSaid: 'I like drawing', 'learning-needs': 'Reads a lot', conclusion: 'Go on' }
    assert.deepEqual(await help.send(worker, '/assessment', { ...second, onTopOf }), {
      redirect: `/children/${help.child.address}/early-help/assessment`,
    })
    assert.equal((await standing())[0]?.body.includes('Reads a lot'), false)
    const both = await help.look(worker, '/assessment')
    assert.match(
      both,
      /family support worker saved this on .*What only .*Languages Nothing Still not known Health: what goes well Nothing Eats well/,
    )
    assert.match(both, /Learning: what is needed From family support worker From you Late on Mondays Reads a lot/)
    const none = await help.send(worker, '/assessment', { keep: 'merged' })
    assert.match(wordsOf(none), /Choose what stands for “Learning: what is needed”/)
    await help.saved(worker, '/assessment', { keep: 'merged', 'keep-learning-needs': 'both' })
    assert.match(await help.look(worker, '/assessment'), /This is your draft of/)
    const boxes = await help.boxes(worker, '/assessment')
    assert.match(boxes, /Late on Mondays\s+Reads a lot/)
    assert.match(boxes, /Eats well[\s\S]*Go on/)
    const { rows } = await help.db.owner.query(
      `select uuid from entry where kind = 'early-help-assessment' and known_to = 'infinity'`,
    )
    assert.equal(await help.hidden(worker, '/assessment', 'onTopOf'), rows[0].uuid)
  })
  test('typed on two pages is kept from both, for who typed it alone, and is asked about when the form is opened', async () => {
    await help.db.owner.query('delete from draft')
    const onTopOf = await help.hidden(worker, '/assessment', 'onTopOf')
    const [here, there] = ['0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c01', '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c02']
    const typed = (page: string, conclusion: string, by = worker) =>
      help.send(by, '/assessment', { keep: 'quiet', page, onTopOf, childSaid: 'I like drawing', conclusion })
    await typed(here, 'Breakfast')
    now = new Date(now.getTime() + 5000)
    await typed(there, 'Heating')
    assert.match(
      await help.look(worker, '/assessment'),
      /You also typed this on another page.*What follows from it From you, on another page From you Breakfast Heating/,
    )
    assert.doesNotMatch(await help.look(colleague, '/assessment'), /Breakfast|Heating|your draft/)
    await help.saved(worker, '/assessment', { keep: 'merged', 'keep-conclusion': 'mine' })
    assert.equal((await help.db.owner.query('select 1 from draft')).rows.length, 1)
    const from = await help.hidden(worker, '/assessment', 'from')
    await help.saved(worker, '/assessment', {
      childSaid: 'I like drawing',
      'learning-needs': 'On time now',
      onTopOf,
      from,
    })
    assert.deepEqual((await help.db.owner.query('select 1 from draft')).rows, [], 'what was saved is no draft any more')
    await help.send(worker, '/assessment', {
      childSaid: 'I like drawing',
      'learning-needs': 'On time now',
      onTopOf,
      page: here,
      keep: 'quiet',
    })
    assert.match(
      await help.look(worker, '/assessment'),
      /This is what .* saved on/,
      'a draft behind its own save asks nothing',
    )
  })
})

describe('the council’s own forms', () => {
  test('put numbers to how things are, and show them over the reviews, area by area', async () => {
    assert.match(wordsOf(await help.send(worker, '/measure', { days: '2' })), /Enter whose numbers these are/)
    await help.saved(worker, '/measure', { who: 'Mum', days: '2', living: '4', behind: 'Mornings are hard' })
    now = new Date('2027-01-12T10:00:00Z')
    const form = await help.boxes(worker, '/measure')
    assert.match(form, /Mornings, meals, bedtimes, rules that hold\. On 20 November 2026: 2: help is taken/)
    assert.doesNotMatch(form, /checked/, 'a number is given anew each time')
    const onTopOf = await help.hidden(worker, '/measure', 'onTopOf')
    await help.saved(worker, '/measure', { who: 'Mum and Liam', days: '4', behind: 'Breakfast club', onTopOf })
    assert.match(
      await help.look(worker),
      /How things are Area Now Days that run 4: mostly well In the eyes of Mum and Liam\./,
    )
    assert.match(
      await help.look(worker, '/changes/:part', { part: 'measure' }),
      /Area 20 November 2026 12 January 2027 .*Days that run 2 4 Home and money 4 Not asked.*Days that run 2: help is taken 4: mostly well/,
    )
  })
  test('for neglect ask what a day is like for the child, and keep what was seen beside each number', async () => {
    assert.match(wordsOf(await help.send(worker, '/neglect', { food: '4' })), /Write what a day is like for Liam/)
    const seen = {
      childDay: 'I make my own tea.',
      food: '4',
      foodSeen: 'Bread only, twice',
      follows: 'Look again in May',
    }
    await help.saved(worker, '/neglect', seen)
    assert.match(await help.look(worker), /Are needs met\? Area Now Food 4: mostly not met/)
    assert.match(await help.boxes(worker, '/neglect'), /I make my own tea\.[\s\S]*Bread only, twice/)
  })
})

describe('Today', () => {
  test('says what the family is owed to who gives the help, ahead of its day; to the manager once that is past; to nobody else', async () => {
    const team = await aTeam(help.db.owner, 'Family Help', 'early-help')
    const own = await aReader(help.db.owner, 'team-manager', [team])
    const manager = { ...own, manages: [team], masks: worker.masks }
    await help.worksWith(manager)
    await help.supports(worker.userId, team)
    now = new Date('2026-12-03T10:00:00Z')
    const lead =
      /Liam Hart.* Early help\. Nobody leads yet: name a lead practitioner\. (Due|It was due) by 4 December 2026/
    assert.match(await help.today(worker), lead)
    for (const reader of [manager, colleague]) assert.doesNotMatch(await help.today(reader), /Early help\./)
    now = new Date('2026-12-07T10:00:00Z')
    for (const reader of [worker, manager]) assert.match(await help.today(reader), /It was due by 4 December 2026/)
    await help.saved(worker, '/lead', { who: 'me', organisation: 'Family Help' })
    for (const reader of [worker, manager]) assert.doesNotMatch(await help.today(reader), /Nobody leads/)
    now = new Date('2027-01-04T10:00:00Z')
    assert.match(await help.today(worker), /The team meets again: call the meeting\. It was due by 1 January 2027/)
  })
})
