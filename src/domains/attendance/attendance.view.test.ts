import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Answer } from '../../access/index.ts'
import { exampleDay, exampleFact, exampleFrame, examplePanelFrame } from '../../children/index.ts'
import { londonDate, type PlainDate, weekdayIndex } from '../../kernel/index.ts'
import { type Frame, findBannedWords, page } from '../../platform/views/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { exampleRegister, exampleRegisters, schoolExamples } from './attendance.examples.ts'
import { schoolPage } from './attendance.page.ts'
import { schoolView } from './attendance.view.ts'
import { attendancePanel } from './attendance-panels.page.ts'
import { attendanceFact, schoolTodayFact } from './attendance-today.ts'
import { exampleCalendar } from './school-calendar.examples.ts'
import { suspensionsOf } from './suspension-lines.ts'
import { termsOf } from './term-totals.ts'

const shell: Frame = {
  council: 'Northmere Council',
  user: { name: 'Priya Raman', role: 'Social worker' },
  nav: [],
  csrf: 'x',
}
const route = schoolPage({ panels: [] }) as unknown as {
  examples: Record<string, unknown>
  answer(data: unknown, frame: unknown): Answer
}
const markup = (example: string): string => {
  assert.ok(example in route.examples)
  const answer = route.answer(route.examples[example], exampleFrame)
  return 'page' in answer ? String(page({ ...shell, ...answer.page })) : ''
}
const words = (example: string) => wordsShown(markup(example)).replace(/ ([.,])/g, '$1')

describe('school and attendance, in every state', () => {
  for (const example of Object.keys(route.examples))
    test(`${example}: none of the words that hurt`, () => assert.deepEqual(findBannedWords(markup(example)), []))
  test('the year is said in numbers, and the threshold that is met in words', () => {
    const text = words('usual')
    assert.match(text, /Missed 32 of \d+ sessions: 13 authorised, 19 unauthorised\. Late 2 times\./)
    assert.match(text, /Persistently absent: one in ten or more of possible sessions missed\./)
    assert.match(words('severely absent'), /Severely absent: half or more/)
  })
  test('without term dates no threshold is told, and the page says what is missing', () => {
    const text = words('on two rolls')
    assert.doesNotMatch(text, /Persistently absent/)
    assert.match(text, /whether absence is persistent is not worked out\. The term dates of 2025 to 2026 are missing/)
  })
  test('a holiday stands among the weeks as no school, and a week that was never sent as no register', () => {
    const register = exampleRegister(exampleDay, {})
    const from = (weekdayIndex(2025, '2026-01-12' as PlainDate) ?? 0) * 2
    const marks = `${register.marks.slice(0, from)}----------${register.marks.slice(from + 10)}`
    const data = {
      ...(schoolExamples.usual ?? assert.fail()),
      registers: [{ ...register, marks, calendar: exampleCalendar }],
    }
    const text = wordsShown(String(page({ ...shell, ...schoolView(data, examplePanelFrame) })))
    assert.match(text, /Week of 27 October 2025 No school/)
    assert.match(text, /Week of 12 January 2026 No register, 10 without a mark/)
  })
  test('every code that stands in the register is explained', () => {
    const text = words('usual')
    for (const meaning of [
      'Absent without leave O Absent, unauthorised 18',
      'Ill I Absent, authorised 12',
      'Medical or dental appointment M',
    ])
      assert.ok(text.includes(meaning), meaning)
  })
  test('the pause is the same neutral words, with whom to call and no reason', () =>
    assert.match(
      words('speak to someone first'),
      /Speak to someone first\. Before any letter, notice or court step about this child’s absence, speak to the Family Help duty worker\. Call 01632 960400/,
    ))
  test('where two schools disagree, each is quoted, and the session is counted once', () => {
    const text = words('on two rolls')
    assert.match(text, /Two schools disagree/)
    assert.match(
      text,
      /10 November 2025, morning Larchfield Primary: Absent without leave\. Northmere Hospital School: In school, morning/,
    )
    assert.match(text, /13 November 2025, morning .*Hospital School: Ill/)
    assert.match(text, /Missed 30 of/)
  })
  test('without a register the page says so, and shows what the census counted', () => {
    assert.match(words('nothing'), /No school has sent a register for this school year\./)
    assert.match(
      words('no register this year, terms from the census'),
      /Autumn 2024 12 140 School census, 16 January 2025/,
    )
  })
})

describe('today’s picture', () => {
  test('a register that has come today says where the child is, with the hour', () => {
    const told = schoolTodayFact(exampleRegisters, exampleDay)
    assert.deepEqual([told?.strong, told?.rest], ['In school', ', Larchfield Primary'])
    assert.equal(told?.said.at?.toISOString(), '2026-05-05T08:05:00.000Z')
  })
  test('before today’s register the last one is shown, and that there is none yet', () =>
    assert.match(schoolTodayFact(exampleRegisters, '2026-05-06' as PlainDate)?.rest ?? '', /No register yet today/))
  test('attendance counts each session once, at whichever school it was', () => {
    const two = [
      exampleRegister(exampleDay, { '2026-05-05': 'DD' }),
      exampleRegister(exampleDay, { '2026-05-05': 'OO' }, { school: 'Hospital School', usual: 'DD' }),
    ].map(register => ({ ...register, calendar: exampleCalendar }))
    assert.match(attendanceFact(two, exampleDay)?.rest ?? '', /^ since September, 2 of 286 sessions missed$/)
  })
  test('days on which the school sent nothing are named, and count neither way', () => {
    const register = exampleRegister(exampleDay, { '2026-04-28': '--', '2026-04-29': '--', '2026-04-30': '/-' })
    const rest = (calendar?: typeof exampleCalendar) =>
      attendanceFact([{ ...register, ...(calendar ? { calendar } : {}) }], exampleDay)?.rest ?? ''
    assert.match(rest(exampleCalendar), /^ since September, 0 of 281 sessions missed, 5 without a mark$/)
    assert.match(rest(), /^ since September, 0 of 281 sessions missed\. No threshold: term dates are missing$/)
  })
  test('a holiday, and the days before a child’s first mark, are no missing register', () => {
    const register = exampleRegister('2026-02-13' as PlainDate, {})
    const late = { ...register, marks: '-'.repeat(280) + register.marks.slice(280), calendar: exampleCalendar }
    assert.match(
      attendanceFact([late], '2026-02-23' as PlainDate)?.rest ?? '',
      /^ since \d+ \w+ \d{4}, 0 of \d+ sessions missed$/,
    )
  })
  test('no register, no fact: the page says why in its place', () =>
    assert.deepEqual(attendancePanel.today?.([], examplePanelFrame), {}))
})

test('a suspension told in two parts is one line with its reasons, and told twice is once', () => {
  const told = { category: 'SUSP', startDate: '2026-02-03', sessions: 4 }
  const facts = [
    exampleFact('suspension', told, { on: '2026-02-03' }),
    exampleFact('suspension', { reasons: ['PP', 'Verbal abuse'] }, { on: '2026-02-03' }),
    exampleFact('suspension', told, { on: '2026-02-03', said: 'transfer file' }),
  ]
  const lines = suspensionsOf(facts)
  assert.deepEqual(
    lines.map(l => [l.title, l.from, l.sessions, l.reasons]),
    [['Suspended', '2026-02-03', 4, 'Physical assault against a pupil, Verbal abuse']],
  )
})

test('a school’s return tells when the council heard of a suspension, and that the board decided', () => {
  const told = exampleFact(
    'suspension',
    { category: 'SUSP', startDate: '2026-02-03', sessions: 12 },
    { on: '2026-02-03' },
  )
  const sent = { sort: 'suspension', exclusion: 'SUSP', on: '2026-02-03', examination: 'yes' }
  const returned = exampleFact('school-return', sent, { on: '2026-02-03' })
  const decision = { sort: 'board-decision', exclusion: 'SUSP', about: '2026-02-03', outcome: 'upheld' }
  const [alone] = suspensionsOf([told])
  assert.deepEqual([alone?.returnedOn, alone?.missesExamination, alone?.decided], [undefined, undefined, undefined])
  const [both] = suspensionsOf([told, returned, exampleFact('school-return', decision, { on: '2026-02-20' })])
  assert.deepEqual(
    [both?.returnedOn, both?.missesExamination, both?.decided],
    [londonDate(returned.knownFrom), true, true],
  )
})

test('what a board or a review panel decided, as a file codes it, stands with the suspension in words', () => {
  const told = { category: 'PERM', startDate: '2026-02-03' }
  const facts = [
    exampleFact('suspension', told, { on: '2026-02-03' }),
    exampleFact('suspension', { reviewResult: 'INO', reviewedOn: '2026-03-12' }, { on: '2026-02-03' }),
  ]
  const [line] = suspensionsOf(facts)
  assert.match(line?.review?.words ?? '', /^Independent review panel upheld/)
  assert.equal(line?.review?.on, '2026-03-12')
})

test('a term of the census adds the sessions of its codes to what was possible', () => {
  const rows = [{ code: 'I', sessions: 4 }, { code: 'O', sessions: 8 }, { possible: 140 }]
  const [term] = termsOf(
    rows.map(row => exampleFact('session-count', { term: 'Autumn 2024', ...row }, { on: '2025-01-16' })),
  )
  assert.deepEqual([term?.missed, term?.possible], [12, 140])
})
