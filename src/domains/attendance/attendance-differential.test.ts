import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markBits, markByte, type PlainDate, weekdayIndex } from '../../kernel/index.ts'
import { countSessions, isPersistentlyAbsent, isSeverelyAbsent, marksUntil, type Register } from './attendance.ts'
import { combineRegisters } from './dual-registration.ts'

// A second implementation, kept naive on purpose: one object a session, codes by name, fractions of whole numbers.

type Session = { readonly day: string; readonly half: 'am' | 'pm'; readonly school: string; readonly code: string }

const attendedCodes = ['/', '\\', 'L', 'K', 'V', 'P', 'W', 'B', 'J']
const authorisedCodes = ['C', 'C1', 'C2', 'E', 'I', 'J1', 'M', 'R', 'S', 'T', 'H', 'F']
const unauthorisedCodes = ['G', 'N', 'O', 'U']
const uncountedCodes = ['D', 'X', 'Q', 'Y', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7', 'Z', '#', '', 'QQ']

const naiveCounts = (sessions: readonly Session[]) => {
  const counts = { possible: 0, attended: 0, authorised: 0, unauthorised: 0 }
  for (const same of Map.groupBy(sessions, s => s.day + s.half).values()) {
    const codes = same.map(s => s.code)
    if (codes.some(code => attendedCodes.includes(code))) counts.attended++
    else if (codes.some(code => authorisedCodes.includes(code))) counts.authorised++
    else if (codes.some(code => unauthorisedCodes.includes(code))) counts.unauthorised++
    else continue
    counts.possible++
  }
  return counts
}

const naiveDisagreements = (sessions: readonly Session[]): number =>
  [...Map.groupBy(sessions, s => s.day + s.half).values()].filter(same => {
    const found = [attendedCodes, authorisedCodes, unauthorisedCodes].filter(list =>
      same.some(s => list.includes(s.code)),
    )
    return found.length > 1
  }).length

/** Year 2025 to 2026, counted off on the calendar by itself. */
const weekdays: string[] = []
for (let at = Date.UTC(2025, 7, 1); at <= Date.UTC(2026, 6, 31); at += 86_400_000)
  if (![0, 6].includes(new Date(at).getUTCDay())) weekdays.push(new Date(at).toISOString().slice(0, 10))

const registerOf = (school: string, sessions: readonly Session[]): Register => {
  const marks = Array<string>(530).fill('-')
  for (const { day, half, code } of sessions)
    marks[(weekdayIndex(2025, day as PlainDate) ?? 0) * 2 + (half === 'am' ? 0 : 1)] = markByte(code)
  return { school, year: 2025, marks: marks.join(''), changedAt: new Date(0) }
}

const anyCode = fc.constantFrom(...attendedCodes, ...authorisedCodes, ...unauthorisedCodes, ...uncountedCodes)
const anyCodes = fc.array(anyCode, { maxLength: weekdays.length * 2, size: 'max' })
const anySchools = fc.array(fc.tuple(anyCodes, fc.nat({ max: 400 })), { minLength: 1, maxLength: 3 })
const sessionsOf = (school: string, codes: readonly string[], skip: number): Session[] =>
  codes.flatMap((code, at) => {
    const day = weekdays[Math.floor((at + skip) / 2)]
    return day ? [{ day, half: (at + skip) % 2 === 0 ? ('am' as const) : ('pm' as const), school, code }] : []
  })

test('random registers of one, two and three schools count the same as session by session', () => {
  fc.assert(
    fc.property(anySchools, fc.nat({ max: weekdays.length - 1 }), (schools, last) => {
      const own = schools.map(([codes, skip], at) => sessionsOf(`School ${at}`, codes, skip))
      const registers = own.map((sessions, at) => registerOf(`School ${at}`, sessions))
      const { marks, disagreements } = combineRegisters(registers)
      const naive = naiveCounts(own.flat())
      const { possible, attended, authorised, unauthorised } = countSessions(marks)
      assert.deepEqual({ possible, attended, authorised, unauthorised }, naive)
      assert.equal(disagreements.length, naiveDisagreements(own.flat()))
      assert.deepEqual(countSessions(combineRegisters(registers.toReversed()).marks), countSessions(marks))

      const missed = naive.authorised + naive.unauthorised
      assert.equal(isPersistentlyAbsent(countSessions(marks)), possible > 0 && missed / possible >= 0.1)
      assert.equal(isSeverelyAbsent(countSessions(marks)), possible > 0 && missed / possible >= 0.5)

      const [first, day] = [registers[0], weekdays[last]]
      assert.ok(first && day)
      const then = countSessions(marksUntil(first, day as PlainDate))
      const naiveThen = naiveCounts((own[0] ?? []).filter(s => s.day <= day))
      assert.deepEqual([then.possible, then.attended], [naiveThen.possible, naiveThen.attended])
    }),
  )
})

test('the bits that counting by school reads agree with the sessions', () => {
  const ones = (bits: string): number => bits.replaceAll('0', '').length
  fc.assert(
    fc.property(anyCodes, codes => {
      const sessions = sessionsOf('School', codes, 0)
      const bits = markBits(registerOf('School', sessions).marks)
      const naive = naiveCounts(sessions)
      assert.deepEqual(
        [ones(bits.attended), ones(bits.authorised), ones(bits.unauthorised)],
        [naive.attended, naive.authorised, naive.unauthorised],
      )
    }),
  )
})
