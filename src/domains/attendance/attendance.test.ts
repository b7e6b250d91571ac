import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { findMarkCode, isMarkInForce, markByte, markCodes, type PlainDate, weekdayIndex } from '../../kernel/index.ts'
import {
  countCodes,
  countSessions,
  isPersistentlyAbsent,
  isSeverelyAbsent,
  lastMarkedDay,
  marksKnownAt,
  marksOn,
  marksUntil,
  noSessions,
  overlayMarks,
  type Register,
  type SessionCounts,
  sessionsMissed,
  weeksOf,
} from './attendance.ts'
import { combineRegisters } from './dual-registration.ts'
import { dayWords, markClassWords, markWords } from './mark-words.ts'

const day = (text: string) => text as PlainDate
const counts = (missed: number, possible: number) => ({
  ...noSessions,
  possible,
  attended: possible - missed,
  unauthorised: missed,
})
/** A register of 2025 to 2026 with these codes from a day on. */
const registerFrom = (first: string, marks: string): Register => ({
  school: 'Larchfield Primary',
  year: 2025,
  marks: '-'.repeat((weekdayIndex(2025, day(first)) ?? 0) * 2) + marks,
  changedAt: new Date('2026-05-05T08:05:00Z'),
})

describe('persistent and severe absence, from a pupil’s own possible sessions', () => {
  test('37 of 380 sessions is not persistent absence; 38 of 380 is', () => {
    assert.equal(isPersistentlyAbsent(counts(37, 380)), false)
    assert.equal(isPersistentlyAbsent(counts(38, 380)), true)
  })
  test('19 sessions of an autumn term of 190 is persistent absence', () =>
    assert.equal(isPersistentlyAbsent(counts(19, 190)), true))
  test('190 of 380 sessions is severe absence; 189 is not', () => {
    assert.equal(isSeverelyAbsent(counts(190, 380)), true)
    assert.equal(isSeverelyAbsent(counts(189, 380)), false)
  })
  test('24 sessions that could not be attended leave 36 of 356: persistent absence', () => {
    const marks = '/'.repeat(320) + 'O'.repeat(36) + 'D'.repeat(14) + 'X'.repeat(10)
    const found = countSessions(marks)
    assert.deepEqual([found.possible, sessionsMissed(found)], [356, 36])
    assert.equal(isPersistentlyAbsent(found), true)
  })
  test('a pupil with no possible session is neither', () => {
    assert.equal(isPersistentlyAbsent(noSessions), false)
    assert.equal(isSeverelyAbsent(noSessions), false)
  })
})

// Domain.md 6.1 and the published table (Working together to improve school attendance, August 2024), and the codes withdrawn since.
const published: readonly (readonly [codes: string, inForce: string, counted: Partial<SessionCounts>])[] = [
  ['/ \\ V P W B', 'always', { possible: 1, attended: 1 }],
  ['L', 'always', { possible: 1, attended: 1, late: 1 }],
  ['K', 'since August 2024', { possible: 1, attended: 1 }],
  ['C E I M R S T', 'always', { possible: 1, authorised: 1 }],
  ['C1 C2 J1', 'since August 2024', { possible: 1, authorised: 1 }],
  ['G N O', 'always', { possible: 1, unauthorised: 1 }],
  ['U', 'always', { possible: 1, unauthorised: 1, lateAfterClose: 1 }],
  ['D X Z #', 'always', {}],
  ['Q Y1 Y2 Y3 Y4 Y5 Y6 Y7', 'since August 2024', {}],
  ['J', 'until August 2024', { possible: 1, attended: 1 }],
  ['H', 'until August 2024', { possible: 1, authorised: 1 }],
  ['Y', 'until August 2024', {}],
  ['F', 'until August 2013', { possible: 1, authorised: 1 }],
]
const usable: Readonly<Record<string, readonly boolean[]>> = {
  always: [true, true, true, true],
  'since August 2024': [false, false, false, true],
  'until August 2024': [true, true, true, false],
  'until August 2013': [true, false, false, false],
}

describe('the published table, code by code', () => {
  for (const [codes, inForce, counted] of published)
    for (const code of codes.split(' '))
      test(`${code}, in force ${inForce}`, () => {
        assert.deepEqual(countSessions(markByte(code)), { ...noSessions, ...counted })
        const found = findMarkCode(code)
        assert.ok(found)
        const days = ['2013-08-31', '2013-09-02', '2024-08-18', '2024-08-19'].map(day)
        assert.deepEqual(
          days.map(on => isMarkInForce(found, on)),
          usable[inForce],
        )
      })
  test('no code is left out', () =>
    assert.deepEqual(
      published.flatMap(([codes]) => codes.split(' ')).sort(),
      markCodes
        .map(m => m.code)
        .filter(code => code !== '-')
        .sort(),
    ))
})

describe('counting marks', () => {
  test('late before the register closes is attended; late after it closed is an unauthorised absence', () => {
    const found = countSessions('L/U\\')
    assert.deepEqual(found, { possible: 4, attended: 3, authorised: 0, unauthorised: 1, late: 1, lateAfterClose: 1 })
  })
  test('every session that counts is attended or absent, whatever the codes', () => {
    const codes = fc.string({ unit: fc.constantFrom(...markCodes.map(m => m.byte)), maxLength: 530 })
    fc.assert(
      fc.property(codes, marks => {
        const found = countSessions(marks)
        assert.equal(found.attended + sessionsMissed(found), found.possible)
        assert.ok(found.late <= found.attended && found.lateAfterClose <= found.unauthorised)
      }),
    )
  })
  test('codes are counted with the most frequent first, and a place without a mark is none', () =>
    assert.deepEqual(countCodes('//I-\\I/-'), [
      { code: '/', sessions: 3 },
      { code: 'I', sessions: 2 },
      { code: '\\', sessions: 1 },
    ]))
})

describe('a pupil at two schools', () => {
  const at = (school: string, marks: string): Register => ({ ...registerFrom('2026-04-27', marks), school })
  test('dual registered: the session is counted once, by the school that took it', () => {
    const year = combineRegisters([at('Larchfield', '/\\DDI\\'), at('Hospital School', 'DD/OD-')])
    const { possible, attended, authorised, unauthorised } = countSessions(year.marks)
    assert.deepEqual([possible, attended, authorised, unauthorised], [6, 4, 1, 1])
    assert.deepEqual(year.disagreements, [])
  })
  test('two schools that count a session differently: once, as attended, and both are kept to be asked', () => {
    const year = combineRegisters([at('Larchfield', 'OI'), at('Hospital School', 'BO')])
    assert.deepEqual(countSessions(year.marks), { ...noSessions, possible: 2, attended: 1, authorised: 1 })
    assert.deepEqual(year.disagreements, [
      {
        on: '2026-04-27',
        session: 'am',
        marks: [
          { school: 'Larchfield', code: 'O' },
          { school: 'Hospital School', code: 'B' },
        ],
      },
      {
        on: '2026-04-27',
        session: 'pm',
        marks: [
          { school: 'Larchfield', code: 'I' },
          { school: 'Hospital School', code: 'O' },
        ],
      },
    ])
  })
  test('a school that was closed does not take away what the other marked', () =>
    assert.equal(
      countSessions(combineRegisters([at('Larchfield', '##'), at('Hospital School', '/\\')]).marks).attended,
      2,
    ))
  test('a school that numbered its pupils anew in the year has told one year, not two', () =>
    assert.equal(overlayMarks('/\\N\\', '--I-/'), '/\\I\\/'))
})

describe('a day and a week of the register', () => {
  const register = registerFrom('2026-04-27', '/\\/\\I' + 'I/\\L\\' + '/-')
  test('the day’s two marks are found, and a weekend has none', () => {
    assert.deepEqual(marksOn(register, day('2026-04-29')), { am: 'I', pm: 'I' })
    assert.deepEqual(marksOn(register, day('2026-05-04')), { am: '/' })
    assert.equal(marksOn(register, day('2026-05-02')), undefined)
    assert.equal(marksOn(register, day('2026-05-05')), undefined)
  })
  test('the last marked day is the day of the last mark', () => assert.equal(lastMarkedDay(register), '2026-05-04'))
  test('a day’s view of the year ends with that day, also at a weekend', () => {
    assert.equal(countSessions(marksUntil(register, day('2026-04-28'))).possible, 4)
    assert.equal(countSessions(marksUntil(register, day('2026-05-03'))).possible, 10)
    assert.equal(marksUntil(register, day('2025-07-01')), '')
  })
  test('weeks run from the first with a mark to the last', () =>
    assert.deepEqual(
      weeksOf(register).map(week => [week.monday, week.counts.attended, week.counts.possible]),
      [
        ['2026-04-27', 8, 10],
        ['2026-05-04', 1, 1],
      ],
    ))
  test('as known on a day before a correction, the mark is the one that stood then', () => {
    const changes = [
      { position: 1, old: 'N', knownFrom: new Date('2026-05-02T00:00:00Z') },
      { position: 1, old: 'I', knownFrom: new Date('2026-05-04T00:00:00Z') },
    ]
    assert.equal(marksKnownAt('/O/', changes, new Date('2026-05-03T00:00:00Z')), '/I/')
    assert.equal(marksKnownAt('/O/', changes, new Date('2026-05-01T00:00:00Z')), '/N/')
    assert.equal(marksKnownAt('/O/', changes, new Date('2026-05-05T00:00:00Z')), '/O/')
  })
})

describe('codes in words', () => {
  test('every code of the register has words, and says how it counts', () => {
    for (const { code } of markCodes.filter(m => m.code !== '-')) {
      assert.doesNotMatch(markWords(code), /not in any list/, code)
      assert.match(markClassWords(code), /^(Attended|Absent|Not counted)/)
    }
  })
  test('a whole day in school is two words, and a split day says both halves', () => {
    assert.equal(dayWords({ am: '/', pm: '\\' }), 'In school')
    assert.equal(
      dayWords({ am: 'M', pm: '\\' }),
      'Medical or dental appointment this morning, in school this afternoon',
    )
    assert.equal(dayWords({ am: 'O' }), 'Absent without leave')
  })
})
