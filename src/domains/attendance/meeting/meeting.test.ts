import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type PlainDate, weekdayIndex } from '../../../kernel/index.ts'
import { noSessions } from '../attendance.ts'
import { exampleCalendar } from '../school-calendar.examples.ts'
import { meetingExamples } from './meeting.examples.ts'
import { meetingView } from './meeting.view.ts'
import { type AgreedAction, isOnPage, readAgreed, readBecame, readHeld, readPlanned } from './meeting-form.ts'
import { byAbsence, countUntil, groupOf, meetingThresholds } from './meeting-groups.ts'
import { type Meeting, meetingDays, meetingState, meetingTerm, type Term } from './meeting-terms.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-11-16')
const counts = (missed: number, possible: number) => ({ ...noSessions, possible, authorised: missed })
const group = (missed: number, possible: number, more: { hasNeeds?: boolean; hasAction?: boolean } = {}) =>
  groupOf({ counts: counts(missed, possible), hasNeeds: false, hasAction: false, ...more }, today)

describe('what the registers reach', () => {
  const shown = (registerOn?: PlainDate): string => {
    const { registerOn: _, ...school } = meetingExamples.usual?.school ?? assert.fail()
    const data = {
      ...(meetingExamples.usual ?? assert.fail()),
      groups: [],
      school: { ...school, ...(registerOn ? { registerOn } : {}) },
    }
    return String(meetingView(data, '').body)
  }
  test('a school that sends nothing is not one without absence', () => {
    for (const on of [undefined, day('2025-07-16')]) {
      assert.match(shown(on), /sent no register this school year\. Whether anybody misses sessions is not known/)
      assert.doesNotMatch(shown(on), /no pupil to talk about/)
    }
    // 23 to 30 April, 1 May: seven school days before Tuesday 5 May, of which Monday 4 May is a bank holiday
    assert.match(shown(day('2026-04-22')), /no register for 7 school days: its last is of 22 April 2026/)
    assert.match(shown(day('2026-05-01')), /no pupil to talk about/)
    assert.doesNotMatch(shown(day('2026-05-05')), /sent no register/)
  })
})

describe('whom a support meeting is about', () => {
  test('a pupil stands in the gravest group, at exactly half, a tenth and the local share, and not one session before', () => {
    for (const possible of [100, 200, 380]) {
      assert.equal(group(possible / 2, possible), 'severe')
      assert.equal(group(possible / 2 - 1, possible), 'persistent')
      assert.equal(group(possible / 10, possible), 'persistent')
      assert.equal(group(possible / 10 - 1, possible), 'at-risk')
    }
    assert.equal(group(7, 100), 'at-risk')
    assert.equal(group(6, 100), undefined)
    // 26 of 380 is 6.84 per cent, 27 is 7.11: nothing is rounded
    assert.equal(group(26, 380), undefined)
    assert.equal(group(27, 380), 'at-risk')
  })

  test('with special needs or a social worker a pupil is talked about sooner; and while something that is agreed stands', () => {
    assert.equal(group(5, 100, { hasNeeds: true }), 'with-needs')
    assert.equal(group(4, 100, { hasNeeds: true }), undefined)
    assert.equal(group(0, 100, { hasAction: true }), 'agreed')
    assert.equal(group(50, 100, { hasNeeds: true, hasAction: true }), 'severe')
  })

  test('of a few sessions nothing is said', () => {
    const { fewestSessions } = meetingThresholds(today)
    assert.equal(group(fewestSessions - 1, fewestSessions - 1), undefined)
    assert.equal(group(fewestSessions, fewestSessions), 'severe')
    assert.equal(group(0, 0), undefined)
  })

  test('more missed stands first, by share and then by number', () => {
    const order = [counts(10, 100), counts(30, 60), counts(20, 200), counts(0, 0)].sort(byAbsence)
    assert.deepEqual(
      order.map(one => one.possible),
      [60, 200, 100, 0],
    )
  })

  test('marks after today are not counted, and of two tellings the later stands where it has a mark', () => {
    const before = '-'.repeat((weekdayIndex(2026, today) ?? 0) * 2 - 2)
    const { possible, attended, unauthorised } = countUntil([`${before}/\\OO`, `${before}--/\\OOOO`], today)
    assert.deepEqual({ possible, attended, unauthorised }, { possible: 4, attended: 4, unauthorised: 0 })
    assert.equal(countUntil([], today).possible, 0)
  })
})

describe('the meeting of a term', () => {
  const meeting = (more: Partial<Meeting>): Meeting => ({
    year: 2026,
    term: 'Autumn 2026',
    plannedOn: undefined,
    heldOn: undefined,
    present: undefined,
    ...more,
  })
  const stateOf = (meetings: readonly Meeting[], on = today) => meetingState(exampleCalendar, meetings, on)

  test('is due until a day is set, is to be written down when that day has passed, and is held once', () => {
    assert.equal(stateOf([]), 'due')
    assert.equal(stateOf([meeting({ plannedOn: today })]), 'planned')
    assert.equal(stateOf([meeting({ plannedOn: day('2026-11-13') })]), 'to-write-up')
    assert.equal(
      stateOf([meeting({ plannedOn: day('2026-11-13'), heldOn: day('2026-11-13'), present: 'All' })]),
      'held',
    )
    assert.equal(
      stateOf([meeting({ term: 'Summer 2026', year: 2025, heldOn: day('2026-05-20'), present: 'All' })]),
      'due',
    )
  })

  test('without the term dates of the school year nothing is due', () => {
    assert.equal(meetingState([], [], today), 'no-term-dates')
    assert.deepEqual(meetingTerm([], today), { now: undefined, next: undefined })
    assert.equal(stateOf([], day('2027-09-10')), 'no-term-dates')
  })

  test('between terms it is that of the term that ended; before the first there is none yet', () => {
    assert.equal(meetingTerm(exampleCalendar, day('2026-12-28')).now?.name, 'Autumn 2026')
    assert.equal(meetingTerm(exampleCalendar, day('2026-12-28')).next?.name, 'Spring 2027')
    const newSchool = exampleCalendar.filter(span => span.from >= '2026-09-01')
    assert.equal(meetingState(newSchool, [], day('2026-08-20')), 'before-term')
  })

  test('the last is the latest held, the next the first that is planned and not held', () => {
    const days = meetingDays(
      [
        meeting({ heldOn: day('2026-09-20'), plannedOn: day('2026-12-01') }),
        meeting({ term: 'Spring 2027', plannedOn: day('2027-01-20') }),
        meeting({ term: 'Summer 2026', year: 2025, heldOn: day('2026-05-20') }),
      ],
      today,
    )
    assert.deepEqual(days, { last: '2026-09-20', next: '2027-01-20' })
  })
})

describe('what is agreed', () => {
  const term = meetingTerm(exampleCalendar, today).now as Term
  const boxes = (name: string, text: string) => {
    const [year, month, date] = text.split('-')
    return { [`${name}-day`]: date ?? '', [`${name}-month`]: month ?? '', [`${name}-year`]: year ?? '' }
  }
  const faultsOf = (read: object): string[] =>
    'errors' in read ? (read.errors as { field: string }[]).map(one => one.field) : []

  test('says what, who and by when', () => {
    const whole = { what: 'Call home', doer: 'officer', ...boxes('by', '2026-12-01') }
    assert.deepEqual(readAgreed(whole, today, 'Sam Ali'), {
      what: 'Call home',
      doer: 'officer',
      who: 'Sam Ali',
      dueOn: '2026-12-01',
    })
    assert.deepEqual(faultsOf(readAgreed({}, today, 'Sam Ali')), ['what', 'doer', 'by-day'])
    assert.deepEqual(faultsOf(readAgreed({ ...whole, doer: 'other' }, today, 'Sam Ali')), ['who'])
    assert.deepEqual(faultsOf(readAgreed({ ...whole, ...boxes('by', '2026-11-15') }, today, 'Sam Ali')), ['by-day'])
  })

  test('ends in words, or is carried forward to a later day', () => {
    assert.deepEqual(readBecame({ state: 'done' }, today), { state: 'done', became: '' })
    assert.deepEqual(faultsOf(readBecame({ state: 'not-done' }, today)), ['became'])
    assert.deepEqual(faultsOf(readBecame({ state: 'open' }, today)), ['by-day'])
    assert.deepEqual(faultsOf(readBecame({}, today)), ['state'])
    assert.deepEqual(readBecame({ state: 'open', became: 'Twice so far', ...boxes('by', '2027-01-15') }, today), {
      state: 'open',
      became: 'Twice so far',
      dueOn: '2027-01-15',
    })
  })

  test('a day is planned in its term, and held on a day of it that has come', () => {
    assert.deepEqual(readPlanned(boxes('planned', '2026-12-02'), term, today), { plannedOn: '2026-12-02' })
    for (const wrong of ['2026-11-15', '2027-01-05'])
      assert.deepEqual(faultsOf(readPlanned(boxes('planned', wrong), term, today)), ['planned-day'])
    assert.deepEqual(faultsOf(readHeld({ ...boxes('held', '2026-11-17') }, term, today)), ['held-day', 'present'])
    assert.deepEqual(readHeld({ ...boxes('held', '2026-11-16'), present: 'All' }, term, today), {
      heldOn: '2026-11-16',
      present: 'All',
    })
  })

  test('is carried to the next term’s page while it stands, or with what became of it since; a term that is over keeps its own', () => {
    const before: AgreedAction = {
      address: '',
      year: 2025,
      term: 'Summer 2026',
      what: '',
      doer: 'school',
      who: '',
      dueOn: today,
      agreedOn: day('2026-05-20'),
      state: 'open',
      became: undefined,
      becameOn: undefined,
    }
    const ended = (on: string): AgreedAction => ({ ...before, state: 'done', becameOn: day(on) })
    assert.ok(isOnPage(before, term, true))
    assert.ok(isOnPage(ended('2026-09-10'), term, true))
    assert.ok(!isOnPage(ended('2026-07-01'), term, true))
    assert.ok(!isOnPage(before, term, false))
    assert.ok(isOnPage({ ...before, term: 'Autumn 2026', year: 2026, agreedOn: today }, term, false))
  })
})
