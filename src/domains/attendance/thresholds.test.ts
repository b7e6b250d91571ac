import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays, type PlainDate, schoolAge } from '../../kernel/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { exampleRegister } from './attendance.examples.ts'
import type { Register } from './attendance.ts'
import { exampleCalendar } from './school-calendar.examples.ts'
import { schoolThresholds, suspensionRules, type ToldExclusion } from './thresholds.ts'
import { suspensionWords, thresholdCard } from './thresholds.view.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-05-04')
/** A register with unauthorised sessions (two a day) on these days. */
const missing = (...days: string[]): Register => ({
  ...exampleRegister(today, Object.fromEntries(days.map(on => [on, 'OO']))),
  calendar: exampleCalendar,
})

describe('the penalty notice threshold on a child’s page', () => {
  const five = ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-04-20']

  test('is met on the day of the tenth unauthorised session in ten school weeks', () => {
    const [one] = schoolThresholds([missing(...five)], today, undefined)
    assert.deepEqual(one?.threshold, { state: 'met', on: '2026-04-20', weeksFrom: '2026-01-26' })
    assert.equal(one?.recent, 10)
    assert.match(
      wordsShown(thresholdCard({ header: {}, registers: [missing(...five)], today })),
      /Larchfield Primary: first met on 20 April 2026, counted from the week of 26 January 2026\. 10 unauthorised sessions in the last ten school weeks\./,
    )
  })

  test('is not met with nine, and says how many there are', () => {
    const register = { ...missing(...five.slice(0, 4)), calendar: exampleCalendar }
    assert.match(
      wordsShown(thresholdCard({ header: {}, registers: [register], today })),
      /not met\. 8 unauthorised sessions in the last ten school weeks/,
    )
  })

  test('says of how many sessions of those weeks no mark has come, from the pupil’s first on', () => {
    const special = {
      ...Object.fromEntries(five.slice(0, 4).map(on => [on, 'OO'])),
      '2026-04-20': '--',
      '2026-04-21': '/-',
    }
    const register = { ...exampleRegister(today, special), calendar: exampleCalendar }
    const words = (one: Register) => wordsShown(thresholdCard({ header: {}, registers: [one], today }))
    assert.match(
      words(register),
      /not met\. 8 unauthorised sessions in the last ten school weeks, and 3 sessions without a mark\./,
    )
    const joined = { ...register, marks: '-'.repeat(378) + register.marks.slice(378) }
    assert.match(words(joined), /and 3 sessions without a mark/)
  })

  test('does not count absence before compulsory school age, and says from when it would', () => {
    const [one] = schoolThresholds([missing(...five)], today, schoolAge(day('2021-01-20')))
    assert.deepEqual([one?.threshold.state, one?.recent], ['not-met', 2])
    const header = { schoolAge: schoolAge(day('2021-05-20')) }
    assert.match(wordsShown(thresholdCard({ header, registers: [missing(...five)], today })), /from 31 August 2026/)
  })

  test('is not guessed where the school’s term dates are missing', () => {
    const { calendar: _, ...untold } = missing(...five)
    assert.match(
      wordsShown(thresholdCard({ header: {}, registers: [untold], today })),
      /cannot be worked out\. The term dates of 2025 to 2026 are missing/,
    )
  })

  test('is each school’s own: sessions at two schools are not added up', () => {
    const other = { ...missing('2026-03-02', '2026-03-09'), school: 'Mill Primary' }
    assert.deepEqual(
      schoolThresholds([missing('2026-03-16', '2026-03-23', '2026-04-20'), other], today, undefined).map(one => [
        one.school,
        one.threshold.state,
        one.recent,
      ]),
      [
        ['Larchfield Primary', 'not-met', 6],
        ['Mill Primary', 'not-met', 4],
      ],
    )
  })

  test('does not look at tomorrow', () => {
    const later = missing(...five.slice(0, 4), '2026-05-05')
    assert.equal(schoolThresholds([{ ...later }], day('2026-05-04'), undefined)[0]?.threshold.state, 'not-met')
  })
})

describe('suspensions on a child’s page', () => {
  const told = [
    { category: 'SUSP', from: day('2026-02-03'), sessions: 4 },
    { category: 'SUSP', from: day('2026-04-20'), sessions: 12 },
  ] as const

  test('are counted in days of the term and of the year, with the sixth day', () => {
    const rules = suspensionRules(told, [missing()], today)
    assert.deepEqual(rules?.counted, { known: true, term: 12, year: 16 })
    assert.deepEqual(rules?.sixthDays, [{ on: '2026-04-27', owedBy: 'school', from: '2026-04-20' }])
    assert.match(
      wordsShown(suspensionWords({ suspensions: told, registers: [missing()], today })),
      /Suspended for 6 days this term and 8 days this school year\. Suspended from 20 April 2026: full-time education is owed from 27 April 2026, by the school/,
    )
  })

  test('of a pupil on two rolls are not counted by one school’s days', () => {
    const rules = suspensionRules(told, [missing(), { ...missing(), school: 'Mill Primary' }], today)
    assert.equal(rules?.counted.known, false)
  })

  test('of a pupil on two rolls are counted by the days of the school that notified them', () => {
    const [own, other] = [
      { ...missing(), laestab: '8992001' },
      { ...missing(), school: 'Mill Primary', laestab: '8992002', calendar: [] },
    ]
    const named = (laestab: string) => told.map(one => ({ ...one, laestab }))
    assert.deepEqual(suspensionRules(named('8992001'), [own, other], today)?.counted, {
      known: true,
      term: 12,
      year: 16,
    })
    assert.equal(suspensionRules(named('8992002'), [own, other], today)?.counted.known, false)
  })

  test('over 45 days in a school year are said to be unlawful', () => {
    const long = [{ category: 'SUSP', from: day('2025-09-03'), sessions: 91 }] as const
    assert.match(
      wordsShown(suspensionWords({ suspensions: long, registers: [missing()], today: addDays(today, 1) })),
      /More than 45 days in a school year is not lawful/,
    )
  })

  test('that a file alone tells bring the board’s duty with them, counted from their first day, until somebody decides', () => {
    const words = (one: Partial<ToldExclusion>) =>
      wordsShown(
        suspensionWords({
          suspensions: [{ category: 'SUSP', from: day('2026-04-20'), sessions: 31, ...one }],
          registers: [missing()],
          today,
        }),
      )
    // 20 April is day 0, Monday 4 May is a bank holiday: the fifteenth school day after it is 12 May.
    assert.match(
      words({}),
      /Suspended from 20 April 2026: the governing board must meet within 15 school days: by 12 May 2026, counted from that day: no return says when the board was told\./,
    )
    assert.match(words({ sessions: 12 }), /must meet if the parents ask within 50 school days/)
    assert.match(
      words({ sessions: 10 }),
      /the governing board considers what the parents say, and cannot take the pupil back/,
    )
    assert.match(words({ sessions: 10, missesExamination: true }), /must meet within 15 school days/)
    assert.match(words({ returnedOn: day('2026-04-21') }), /by 13 May 2026\./)
    assert.match(words({ category: 'PERM' }), /Permanently excluded from 20 April 2026: the governing board must meet/)
    for (const done of [{ decided: true }, { reinstatedOn: day('2026-04-27') }] as const)
      assert.doesNotMatch(words(done), /governing board/)
  })

  test('of an earlier school year say nothing', () => {
    const old = [{ category: 'SUSP', from: day('2025-02-03'), sessions: 4 }] as const
    assert.equal(suspensionRules(old, [missing()], today), undefined)
  })
})
