import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exampleCards } from '../../../children/index.ts'
import { addDays, type PlainDate } from '../../../kernel/index.ts'
import { type Mark, type Stage, standingOf } from '../support/standing.ts'
import { tasksOf } from '../support/support-owed.queries.ts'
import { cannotEnd, servicesAt, transitionDays, transitionOf } from './transition.ts'
import { transitionErrors, withServices } from './transition-checks.ts'

const day = (text: string) => text as PlainDate
const born = day('2008-11-20')
const mark = (kind: string, on: string, more: Partial<Mark> = {}): Mark => ({
  kind: `young-carer${kind}`,
  on: day(on),
  code: undefined,
  status: undefined,
  due: undefined,
  ...more,
})
const yes = mark('-transition-offer', '2025-02-03', { status: 'yes' })
const needs = mark('-transition-assessment', '2025-06-02')
const plan = mark('-transition-plan', '2025-09-01', { status: 'yes', due: day('2026-03-02') })
const asked = mark('-transition-asked', '2025-10-06', { address: 'a' })
const answer = (status: string, on: string, code = 'a', due?: string): Mark =>
  mark('-transition-answer', on, { status, code, due: due === undefined ? undefined : day(due) })
const at = (today: string, marks: readonly Mark[] = [], stage: Stage = 'supported') =>
  transitionOf(born, stage, marks, day(today))
const stepsAt = (today: string, marks: readonly Mark[]) => at(today, marks)?.steps.map(({ what, by }) => [what, by])

describe('the days of the move to adult support (domain.md 2.6)', () => {
  test('begin at the sixteenth birthday: offered by sixteen and a half, done before seventeen and a half, an adult at eighteen', () => {
    const { begins, offerBy, doneBy, adult } = transitionDays(born)
    assert.deepEqual([begins, offerBy, doneBy, adult], ['2024-11-20', '2025-05-20', '2026-05-19', '2026-11-20'])
  })
  test('of somebody born on 31 August half a year ends on the first of March, and of a leap-day child years end on 1 March', () => {
    const august = transitionDays(day('2008-08-31'))
    assert.deepEqual([august.offerBy, august.doneBy], ['2025-03-01', '2026-02-28'])
    const leap = transitionDays(day('2008-02-29'))
    assert.deepEqual([leap.begins, leap.doneBy, leap.adult], ['2024-02-29', '2025-08-28', '2026-03-01'])
  })
  test('ages 5 to 18 and 16 to 29 overlap: nobody from five to twenty-nine is without a service, by age on the day', () => {
    const services = (age: number, days = 0) => servicesAt(born, addDays(day(`${2008 + age}-11-20`), days))
    assert.deepEqual([services(5, -1), services(5)], [[], ['ours']])
    assert.deepEqual([services(16, -1), services(16)], [['ours'], ['ours', 'theirs']])
    assert.deepEqual([services(19, -1), services(19)], [['ours', 'theirs'], ['theirs']])
    assert.deepEqual([services(30, -1), services(30)], [['theirs'], []])
    const { oursUntil, theirsFrom, theirsUntil } = transitionDays(born)
    assert.deepEqual([oursUntil, theirsFrom, theirsUntil], ['2027-11-19', '2024-11-20', '2038-11-19'])
  })
})

describe('the move to adult support', () => {
  test('is not spoken of before fifteen and a half, and is due from the sixteenth birthday on', () => {
    assert.equal(at('2024-05-19'), undefined)
    assert.equal(at('2024-11-19')?.state, 'before')
    assert.equal(at('2024-11-20')?.state, 'to-offer')
    assert.deepEqual(stepsAt('2024-11-20', []), [['Offer the move to adult support', '2025-05-20']])
  })
  test('goes from the offer to the assessment, a plan that is agreed, an adult service that is asked, and its answer', () => {
    assert.deepEqual(stepsAt('2025-02-03', [yes]), [['Assess for adult life', '2026-05-19']])
    assert.deepEqual(stepsAt('2025-06-02', [yes, needs]), [['Agree the plan for adult life', '2026-05-19']])
    const notYet = mark('-transition-plan', '2025-09-01', { status: 'no' })
    assert.equal(at('2025-09-01', [yes, needs, notYet])?.state, 'to-plan')
    const review = ['Look at the plan for adult life again', '2026-03-02']
    assert.deepEqual(stepsAt('2025-09-01', [yes, needs, plan]), [
      review,
      ['Ask an adult service to take over', '2026-11-19'],
    ])
    const all = [yes, needs, plan, asked]
    assert.deepEqual(stepsAt('2025-10-06', all), [review, ['Write down what the adult service answers', '2026-11-19']])
    const done = at('2025-11-03', [...all, answer('accepted', '2025-11-03', 'a', '2026-11-20')])
    assert.deepEqual([done?.state, done?.startsOn], ['accepted', '2026-11-20'])
  })
  test('asks another service after a decline, and believes the last answer of each', () => {
    const all = [yes, needs, plan, asked, answer('declined', '2025-11-03')]
    assert.equal(at('2025-11-03', all)?.state, 'to-ask')
    const other = mark('-transition-asked', '2025-11-10', { address: 'b' })
    assert.equal(at('2025-11-10', [...all, other])?.state, 'asked')
    const accepted = [...all, other, answer('accepted', '2025-12-01', 'b', '2026-11-20')]
    assert.equal(at('2025-12-01', accepted)?.state, 'accepted')
    assert.equal(at('2026-01-05', [...accepted, answer('declined', '2026-01-05', 'b')])?.state, 'to-ask')
  })
  test('a not yet is asked again, and never later than the work must be done; a no is asked again while under eighteen', () => {
    const later = (on: string) => mark('-transition-offer', on, { status: 'later' })
    const again = 'Ask again about the move to adult support'
    assert.deepEqual(stepsAt('2025-01-06', [later('2025-01-06')]), [[again, '2025-07-06']])
    assert.deepEqual(stepsAt('2026-02-02', [later('2026-02-02')]), [[again, '2026-05-19']])
    const no = (on: string) => mark('-transition-offer', on, { status: 'no', code: 'no' })
    assert.deepEqual(stepsAt('2025-01-06', [no('2025-01-06')]), [[again, '2025-07-06']])
    assert.deepEqual(stepsAt('2026-07-06', [no('2026-07-06')]), [])
  })
  test('a no of somebody at risk of abuse or neglect does not end the duty to assess (Care Act 2014 s63(4))', () =>
    assert.equal(
      at('2025-02-03', [mark('-transition-offer', '2025-02-03', { status: 'no', code: 'yes' })])?.state,
      'to-assess',
    ))
  test('goes to a manager at eighteen while our work goes on and nobody has taken over, whatever was asked', () => {
    const all = [yes, needs, plan, asked]
    assert.equal(at('2026-11-19', all)?.escalated, false)
    for (const marks of [[], [yes], all, [...all, answer('declined', '2026-10-05')]])
      assert.equal(at('2026-11-20', marks)?.escalated, true)
    assert.equal(at('2026-11-20', [...all, answer('accepted', '2026-10-05', 'a', '2026-11-20')])?.escalated, false)
    assert.equal(
      at('2026-11-20', [mark('-transition-offer', '2026-10-05', { status: 'no', code: 'no' })])?.escalated,
      false,
    )
    assert.equal(at('2026-11-20', [], 'declined'), undefined)
    assert.equal(at('2030-01-07', [])?.escalated, true, 'years later too')
  })
  test('of somebody who is told of again after an ending begins anew', () => {
    const ended = [yes, needs, mark('-ending', '2025-07-07')]
    assert.equal(at('2025-09-01', ended, 'ended'), undefined)
    assert.equal(at('2025-09-01', ended)?.state, 'to-offer')
  })
})

describe('our support', () => {
  const all = [yes, needs, plan, asked]
  const may = (on: string, marks: readonly Mark[], stage?: Stage) =>
    cannotEnd(at(on, marks, stage), day(on)) === undefined
  test('does not end from sixteen on until an adult service has accepted and begun', () => {
    assert.equal(may('2024-11-19', []), true)
    for (const marks of [[], all, [...all, answer('declined', '2025-11-03')]])
      assert.equal(may('2025-11-03', marks), false)
    const accepted = [...all, answer('accepted', '2025-11-03', 'a', '2026-11-20')]
    assert.equal(may('2026-11-19', accepted), false)
    assert.equal(may('2026-11-20', accepted), true)
  })
  test('may end where the young person said no, unless at risk; and where it never began', () => {
    const no = (code: string) => mark('-transition-offer', '2025-11-03', { status: 'no', code })
    assert.deepEqual([may('2025-11-03', [no('no')]), may('2025-11-03', [no('yes')])], [true, false])
    assert.equal(may('2025-11-03', [], 'found'), true)
  })
  test('says so at the form of an ending, with the young person’s name', () => {
    const data = { transition: at('2025-11-03'), header: { first: 'Liam' } as never }
    assert.match(transitionErrors('end', { on: '2025-11-03' }, data)[0]?.text ?? '', /accepted, or Liam says no/)
  })
})

describe('the forms of the move', () => {
  const fields = (key: 'adult-offer' | 'adult-answer', body: object) =>
    transitionErrors(key, body as never, { transition: at('2025-11-03'), header: { first: 'Liam' } as never }).map(
      error => error.field,
    )
  test('want a reason with a no, and whether there is risk; of a service a day with a yes, and a reason with a no', () => {
    assert.deepEqual(fields('adult-offer', { answer: 'no' }), ['why', 'atRisk'])
    assert.deepEqual(fields('adult-offer', { answer: 'later' }), [])
    assert.deepEqual(fields('adult-answer', { answer: 'accepted' }), ['startsOn-day'])
    assert.deepEqual(fields('adult-answer', { answer: 'declined' }), ['why'])
    assert.deepEqual(fields('adult-answer', { answer: 'accepted', startsOn: '2026-11-20' }), [])
  })
  test('are not there before the move is near, nor an answer before anybody was asked', () => {
    const form = { from: born, title: '', save: '', fields: [] }
    assert.throws(() => withServices('adult-offer', form, { transition: undefined, written: [] }))
    assert.throws(() => withServices('adult-answer', form, { transition: at('2025-11-03'), written: [] }))
    assert.equal(withServices('told', form, { transition: undefined, written: [] }), form)
  })
})

describe('what stands on Today', () => {
  const [child] = exampleCards
  const tasks = (today: string, marks: readonly Mark[], manages = false) => {
    const standing = standingOf([mark('', '2023-01-09'), ...marks])
    assert.ok(child && standing)
    return tasksOf({ child, standing, transition: at(today, marks) }, day(today), manages).map(({ hint }) => hint)
  }
  test('of a worker is the offer from the sixteenth birthday on, then each step half a year before its day', () => {
    assert.deepEqual(tasks('2024-11-19', []), [])
    assert.deepEqual(tasks('2024-11-20', []), ['Support. Offer the move to adult support by 20 May 2025.'])
    assert.deepEqual(tasks('2025-11-18', [yes]), [])
    assert.deepEqual(tasks('2025-11-19', [yes]), ['Support. Assess for adult life by 19 May 2026.'])
    assert.match(tasks('2026-05-20', [yes])[0] ?? '', /it was to be done by 19 May 2026/)
  })
  test('of a manager is what has passed, and whoever turned eighteen without an adult service', () => {
    assert.deepEqual(tasks('2026-05-19', [yes], true), [])
    assert.equal(tasks('2026-05-20', [yes], true).length, 1)
    assert.match(tasks('2026-11-20', [yes], true).join(), /Eighteen since 20 November 2026, and no adult service/)
  })
  test('says nothing of caring', () => {
    for (const marks of [[], [yes], [yes, needs], [yes, needs, plan], [yes, needs, plan, asked]])
      for (const today of ['2026-05-20', '2026-11-20'])
        assert.doesNotMatch(tasks(today, marks).join(), /car(er|ing|es)\b/i)
  })
})
