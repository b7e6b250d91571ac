import type { Whereabouts } from './leak-guard.ts'

/** Numbers from a seed, 0 up to 1: the same variants each time. */
export const chances = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}
type Chance = () => number
const pick = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T

const roads = [
  'Mill',
  'St Mary’s',
  'Queen Elizabeth',
  'Larch',
  'Ffordd y Bont',
  'Heol Tŷ Gwyn',
  'Kościuszko',
  'Church',
  'Old Station',
  'Al-Noor',
  'Beechwood',
  'Upper High',
]
const kinds = [
  'Lane',
  'Street',
  'Road',
  'Avenue',
  'Close',
  'Crescent',
  'Drive',
  'Gardens',
  'Terrace',
  'Court',
  'Place',
  'Grove',
  'Way',
]
const shorts: Readonly<Record<string, readonly string[]>> = {
  Lane: ['Ln', 'ln.'],
  Street: ['St', 'St.', 'str'],
  Road: ['Rd', 'rd.'],
  Avenue: ['Ave', 'Av'],
  Close: ['Cl', 'Clo'],
  Crescent: ['Cres', 'cresc.'],
  Drive: ['Dr', 'Drv'],
  Gardens: ['Gdns'],
  Terrace: ['Tce', 'Terr'],
  Court: ['Ct', 'Crt'],
  Place: ['Pl'],
  Grove: ['Gr', 'Grv'],
}
const schools = [
  'Larchfield Academy',
  'St Brigid’s Catholic Primary School',
  'Mill Hill Infant School',
  'Ysgol Bryn Teg Primary School',
  'The Harbour High School',
]
const inWords: Readonly<Record<number, string>> = {
  2: 'two',
  7: 'seven',
  12: 'twelve',
  19: 'nineteen',
  40: 'forty',
  58: 'fifty-eight',
  71: 'seventy one',
}

const letter = (chance: Chance): string => pick(chance, [...'ABDEFGHJLNPQRSTUWXYZ'])
const digit = (chance: Chance): string => String(Math.floor(chance() * 10))

/** A child's whereabouts, invented. */
export type Home = {
  readonly number: number
  readonly suffix: string
  readonly road: string
  readonly kind: string
  readonly postcode: string
  readonly phone: string
  readonly email: string
  readonly school: string
}
export const aHome = (chance: Chance): Home => ({
  number: chance() < 0.3 ? Number(pick(chance, Object.keys(inWords))) : 1 + Math.floor(chance() * 240),
  suffix: chance() < 0.15 ? pick(chance, ['a', 'b', 'c']) : '',
  road: pick(chance, roads),
  kind: pick(chance, kinds),
  postcode: `NM${1 + Math.floor(chance() * 19)} ${digit(chance)}${letter(chance)}${letter(chance)}`,
  phone: `07700 900${digit(chance)}${digit(chance)}${digit(chance)}`,
  email: `${pick(chance, ['jo', 'amina', 'k.nowak', 'ffion_w'])}${Math.floor(chance() * 900)}@example.${pick(chance, ['com', 'org', 'co.uk'])}`,
  school: pick(chance, schools),
})

export const placesOf = ({ number, suffix, road, kind, postcode, phone, email, school }: Home): Whereabouts[] => [
  { sort: 'address', house: `${number}${suffix}`, street: `${road} ${kind}`, postcode },
  { sort: 'telephone number', value: phone },
  { sort: 'e-mail address', value: email },
  { sort: 'school', value: school },
]

const sentences = [
  'Visited on 12 May 2026. # Mum was well.',
  'Mum said they have moved to #.',
  'New details: #\nPlease update the file.',
  'Spoke to gran (#) about the 3 meetings and the 45 day review.',
  '#',
  'Taxi booked for 8:40am from # to the contact centre, back by 3.',
  'dad asked twice whether they are at # now, I did not answer',
]
const within = (chance: Chance, told: string): string => pick(chance, sentences).replace('#', () => told)

const swaps: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  i: 'і',
  M: 'М',
  H: 'Н',
  A: 'А',
  E: 'Е',
  O: 'О',
  T: 'Т',
}
const homoglyphs = (chance: Chance, text: string): string =>
  [...text].map(l => (chance() < 0.4 ? (swaps[l] ?? l) : l)).join('')
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, l => String.fromCodePoint(l.codePointAt(0)! + 0xfee0))
const zeroWidth = (chance: Chance, text: string): string =>
  [...text].map(l => (chance() < 0.2 ? `${l}\u200b` : l)).join('')
const casing = (chance: Chance, text: string): string => pick(chance, [text, text.toLowerCase(), text.toUpperCase()])
const spacing = (chance: Chance, text: string): string =>
  text.replace(/ /g, () => pick(chance, [' ', ' ', '  ', '\n', '\t', '\u00a0', ', ', ' - ']))
const slip = (chance: Chance, word: string): string => {
  if (word.length < 6) return word
  const at = 2 + Math.floor(chance() * (word.length - 3))
  return pick(chance, [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
    `${word.slice(0, at - 1)}${word[at]}${word[at - 1]}${word.slice(at + 1)}`,
  ])
}

const tellStreet = (chance: Chance, { number, suffix, road, kind }: Home): string => {
  const sign =
    suffix === '' && inWords[number] && chance() < 0.4
      ? inWords[number]
      : `${number}${suffix && chance() < 0.4 ? ` ${suffix}` : suffix}`
  const name = chance() < 0.1 ? slip(chance, road) : road
  const street = `${chance() < 0.3 ? name.replace('’', '') : name} ${chance() < 0.5 ? pick(chance, shorts[kind] ?? [kind]) : kind}`
  return pick(chance, [
    `${sign} ${street}`,
    `${sign}, ${street}`,
    `No. ${sign} ${street}`,
    `number ${sign} on ${street}`,
    `${street} ${sign}`,
    `${street}, number ${sign}`,
    `Flat 2, ${sign} ${street}`,
  ])
}
const tellPostcode = (chance: Chance, { postcode }: Home): string =>
  pick(chance, [
    postcode,
    postcode.replace(' ', ''),
    postcode.replace(' ', '-'),
    postcode.replace(' ', '  '),
    postcode.replace(/0/g, 'O'),
    [...postcode.replace(' ', '')].join(' '),
    postcode.replace(' ', '\n'),
  ])
const tellPhone = (chance: Chance, { phone }: Home): string => {
  const d = phone.replace(' ', '')
  return pick(chance, [
    phone,
    d,
    `+44 ${d.slice(1)}`,
    `+44(0)${d.slice(1)}`,
    `0044${d.slice(1)}`,
    d.replace(/(\d{3})(?=\d)/g, '$1-'),
    [...d].join(' '),
    d.replace(/(\d{4})(?=\d)/g, '$1.'),
    d.replaceAll('0', 'O'),
  ])
}
const tellEmail = (chance: Chance, { email }: Home): string =>
  pick(chance, [
    email,
    email.toUpperCase(),
    email.replace('@', ' at '),
    email.replace('@', ' (at) ').replaceAll('.', ' dot '),
    email.replace('@', '\n@'),
  ])
const tellSchool = (chance: Chance, { school }: Home): string =>
  pick(chance, [
    school,
    school.toLowerCase(),
    school.replace('School', 'Sch'),
    school.replace('Primary', 'Prim').replace('Academy', 'Acad'),
    school.replace(/ (Catholic|Infant) /, ' '),
    school.replace('The ', ''),
  ])

/** A text that gives a home away, in some way that people or copying write it. */
export const aLeak = (chance: Chance, home: Home): string => {
  const told = pick(chance, [tellStreet, tellStreet, tellPostcode, tellPhone, tellEmail, tellSchool])(chance, home)
  const [first, second] = [spacingOrNot, disguise].map(change => (text: string) => change(chance, text))
  return within(chance, second!(first!(told)))
}
const spacingOrNot = (chance: Chance, text: string): string => (chance() < 0.3 ? spacing(chance, text) : text)
const disguise = (chance: Chance, text: string): string => {
  const way = chance()
  if (way < 0.1) return homoglyphs(chance, text)
  if (way < 0.15) return fullWidth(text)
  if (way < 0.25) return zeroWidth(chance, text)
  return casing(chance, text)
}

/** A text that tells of another place, near to the home in words but not it: it must not be stopped. */
export const aNeighbour = (chance: Chance, home: Home): string => {
  const other: Home = {
    ...aHome(chance),
    road: pick(
      chance,
      roads.filter(road => road !== home.road),
    ),
    school: pick(
      chance,
      schools.filter(school => school !== home.school),
    ),
  }
  const beside = { ...home, number: home.number + 2 }
  const told = pick(chance, [
    () => tellStreet(chance, { ...other, number: home.number, suffix: home.suffix }),
    () => tellStreet(chance, { ...beside, number: home.number + 300, suffix: '' }),
    () => `${home.road} ${home.kind}`,
    () => `the shops in ${home.road} ${home.kind}, open till ${home.number + 1}`,
    () =>
      tellPostcode(chance, {
        ...home,
        postcode: `${home.postcode.slice(0, -1)}${home.postcode.at(-1) === 'Z' ? 'X' : 'Z'}`,
      }),
    () => tellPhone(chance, { ...home, phone: `${home.phone.slice(0, -1)}${(Number(home.phone.at(-1)) + 1) % 10}` }),
    () => tellEmail(chance, { ...home, email: `x${home.email}` }),
    () => tellSchool(chance, other),
    () => `${home.number} children came, ${home.number} minutes late; the district is ${home.postcode.split(' ')[0]}`,
    () => `${home.road} is a name too: Mr ${home.road} rang`,
  ])()
  return within(chance, spacingOrNot(chance, told))
}
