import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../../kernel/index.ts'
import { domainsOn, labelsOn, reviewBy } from './headings.ts'
import { helpExamples } from './help.examples.ts'
import { type HelpData, helpView } from './help.view.ts'
import {
  carried,
  readAssessment,
  readEnd,
  readHelpPlan,
  readLead,
  readMeeting,
  readOffer,
  readTeam,
} from './help-forms.ts'
import { type HelpStanding, helpOwedOf } from './help-owed.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-11-20')
const fieldsOf = (read: object): string[] =>
  'errors' in read ? (read.errors as { field: string }[]).map(e => e.field) : []

describe('the lists of early help', () => {
  test('the assessment has three domains and fourteen headings, each with a code of its own', () => {
    const { domains } = domainsOn(today)
    const codes = domains.flatMap(domain => domain.headings).map(heading => heading.code)
    assert.deepEqual([domains.length, new Set(codes).size], [3, 14])
  })
  test('the plan, and who leads it, have the names of their day: the law renamed them in 2026', () => {
    const names = ['2026-03-31', '2026-04-01'].map(on => labelsOn(day(on)))
    assert.deepEqual(
      names.map(({ plan, lead }) => [plan, lead]),
      [
        ['Early help plan', 'Lead practitioner'],
        ['Family help plan', 'Family help lead practitioner'],
      ],
    )
  })
  test('the team meets six weeks after early help began, then twelve after each meeting', () => {
    assert.equal(reviewBy(day('2026-01-12'), []), '2026-02-23')
    assert.equal(reviewBy(day('2026-01-12'), [day('2026-04-06'), day('2026-02-23')]), '2026-06-29')
    assert.equal(
      reviewBy(day('2026-01-12'), [day('2025-12-01')]),
      '2026-02-23',
      'a meeting before it began is none of its',
    )
  })
})

describe('what is owed a family that is helped early', () => {
  const standing: HelpStanding = {
    ...{ state: 'open', offeredOn: day('2026-01-05'), openedOn: day('2026-01-12') },
    ...{ led: true, assessed: true, actions: [], met: [] },
  }
  const owed = (more: Partial<HelpStanding>) =>
    helpOwedOf({ ...standing, ...more }, day('2026-02-02')).map(({ what, due }) => `${due} ${what.split(/[:,]/)[0]}`)
  test('is a meeting by its day as long as none is called, a lead and an assessment while there is none', () => {
    assert.deepEqual(owed({}), ['2026-02-23 The team meets again'])
    assert.deepEqual(owed({ called: day('2026-03-20') }), [])
    assert.deepEqual(owed({ called: day('2026-01-30') }), ['2026-02-23 The team meets again'], 'that day is over')
    assert.deepEqual(owed({ led: false, assessed: false, called: day('2026-02-20') }), [
      '2026-01-26 Nobody leads yet',
      '2026-02-09 Write the assessment',
    ])
  })
  test('is what the plan promised and is not done, with whose it is', () => {
    const actions = [
      { what: 'Form', who: 'Sasha', by: day('2026-02-10') },
      { what: 'Desk', who: 'School', by: day('2026-01-20'), done: 'yes' },
    ]
    assert.deepEqual(helpOwedOf({ ...standing, actions, called: day('2026-02-20') }, day('2026-02-02')), [
      { what: '“Form”, by Sasha', due: '2026-02-10', part: '/plan' },
    ])
  })
  test('that thinks about the offer is asked again after two weeks, and nothing else', () => {
    assert.deepEqual(owed({ state: 'offered', led: false, assessed: false }), [
      '2026-01-19 The family thinks about early help',
    ])
  })
})

describe('what a form of early help takes', () => {
  test('an offer with its reason; agreement names who agreed, a refusal needs no more', () => {
    assert.deepEqual(fieldsOf(readOffer({})), ['why', 'answer'])
    assert.deepEqual(fieldsOf(readOffer({ why: 'Tired', answer: 'agreed' })), ['agreedBy', 'agreedAs'])
    assert.deepEqual(readOffer({ why: 'Tired', answer: 'declined' }), {
      answer: 'declined',
      why: 'Tired',
      afterPlan: false,
    })
  })
  test('a lead practitioner who is oneself, or somebody with a name', () => {
    assert.deepEqual(fieldsOf(readLead({}, 'Sam Ali')), ['who'])
    assert.deepEqual(fieldsOf(readLead({ who: 'somebody' }, 'Sam Ali')), ['name'])
    const me = readLead({ who: 'me', name: 'not this' }, 'Sam Ali')
    assert.ok('body' in me && me.me && me.body.name === 'Sam Ali')
  })
  test('an assessment with what the child says, and at least one heading', () => {
    assert.deepEqual(fieldsOf(readAssessment({}, today)), ['childSaid', 'health-strengths'])
    const read = readAssessment({ childSaid: 'I draw', 'learning-needs': 'Misses lessons', madeUp: 'x' }, today)
    assert.ok('body' in read)
    assert.deepEqual(
      (read.body.parts as { heading: string }[]).map(part => part.heading),
      ['learning'],
    )
  })
  test('a team of people with who they are, a plan with who does what by when', () => {
    assert.deepEqual(fieldsOf(readTeam({}, today)), ['name-1'])
    assert.deepEqual(fieldsOf(readTeam({ 'name-2': 'Grace', 'role-3': 'Teacher' }, today)), ['role-2', 'name-3'])
    assert.deepEqual(fieldsOf(readHelpPlan({}, today)), ['what-1'])
    assert.deepEqual(fieldsOf(readHelpPlan({ 'what-1': 'Club' }, today)), ['who-1', 'by-1-day'])
  })
  test('a meeting that has been, with each person’s own whole number from 0 to 10', () => {
    const met = { 'on-day': '20', 'on-month': '11', 'on-year': '2026', present: 'Mum', words: 'Go on' }
    assert.deepEqual(fieldsOf(readMeeting({ ...met, 'on-day': '21' }, today)), ['on-day'])
    const scored = (score: string) => fieldsOf(readMeeting({ ...met, 'who-1': 'Mum', 'score-1': score }, today))
    assert.deepEqual(['0', '10', '11', '-1', '5.5', ''].map(scored), [
      [],
      [],
      ['score-1'],
      ['score-1'],
      ['score-1'],
      ['score-1'],
    ])
  })
  test('an end with why and what has changed', () => {
    assert.deepEqual(fieldsOf(readEnd({ outcome: 'bored' }, today)), ['outcome', 'words'])
  })
})

test('a step up carries the assessment and the plan to the front door', () => {
  const by = { entry: 1, by: 'Sam Ali', on: day('2026-01-26') }
  const file = { cases: [], steps: [], leads: [], meetings: [], referrals: [], local: {} }
  assert.equal(carried(file, 'Mum is ill'), 'Mum is ill')
  const words = carried(
    {
      ...file,
      assessment: {
        ...by,
        list: '2013-04-01',
        known: [],
        parts: [{ heading: 'learning', strengths: 'Reads', needs: 'Misses lessons' }],
        childSaid: 'I draw',
        parentsSaid: '',
        conclusion: '',
      },
      plan: { ...by, goals: '', actions: [{ what: 'Club', who: 'School', by: day('2026-02-02') }], agreedWith: '' },
    },
    'Mum is ill',
  )
  for (const part of [
    'Mum is ill',
    'The child says: I draw',
    'Learning; goes well: Reads; is needed: Misses lessons',
    'Club: School, by 2026-02-02',
  ])
    assert.ok(words.includes(part), part)
})

test('on paper nothing that can be done reads as if it were done: an agreement that stands is not said to be taken back', () => {
  const page = String(helpView(helpExamples.usual as HelpData, 'x').body)
  assert.match(page, /They agree no longer/)
  const paper = page.replace(/<a [^>]*tl-noprint[^>]*>[\s\S]*?<\/a>/g, '')
  assert.match(paper, /Agreed by Mum and Amelia/)
  assert.doesNotMatch(paper, /They agree no longer|End early help|Take it to the front door|Call the meeting/)
})
