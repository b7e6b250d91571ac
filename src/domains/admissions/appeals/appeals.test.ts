import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type CalendarSpan, type PlainDate, schoolDaysBefore } from '../../../kernel/index.ts'
import { type AppealDates, type AppealStands, clocksOf, dueOf, lodgeByOf, shortNotice } from './appeal-clocks.ts'
import { givenByAppeal, type LiveOffer } from './appeal-place.ts'
import { exampleFacts } from './appeals.examples.ts'
import { findings, findingsFor, panelProblem } from './decision.ts'
import { packOf } from './pack.ts'

const day = (text: string) => text as PlainDate
const span = (kind: CalendarSpan['kind'], from: string, to = from): CalendarSpan => ({
  kind,
  name: kind,
  from: day(from),
  to: day(to),
})
/** An invented school's year 2026 to 2027. Easter Monday is 29 March, the May holidays are 3 and 31 May. */
const calendar = [
  span('term', '2026-09-02', '2026-12-18'),
  span('term', '2027-01-04', '2027-03-25'),
  span('term', '2027-04-12', '2027-07-21'),
  span('holiday', '2027-05-31', '2027-06-04'),
  span('training', '2027-06-28'),
]
const usual: AppealDates = {
  refusedOn: day('2027-04-16'),
  lodgedOn: day('2027-05-10'),
  published: null,
  hearingOn: null,
  inYear: false,
}

describe('the clocks of an appeal, in the days of the school that refused', () => {
  test('lodging: twenty school days after the refusal; a bank holiday is none', () => {
    assert.equal(lodgeByOf(calendar, usual), '2027-05-17')
    assert.equal(clocksOf(calendar, usual).onTime, true)
    assert.equal(clocksOf(calendar, { ...usual, lodgedOn: day('2027-05-17') }).onTime, true)
    assert.equal(clocksOf(calendar, { ...usual, lodgedOn: day('2027-05-18') }).onTime, false)
  })
  test('a later day that was published holds, and an earlier one takes nothing away', () => {
    assert.equal(lodgeByOf(calendar, { ...usual, published: day('2027-05-21') }), '2027-05-21')
    assert.equal(lodgeByOf(calendar, { ...usual, published: day('2027-05-01') }), '2027-05-17')
  })
  test('hearing: forty school days after the last day to lodge, over half-term and a training day', () => {
    assert.equal(clocksOf(calendar, usual).hearBy, '2027-07-20')
  })
  test('lodged late: thirty school days from the lodging where that is later', () => {
    assert.equal(clocksOf(calendar, { ...usual, lodgedOn: day('2027-05-18') }).hearBy, '2027-07-20')
    // 17 June and 30 school days go beyond the terms that are told: no day is made up
    assert.equal(clocksOf(calendar, { ...usual, lodgedOn: day('2027-06-17') }).hearBy, '2027-07-20')
    const longer = [...calendar, span('term', '2027-09-01', '2027-12-17'), span('term', '2028-01-04', '2028-07-20')]
    assert.equal(clocksOf(longer, { ...usual, lodgedOn: day('2027-06-17') }).hearBy, '2027-09-09')
  })
  test('outside the round: thirty school days from the lodging', () => {
    assert.equal(clocksOf(calendar, { ...usual, inYear: true }).hearBy, '2027-06-29')
  })
  test('before a hearing: ten school days’ notice and the statement, seven for the papers, three for the last evidence; the letter within five after', () => {
    const { noticeBy, statementBy, papersBy, evidenceBy, letterBy } = clocksOf(calendar, {
      ...usual,
      hearingOn: day('2027-06-29'),
    })
    assert.deepEqual(
      [noticeBy, statementBy, papersBy, evidenceBy, letterBy],
      ['2027-06-14', '2027-06-14', '2027-06-17', '2027-06-23', '2027-07-06'],
    )
    assert.equal(schoolDaysBefore(calendar, day('2026-09-03'), 2), undefined)
  })
  test('without term dates no day is told but the one that was published', () => {
    assert.deepEqual(
      new Set(Object.values(clocksOf([], { ...usual, hearingOn: day('2027-06-29') }))),
      new Set([undefined]),
    )
    assert.equal(lodgeByOf([], { ...usual, published: day('2027-05-21') }), '2027-05-21')
  })
  test('notice is ten school days unless the family agreed to fewer', () => {
    const notice = { sentOn: day('2027-06-14'), hearingOn: day('2027-06-29'), agreed: false }
    assert.equal(shortNotice(calendar, notice), undefined)
    assert.match(shortNotice(calendar, { ...notice, sentOn: day('2027-06-15') }) ?? '', /fewer than ten/)
    assert.equal(shortNotice(calendar, { ...notice, sentOn: day('2027-06-28'), agreed: true }), undefined)
    assert.match(shortNotice([], notice) ?? '', /cannot be counted/)
  })
  test('what is next: hearing, notice, statement, papers, decision, letter; nothing of one that is withdrawn', () => {
    let stands: AppealStands = {
      withdrawnOn: null,
      hearingOn: null,
      noticeSentOn: null,
      hasStatement: false,
      papersOutOn: null,
      outcome: null,
      letterSentOn: null,
    }
    const heardOn = day('2027-06-29')
    const next = (more: Partial<AppealStands>) => {
      stands = { ...stands, ...more }
      const due = dueOf(calendar, clocksOf(calendar, { ...usual, hearingOn: stands.hearingOn }), stands)
      return due && `${due.step} ${due.by}`
    }
    assert.equal(next({}), 'hearing 2027-07-06')
    assert.equal(next({ hearingOn: heardOn }), 'notice 2027-06-14')
    assert.equal(next({ noticeSentOn: day('2027-06-10') }), 'statement 2027-06-14')
    assert.equal(next({ hasStatement: true }), 'papers 2027-06-17')
    assert.equal(next({ papersOutOn: day('2027-06-17') }), 'decision 2027-06-29')
    assert.equal(next({ outcome: 'dismissed' }), 'letter 2027-07-06')
    assert.equal(next({ letterSentOn: heardOn }), undefined)
    assert.equal(next({ letterSentOn: null, outcome: null, withdrawnOn: heardOn }), undefined)
  })
})

describe('a panel', () => {
  const [ann, bo, cy] = [
    { name: 'Ann', member: 'lay', chair: true },
    { name: 'Bo', member: 'education', chair: false },
    { name: 'Cy', member: 'lay', chair: false },
  ] as const
  test('has three members, one lay, one of education, and one in the chair', () => {
    assert.equal(panelProblem([ann, bo, cy]), undefined)
    assert.match(panelProblem([ann, bo]) ?? '', /three members/)
    assert.match(panelProblem([ann, { ...bo, member: 'lay' }, cy]) ?? '', /experience in education/)
    assert.match(
      panelProblem([ann, bo, { ...cy, member: 'education' }].map(one => ({ ...one, member: 'education' }))) ?? '',
      /lay/,
    )
    assert.match(panelProblem([{ ...ann, chair: false }, bo, cy]) ?? '', /chair/)
    assert.match(panelProblem([ann, bo, { ...cy, name: ' ann' }]) ?? '', /twice/)
  })
  test('upholds or dismisses, and each finding is of one sort and one stage', () => {
    assert.equal(new Set(findings.map(one => one.key)).size, findings.length)
    assert.deepEqual(new Set(findings.map(one => one.outcome)), new Set(['upheld', 'dismissed']))
    // a prejudice appeal cannot be lost at the first stage: the second is always reached
    assert.ok(findingsFor('prejudice').every(one => one.stage === 2 || one.outcome === 'upheld'))
    assert.ok(findingsFor('infant class size').some(one => one.stage === 1 && one.outcome === 'dismissed'))
  })
})

describe('the place of an upheld appeal', () => {
  const offer = (id: number, key: string, rank: number | null, standing: 'held' | 'put'): LiveOffer => ({
    id,
    key,
    rank,
    standing,
  })
  test('is the child’s where they have none, and stands beside the one they hold until the family answers', () => {
    assert.deepEqual(givenByAppeal([], 'A', 1), { ends: [], standing: 'held' })
    assert.deepEqual(givenByAppeal([offer(1, 'B', 3, 'held')], 'A', 1), { ends: [], standing: 'put' })
  })
  test('takes the place of what was put from a lower choice, and leaves a higher one open', () => {
    const held = offer(1, 'C', 4, 'held')
    assert.deepEqual(givenByAppeal([held, offer(2, 'B', 3, 'put')], 'A', 2), { ends: [2], standing: 'put' })
    assert.deepEqual(givenByAppeal([held, offer(2, 'B', 1, 'put')], 'A', 2), { ends: [1], standing: 'held' })
  })
  test('is given once', () => {
    assert.equal(givenByAppeal([offer(1, 'A', 1, 'put')], 'A', 1), undefined)
  })
})

describe('the papers of an appeal', () => {
  const papers = [
    { sort: 'grounds', words: 'Her brother is there.', on: day('2027-05-01') },
    { sort: 'statement', words: 'The school is full.', on: day('2027-05-20') },
  ] as const
  const textOf = (facts = exampleFacts) => JSON.stringify(packOf(facts, papers))
  test('hold the child’s own place, the criteria, the cut-off, the explanation, and both sides’ words', () => {
    for (const part of [
      '43rd of 52',
      'Criterion 3 (other)',
      '0.642 miles',
      '0.842 miles',
      'Published number',
      'Her brother is there.',
      'The school is full.',
      '2nd of 9',
    ])
      assert.ok(textOf().includes(part), part)
  })
  test('tell no distance of a child whose address is protected', () => {
    const text = textOf({ ...exampleFacts, isProtected: true })
    assert.doesNotMatch(text, /0\.842/)
    assert.match(text, /Protected/)
  })
  test('say what is known where the child was never ranked, and are the same again', () => {
    const late = { ...exampleFacts, explanation: null, distance: null }
    assert.match(textOf(late), /On the waiting list today/)
    assert.equal(textOf(), textOf({ ...exampleFacts }))
  })
})
