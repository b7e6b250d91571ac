import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, isWeekday, mondayOf, type PlainDate } from '../../kernel/index.ts'
import { noticeAllowed, type PenaltyNotice, penaltyThreshold } from './penalty-notice.ts'
import { exampleCalendar } from './school-calendar.examples.ts'
import { isSchoolDay, type SchoolCalendar } from './school-calendar.ts'

const day = (text: string) => text as PlainDate
/** So many unauthorised sessions from a day on, two a day. */
const sessions = (from: string, count: number): PlainDate[] =>
  Array.from({ length: count }, (_, at) => addDays(day(from), Math.floor(at / 2)))

describe('ten unauthorised sessions in ten school weeks', () => {
  // School weeks of autumn 2026: W1 is that of 2 September, W8 that of 19 October, W9 that of 2 November, after half-term.
  test('two in week 1, three in week 3, three in week 7 and two in week 10: met on the day of the tenth', () =>
    assert.deepEqual(
      penaltyThreshold(exampleCalendar, [
        ...sessions('2026-09-03', 2),
        ...sessions('2026-09-14', 3),
        ...sessions('2026-10-12', 3),
        ...sessions('2026-11-10', 2),
      ]),
      { state: 'met', on: '2026-11-10', weeksFrom: '2026-08-31' },
    ))
  test('the same with the last two in week 11: weeks 2 to 11 hold eight, and it is not met', () =>
    assert.deepEqual(
      penaltyThreshold(exampleCalendar, [
        ...sessions('2026-09-03', 2),
        ...sessions('2026-09-14', 3),
        ...sessions('2026-10-12', 3),
        ...sessions('2026-11-17', 2),
      ]),
      { state: 'not-met' },
    ))
  test('the weeks run on from a summer term into the next school year: the holidays are no weeks', () =>
    assert.deepEqual(penaltyThreshold(exampleCalendar, [...sessions('2026-07-06', 5), ...sessions('2026-09-14', 5)]), {
      state: 'met',
      on: '2026-09-16',
      weeksFrom: '2026-06-08',
    }))
  test('nine sessions are not ten, and a mark on a training day or in the holidays is no session', () => {
    const nine = sessions('2026-09-14', 9)
    assert.equal(penaltyThreshold(exampleCalendar, nine).state, 'not-met')
    for (const off of ['2026-09-02', '2026-10-28', '2026-12-25'])
      assert.equal(penaltyThreshold(exampleCalendar, [...nine, day(off)]).state, 'not-met', off)
  })
  test('without term dates nothing is computed: the school years to ask for are named', () => {
    const absences = [...sessions('2025-07-14', 6), ...sessions('2025-09-15', 6)]
    assert.deepEqual(penaltyThreshold(exampleCalendar, absences), { state: 'not-known', yearsMissing: [2024] })
    assert.deepEqual(penaltyThreshold([], sessions('2026-09-14', 10)), { state: 'not-known', yearsMissing: [2026] })
    const autumnOnly = exampleCalendar.filter(span => span.from < '2026-01-01' || span.from >= '2026-09-01')
    assert.equal(penaltyThreshold(autumnOnly, sessions('2025-09-15', 10)).state, 'not-known')
  })
  test('absence before 19 August 2024 counts for nothing', () =>
    assert.equal(penaltyThreshold([], sessions('2024-06-03', 10)).state, 'not-met'))

  test('random absences: the same as looking at every ten weeks one by one', () => {
    const schoolDays: PlainDate[] = []
    for (let at = day('2025-09-01'); at <= day('2027-07-21'); at = addDays(at, 1))
      if (isWeekday(at) && isSchoolDay(exampleCalendar, at)) schoolDays.push(at)
    const weeks = [...new Set(schoolDays.map(mondayOf))]
    const naive = (absences: readonly PlainDate[]): PlainDate | undefined =>
      absences.toSorted().find((on, at, all) => {
        const week = weeks.indexOf(mondayOf(on))
        const window = weeks.slice(Math.max(0, week - 9), week + 1)
        return all.slice(0, at + 1).filter(one => window.includes(mondayOf(one))).length >= 10
      })
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...schoolDays), { maxLength: 60, size: 'max' }),
        fc.nat({ max: 300 }),
        (some, from) => {
          // Some thinly over two years, some close together: both sides of the threshold are met.
          const near = some.map(one => schoolDays[from + (schoolDays.indexOf(one) % 60)] ?? one)
          for (const absences of [some, near]) {
            const found = penaltyThreshold(exampleCalendar, absences)
            assert.equal(found.state === 'met' ? found.on : undefined, naive(absences))
          }
        },
      ),
    )
  })
})

describe('at most two notices to the same parent for the same child in three years', () => {
  const notice = (issuedOn: string, more: Partial<PenaltyNotice> = {}): PenaltyNotice => ({
    parent: 'mother',
    child: 'Liam',
    offence: 'absence',
    offenceOn: addDays(day(issuedOn), -14),
    issuedOn: day(issuedOn),
    ...more,
  })
  const issue = (issueOn: string, earlier: readonly PenaltyNotice[], more: { parent?: string; child?: string } = {}) =>
    noticeAllowed(
      { parent: 'mother', child: 'Liam', offenceOn: addDays(day(issueOn), -14), issueOn: day(issueOn), ...more },
      earlier,
    )
  const [first, second] = [notice('2024-10-07'), notice('2026-11-09')]

  test('the first is £160 in 28 days, or £80 in 21', () =>
    assert.deepEqual(issue('2024-10-07', []), {
      allowed: true,
      number: 1,
      pounds: 160,
      payBy: '2024-11-04',
      early: { pounds: 80, payBy: '2024-10-28' },
    }))
  test('the second within three years is £160 in 28 days, with nothing off', () =>
    assert.deepEqual(issue('2026-11-09', [first]), { allowed: true, number: 2, pounds: 160, payBy: '2026-12-07' }))
  test('a third is not allowed on 20 September 2027, nor on 7 October; on 8 October only the second stands', () => {
    const none = { allowed: false, because: 'two-in-three-years', againFrom: '2027-10-08' }
    assert.deepEqual(issue('2027-09-20', [first, second]), none)
    assert.deepEqual(issue('2027-10-07', [first, second]), none)
    assert.deepEqual(issue('2027-10-08', [second, first]), {
      allowed: true,
      number: 2,
      pounds: 160,
      payBy: '2027-11-05',
    })
  })
  test('a withdrawn notice is not counted, nor one for being in public, nor one to the other parent or for a sibling', () => {
    for (const other of [{ withdrawn: true }, { offence: 'public-place' }, { parent: 'father' }, { child: 'Ava' }])
      assert.equal(
        issue('2027-01-11', [notice('2026-09-21', other as Partial<PenaltyNotice>), first]).allowed,
        true,
        JSON.stringify(other),
      )
    assert.equal(issue('2027-01-11', [first, second], { parent: 'father' }).allowed, true)
  })
  test('notices for offences before 19 August 2024 do not count, and none can be issued under the framework', () => {
    assert.deepEqual(
      issue('2024-11-04', [notice('2024-08-26', { offenceOn: day('2024-08-18') })]),
      issue('2024-11-04', []),
    )
    assert.deepEqual(issue('2024-08-26', []), { allowed: false, because: 'framework-not-in-force' })
  })
})

test('a school week is one with a school day in it, however short', () => {
  const short: SchoolCalendar = [
    ...exampleCalendar,
    { kind: 'closure', name: 'Boiler', from: day('2026-11-03'), to: day('2026-11-06') },
  ]
  const absences = [...sessions('2026-09-03', 2), ...sessions('2026-09-14', 6), ...sessions('2026-11-10', 2)]
  assert.equal(penaltyThreshold(short, absences).state, 'met')
  const whole: SchoolCalendar = [
    ...exampleCalendar,
    { kind: 'closure', name: 'Boiler', from: day('2026-11-02'), to: day('2026-11-06') },
  ]
  // A week without school is no week: the window reaches one week further back.
  assert.deepEqual(penaltyThreshold(whole, [...absences.slice(0, 8), ...sessions('2026-11-17', 2)]), {
    state: 'met',
    on: '2026-11-17',
    weeksFrom: '2026-08-31',
  })
})
