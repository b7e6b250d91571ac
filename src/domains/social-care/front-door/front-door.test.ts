import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { isReference, readContact, referenceFrom } from './contact.ts'
import { assessBy, decideBy, isOutOfHours, levelsOn, screenBy, sourcesOn } from './lists.ts'
import { readStep, type StepFacts } from './steps.ts'
import { waited } from './tray.view.ts'
import { bySoonest, nextStepOf, type WaitingContact, waitingWords } from './waiting.ts'

const today = '2026-11-23' as PlainDate
const fieldsOf = (read: object): string[] =>
  'errors' in read ? (read.errors as { field: string }[]).map(e => e.field) : []

describe('the clocks of the front door', () => {
  test('a referral of Monday 23 November 2026 is decided by Tuesday and assessed by Thursday 28 January 2027', () => {
    const monday = new Date('2026-11-23T09:00:00Z')
    assert.equal(decideBy(monday), '2026-11-24')
    assert.equal(assessBy(monday), '2027-01-28')
  })
  test('one of a Saturday night is decided by the Monday: the day it came is day 0', () => {
    assert.equal(decideBy(new Date('2026-11-21T23:30:00Z')), '2026-11-23')
  })
  test('one of Christmas Eve is decided by 29 December: neither Christmas nor its substitute counts', () => {
    assert.equal(decideBy(new Date('2026-12-24T10:00:00Z')), '2026-12-29')
  })
  test('red runs on through the night, amber and green count working days', () => {
    const at = new Date('2026-11-20T22:00:00Z')
    const due = levelsOn(today).map(level => screenBy(level, at))
    assert.deepEqual(
      due.map(one => [one.on, one.at?.toISOString()]),
      [
        ['2026-11-21', '2026-11-21T02:00:00.000Z'],
        ['2026-11-23', undefined],
        ['2026-11-25', undefined],
      ],
    )
  })
  test('the out-of-hours team reads by night, at weekends and on bank holidays, by London’s clock', () => {
    const out = (text: string) => isOutOfHours(new Date(text))
    assert.deepEqual(
      ['2026-11-23T09:00:00Z', '2026-11-23T17:00:00Z', '2026-11-22T12:00:00Z', '2026-12-28T12:00:00Z'].map(out),
      [false, true, true, true],
    )
    assert.equal(out('2026-07-01T08:30:00Z'), false, 'half past nine in summer')
    assert.equal(out('2026-07-01T16:30:00Z'), true, 'half past five in summer')
  })
  test('a contact that nobody has ranked is owed a look as soon as a red one, and is late after that, by night too', () => {
    const toldAt = new Date('2026-11-20T22:00:00Z')
    const fresh: WaitingContact = { address: 'a', state: 'new', toldAt, outOfHours: true }
    assert.deepEqual(nextStepOf(fresh), {
      what: 'rank',
      ...screenBy({ value: 'red', text: '', within: { hours: 4 } }, toldAt),
    })
    assert.equal(nextStepOf({ ...fresh, level: 'amber' }).on, '2026-11-23')
    assert.equal(nextStepOf({ ...fresh, state: 'referral', level: 'amber' }).what, 'decide')
    const [early, late] = [new Date('2026-11-21T01:59:00Z'), new Date('2026-11-21T02:01:00Z')]
    const steps = [
      { ...fresh, level: 'amber' },
      { ...fresh, toldAt: new Date('2026-11-23T10:00:00Z'), level: 'red' },
      fresh,
    ]
    assert.deepEqual(
      steps
        .map(nextStepOf)
        .sort(bySoonest)
        .map(one => one.at?.toISOString() ?? one.on),
      ['2026-11-21T02:00:00.000Z', '2026-11-23T14:00:00.000Z', '2026-11-23'],
      'red of today before amber of today, whichever waited longer',
    )
    const day: WaitingContact = { ...fresh, outOfHours: false, level: 'green' }
    assert.equal(waitingWords([], early), undefined)
    assert.equal(waitingWords([fresh], early), '1 contact waits at the front door: 1 told out of hours')
    assert.equal(waitingWords([fresh, day], late), '2 contacts wait at the front door: 1 late, 1 told out of hours')
    assert.equal(waitingWords([day], late), '1 contact waits at the front door')
  })
  test('how long something has waited is said in whole minutes, hours, then days', () => {
    const since = new Date('2026-11-20T10:00:00Z')
    const after = (hours: number) => waited(since, new Date(since.getTime() + hours * 3_600_000))
    assert.deepEqual(
      [after(0), after(0.99), after(1), after(47), after(49)],
      ['0 minutes', '59 minutes', '1 hour', '47 hours', '2 days'],
    )
  })
})

describe('what is told', () => {
  const said = { worry: 'They are alone at night', 'child-name': 'A boy next door', source: 'neighbour' }
  test('a neighbour need give no name, no date and no number', () => {
    assert.deepEqual(readContact(said, today, false), {
      worry: said.worry,
      childName: said['child-name'],
      source: 'neighbour',
    })
  })
  test('a surgery gives who calls, where they work and how to reach them, and says whether the family knows', () => {
    assert.deepEqual(fieldsOf(readContact({ ...said, source: 'gp' }, today, false)), [
      'name',
      'organisation',
      'reach',
      'knows',
    ])
    assert.deepEqual(fieldsOf(readContact({ ...said, source: 'gp' }, today, true)), ['knows'])
  })
  test('an empty form asks for the worry, the child and how they are known; a date must be one, and no date of tomorrow', () => {
    assert.deepEqual(fieldsOf(readContact({}, today, false)), ['worry', 'child-name', 'source'])
    const born = (day: string, month: string, year: string) =>
      fieldsOf(readContact({ ...said, 'born-day': day, 'born-month': month, 'born-year': year }, today, false))
    assert.deepEqual(
      [born('31', '2', '2020'), born('24', '11', '2026'), born('3', '5', '2019')],
      [['born-day'], ['born-day'], []],
    )
  })
  test('far more than a person writes is not taken', () => {
    assert.deepEqual(
      fieldsOf(readContact({ ...said, worry: 'x'.repeat(10_001), where: 'x'.repeat(501) }, today, false)),
      ['worry', 'where'],
    )
  })
  test('every source of the list has a code of the census', () => {
    for (const { code } of sourcesOn(today)) assert.match(code, /^\d[A-F]?$/)
  })
  test('a reference has no letter that is taken for another, and nothing else is one', () => {
    for (let byte = 0; byte < 256; byte++) assert.ok(isReference(referenceFrom(new Uint8Array(8).fill(byte))))
    for (const text of ['', 'K7QM2XRD', 'K7QM-2XR1', 'k7qm-2xrd', '<b>M-2XRD']) assert.equal(isReference(text), false)
  })
})

describe('a decision', () => {
  const facts: StepFacts = { state: 'new', professional: true, verified: false, signedIn: false }
  const fields = {
    outcome: 'early-help',
    why: 'Mum would like help',
    answerWay: 'called',
    answer: 'Early help is offered',
  }
  test('has a reason, always', () => {
    assert.deepEqual(fieldsOf(readStep({ ...fields, why: ' ' }, { ...facts, verified: true })), ['why'])
  })
  test('tells a professional nothing before somebody has made sure who they are', () => {
    assert.deepEqual(fieldsOf(readStep(fields, facts)), ['answerWay'])
    assert.deepEqual(fieldsOf(readStep({ ...fields, answerWay: 'none', answer: 'Not reached yet' }, facts)), [])
    assert.deepEqual(fieldsOf(readStep(fields, { ...facts, verified: true })), [])
  })
  test('tells them what came of it, or says why not; one of the public need hear nothing', () => {
    assert.deepEqual(fieldsOf(readStep({ ...fields, answerWay: 'none', answer: '' }, { ...facts, verified: true })), [
      'answer',
    ])
    assert.deepEqual(
      fieldsOf(readStep({ ...fields, answerWay: 'none', answer: '' }, { ...facts, professional: false })),
      [],
    )
  })
  test('an assessment is decided of a referral, not of a contact that nobody took as one', () => {
    assert.deepEqual(fieldsOf(readStep({ ...fields, outcome: 'assessment' }, { ...facts, verified: true })), [
      'outcome',
    ])
    assert.deepEqual(
      fieldsOf(readStep({ ...fields, outcome: 'assessment' }, { ...facts, verified: true, state: 'referral' })),
      [],
    )
  })
})
