import { type Day, mondayOf, weekdayOf } from './calendar.ts'
import { ncYear } from './people/schooling.ts'
import { hash32, mix, type Random, randomFrom } from './random.ts'
import { isSchoolDay, type Span } from './terms.ts'
import type { AttendancePattern, Child, Schooling } from './world.ts'

/** One child's week in one register: ten sessions, Monday morning first. `#` closed, '' not on this roll. */
export interface Week {
  readonly marks: readonly string[]
  readonly suspended?: { readonly start: Day; readonly sessions: number }
}

interface Rates {
  /** Chance in a week of falling ill, and in a session of being absent without leave or late. */
  readonly ill: number
  readonly away: number
  readonly late: number
  readonly suspended: number
}

const rates: Readonly<Record<AttendancePattern, Rates>> = {
  usual: { ill: 0.08, away: 0.002, late: 0.008, suspended: 0 },
  strong: { ill: 0.03, away: 0, late: 0.002, suspended: 0 },
  unwell: { ill: 0.28, away: 0.004, late: 0.01, suspended: 0 },
  drifting: { ill: 0.12, away: 0.09, late: 0.05, suspended: 0.03 },
  severe: { ill: 0.1, away: 0.6, late: 0.05, suspended: 0.01 },
  carer: { ill: 0, away: 0, late: 0, suspended: 0 },
  'late-mondays': { ill: 0.05, away: 0, late: 0.005, suspended: 0 },
}

/** Monday mornings after registration closed, every other Thursday morning not at all. */
const carerMarks = (marks: string[], monday: Day): void => {
  marks[0] = 'U'
  marks[6] = Math.floor(monday / 7) % 2 === 0 ? 'O' : 'L'
}

const illness = (random: Random, marks: string[]): void => {
  const from = random.between(0, 4)
  const days = random.between(1, 4)
  for (let day = from; day < Math.min(5, from + days); day++) {
    marks[day * 2] = 'I'
    marks[day * 2 + 1] = 'I'
  }
}

const single = (random: Random, marks: string[], rate: Rates): void => {
  for (let i = 0; i < 10; i++)
    if (random.chance(rate.away)) marks[i] = 'O'
    else if (i % 2 === 0 && random.chance(rate.late)) marks[i] = random.chance(0.8) ? 'L' : 'U'
}

const rareWeek = (random: Random, marks: string[]): void => {
  const kind = random.weighted({ M: 60, V: 25, R: 8, G: 10, C: 5 })
  if (kind === 'G') marks.fill('G', random.between(0, 6))
  else marks[random.between(0, 9)] = kind
}

const suspension = (random: Random, marks: string[], monday: Day): Week['suspended'] => {
  const from = random.between(0, 3)
  const sessions = Math.min(10 - from * 2, random.pick([2, 3, 4, 6]))
  marks.fill('E', from * 2, from * 2 + sessions)
  return { start: monday + from, sessions }
}

const lived = (seed: number, child: Child, monday: Day, secondary: boolean): Week => {
  const random = randomFrom(mix(seed ^ Math.imul(monday, 0x9e3779b1)))
  const rate = rates[child.pattern]
  const marks = ['/', '\\', '/', '\\', '/', '\\', '/', '\\', '/', '\\']
  if (child.pattern === 'carer') carerMarks(marks, monday)
  if (child.pattern === 'late-mondays' && random.chance(0.6)) marks[0] = random.chance(0.8) ? 'L' : 'U'
  if (random.chance(rate.ill)) illness(random, marks)
  if (rate.away + rate.late > 0) single(random, marks, rate)
  if (child.pattern !== 'carer' && random.chance(0.035)) rareWeek(random, marks)
  if (!secondary || !random.chance(rate.suspended)) return { marks }
  const suspended = suspension(random, marks, monday)
  return suspended ? { marks, suspended } : { marks }
}

/** The marks as this school's register has them: nothing off roll, `#` when closed, `D` while at the other school. */
const masked = (week: Week, child: Child, at: Schooling, monday: Day): Week => {
  const second = at.status === 'M' ? child.schooling.find(s => s.status === 'S') : undefined
  const marks = week.marks.map((mark, i) => {
    const day = monday + Math.floor(i / 2)
    if (day < at.from || (at.to !== undefined && day > at.to)) return ''
    if (!isSchoolDay(day)) return '#'
    return second && day >= second.from ? 'D' : mark
  })
  const { suspended } = week
  const kept = suspended && marks[(suspended.start - monday) * 2] === 'E' ? suspended : undefined
  return kept ? { marks, suspended: { ...kept, sessions: marks.filter(m => m === 'E').length } } : { marks }
}

/** The week of one child in one school's register: the same whenever and by whatever file it is asked for. */
export const registerWeek = (seed: string, child: Child, at: Schooling, monday: Day): Week => {
  const secondary = at.school.phase !== 'PS'
  return masked(lived(hash32(seed, child.key, 'marks'), child, monday, secondary), child, at, monday)
}

/** Whether schools take this child's register on that day: nursery children's is not collected. */
export const hasRegister = (child: Child, on: Day): boolean => /^(R|\d+)$/.test(ncYear(child.dob, on))

/** What a register holds for a span of days. */
export interface Tally {
  readonly counts: ReadonlyMap<string, number>
  readonly suspensions: readonly { readonly start: Day; readonly sessions: number }[]
}

/** The sessions of a span by register code, closures left out. */
export const tally = (seed: string, child: Child, at: Schooling, span: Span): Tally => {
  const counts = new Map<string, number>()
  const suspensions: { start: Day; sessions: number }[] = []
  const from = Math.max(span.from, at.from)
  const to = Math.min(span.to, at.to ?? span.to)
  for (let monday = mondayOf(from); monday <= to; monday += 7) {
    const week = registerWeek(seed, child, at, monday)
    week.marks.forEach((mark, i) => {
      const day = monday + Math.floor(i / 2)
      if (mark === '' || mark === '#' || day < from || day > to || !hasRegister(child, day)) return
      counts.set(mark, (counts.get(mark) ?? 0) + 1)
    })
    if (week.suspended && week.suspended.start >= from && week.suspended.start <= to) suspensions.push(week.suspended)
  }
  return { counts, suspensions }
}

const notPossible = new Set(['D', 'X', 'Q', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7', 'Z'])
const attending = new Set(['/', '\\', 'L', 'K', 'V', 'P', 'W', 'B'])
const unauthorised = new Set(['G', 'N', 'O', 'U'])

/** Sessions possible, attended, authorised and unauthorised (codes of 19 August 2024). */
export const totals = (counts: ReadonlyMap<string, number>) => {
  const sum = { possible: 0, attended: 0, authorised: 0, unauthorised: 0 }
  for (const [code, n] of counts) {
    if (notPossible.has(code)) continue
    sum.possible += n
    if (attending.has(code)) sum.attended += n
    else if (unauthorised.has(code)) sum.unauthorised += n
    else sum.authorised += n
  }
  return sum
}

/** Whether a day is one on which a school could have marked a register by `today`. */
export const isMarkable = (day: Day, today: Day): boolean => day <= today && weekdayOf(day) < 5 && isSchoolDay(day)
