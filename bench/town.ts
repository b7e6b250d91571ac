// An invented town of any size for pages and search: child number n is the same whoever makes it, so that intake and the
// bulk loader can be given the same rows. Northmere has the hard cases; the town has the numbers.
import { type CommunityName, communities } from '../fictional/names/index.ts'
import { hash32, type Random, randomFrom } from '../fictional/random.ts'
import { addDays, makeUpn, type PlainDate } from '../src/kernel/index.ts'

export type Town = {
  readonly children: number
  /** School days with registers, from the first of term. */
  readonly days: number
  /** Earlier school years of which each child's everyday facts are told besides, by the bulk loader alone. */
  readonly earlier?: number
}

export type TownChild = {
  readonly number: number
  readonly forename: string
  readonly middle: string
  readonly surname: string
  readonly birthDate: PlainDate
  readonly sex: 'F' | 'M'
  readonly upn: string
  readonly house: string
  readonly street: string
  readonly postcode: string
  readonly uprn: string
  readonly phone: string
  readonly parent: string
  readonly family: string
  readonly school: number
  readonly yearGroup: string
  readonly ethnicity: string
  readonly language: string
}

/** The town's day, and the moment that its lists speak of. */
export const townDay = '2026-11-20' as PlainDate
export const townAsOf = new Date('2026-11-19T18:00:00Z')
const firstOfTerm = '2026-09-02' as PlainDate

const perSchool = 400
export const countSchools = ({ children }: Town): number => Math.max(2, Math.ceil(children / perSchool))
export const schoolNumber = (school: number): string => `899${2000 + school}`
export const schoolName = (school: number): string => {
  const random = randomFrom(hash32('school', school))
  return `${random.pick(beginnings)}${random.pick(endings)} ${random.pick(['Primary', 'Academy', 'High', 'Church of England'])} School`
}

/** One in two hundred is a child whom services work with: a long record. */
export const isLongRecord = (number: number): boolean => number % 200 === 0

const beginnings =
  'Wether Apple Thorn Black Ash Kirk Mar Nor Sut Wes Hal Stan Hat Brad Clif Dray Elm Far Gold Haw Ing Kel Lang Mil New Oak Pen Quar Rus Sel Tad Ul Ver Whit Yar Cop Bux Dal Fen Gar'.split(
    ' ',
  )
const endings =
  'by ton ham worth ley field wick stead ford bridge burn well gate thorpe croft dale hurst combe shaw more'.split(' ')
const middles = 'ing er en ar ol an is ut'.split(' ')

/**
 * As in life: the commonest surname is borne by one or two in a hundred, the commonest forename by one, and half of all
 * families have a name that few share, so that the dictionary of a county has tens of thousands.
 */
const surnameFor = (random: Random, common: readonly string[]): string => {
  if (random.chance(0.25)) return random.favour(common)
  if (random.chance(0.33)) return random.pick(common)
  const rare = `${random.pick(beginnings)}${random.chance(0.5) ? random.pick(middles) : ''}${random.pick(endings)}`
  return random.chance(0.15) ? `${rare}-${random.pick(common)}` : rare
}
const forenameFor = (random: Random, names: readonly string[]): string =>
  random.chance(0.2) ? random.favour(names) : random.pick(names)

type Home = Pick<
  TownChild,
  'surname' | 'house' | 'street' | 'postcode' | 'uprn' | 'parent' | 'family' | 'ethnicity' | 'language'
> & {
  readonly community: CommunityName
}

const communityNames = Object.keys(communities) as CommunityName[]
const weights = Object.fromEntries(communityNames.map(name => [name, communities[name].weight])) as Record<
  CommunityName,
  number
>

/** Two children to a family: brothers and sisters share the house, the parent and the school. */
const homeOf = (family: number): Home => {
  const random = randomFrom(hash32('home', family))
  const community = random.weighted(weights)
  const { names, ethnicities, languages } = communities[community]
  const surname = surnameFor(random, names.surnames)
  const district = `${random.pick(['NM', 'NX', 'NZ'])}${random.between(1, 60)}`
  return {
    community,
    surname,
    family: `F${family}`,
    house: String(random.between(1, 180)),
    street: `${random.pick(beginnings)}${random.pick(endings)} ${random.pick(['Road', 'Street', 'Lane', 'Close', 'Avenue'])}`,
    postcode: `${district} ${random.between(1, 9)}${random.pick([...'ABDEFGH'])}${random.pick([...'JLNPQRS'])}`,
    uprn: String(100_000_000_000 + family),
    parent: `${random.favour(names.mothers)} ${surname}`,
    ethnicity: random.pick(ethnicities),
    language: random.pick(languages),
  }
}

/** The child of that number. */
export const childOf = (town: Town, number: number): TownChild => {
  const family = number >> 1
  const { community, ...home } = homeOf(family)
  const random = randomFrom(hash32('child', number))
  const { names } = communities[community]
  const sex = random.chance(0.5) ? 'F' : 'M'
  const forenames: readonly string[] = sex === 'F' ? names.girls : names.boys
  // Of two, the second is the younger by years: the town has no twins.
  const year = 2010 + ((hash32('year', family) + (number & 1) * 4) % 11)
  const pick = () => forenameFor(random, forenames)
  return {
    ...home,
    number,
    sex,
    forename: pick(),
    middle: random.chance(0.7) ? pick() : '',
    birthDate: addDays(`${year}-01-01` as PlainDate, random.between(0, 364)),
    upn: makeUpn(
      '899',
      String(2000 + Math.floor(number / 1000)),
      String(year - 2000 + 4).padStart(2, '0'),
      number % 1000,
    ),
    phone: `07700 9${String(number % 100_000).padStart(5, '0')}`,
    school: family % countSchools(town),
    yearGroup: String(Math.max(0, 2026 - year - 5)),
  }
}

/** The days whose registers the town has. */
export const townDays = ({ days }: Town): PlainDate[] => {
  const found: PlainDate[] = []
  for (let day = firstOfTerm; found.length < days; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) found.push(day)
  }
  return found
}

/** How a child's days go: one of a few dozen ways. */
export const patterns = 48
export const patternOf = (number: number): number => hash32('pattern', number) % patterns
/** The codes of a day's two sessions. */
export const marksOn = (pattern: number, day: PlainDate): readonly [am: string, pm: string] => {
  const random = randomFrom(hash32('marks', pattern, day))
  const mark = (present: string): string => (random.chance(0.93) ? present : random.pick(['I', 'O', 'M', 'L']))
  return [mark('/'), mark('\\')]
}
