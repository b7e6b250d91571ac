import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Type } from 'typebox'
import {
  type Answer,
  assessedRulePages,
  type Ground,
  performRoute,
  type RoleKey,
  type Route,
  recordKind,
  type SignedInReader,
} from '../../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  type TestChild,
  testGrounds,
  testNow,
} from '../../../access/testing/index.ts'
import { workPages } from '../../../children/index.ts'
import { wordsOf } from '../../../children/testing/index.ts'
import { addYears, filledBoxes, londonDate, NotAllowed } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { conversationRules } from './conversation-rules.ts'
import { conversationsOwed } from './conversations-owed.queries.ts'
import { talkPages } from './talk.page.ts'

const schema = Type.Object({ school: Type.Optional(Type.String()) })
const enrolment = recordKind({ kind: 'enrolment', title: 'School place', category: 'identity', schema })
const factor = recordKind({ kind: 'assessment-factor', title: 'Found', category: 'care-content', schema })
const rulePages = assessedRulePages(conversationRules)
const owed = [conversationsOwed({ enrolment, factor })]
const [todayPage] = workPages({ enrolment, kinds: [], attendance: enrolment, owed } as never).filter(
  r => r.path === '/',
)

const today = londonDate(testNow)
let clock = testNow
let db: TestDatabase
let pages: Ground
let child: TestChild
let worker: SignedInReader
let others: SignedInReader[]
let governance: SignedInReader
let second: SignedInReader
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db, () => clock)).pages
  child = await aChild(db.owner)
  const body = { forename: 'Liam', surname: 'Hart', birthDate: '2013-03-14' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', summary: true, body })
  const found = { code: '2B', on: '2026-11-02' }
  await anEntry(db.owner, child, { kind: 'assessment-factor', category: 'care-content', sensitivity: 3, body: found })
  const reader = async (role: RoleKey, works: boolean) => {
    const made = await aReader(db.owner, role)
    await aRelation(db.owner, { child: child.id }, { principal: made.userId })
    if (works)
      await db.owner.query(
        `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
         values ($1, $2, 'social-work', 'Social care', 'care-involved', 128, 'test', '2026-11-01', 'test', '2026-11-01')`,
        [child.id, made.userId],
      )
    return made
  }
  worker = await reader('social-worker', true)
  others = [
    await reader('social-worker', false),
    ...(await Promise.all(
      (['young-carers-worker', 'education-welfare-officer', 'family-support-worker', 'safeguarding-lead'] as const).map(
        role => reader(role, true),
      ),
    )),
  ]
  governance = await aReader(db.owner, 'information-governance')
  second = await aReader(db.owner, 'information-governance')
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const perform = (by: SignedInReader, route: Route | undefined, form: Record<string, string> = {}): Promise<Answer> =>
  performRoute(pages, route as Route, by, {
    ...{ params: { rule: 'circumstances-at-home-1' }, query: {}, form, files: [], requestId: 't' },
  })
const desk = (by: SignedInReader, part: string, form: Record<string, string> = {}): Promise<Answer> =>
  perform(
    by,
    rulePages.find(one => one.path === `/assessed-rules${part}`),
    form,
  )
const day = async (by: SignedInReader): Promise<string> => wordsOf(await perform(by, todayPage))
const proposed =
  /Liam Hart.*Talk about home.*Proposed until 14 December 2026 by the rule “Talk about home after an assessment”, version 1/
const assessment = {
  ...{ assessment: 'DPIA 2026-17', acceptedBy: 'Data protection board' },
  ...{ ...filledBoxes('assessed', today), ...filledBoxes('review', addYears(today, 1)) },
}

describe('a rule that proposes conversations', () => {
  let untold: string[]
  test('is off until somebody switches it on, and is not switched on without its impact assessment', async () => {
    untold = await Promise.all([worker, ...others].map(day))
    for (const text of untold) assert.doesNotMatch(text, /Talk about home/)
    assert.match(wordsOf(await desk(governance, '')), /Talk about home after an assessment, version 1 Off/)
    const refused = wordsOf(await desk(governance, '/:rule/on', { assessment: '', acceptedBy: '' }))
    assert.match(
      refused,
      /Enter where the impact assessment is kept.*Enter the day.*Enter who accepted it.*looked at again/,
    )
    assert.match(
      wordsOf(await desk(governance, '/:rule/on', { ...assessment, ...filledBoxes('review', addYears(today, 3)) })),
      /by 20 November 2028/,
    )
    assert.equal(await day(worker), untold[0])
    await assert.rejects(desk(worker, '/:rule/on', assessment), NotAllowed)
  })

  test('asks the child’s own social worker, who reads what it rests on, in words that say nothing of the child; and nobody else', async () => {
    assert.ok('redirect' in (await desk(governance, '/:rule/on', assessment)))
    await assert.rejects(desk(governance, '/:rule/on', assessment), /on already/)
    await assert.rejects(desk(governance, '/:rule/agree'), /You cannot agree to this now/)
    const [mine, theirs] = [wordsOf(await desk(governance, '')), wordsOf(await desk(second, ''))]
    assert.match(mine, /You recorded the impact assessment.*Why is this taken back\?.*Take it back/)
    assert.doesNotMatch(mine, /I have read it|Switch this rule off/)
    assert.match(theirs, /I have read it, and agree/)
    assert.equal(await day(worker), untold[0], 'one person switches nothing on')
    await desk(second, '/:rule/agree')
    const told = await day(worker)
    assert.match(told, proposed)
    assert.doesNotMatch(told, /carer|caring|2B|alcohol|drug/i)
    assert.deepEqual(await Promise.all(others.map(day)), untold.slice(1))
    assert.match(
      wordsOf(await desk(governance, '')),
      /On .*agreed, and on, by.*DPIA 2026-17 of 20 November 2026, accepted by Data protection board/,
    )
  })

  test('is the same to the byte whether or not the service knows more than this reader may see, and silent where the reader sees it', async () => {
    const told = await day(worker)
    const hidden = { kind: 'young-carer-found', category: 'young-carer', sensitivity: 2 } as const
    await anEntry(db.owner, child, { ...hidden, body: { source: 'gp' } })
    assert.equal(await day(worker), told)
    await anEntry(db.owner, child, { kind: 'young-carer', category: 'young-carer', summary: true, body: {} })
    assert.doesNotMatch(await day(worker), /Talk about home/)
    await db.owner.query(`delete from entry where kind in ('young-carer', 'young-carer-found')`)
    assert.match(await day(worker), proposed)
  })

  test('had and written down is proposed no more; who does not work on the case has no page to write it', async () => {
    const talk = (by: SignedInReader, form: Record<string, string>) =>
      performRoute(pages, talkPages.find(one => one.sort === 'child-action') as Route, by, {
        ...{ params: { child: child.address }, query: {}, form, files: [], requestId: 't' },
      })
    const had = { ...filledBoxes('on', today), childSaid: 'I cook on Mondays', next: 'nothing' }
    assert.match(wordsOf(await talk(worker, { ...had, childSaid: '' })), /Write what Liam said/)
    for (const other of others.slice(1)) await assert.rejects(talk(other, had))
    assert.ok('redirect' in (await talk(worker, had)))
    assert.doesNotMatch(await day(worker), /Talk about home/)
    await db.owner.query(`delete from entry where kind = 'talk-about-home'`)
  })

  test('switched off proposes nothing to anybody from that moment; so does one whose assessment is past its review', async () => {
    assert.match(wordsOf(await desk(governance, '/:rule/off', { reason: 'No' })), /Say why in a sentence/)
    assert.ok('redirect' in (await desk(governance, '/:rule/off', { reason: 'Families were not told of it well.' })))
    assert.equal(await day(worker), untold[0])
    await desk(governance, '/:rule/on', { ...assessment, ...filledBoxes('review', londonDate(new Date('2026-11-25'))) })
    await desk(second, '/:rule/agree')
    assert.match(await day(worker), proposed)
    clock = new Date('2026-11-25T10:00:00Z')
    assert.doesNotMatch(await day(worker), /Talk about home/)
    assert.match(wordsOf(await desk(governance, '')), /version 1 Off/)
    const again = { ...filledBoxes('assessed', londonDate(clock)), ...filledBoxes('review', addYears(today, 1)) }
    assert.ok('redirect' in (await desk(governance, '/:rule/on', { ...assessment, ...again })))
    await desk(second, '/:rule/agree')
    assert.match(await day(worker), proposed)
    assert.equal((await db.owner.query('select 1 from assessed_rule')).rows.length, 3)
  })
})
