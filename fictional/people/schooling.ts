import { academicYearOf, type Day, yearOf } from '../calendar.ts'
import type { Random } from '../random.ts'
import { schoolYear } from '../terms.ts'
import type { Address, Phase, School, Schooling } from '../world.ts'

/** The year in which a child born on this day starts Reception. */
export const receptionYear = (born: Day): number => academicYearOf(born) + 5

/** National curriculum year on a day: N1, N2, R, 1 … 14; before that E2. */
export const ncYear = (born: Day, on: Day): string => {
  const n = academicYearOf(on) - receptionYear(born)
  if (n < 0) return n === -1 ? 'N2' : n === -2 ? 'N1' : 'E2'
  return n === 0 ? 'R' : String(Math.min(n, 14))
}

/** The schools by phase and district. */
export type SchoolMap = ReadonlyMap<string, readonly School[]>

export const mapSchools = (schools: readonly School[]): SchoolMap =>
  Map.groupBy(schools, school => `${school.phase} ${school.district}`)

/** A school of this phase in reach of the address: in the district, or else in the first of its six. */
export const schoolNear = (map: SchoolMap, phase: Phase, address: Address, choice: number): School => {
  const near =
    map.get(`${phase} ${address.district}`) ?? map.get(`${phase} ${address.district - (address.district % 6)}`)
  const school = near?.[choice % near.length]
  if (!school) throw new Error(`no ${phase} school near district ${address.district}`)
  return school
}

interface Ahead {
  readonly random: Random
  readonly map: SchoolMap
  readonly today: Day
  readonly born: Day
  readonly address: Address
  /** Where the family lived before `movedOn`; the child may have changed primary school with the move. */
  readonly formerAddress?: Address
  readonly movedOn?: Day
  /** Which of the schools in reach this family uses, so that brothers and sisters mostly share one. */
  readonly choice: number
}

const span = (today: Day, school: School, from: Day, to: Day): Schooling[] => {
  if (from > today) return []
  return [{ school, from, status: 'C', ...(to <= today ? { to } : {}) }]
}

const primarySpans = (a: Ahead, first: number): Schooling[] => {
  const start = schoolYear(first).from
  const end = schoolYear(receptionYear(a.born) + 6).to
  const now = schoolNear(a.map, 'PS', a.address, a.choice)
  if (a.formerAddress && a.movedOn && a.movedOn > start && a.movedOn < end) {
    const before = schoolNear(a.map, 'PS', a.formerAddress, a.choice)
    if (before !== now) return [...span(a.today, before, start, a.movedOn - 3), ...span(a.today, now, a.movedOn, end)]
  }
  return span(a.today, now, start, end)
}

/** A child's life on Northmere's school rolls, from nursery to the end of Year 11 or 13, as far as it has come today. */
export const schoolingOf = (a: Ahead): Schooling[] => {
  const reception = receptionYear(a.born)
  const first = a.random.chance(0.45) ? reception - 1 : reception
  const last = reception + (a.random.chance(0.45) ? 13 : 11)
  if (a.random.chance(0.012))
    return span(a.today, schoolNear(a.map, 'SP', a.address, 0), schoolYear(first).from, schoolYear(last).to)
  const secondary = schoolNear(a.map, 'SS', a.address, a.choice)
  const main = span(a.today, secondary, schoolYear(reception + 7).from, schoolYear(last).to)
  const unit = main[0] && !main[0].to && a.random.chance(0.008) ? main[0] : undefined
  if (!unit) return [...primarySpans(a, first), ...main]
  const weir = schoolNear(a.map, 'PR', a.address, 0)
  const since = Math.max(unit.from, a.today - a.random.between(40, 200))
  return [...primarySpans(a, first), { ...unit, status: 'M' }, { school: weir, from: since, status: 'S' }]
}

/** The year in which the first of these schools gave the child a UPN. */
export const firstEntry = (schooling: readonly Schooling[]): { school: School; year: number } | undefined => {
  const first = schooling[0]
  return first && { school: first.school, year: yearOf(first.from) }
}
