import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays, type PlainDate, schoolAge, weekdayAt, weekdayIndex } from '../../../kernel/index.ts'
import type { Register } from '../attendance.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import { conditionsOf, mayTake, type Situation } from './lawful-steps.ts'
import { thresholdFor } from './notice-threshold.ts'
import { lastDayToProsecute, sessionsInTime } from './prosecution-limit.ts'
import { readStep } from './step-form.ts'
import { type CaseStep, issuedNotices } from './steps.ts'

const day = (text: string) => text as PlainDate
const year = (from: number): SchoolCalendar => [
  { kind: 'term', name: 'Autumn', from: day(`${from}-09-02`), to: day(`${from}-12-18`) },
  { kind: 'holiday', name: 'Half-term', from: day(`${from}-10-26`), to: day(`${from}-10-30`) },
  { kind: 'term', name: 'Spring', from: day(`${from + 1}-01-05`), to: day(`${from + 1}-03-27`) },
  { kind: 'term', name: 'Summer', from: day(`${from + 1}-04-13`), to: day(`${from + 1}-07-21`) },
]
const calendar = [2024, 2025, 2026, 2027].flatMap(year)
/** A register of 2026 to 2027 in which whole days were missed without leave. */
const registerOf = (days: readonly string[], own: SchoolCalendar = calendar): Register => {
  const at = new Map(days.map(text => [weekdayIndex(2026, day(text)), true]))
  const marks = Array.from({ length: 200 }, (_, index) => (at.has(index) ? 'OO' : '--')).join('')
  assert.ok(days.every(text => weekdayAt(2026, weekdayIndex(2026, day(text)) ?? 0) === text))
  return { school: 'Quarry Bank', year: 2026, marks, changedAt: new Date(0), calendar: own }
}
const tenMissed = registerOf(['2026-09-07', '2026-09-14', '2026-10-05', '2026-10-12', '2026-11-09'])
let made = 0
const step = (more: Partial<CaseStep> & Pick<CaseStep, 'sort' | 'on'>): CaseStep => ({
  address: `step-${++made}`,
  by: 'Sam Ali',
  writtenAt: new Date(0),
  words: '',
  ...more,
})
const support = step({ sort: 'support', on: day('2026-09-21') })
const improve = step({ sort: 'notice-to-improve', on: day('2026-10-13'), until: day('2026-11-06'), parent: 'Ann Hart' })
const notice = (on: string, more: Partial<CaseStep> = {}) =>
  step({
    sort: 'penalty-notice',
    on: day(on),
    parent: 'Ann Hart',
    until: addDays(day(on), 28),
    offenceOn: day(on),
    ...more,
  })
const given = (steps: readonly CaseStep[], more: Partial<Situation> = {}): Situation => ({
  today: day('2026-11-12'),
  authority: '899',
  registers: [tenMissed],
  schoolAge: schoolAge(day('2014-03-10')),
  steps,
  notices: issuedNotices(steps),
  consulted: undefined,
  ...more,
})
const missingWords = (sort: CaseStep['sort'], s: Situation) =>
  conditionsOf(sort, s).flatMap(one => (one.met ? [] : one.text))
const penalty = {
  'on-day': '12',
  'on-month': '11',
  'on-year': '2026',
  parent: 'Ann Hart',
  considered: 'Nothing bears on it',
  words: 'Because',
  withoutNotice: 'A holiday',
}

describe('the next step is offered only when the law’s conditions hold', () => {
  test('support can always be written down, and nothing else comes before it', () => {
    const s = given([])
    assert.ok(mayTake('support', s))
    for (const sort of ['notice-to-improve', 'penalty-notice', 'prosecution-considered'] as const)
      assert.match(missingWords(sort, s).join(' '), /Support comes first\. Write down what was offered/)
  })

  test('a notice to improve waits for ten unauthorised sessions in ten school weeks, and says how many there are', () => {
    const nine = registerOf(['2026-09-07', '2026-09-14', '2026-10-05', '2026-11-09'])
    assert.deepEqual(missingWords('notice-to-improve', given([support], { registers: [nine] })), [
      'Ten unauthorised sessions in ten school weeks are needed; there are 8.',
    ])
    assert.ok(mayTake('notice-to-improve', given([support])))
  })

  test('without term dates it cannot be said, and the page names the years', () => {
    const blind = registerOf(['2026-09-07'], [])
    assert.match(
      missingWords('notice-to-improve', given([support], { registers: [blind] }))[0] ?? '',
      /term dates of 2026 to 2027 are missing/,
    )
  })

  test('a threshold met so long ago that the court is closed to it opens no notice', () => {
    const s = given([support], { today: day('2027-05-11') })
    assert.equal(thresholdFor(s).state, 'too-old')
    assert.equal(thresholdFor({ ...s, today: day('2027-05-09') }).state, 'met')
  })

  test('a penalty notice waits until the notice to improve has run its time, and for absence since', () => {
    const running = step({ ...improve, until: day('2026-11-20') })
    assert.deepEqual(missingWords('penalty-notice', given([support, running])), [
      'The notice to improve runs until 20 November 2026.',
    ])
    assert.ok(mayTake('penalty-notice', given([support, improve])))
    const helped = step({ ...improve, on: day('2026-11-10'), until: day('2026-11-11') })
    assert.match(missingWords('penalty-notice', given([support, helped]))[0] ?? '', /it has helped/)
  })

  test('the first notice is £160 by the 28th day; a third to the same parent in three years is refused with the day from which one is allowed', () => {
    const first = readStep('penalty-notice', penalty, given([support]))
    assert.ok('body' in first)
    assert.deepEqual([first.body.pounds, first.body.until, first.body.offenceOn], [160, '2026-12-10', '2026-11-09'])
    const two = [support, notice('2025-01-10'), notice('2026-03-10')]
    const third = readStep('penalty-notice', penalty, given(two))
    assert.ok('errors' in third)
    assert.match(
      third.errors[0]?.text ?? '',
      /two notices for this child in three years\. Another may be issued from 11 January 2028/,
    )
    assert.ok('body' in readStep('penalty-notice', { ...penalty, parent: 'Ben Hart' }, given(two)), 'another parent')
    const [, one, other] = two as [CaseStep, CaseStep, CaseStep]
    const withdrawn = step({
      sort: 'notice-outcome',
      on: day('2026-04-01'),
      notice: other.address,
      outcome: 'withdrawn',
    })
    assert.ok(
      'body' in
        readStep('penalty-notice', { ...penalty, parent: 'ANN  HART' }, given([support, one, other, withdrawn])),
      'withdrawn',
    )
  })

  test('a notice is issued under the code of the school’s own authority: absence in another area opens none here', () => {
    const at = (authority?: string) =>
      given([support, improve], {
        registers: [{ ...tenMissed, ...(authority ? { laestab: `${authority}2001` } : {}) }],
      })
    const words = (s: Situation) => conditionsOf('penalty-notice', s).map(one => one.text)
    assert.ok(mayTake('penalty-notice', at('899')))
    assert.match(
      words(at('899')).join(),
      /under this council’s code of conduct \(number 899\): Quarry Bank is in its area/,
    )
    const elsewhere = missingWords('penalty-notice', at('330'))
    assert.match(elsewhere.join(), /Quarry Bank is in the area of another authority \(number 330\)/)
    assert.ok('errors' in readStep('penalty-notice', penalty, at('330')))
    assert.ok(mayTake('penalty-notice', at()), 'a school without a number is for the officer to make sure of')
    assert.match(words(at()).join(), /Make sure that Quarry Bank is in this council’s area/)
  })

  test('at two schools in two areas only the absence at ours counts for a notice here', () => {
    const nine = { ...registerOf(['2026-09-07', '2026-09-14', '2026-10-05', '2026-11-09']), laestab: '8992001' }
    const both = given([support, improve], { registers: [nine, { ...tenMissed, laestab: '3302001' }] })
    assert.match(missingWords('penalty-notice', both).join(), /there are 8\./)
    assert.equal(mayTake('penalty-notice', both), false)
  })

  test('absence that a notice was given for does not count for the next one', () => {
    const s = given([support, notice('2026-10-20', { offenceOn: day('2026-10-12') })])
    const again = readStep('penalty-notice', penalty, s)
    assert.ok('errors' in again)
    assert.match(again.errors[0]?.text ?? '', /Since the absence that Ann Hart had a notice for/)
  })

  test('a notice that can still be paid keeps the case from the court, and so does one without an outcome', () => {
    const waiting = notice('2026-11-11')
    assert.match(
      missingWords('prosecution-considered', given([support, waiting]))[0] ?? '',
      /can be paid until 9 December 2026/,
    )
    const late = given([support, waiting], { today: day('2026-12-10') })
    assert.match(missingWords('prosecution-considered', late)[0] ?? '', /Write down what became of the penalty notice/)
    const unpaid = step({ sort: 'notice-outcome', on: day('2026-12-10'), notice: waiting.address, outcome: 'unpaid' })
    assert.ok(mayTake('prosecution-considered', given([support, waiting, unpaid], { today: day('2026-12-10') })))
  })

  test('“not paid” cannot be written while it can be paid', () => {
    const waiting = notice('2026-11-11')
    const early = {
      'on-day': '12',
      'on-month': '11',
      'on-year': '2026',
      notice: waiting.address,
      outcome: 'unpaid',
      words: 'x',
    }
    const read = readStep('notice-outcome', early, given([support, waiting]))
    assert.ok('errors' in read)
    assert.equal(read.errors[0]?.text, 'It can be paid until 9 December 2026')
  })

  test('the court comes only after prosecution was considered and the head teacher has signed', () => {
    const thought = step({ sort: 'prosecution-considered', on: day('2026-11-10') })
    const signed = step({ sort: 'certificate', on: day('2026-11-11'), school: 'Quarry Bank' })
    assert.equal(missingWords('prosecution', given([support])).length, 2)
    assert.match(missingWords('prosecution', given([support, thought])).join(), /certificate of attendance is missing/)
    assert.ok(mayTake('prosecution', given([support, thought, signed])))
  })

  test('before compulsory school age nothing is enforced, and absence before it does not count afterwards', () => {
    const five = { schoolAge: schoolAge(day('2021-10-20')) }
    const s = given([support, improve], five)
    for (const sort of ['notice-to-improve', 'penalty-notice', 'prosecution-considered'] as const)
      assert.match(missingWords(sort, s).join(), /Of compulsory school age from 31 December 2026 only/)
    assert.ok(mayTake('support', s))
    const after = given([support, improve], { ...five, today: day('2027-01-11') })
    assert.match(missingWords('notice-to-improve', after).join(), /there are 0/)
    assert.match(missingWords('prosecution-considered', after).join(), /No unauthorised absence is recent enough/)
  })

  test('after it no notice to improve is sent, and absence up to its last day can still go to court', () => {
    const summer = registerOf(['2026-09-07', '2027-04-13', '2027-05-04', '2027-06-14', '2027-06-28', '2027-06-29'])
    const left = { schoolAge: schoolAge(day('2010-12-01')), registers: [summer], today: day('2027-07-05') }
    assert.match(missingWords('notice-to-improve', given([support], left)).join(), /until 25 June 2027 only/)
    assert.equal(thresholdFor(given([support], left)).state, 'not-met')
    assert.ok(mayTake('prosecution-considered', given([support], left)))
  })

  test('where the birth date is not known to the day, the officer is told to make sure', () => {
    const s = given([support, improve], { schoolAge: undefined })
    assert.ok(mayTake('penalty-notice', s))
    assert.match(
      conditionsOf('penalty-notice', s).at(-1)?.text ?? '',
      /make sure that the child is of compulsory school age/,
    )
  })

  test('where somebody must be spoken to first, every step of enforcement waits for the answer, and support does not', () => {
    const consulted = { who: 'the Family Help duty worker', answers: {} }
    const s = given([support, improve], { consulted })
    assert.ok(mayTake('support', s))
    assert.deepEqual(missingWords('penalty-notice', s), [
      'Speak to the Family Help duty worker first, and write down what they say of this step.',
    ])
    for (const answer of ['waiting', 'not-now', 'support-instead'] as const)
      assert.equal(
        mayTake('penalty-notice', { ...s, consulted: { ...consulted, answers: { 'penalty-notice': answer } } }),
        false,
      )
    const ahead = { ...s, consulted: { ...consulted, answers: { 'penalty-notice': 'go-ahead' as const } } }
    assert.ok(mayTake('penalty-notice', ahead))
    assert.equal(mayTake('prosecution-considered', ahead), false, 'an answer is for the step that was asked about')
  })
})

describe('the last date to prosecute', () => {
  test('is six months from the absence, on the same day of the month or its last', () => {
    assert.equal(lastDayToProsecute(day('2026-11-09')), '2027-05-09')
    assert.equal(lastDayToProsecute(day('2026-08-31')), '2027-02-28')
  })

  test('leaves out what is too old, and what a paid notice was given for', () => {
    const sessions = [day('2026-05-01'), day('2026-09-07'), day('2026-11-09')]
    assert.deepEqual(sessionsInTime(sessions, [], day('2026-11-12')), {
      sessions: 2,
      latest: { session: '2026-11-09', until: '2027-05-09' },
      oldest: { session: '2026-09-07', until: '2027-03-07' },
    })
    const issued = notice('2026-10-20', { offenceOn: day('2026-10-12') })
    const paid = step({ sort: 'notice-outcome', on: day('2026-10-25'), notice: issued.address, outcome: 'paid' })
    assert.equal(sessionsInTime(sessions, issuedNotices([issued, paid]), day('2026-11-12'))?.sessions, 1)
  })
})
