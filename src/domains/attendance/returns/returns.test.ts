import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { boxesOf, type PlainDate } from '../../../kernel/index.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import { decisionDuties, nextDecision, readBoard } from './board-form.ts'
import { type PlainSort, readReturn } from './return-form.ts'
import { groundsOn, toDo } from './return-sorts.ts'
import { readSuspension, suspensionDuties } from './suspension-form.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-11-20')
const calendar: SchoolCalendar = [
  { kind: 'term', name: 'Autumn', from: day('2026-09-02'), to: day('2026-12-18') },
  { kind: 'holiday', name: 'Half-term', from: day('2026-10-26'), to: day('2026-10-30') },
  { kind: 'term', name: 'Spring', from: day('2027-01-05'), to: day('2027-03-25') },
  { kind: 'term', name: 'Summer', from: day('2027-04-12'), to: day('2027-07-21') },
]
const on = (name: string, text: string) =>
  Object.fromEntries(Object.entries(boxesOf(day(text))).map(([part, value]) => [`${name}-${part}`, value]))
const read = (sort: PlainSort, fields: Record<string, string>, known = calendar) => {
  const told = readReturn(sort, fields, { today, calendar: known })
  return 'errors' in told ? told.errors.map(one => one.text).join('; ') : told.body
}

describe('taken off the roll', () => {
  const off = (ground: string, more: Record<string, string> = {}) =>
    read('taken-off-roll', { ...on('on', '2026-11-20'), ground, ...more })

  test('needs one of the fifteen grounds of the regulation, and what that ground needs', () => {
    assert.equal(groundsOn(today).length, 15)
    assert.equal(off('behaviour'), 'Choose the ground')
    assert.equal(off('9(1)(a)'), 'Enter the school that the pupil is registered at')
    assert.match(String(off('9(1)(f)')), /day on which the parent wrote/)
    assert.equal((off('9(1)(f)', on('writtenOn', '2026-11-18')) as Record<string, unknown>).ground, '9(1)(f)')
  })

  test('a child who was not found: twenty school days, half-term not among them, and what was done to find them', () => {
    const sought = { words: 'Called at the home with the officer.' }
    assert.match(String(off('9(1)(i)', on('absentSince', '2026-10-15'))), /what you and the council did/)
    // 19 October is the first of twenty school days up to 20 November, with the week of half-term between them
    assert.ok('dueOn' in (off('9(1)(i)', { ...sought, ...on('absentSince', '2026-10-19') }) as object))
    assert.match(
      String(off('9(1)(i)', { ...sought, ...on('absentSince', '2026-10-20') })),
      /20 school days have not passed/,
    )
    assert.match(
      String(off('9(1)(h)', { ...sought, ...on('leaveEnded', '2026-11-09') })),
      /10 school days have not passed/,
    )
    assert.ok('dueOn' in (off('9(1)(h)', { ...sought, ...on('leaveEnded', '2026-11-06') }) as object))
  })

  test('proposes an enquiry where no new school is known, and home education where the parent wrote', () => {
    assert.match(toDo('taken-off-roll', '9(1)(g)'), /child missing education/)
    assert.match(toDo('taken-off-roll', '9(1)(f)'), /register of home education/)
    assert.doesNotMatch(toDo('taken-off-roll', '9(1)(a)'), /enquiry/)
    assert.equal((off('9(1)(g)') as Record<string, unknown>).dueOn, '2026-12-04')
  })
})

test('ten days: the tenth school day must have come; a child away for nine is not told of yet', () => {
  const told = (from: string) => read('ten-days', { ...on('on', from), ...on('until', '2026-11-20'), words: 'Called.' })
  assert.match(String(told('2026-11-10')), /ten school days or more/)
  assert.equal((told('2026-11-09') as Record<string, unknown>).on, '2026-11-09')
})

test('sickness: fifteen days on end are counted, likely ones are believed, and the council’s duty has its day', () => {
  const told = (certainty: string) =>
    read('sickness', { ...on('on', '2026-11-09'), certainty, counted: 'on-end', words: 'Work is sent home.' })
  assert.match(String(told('known')), /Fifteen school days on end have not passed/)
  assert.equal((told('likely') as Record<string, unknown>).dueOn, '2026-11-27')
})

test('a part-time timetable has an end, a review before it, and the agreement of a parent', () => {
  const fields = {
    ...on('on', '2026-11-23'),
    ...on('until', '2026-12-18'),
    ...on('reviewOn', '2026-12-07'),
    hours: '12.5',
    agreedWith: 'Grace Okafor, 18 November',
    words: 'Back step by step.',
  }
  assert.equal((read('part-time', fields) as Record<string, unknown>).dueOn, '2026-12-07')
  assert.match(String(read('part-time', { ...fields, agreedWith: ' ' })), /needs the agreement of a parent/)
  assert.match(String(read('part-time', { ...fields, ...on('reviewOn', '2027-01-07') })), /before it ends/)
  assert.match(String(read('part-time', { ...fields, hours: '40' })), /from 0 to 32/)
})

describe('a suspension', () => {
  const tell = (more: Record<string, string>, halfDaysBefore = 0) =>
    readSuspension(
      { exclusion: 'SUSP', ...on('on', '2026-11-09'), sessions: '16', examination: 'no', told: 'yes', ...more },
      ['PP'],
      {
        today,
        calendar,
        before: halfDaysBefore
          ? [{ category: 'SUSP', from: day('2026-09-02'), halfDays: halfDaysBefore, calendar }]
          : [],
        isReason: code => code === 'PP',
      },
    )
  const textOf = (told: ReturnType<typeof tell>) =>
    'errors' in told ? told.errors.map(one => one.text).join('; ') : ''

  test('of eight days from 9 November has its sixth day on the 16th, and the board meets if parents ask', () => {
    const told = tell({})
    assert.ok('body' in told && told.told)
    assert.equal(told.body.dueOn, '2026-11-16')
    const duties = suspensionDuties(told.told, [], today).join(' ')
    assert.match(duties, /8 days of suspension this term, 8 days of at most 45/)
    assert.match(duties, /must meet if the parents ask within 50 school days/)
    assert.match(duties, /school arranges full-time education from 16 November 2026/)
  })

  test('that would take the school year over 45 days is refused; 45 days are not', () => {
    assert.equal(textOf(tell({ sessions: '1' }, 89)), '')
    assert.match(textOf(tell({ sessions: '2' }, 89)), /45\.5 days in the school year\. More than 45 is not lawful/)
  })

  test('for good is owed education by the council, from the sixth school day', () => {
    const told = tell({ exclusion: 'PERM', sessions: '', ...on('on', '2026-11-19') })
    assert.ok('body' in told && told.told)
    assert.match(suspensionDuties(told.told, [], today).join(' '), /council arranges .* from 26 November 2026/)
  })

  test('needs a reason from the list, and the parents told', () => {
    assert.match(textOf(tell({ told: '' })), /Tell the parents first/)
    assert.match(
      textOf(readSuspension({}, ['XX'], { today, calendar, before: [], isReason: () => false })),
      /Choose the reason/,
    )
  })
})

describe('a decision of the governing board', () => {
  const of = (halfDays: number, missesExamination = false) =>
    ({ category: 'SUSP', from: day('2026-11-09'), halfDays, calendar, missesExamination, next: 'board' }) as const
  const back = {
    ...on('on', '2026-11-18'),
    ...on('backOn', '2026-11-19'),
    about: 'SUSP 2026-11-09',
    outcome: 'reinstated',
  }
  const decide = (more: Record<string, string> = {}, known = of(16)) => {
    const read = readBoard({ ...back, ...more }, { today, known: [known] })
    return 'errors' in read ? read.errors.map(one => one.text).join('; ') : read
  }

  test('takes a pupil back from a day on, where it may: over five days in the term, or where an examination is missed', () => {
    assert.deepEqual(decide(), {
      body: {
        sort: 'board-decision',
        on: '2026-11-18',
        exclusion: 'SUSP',
        about: '2026-11-09',
        outcome: 'reinstated',
        backOn: '2026-11-19',
      },
      reinstated: { category: 'SUSP', from: '2026-11-09', backOn: '2026-11-19' },
    })
    assert.match(String(decide({}, of(10))), /cannot take the pupil back/)
    assert.equal(typeof decide({}, of(10, true)), 'object')
  })

  test('that lets it stand needs no day; of what nobody told of, or of tomorrow, there is none', () => {
    const stands = decide({ outcome: 'upheld', 'backOn-day': '', 'backOn-month': '', 'backOn-year': '' }, of(10))
    assert.ok(typeof stands === 'object' && !stands.reinstated)
    assert.match(String(decide({ about: 'PERM 2026-11-09' })), /Choose what was decided on/)
    assert.match(String(decide(on('on', '2026-11-21'))), /today or in the past/)
    assert.match(String(decide(on('backOn', '2026-11-06'))), /back after 9 November 2026/)
  })

  test('that lets a permanent exclusion stand can go to a review panel, which upholds it or has the board decide again within ten school days', () => {
    const decided = (...outcomes: string[]) => nextDecision('PERM', outcomes)
    assert.deepEqual(
      [decided(), decided('upheld'), decided('upheld', 'panel-quashed'), decided('upheld', 'panel-recommended')],
      ['board', 'panel', 'again', 'again'],
    )
    for (const over of [['reinstated'], ['upheld', 'panel-upheld'], ['upheld', 'panel-quashed', 'upheld']])
      assert.equal(decided(...over), undefined)
    assert.equal(nextDecision('SUSP', ['upheld']), undefined, 'no panel looks at a suspension')
    const excluded = (next: 'board' | 'panel' | 'again') => ({ ...of(0), category: 'PERM', next }) as const
    const told = (outcome: string, next: 'board' | 'panel' | 'again') =>
      readBoard({ ...back, about: 'PERM 2026-11-09', outcome }, { today, known: [excluded(next), excluded('panel')] })
    const panel = told('panel-quashed', 'panel')
    assert.ok('body' in panel)
    assert.deepEqual(
      [panel.body.outcome, panel.body.dueOn, panel.reinstated],
      ['panel-quashed', '2026-12-02', undefined],
    )
    assert.deepEqual(decisionDuties(panel.body, calendar, ['upheld']), [
      'The governing board decides again within 10 school days of hearing it: by 2 December 2026.',
    ])
    const wrong = (outcome: string, next: 'board' | 'panel' | 'again') => {
      const read = told(outcome, next)
      return 'errors' in read ? read.errors.map(one => one.text).join() : ''
    }
    assert.match(wrong('panel-upheld', 'board'), /The board decides first/)
    assert.match(wrong('reinstated', 'panel'), /Tell what the review panel decided/)
    assert.match(wrong('panel-upheld', 'again'), /Tell what the board decides now/)
    const stands = { exclusion: 'PERM', outcome: 'upheld', on: '2026-11-18' }
    assert.match(
      decisionDuties(stands, calendar, []).join(),
      /review panel within 15 school days .* by 9 December 2026/,
    )
    assert.deepEqual(decisionDuties(stands, calendar, ['upheld', 'panel-quashed']), [])
  })
})
