import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exampleFact, type KnownFact } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { openFact } from './case-file.ts'
import { brokenRules, entryRules } from './case-rules.ts'
import { caseSteps, stepOf } from './case-steps.ts'
import { clockRules } from './clock-rules.ts'
import { clocksOf } from './clocks.ts'
import { caseFileOf } from './known-case.ts'

const day = (text: string) => text as PlainDate
const fact = (kind: string, on: string, body: Readonly<Record<string, unknown>>): KnownFact =>
  exampleFact(kind, body, { from: day(on), on })
const begun = (kind: string, on: string, more: Readonly<Record<string, unknown>> = {}): KnownFact =>
  fact(kind, on, { [kind === 'referral' ? 'on' : 'startedOn']: on, ...more })
const wrote = (step: string, on: string, body: Readonly<Record<string, unknown>> = {}): KnownFact =>
  fact('case-step', on, { step, on, ...body })
const fileOf = (...known: readonly KnownFact[]) => caseFileOf(known, day('2026-11-20'), () => 'Priya Raman')
const owed = (key: string, today: string, ...known: readonly KnownFact[]) =>
  clocksOf(clockRules, fileOf(...known), day(today))
    .filter(clock => clock.key === key)
    .map(clock => `${clock.due} ${clock.state}`)

describe('the clocks of a case, by the worked examples of domain.md 0.2', () => {
  const referred = begun('referral', '2026-11-23')

  test('a referral of Monday 23 November 2026 is decided by Tuesday 24', () => {
    assert.deepEqual(owed('referral-decision', '2026-11-24', referred), ['2026-11-24 due'])
    assert.deepEqual(owed('referral-decision', '2026-11-25', referred), ['2026-11-24 overdue'])
    const decided = (on: string) => wrote('decision', on, { outcome: 'assessment' })
    assert.deepEqual(owed('referral-decision', '2026-12-01', referred, decided('2026-11-24')), ['2026-11-24 done'])
    assert.deepEqual(owed('referral-decision', '2026-12-01', referred, decided('2026-11-26')), ['2026-11-24 done-late'])
  })

  test('its assessment ends by Thursday 28 January 2027, and by a second clock 45 working days after it started', () => {
    const assessed = begun('assessment', '2026-11-25')
    assert.deepEqual(owed('assessment-from-referral', '2026-12-01', referred, assessed), ['2027-01-28 due'])
    assert.deepEqual(owed('assessment-from-start', '2026-12-01', referred, assessed), ['2027-02-01 due'])
    const done = begun('assessment', '2026-11-25', { authorisedOn: '2027-01-29' })
    assert.deepEqual(owed('assessment-from-referral', '2027-02-01', referred, done), ['2027-01-28 done-late'])
    assert.deepEqual(owed('assessment-from-start', '2027-02-01', referred, done), ['2027-02-01 done'])
  })

  test('a strategy discussion of Thursday 10 December leads to a conference by Tuesday 5 January 2027', () => {
    assert.deepEqual(owed('conference', '2026-12-11', referred, begun('section-47', '2026-12-10')), ['2027-01-05 due'])
    const none = begun('section-47', '2026-12-10', { conferenceNotNeeded: true })
    assert.deepEqual(owed('conference', '2027-03-01', referred, none), [])
  })

  test('a plan of 5 January: core group by the 19th, review by 5 April, the next within six months of the one before', () => {
    const plan = (more = {}) => begun('protection-plan', '2027-01-05', more)
    const here = wrote('conference', '2027-01-05')
    assert.deepEqual(owed('core-group-first', '2027-01-06', here, plan()), ['2027-01-19 due'])
    assert.deepEqual(owed('review-conference-first', '2027-01-06', here, plan()), ['2027-04-05 due'])
    const reviewed = plan({ reviews: ['2027-04-05'], latestReview: '2027-04-05' })
    assert.deepEqual(owed('review-conference-first', '2027-05-01', here, reviewed), ['2027-04-05 done'])
    assert.deepEqual(owed('review-conference', '2027-05-01', here, reviewed), ['2027-10-05 due'])
    const ended = plan({ reviews: ['2027-04-05'], endedOn: '2027-04-05' })
    assert.deepEqual(owed('review-conference', '2027-12-01', here, ended), [])
    const met = [wrote('core-group', '2027-01-18'), wrote('core-group', '2027-02-26')]
    assert.deepEqual(owed('core-group', '2027-03-02', here, plan(), ...met), ['2027-04-09 due', '2027-03-01 done'])
  })

  test('a child on a plan is seen every ten working days, counted from the last time', () => {
    const plan = begun('protection-plan', '2027-01-05', { lastVisit: '2027-01-12' })
    assert.deepEqual(owed('protection-visit', '2027-01-20', wrote('visit', '2027-01-05'), plan), ['2027-01-26 due'])
  })

  test('a visit that social care booked and ended counts, where the child was seen; another service’s does not', () => {
    const plan = begun('protection-plan', '2027-01-05', { lastVisit: '2027-01-12' })
    const ended = (category: 'care-involved' | 'early-help', outcome: string) =>
      exampleFact('visit', { happenedOn: '2027-01-18', outcome }, { category, on: '2027-01-18' })
    const due = (...known: readonly KnownFact[]) => owed('protection-visit', '2027-01-20', plan, ...known)
    assert.deepEqual(due(ended('care-involved', 'seen-alone')), ['2027-02-01 due'])
    assert.deepEqual(due(ended('care-involved', 'no-one-in')), ['2027-01-26 due'])
    assert.deepEqual(due(ended('early-help', 'seen-alone')), ['2027-01-26 due'])
  })

  test('a child in our care from Monday 30 November: first review by 30 December, then three months, then six', () => {
    const care = begun('care-episode', '2026-11-30')
    const reviewed = (on: string) => fact('care-review', on, { on })
    assert.deepEqual(owed('care-review-first', '2026-12-01', care), ['2026-12-30 due'])
    assert.deepEqual(owed('care-review-second', '2027-01-04', care, reviewed('2026-12-30')), ['2027-03-30 due'])
    const both = [reviewed('2026-12-30'), reviewed('2027-03-30')]
    assert.deepEqual(owed('care-review', '2027-04-01', care, ...both), ['2027-09-30 due'])
  })

  test('and agreement about the home by 7 December, care and education plan by the 14th, health and the first review by the 30th', () => {
    const first = ['placement-plan', 'care-plan', 'education-plan-first', 'health-first', 'care-visit-first']
    const here = [begun('care-episode', '2026-11-30'), wrote('visit', '2026-11-30')]
    const due = ['2026-12-07', '2026-12-14', '2026-12-14', '2026-12-30', '2026-12-07']
    assert.deepEqual(
      first.map(key => owed(key, '2026-12-01', ...here)),
      due.map(on => [`${on} due`]),
    )
  })

  test('a child in our care is visited within six weeks, seen by health each half year under five and each year after, and planned for at school each term (4.2)', () => {
    const care = begun('care-episode', '2026-11-30')
    const born = (on: string) => fact('identity', on, { forename: 'Ivy', birthDate: on })
    const seen = fact('last-seen', '2026-12-03', { on: '2026-12-03' })
    assert.deepEqual(owed('care-visit', '2026-12-04', care, seen), ['2027-01-14 due'])
    const looked = [care, wrote('health', '2026-12-30')]
    assert.deepEqual(owed('health-under-five', '2027-01-04', born('2022-01-01'), ...looked), ['2027-06-30 due'])
    assert.deepEqual(owed('health', '2027-01-04', born('2021-12-30'), ...looked), ['2027-12-30 due'])
    assert.deepEqual(owed('education-plan', '2027-01-04', care, wrote('education-plan', '2026-12-10')), [
      '2027-04-10 due',
    ])
  })

  test('leaving care: needs assessed three months after sixteen, the pathway plan looked at each half year until 25 (4.2)', () => {
    const born = fact('identity', '2010-12-15', { forename: 'Ivy', birthDate: '2010-12-15' })
    const care = [born, begun('care-episode', '2026-10-05'), wrote('visit', '2026-10-05')]
    assert.deepEqual(owed('pathway-needs', '2026-12-14', ...care), [])
    assert.deepEqual(owed('pathway-needs', '2026-12-16', ...care), ['2027-03-15 due'])
    assert.deepEqual(owed('pathway-review', '2027-02-01', ...care, wrote('pathway-plan', '2027-01-31')), [
      '2027-07-31 due',
    ])
    assert.deepEqual(owed('pathway-review', '2035-12-15', ...care, wrote('pathway-plan', '2035-10-01')), [])
  })

  test('what only a step here can end is not asked of a case that a file told of before anybody worked on it here', () => {
    const plan = begun('protection-plan', '2026-02-02')
    assert.deepEqual(owed('core-group-first', '2026-11-20', plan), [])
    assert.deepEqual(owed('protection-visit', '2026-11-20', plan), [])
    const seen = fact('last-seen', '2026-11-16', { on: '2026-11-16' })
    assert.deepEqual(owed('protection-visit', '2026-11-20', plan, seen), ['2026-11-30 due'])
    assert.deepEqual(owed('core-group-first', '2026-11-20', plan, wrote('visit', '2026-11-02')), [])
  })
})

describe('the integrity rules of the census, as somebody writes', () => {
  const broken = (step: string, body: Readonly<Record<string, unknown>>, ...known: readonly KnownFact[]) => {
    const file = fileOf(...known)
    return [...(stepOf(step)?.wrong?.(body, file) ?? []), ...brokenRules(step, body, file)].map(
      e => `${e.field}: ${e.text}`,
    )
  }
  const referred = begun('referral', '2026-10-05')
  const enquiry = begun('section-47', '2026-10-12')
  const plan = begun('protection-plan', '2026-10-26')

  test('1103, 1104, 1105, 4015: nothing begins before its referral', () => {
    for (const step of ['assessment-start', 'conference', 'need-plan', 'strategy', 'visit'])
      assert.match(
        broken(step, { on: '2026-10-02', took: ['police', 'health', 'care'] }, referred).join(),
        /before the referral, 5 October 2026/,
      )
    assert.deepEqual(broken('assessment-start', { on: '2026-10-05' }, referred), [])
  })

  test('8875: no conference on a Saturday; 2884: none before its strategy discussion', () => {
    const body = { plan: 'no' }
    assert.match(broken('conference', { ...body, on: '2026-10-31' }, referred, enquiry).join(), /Saturday/)
    assert.match(
      broken('conference', { ...body, on: '2026-10-09' }, referred, enquiry).join(),
      /strategy discussion, 12 October/,
    )
    assert.deepEqual(broken('conference', { ...body, on: '2026-10-26' }, referred, enquiry), [])
  })

  test('a plan needs its category and who does what; 2885: it begins with its conference, and ends the child in need plan (4016)', () => {
    const body = { on: '2026-10-26', plan: 'yes' }
    assert.deepEqual(
      broken('conference', body, referred, enquiry).map(text => text.split(':')[0]),
      ['category', 'steps'],
    )
    const file = fileOf(referred, enquiry, begun('child-in-need-plan', '2026-10-06'))
    const told = stepOf('conference')?.tells?.({ ...body, category: 'NEG' }, file) ?? []
    assert.deepEqual(
      told.map(one => [one.key, one.begins, one.body.conferenceOn ?? one.body.firstCategory ?? one.body.endedOn]),
      [
        ['enquiry', '2026-10-12', '2026-10-26'],
        ['protection', '2026-10-26', 'Neglect'],
        ['need', '2026-10-06', '2026-10-26'],
      ],
    )
  })

  test('8841, 8840: a review comes after its plan began; 4001, 4004, 8935: one plan at a time', () => {
    assert.match(broken('review-conference', { on: '2026-10-26' }, referred, plan).join(), /after the plan began/)
    assert.match(broken('protection-end', { on: '2026-10-26' }, referred, plan).join(), /begin and end on the same day/)
    assert.match(stepOf('need-plan')?.missing?.(fileOf(referred, plan)) ?? '', /child protection plan is open/)
    assert.match(stepOf('conference')?.missing?.(fileOf(referred, enquiry, plan)) ?? '', /open already/)
    const ended = begun('protection-plan', '2026-10-26', { endedOn: '2026-11-16' })
    assert.match(
      broken('need-plan', { on: '2026-11-02' }, referred, ended).join(),
      /protection plan ended, 16 November/,
    )
  })

  test('8869: nothing found excludes what was found; 8825Q: no closing after an assessment that was never made; 8565: nothing after it', () => {
    assert.match(
      broken('assessment-end', { on: '2026-10-09', factors: ['21', '3A'] }, begun('assessment', '2026-10-06')).join(),
      /not both/,
    )
    assert.match(broken('close', { on: '2026-11-02', reason: 'RC8' }, referred).join(), /no assessment was made/)
    const assessed = begun('assessment', '2026-10-06', { authorisedOn: '2026-11-09' })
    assert.match(
      broken('close', { on: '2026-11-02', reason: 'RC8' }, referred, assessed).join(),
      /after that day, on 9 November/,
    )
    assert.deepEqual(broken('close', { on: '2026-11-09', reason: 'RC8' }, referred, assessed), [])
    assert.match(stepOf('close')?.missing?.(fileOf(referred, plan)) ?? '', /child protection plan open/)
  })

  test('after a death nothing more is written but that the work ends', () => {
    const died = fact('identity', '2026-10-12', { deathDate: '2026-10-12' })
    assert.match(
      broken('visit', { on: '2026-10-13', seen: 'yes', alone: 'yes' }, referred, died).join(),
      /after the child died/,
    )
    assert.deepEqual(broken('protection-end', { on: '2026-10-27', reason: 'died' }, plan, died), [])
  })

  test('a later strategy discussion begins no second enquiry, and moves no day', () => {
    const again = { on: '2026-10-14', outcome: 'joint' }
    assert.deepEqual(stepOf('strategy')?.tells?.(again, fileOf(referred, enquiry)), [])
    assert.match(
      broken('strategy', { ...again, took: ['police', 'care'] }, referred).join(),
      /write why one was not there/,
    )
  })

  test('every rule and every clock is of steps that there are', () => {
    const keys = caseSteps.map(step => step.key)
    assert.equal(new Set(keys).size, keys.length)
    for (const clock of clockRules) assert.ok(keys.includes(clock.step), clock.step)
    for (const rule of entryRules) for (const step of rule.steps) assert.ok(keys.includes(step), step)
  })
})

test('a referral without further action is no open case; one that is closed neither', () => {
  assert.ok(openFact(fileOf(begun('referral', '2026-10-05')), 'referral'))
  assert.equal(openFact(fileOf(begun('referral', '2026-10-05', { noFurtherAction: true })), 'referral'), undefined)
  assert.equal(openFact(fileOf(begun('referral', '2026-10-05', { closedOn: '2026-11-02' })), 'referral'), undefined)
})

test('no answer has two ways to be asked under one name, and no name of a step stands for somebody', () => {
  const inputs = new Map<string, string>()
  for (const { name, input } of caseSteps.flatMap(step => step.forms.flatMap(form => form.fields)))
    assert.equal(inputs.set(name, inputs.get(name) ?? input).get(name), input, name)
  for (const step of caseSteps) assert.doesNotMatch(step.forms.map(form => form.title).join(), /\{first\}/)
})

test('an episode in our care ends with the day on which the next begins; a return interview belongs to the last time away', () => {
  const care = begun('care-episode', '2026-10-05', { need: 'Abuse or neglect' })
  const body = { on: '2026-11-02', change: 'P', legal: 'C1', home: 'U6', provider: 'PR1', moved: 'CARPL' }
  const told = stepOf('care-change')?.tells?.(body, fileOf(care)) ?? []
  assert.deepEqual(
    told.map(one => [one.begins, one.body.endedOn, one.body.legalStatus, one.body.need]),
    [
      ['2026-10-05', '2026-11-02', undefined, undefined],
      ['2026-11-02', undefined, 'C1', 'Abuse or neglect'],
    ],
  )
  const away = fact('missing-episode', '2026-11-06', { from: '2026-11-06', to: '2026-11-08', sort: 'M' })
  assert.deepEqual(owed('return-interview', '2026-11-09', wrote('visit', '2026-11-02'), away), ['2026-11-11 due'])
  const [interview] = stepOf('return-interview')?.tells?.({ on: '2026-11-09', accepted: 'no' }, fileOf(away)) ?? []
  assert.deepEqual([interview?.begins, interview?.body.interviewAccepted], ['2026-11-06', false])
})
