import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Answer, Ground, Route, SignedInReader } from '../../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  type TestChild,
  testGrounds,
  testNow,
} from '../../../access/testing/index.ts'
import { NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { casePages } from '../case/case.page.ts'
import { pauseDesk } from './pause.actions.ts'
import { pausePages } from './pause.page.ts'
import { setPauses } from './pause-by-rules.actions.ts'
import { askAs, bytes, words } from './testing/index.ts'

const desk = pauseDesk('01632 960400')
const routes: readonly Route[] = [...casePages('899'), ...pausePages(desk)]
const roles = ['education-welfare-officer', 'young-carers-worker', 'social-worker'] as const
let db: TestDatabase
let pages: Ground
let jobs: Ground
const readers = new Map<string, SignedInReader>()
const reader = (role: (typeof roles)[number]) => readers.get(role) as SignedInReader
before(async () => {
  db = await testDatabase()
  const grounds = await testGrounds(db)
  ;({ pages, jobs } = grounds)
  for (const role of roles) readers.set(role, await aReader(db.owner, role))
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await jobs.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const ask = askAs(routes, () => pages, reader)
const aPupil = async (facts: readonly Record<string, unknown>[], helped = true): Promise<TestChild> => {
  const child = await aChild(db.owner)
  const body = { forename: 'Liam', surname: 'Hart' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
  for (const fact of facts) await anEntry(db.owner, child, fact as never)
  for (const one of readers.values()) await aRelation(db.owner, { child: child.id }, { principal: one.userId })
  if (helped)
    assert.ok('redirect' in (await ask('education-welfare-officer', child, 'attendance-help', { words: 'Mondays' })))
  return child
}
const plan = { kind: 'protection-plan', category: 'protection', sensitivity: 2, body: { startedOn: '2026-03-02' } }
const factor = {
  kind: 'assessment-factor',
  category: 'care-content',
  sensitivity: 3,
  body: { code: '4B', on: '2026-06-01' },
}
const carer = { kind: 'young-carer', category: 'young-carer', body: { since: '2025-09-01' } }

const standing = async (child: TestChild, kind = 'pause-reason') =>
  (
    await db.owner.query(
      `select uuid, category, sensitivity, body from entry where child_id = $1 and kind = $2 and known_to = 'infinity' order by id`,
      [child.id, kind],
    )
  ).rows
const rule = 'circumstances-of-the-family'
const switchOn = async (agreed: boolean) => {
  const [one, other] = [reader('social-worker').userId, reader('young-carers-worker').userId]
  await db.owner.query(
    `insert into assessed_rule (rule, version, on_at, on_by, assessment, assessed_on, accepted_by, review_on, agreed_at, agreed_by)
     values ($1, 1, $2, $3, 'DPIA 2026-21', '2026-10-01', 'Data protection board', '2027-10-01', $4, $5)`,
    [rule, testNow, one, agreed ? testNow : null, agreed ? other : null],
  )
}
const switchOff = () =>
  db.owner.query(`update assessed_rule set off_at = $1, off_by = on_by, off_reason = 'Families were not told of it.'`, [
    testNow,
  ])

describe('a rule that sets pauses', () => {
  test('sets none until two people have switched it on with its impact assessment', async () => {
    const child = await aPupil([plan])
    await setPauses(jobs, desk)
    assert.deepEqual(await standing(child), [])
    await switchOn(false)
    await setPauses(jobs, desk)
    assert.deepEqual(await standing(child), [], 'one person switches nothing on')
    await switchOff()
    await switchOn(true)
    await setPauses(jobs, desk)
    const [reason, ...others] = await standing(child)
    assert.equal(others.length, 0)
    const { rule: by, version, since, sort } = reason.body
    assert.deepEqual([by, version, since, sort], [rule, '1', '2026-03-02', 'protection'])
    const rests = `select o.kind from entry e join entry o on o.id = e.replaces where e.uuid = $1`
    const [ground] = (await db.owner.query(rests, [reason.uuid])).rows
    assert.equal(ground?.kind, 'protection-plan', 'it is tied to what it rests on, so that a later seal is on both')
    assert.deepEqual((await standing(child, 'pause'))[0]?.body, { ...desk, reviewBy: '2027-01-01' })
    await setPauses(jobs, desk)
    assert.deepEqual(await standing(child), [reason], 'once')
  })

  test('sends the officer to the same desk in the same words whatever was recorded, and shows the reason to those who read what it rests on', async () => {
    const [one, other] = [await aPupil([carer]), await aPupil([factor])]
    await setPauses(jobs, desk)
    const [a, b] = await Promise.all(
      [one, other].map(child => ask('education-welfare-officer', child, 'attendance-help')),
    )
    assert.match(words(a as Answer), /Speak to someone first/)
    assert.doesNotMatch(words(a as Answer), /rule|carer|caring|assessment/i)
    assert.equal(bytes(a as Answer).replaceAll(one.address, other.address), bytes(b as Answer))
    await assert.rejects(ask('education-welfare-officer', one, 'attendance-pause'), NotFound)
    assert.match(
      words(await ask('young-carers-worker', one, 'attendance-pause')),
      /Caring for somebody at home The young carers service knows the child: recorded from 1 September 2025\..*Written by the rule “Speak to someone first, where other services know why”, version 1/,
    )
    assert.doesNotMatch(words(await ask('young-carers-worker', other, 'attendance-pause')), /recorded from/)
    assert.match(words(await ask('social-worker', other, 'attendance-pause')), /about a parent/)
    assert.equal((await standing(other))[0]?.sensitivity, 3, 'as sensitive as what it rests on')
  })

  test('asks nothing of a child whom no officer helps, of what has ended, or of what is kept to named people', async () => {
    const without = await aPupil([plan], false)
    const over = await aPupil([{ ...plan, body: { startedOn: '2025-03-02', endedOn: '2026-03-01' } }])
    const kept = await aPupil([{ ...plan, sensitivity: 4 }])
    await setPauses(jobs, desk)
    for (const child of [without, over, kept]) assert.deepEqual(await standing(child), [])
  })

  test('stands when its ground is over, until a person ends it, and is not set again for the same', async () => {
    const child = await aPupil([plan])
    await setPauses(jobs, desk)
    const [reason] = await standing(child)
    const end = { decision: 'end', words: 'We spoke, and it does not explain the absence.' }
    assert.ok('redirect' in (await ask('social-worker', child, 'attendance-pause/:entry', end, { entry: reason.uuid })))
    assert.deepEqual(await standing(child, 'pause'), [])
    await setPauses(jobs, desk)
    assert.deepEqual(await standing(child, 'pause'), [])
    await anEntry(db.owner, child, { ...plan, body: { startedOn: '2026-11-10' } } as never)
    await setPauses(jobs, desk, child.id)
    assert.equal((await standing(child, 'pause')).length, 1, 'something newer is recorded')
  })

  test('is taken back with all it set when it is switched off, but not what a person has looked at again', async () => {
    const [set, looked] = [await aPupil([plan]), await aPupil([plan])]
    await setPauses(jobs, desk)
    const keep = { decision: 'keep', words: 'Mum is ill still.' }
    const [reason] = await standing(looked)
    await ask('social-worker', looked, 'attendance-pause/:entry', keep, { entry: reason.uuid })
    await switchOff()
    await setPauses(jobs, desk)
    assert.deepEqual([await standing(set), await standing(set, 'pause')], [[], []])
    assert.equal((await standing(looked, 'pause')).length, 1)
  })
})
