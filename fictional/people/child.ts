import { academicYearOf, ageOn, type Day } from '../calendar.ts'
import { type CommunityName, communities, nicknames } from '../names/index.ts'
import type { Random } from '../random.ts'
import type { Address, AttendancePattern, Child, Schooling, Sex } from '../world.ts'
import type { Registry } from './registry.ts'
import { firstEntry, receptionYear, type SchoolMap, schoolingOf } from './schooling.ts'
import { carerStoryOf, careStoryOf, centreOf, clubOf, earlyHelpOf } from './services.ts'

/** What all children of a family share. */
export interface Home {
  readonly key: string
  readonly community: CommunityName
  readonly surnameIndex: number
  /** The other half of a double-barrelled surname. */
  readonly secondHalf?: number
  readonly address: Address
  readonly formerAddress?: Address
  readonly movedOn?: Day
  readonly choice: number
  readonly freeMeals: boolean
  readonly ethnicity: string
  readonly language: string
}

export interface Making {
  readonly random: Random
  readonly registry: Registry
  readonly map: SchoolMap
  readonly today: Day
}

/** The surname as a girl or woman, or a boy or man, of the family bears it. */
export const surnameOf = (community: CommunityName, index: number, sex: Sex): string => {
  const { names } = communities[community] as {
    names: { surnames: readonly string[]; womenSurnames?: readonly string[] }
  }
  return (sex === 'F' ? names.womenSurnames?.[index] : undefined) ?? names.surnames[index] ?? 'Smith'
}

const needsBy = [
  'SPLD',
  'MLD',
  'SEMH',
  'SEMH',
  'SLCN',
  'SLCN',
  'ASD',
  'ASD',
  'PD',
  'HI',
  'VI',
  'OTH',
  'NSA',
  'SLD',
] as const

const patternOf = (random: Random): AttendancePattern =>
  random.weighted({ usual: 62, strong: 22, unwell: 8, drifting: 5, severe: 1.2, 'late-mondays': 1.8 })

const senOf = (random: Random, schooling: readonly Schooling[]): Pick<Child, 'sen' | 'needs'> => {
  const special = schooling.some(s => s.school.phase === 'SP')
  const sen = special ? 'E' : random.weighted({ N: 825, K: 135, E: 40 })
  if (sen === 'N') return { sen, needs: [] }
  const first = random.pick(needsBy)
  const second = random.pick(needsBy)
  return { sen, needs: random.chance(0.3) && second !== first ? [first, second] : [first] }
}

const servicesOf = (m: Making, born: Day, schooling: readonly Schooling[], family: Home): Partial<Child> => {
  const { random, registry, today } = m
  const age = ageOn(born, today)
  const school = schooling.findLast(s => !s.to)?.school.name ?? ''
  return {
    ...(random.chance(0.05) ? { care: careStoryOf(random, registry, today, born) } : {}),
    ...(random.chance(family.freeMeals ? 0.1 : 0.03)
      ? { earlyHelp: earlyHelpOf(random, registry, today, born, school) }
      : {}),
    ...(age >= 5 && random.chance(0.015) ? { carer: carerStoryOf(random, registry, today) } : {}),
    ...(random.chance(0.3) ? { centre: centreOf(random, registry, today, born) } : {}),
    ...(age >= 8 && random.chance(0.08) ? { club: clubOf(random, registry, today, school) } : {}),
  }
}

const numbersOf = (m: Making, schooling: readonly Schooling[], age: number): Pick<Child, 'upn' | 'uln' | 'nhs'> => {
  const entry = firstEntry(schooling)
  return {
    upn: entry ? m.registry.upn(entry.school, entry.year) : '',
    uln: entry && age >= 14 ? m.registry.uln() : '',
    nhs: m.registry.nhs(),
  }
}

/** A child of the family, born on this day: name, numbers, schools so far, and the services that know it. */
export const makeChild = (m: Making, family: Home, place: number, born: Day, taken: readonly string[]): Child => {
  const { random } = m
  const sex: Sex = random.chance(0.49) ? 'F' : 'M'
  const { names } = communities[family.community]
  const pool = sex === 'F' ? names.girls : names.boys
  let forename = random.favour(pool)
  while (taken.includes(forename)) forename = random.pick(pool)
  const age = ageOn(born, m.today)
  const away = age >= 4 && random.chance(0.035)
  const schooling = away ? [] : schoolingOf({ ...family, random, map: m.map, today: m.today, born })
  const mealsFrom = m.today - random.between(200, 1500)
  return {
    key: `${family.key}-${place}`,
    forename,
    middle: random.chance(0.6) ? random.pick(pool) : '',
    surname: [family.surnameIndex, ...(family.secondHalf === undefined ? [] : [family.secondHalf])]
      .map(index => surnameOf(family.community, index, sex))
      .join('-'),
    knownAs: random.chance(0.2) ? (nicknames.get(forename) ?? '') : '',
    formerSurname: '',
    dob: born,
    sex,
    ethnicity: family.ethnicity,
    language: family.language,
    formerUpn: '',
    ...numbersOf(m, schooling, age),
    schooling,
    ...senOf(random, schooling),
    freeMeals: family.freeMeals && academicYearOf(m.today) >= receptionYear(born) ? [{ from: mealsFrom }] : [],
    youngCarer: random.weighted({ N: 992, P: 4, S: 4 }),
    postCare: random.weighted({ N: 992, A: 3, G: 3, C: 2 }),
    service: random.chance(0.02) ? 'Y' : 'N',
    pattern: patternOf(random),
    ...servicesOf(m, born, schooling, family),
    said: {},
  }
}
