import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { answersOf, formOn, readForm, typedFrom } from '../../../children/index.ts'
import { addWorkingDays, filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import { answerOf, cardDraws, cardNumber, cardSigns, printedNumber, readCardNumber } from './card.ts'
import { type LevelGround, proposeLevel } from './level.ts'
import { needsForms } from './needs-form.ts'
import { parts } from './parts.ts'
import { type Mark, standingOf } from './standing.ts'

const day = (text: string) => text as PlainDate
const mark = (kind: string, on: string, more: Partial<Mark> = {}): Mark => ({
  kind: `young-carer${kind}`,
  on: day(on),
  code: undefined,
  status: undefined,
  due: undefined,
  ...more,
})

describe('the level that is proposed', () => {
  const nothing: LevelGround = {
    caresFor: ['parent'],
    needOf: ['physical'],
    alone: false,
    excessive: false,
    age: 13,
    caringTasks: undefined,
  }
  test('is the service itself for a parent’s alcohol or drugs, mental ill health or learning disability', () => {
    for (const need of ['substance', 'mental', 'learning'])
      assert.equal(proposeLevel({ ...nothing, needOf: ['illness', need] }).level, 'targeted', need)
    for (const need of ['physical', 'illness', 'age', 'unknown'])
      assert.equal(proposeLevel({ ...nothing, needOf: [need] }).level, 'plan', need)
  })
  test('is the service itself for a child under eight, who cares alone, or with much to do', () => {
    assert.equal(proposeLevel({ ...nothing, age: 7 }).level, 'targeted')
    assert.equal(proposeLevel({ ...nothing, age: 8 }).level, 'plan')
    assert.equal(proposeLevel({ ...nothing, alone: true }).level, 'targeted')
    assert.equal(proposeLevel({ ...nothing, excessive: true }).level, 'targeted')
    assert.equal(proposeLevel({ ...nothing, caringTasks: 14 }).level, 'targeted')
  })
  test('never falls because a score is low, and always says why', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.subarray(['substance', 'mental', 'physical', 'age']),
        fc.integer({ min: 0, max: 36 }),
        (alone, needOf, score) => {
          const [without, scored] = [
            proposeLevel({ ...nothing, alone, needOf }),
            proposeLevel({ ...nothing, alone, needOf, caringTasks: score }),
          ]
          assert.ok(scored.why.length > 0)
          if (without.level === 'targeted') assert.equal(scored.level, 'targeted')
        },
      ),
    )
  })
})

describe('where a young carer stands', () => {
  const told = mark('-found', '2026-03-02', { code: 'gp' })
  const yes = mark('-offer', '2026-03-09', { status: 'accepted' })
  const needs = mark('-assessment', '2026-04-13', { due: day('2026-10-12') })
  const level = mark('-level', '2026-04-20', { code: 'targeted' })

  test('from being told to support, with what is due and by when', () => {
    assert.deepEqual(standingOf([told]), {
      stage: 'found',
      by: 'gp',
      since: '2026-03-02',
      next: { what: 'Offer support', on: '2026-03-16' },
    })
    assert.deepEqual(standingOf([told, yes])?.next, { what: 'Assess', on: addWorkingDays(day('2026-03-09'), 45) })
    assert.equal(standingOf([told, yes, needs])?.stage, 'assessed')
    assert.deepEqual(standingOf([told, yes, needs, level]), {
      stage: 'supported',
      by: 'gp',
      since: '2026-03-02',
      next: { what: 'Look at it again', on: '2026-10-12' },
    })
  })
  test('a no keeps the offer: it is made again in six months, and the child stays on the register', () => {
    const no = mark('-offer', '2026-03-09', { status: 'declined' })
    assert.deepEqual([standingOf([told, no])?.stage, standingOf([told, no])?.next?.on], ['declined', '2026-09-09'])
  })
  test('a school’s census tells by P and S; N is not declared, and says nothing either way', () => {
    for (const code of ['P', 'S']) assert.equal(standingOf([mark('-at-school', '2026-01-15', { code })])?.by, 'census')
    assert.equal(standingOf([mark('-at-school', '2026-01-15', { code: 'N' })]), undefined)
    assert.equal(standingOf([mark('-at-assessment', '2026-01-15', { code: '7A' })])?.by, 'assessed')
  })
  test('who is told of again after an ending is offered support anew, and a new assessment needs a new decision', () => {
    const ended = mark('-ending', '2026-05-01', { status: 'wish' })
    const all = [told, yes, needs, level, ended]
    assert.equal(standingOf(all)?.stage, 'ended')
    assert.equal(standingOf([...all, mark('-found', '2026-09-07', { code: 'school' })])?.stage, 'found')
    assert.equal(standingOf([told, yes, level, mark('-assessment', '2026-09-07')])?.stage, 'assessed')
  })
})

describe('a form of the support', () => {
  const today = day('2026-05-04')
  test('asks for everything that the law wants of an assessment, and says of each what is missing', () => {
    const read = readForm(formOn(needsForms, today), {}, today)
    assert.ok('errors' in read)
    const asked = new Set(read.errors.map(error => error.field))
    for (const field of [
      'on-day',
      'took',
      'told',
      'care',
      'reliance',
      'wellbeing',
      'education',
      'development',
      'excessive',
      'familyServices',
      'relieved',
      'otherAssessments',
      'childInNeed',
      'actions',
      'reviewOn-day',
      'wishes',
      'outcomes',
      'differences',
    ])
      assert.ok(asked.has(field), field)
  })
  test('comes back into its boxes as it was answered, whichever it is', () => {
    for (const part of parts) {
      const bare = formOn(part.forms, today)
      // What came back is chosen from what is out, and an answer from what was asked.
      const out = [{ value: 'x', text: 'x' }]
      const form = {
        ...bare,
        fields: bare.fields.map(f => (f.name === 'given' || f.name === 'asked' ? { ...f, choices: out } : f)),
      }
      const typed = Object.assign(
        {},
        ...form.fields.map(field =>
          field.input === 'day'
            ? filledBoxes(field.name, field.day === 'future' ? day('2026-11-02') : today)
            : {
                [field.name]:
                  field.input === 'many'
                    ? (field.choices ?? []).slice(0, 1).map(one => one.value)
                    : (field.choices?.[0]?.value ?? 'x'),
              },
        ),
      )
      const read = readForm(form, typed, today)
      assert.ok('body' in read, JSON.stringify(read))
      assert.deepEqual(typedFrom(form, read.body), typed)
      const asked = form.fields.filter(field => field.input !== 'many' || field.choices?.length)
      assert.equal(answersOf(part.forms, read.body).length, asked.length)
    }
  })
  test('takes no answer that its list does not have, and no day that has not come', () => {
    const [told] = parts
    assert.ok(told)
    const read = readForm(
      formOn(told.forms, today),
      { ...filledBoxes('on', day('2026-05-05')), source: 'the-moon', familyKnows: 'yes' },
      today,
    )
    assert.deepEqual('errors' in read && read.errors.map(error => error.field), ['on-day', 'source'])
  })
})

describe('the number of a card', () => {
  test('is read with or without its gaps, in small letters too, and spells no word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: cardSigns - 1 }), { minLength: cardDraws, maxLength: cardDraws }),
        draws => {
          const number = cardNumber(draws)
          assert.equal(readCardNumber(printedNumber(number).toLowerCase()), number)
          assert.doesNotMatch(number, /[AEIOUY01]/)
        },
      ),
    )
    for (const typed of [undefined, '', 'K7WP', 'K7WP 4RD 9X0', 'K7WP 4RD 9XCC'])
      assert.equal(readCardNumber(typed), undefined)
  })
  test('answers until its last day, and afterwards like a number that never was', () => {
    const card = { until: day('2026-05-04'), school: [], surgery: ['flexible'] }
    assert.deepEqual(answerOf(card, 'surgery', day('2026-05-04'))?.says, ['Flexible appointments'])
    assert.deepEqual(answerOf(card, 'school', day('2026-05-04'))?.says, [])
    assert.equal(answerOf(card, 'surgery', day('2026-05-05')), answerOf(undefined, 'surgery', day('2026-05-05')))
  })
})
