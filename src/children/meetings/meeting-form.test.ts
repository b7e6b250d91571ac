import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { meetingSortsOn, nextMeetingBy } from '../kinds/index.ts'
import { fieldsOfMeeting, keepKeys, type Person, readMeetingCall } from './meeting-form.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-11-20')
const sorts = meetingSortsOn(today).filter(one => one.category === 'early-help')
const invitable = {
  workers: [
    { id: 1, name: 'Jo Reed', does: 'you' },
    { id: 7, name: 'Sam Ali', does: '' },
  ],
  family: [{ name: 'Paul Hart', relation: 'father' }],
}
const around = { sorts, invitable, today, me: 1 }
const typed = {
  sort: 'team-around-child',
  'on-day': '27',
  'on-month': '11',
  'on-year': '2026',
  at: '4pm',
  place: 'Room 2',
  workers: ['1', '7', '99'],
  family: 'Paul Hart',
  'name-1': 'Ade Bello',
  'relation-1': 'GP',
}
const problems = (fields: object) => {
  const read = readMeetingCall({ ...typed, ...fields }, around)
  return 'errors' in read ? read.errors.map(error => error.text) : []
}

describe('a meeting that is called', () => {
  test('has a kind, a day, a time, a place, and people who can be asked', () => {
    const read = readMeetingCall(typed, around)
    assert.ok(!('errors' in read))
    assert.equal(read.at, '16:00')
    assert.deepEqual(read.people, [
      { who: 'worker', workerId: 1 },
      { who: 'worker', workerId: 7 },
      { who: 'family', name: 'Paul Hart', relation: 'father' },
      { who: 'outside', name: 'Ade Bello', relation: 'GP' },
    ])
  })
  test('says what is wrong field by field', () => {
    assert.deepEqual(problems({ sort: 'core-group', place: ' ', 'on-day': '19', at: 'after tea', 'relation-1': '' }), [
      'Choose what kind of meeting it is',
      'The day of the meeting must be today, 20 November 2026, or later',
      'The time must be a time, like 4pm or 16:00',
      'Enter where it is, or how people join',
      'Enter who they are, person 1',
    ])
    assert.deepEqual(problems({ workers: '1', family: [], 'name-1': '', 'relation-1': '' }), [
      'Choose at least one person besides you',
    ])
  })
  test('is changed with a reason; whoever was asked keeps their key, and whom the form cannot show stays', () => {
    const changing = sorts[0]!
    const without = readMeetingCall(typed, { ...around, changing })
    assert.deepEqual('errors' in without && without.errors.map(error => error.field), ['changedWhy'])
    const before: Person[] = [
      { key: 'a', who: 'worker', workerId: 7 },
      { key: 'b', who: 'worker', workerId: 50 },
      { key: 'c', who: 'outside', name: 'Gone Away', relation: 'uncle' },
    ]
    const read = readMeetingCall(
      { ...typed, changedWhy: 'Dad works', workers: '7', family: [] },
      { ...around, changing },
    )
    assert.ok(!('errors' in read))
    const shown = before.filter(person => person.key !== 'b')
    assert.deepEqual(
      keepKeys(read.people, before, shown, () => 'new').map(({ key }) => key),
      ['a', 'new', 'b'],
    )
  })
  test('comes back into its form as it was typed', () => {
    const read = readMeetingCall(typed, around)
    assert.ok(!('errors' in read))
    const people = keepKeys(read.people, [], [], () => 'k')
    const again = readMeetingCall({ ...typed, ...fieldsOfMeeting({ ...read, people }) }, around)
    assert.deepEqual(again, read)
  })
})

describe('the next meeting', () => {
  test('is proposed by the cadence of its sort (domain.md 0.2: conference 5 January 2027, then 5 April, then 5 October)', () => {
    assert.equal(nextMeetingBy('conference', [day('2027-01-05')]), '2027-04-05')
    assert.equal(nextMeetingBy('conference', [day('2027-04-05'), day('2027-01-05')]), '2027-10-05')
    assert.equal(nextMeetingBy('core-group', [day('2027-01-19')]), '2027-03-02')
    assert.equal(nextMeetingBy('strategy', [day('2027-01-19')]), undefined)
    assert.equal(nextMeetingBy('core-group', []), undefined)
  })
})
