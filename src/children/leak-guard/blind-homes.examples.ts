// Homes for the second trial of the leak guard, written from security.md (T05) by a hand that had not read the guard nor the first trial.
import type { Whereabouts } from './leak-guard.ts'

/** The next number of a seeded series, from 0 to below 1. */
export type Chance = () => number
/** One of a list. */
export const oneOf = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
/** A whole number from 1 to `most`. */
export const upTo = (chance: Chance, most: number): number => 1 + Math.floor(chance() * most)
const digits = (chance: Chance, many: number): string =>
  Array.from({ length: many }, () => String(Math.floor(chance() * 10))).join('')
const inwardLetter = (chance: Chance): string => oneOf(chance, [...'ABDEFGHJLNPQRSTUWXYZ'])

/** Streets by how their names were made, so that the trial can say of which sort one was missed. */
const english = [
  ['Alma', 'Road'],
  ['Hope', 'Street'],
  ['Church', 'Lane'],
  ['Station', 'Approach'],
  ['Victoria', 'Avenue'],
  ['St John’s', 'Terrace'],
  ['Great Western', 'Road'],
  ['Upper North', 'Street'],
  ['Nightingale', 'Gardens'],
  ['Old Market', 'Place'],
  ['Hawthorn', 'Crescent'],
  ['Saint Andrew’s', 'Square'],
  ['Bishop’s', 'Court'],
  ['Wellington', 'Drive'],
  ['Mount Pleasant', 'Close'],
  ['Kingfisher', 'Way'],
  ['Long', 'Walk'],
  ['Friday', 'Street'],
  ['Garden', 'Mews'],
  ['Brickfield', 'Grove'],
  ['Chalk', 'Hill'],
  ['Pump', 'Yard'],
  ['Sycamore', 'Rise'],
  ['Harbour', 'View'],
] as const
const welsh = [
  'Heol y Parc',
  'Ffordd Las',
  'Stryd Fawr',
  'Lôn Cefn',
  'Heol Tŷ Gwyn',
  'Rhodfa’r Môr',
  'Maes yr Haf',
  'Clos Llwyn Onn',
]
/** With how else people who speak the language spell them in Latin letters. */
export const otherSpellings: Readonly<Record<string, readonly string[]>> = {
  'Sikorski Road': ['Sikorskiego Road', 'Sikorsky Road', 'Sikorski Rd'],
  'Łódź Street': ['Lodz Street', 'Łodz St', 'Lódz Street'],
  'Kościuszko Way': ['Kosciuszko Way', 'Kosciusko Way', 'Kościuszki Way'],
  'Jinnah Road': ['Jinah Road', 'Jinnaah Road', 'Ginnah Road'],
  'Khurshid Close': ['Khursheed Close', 'Kurshid Close', 'Khurshed Close'],
  'Iqbal Terrace': ['Iqbaal Terrace', 'Eqbal Terrace', 'Ikbal Terrace'],
  'Heol y Parc': ['Heol-y-Parc', 'Heol Y Parc', 'Heol-y-parc'],
  'Lôn Cefn': ['Lon Cefn', 'Lôn-Cefn'],
  'Heol Tŷ Gwyn': ['Heol Ty Gwyn', 'Heol Tygwyn', 'Heol Tŷ-Gwyn'],
  'Rhodfa’r Môr': ['Rhodfar Mor', 'Rhodfa’r Mor', 'Rhodfa r Môr'],
}
const houseNames = [
  'Rose Cottage',
  'The Old Forge',
  'Tŷ Gwyn',
  'Meadowside',
  'Ivy House',
  'Fairview',
  'Two Hoots',
  'The Lodge',
]
const areas = ['KT6', 'SE15', 'M14', 'LS9', 'CF24', 'B10', 'TS1', 'ST4', 'BD8', 'OL11', 'IP1', 'SO14']
const schools = [
  'Beechwood Primary School',
  'St Anne’s Catholic Primary School',
  'Hillcrest Academy',
  'Ysgol Gynradd Glan Afon',
  'Saint Thomas Church of England Junior School',
  'King Edward High School',
  'Two Rivers Community College',
  'Oakfield Infant and Nursery School',
  'Northgate Medical Centre',
  'Linden Grove Surgery',
]

/** A home, its telephone, e-mail and school, as the trial's other hand made them up. */
export type BlindHome = {
  readonly house: string
  /** Whether the house has a number, and not a name alone. */
  readonly numbered: boolean
  readonly street: string
  readonly foreign: boolean
  readonly postcode: string
  readonly phone: string
  readonly email: string
  readonly school: string
}

/** A home: one in seven has a name and no number, one in four a street in another language. */
export const aBlindHome = (chance: Chance): BlindHome => {
  const numbered = chance() < 0.85
  const number = `${upTo(chance, chance() < 0.6 ? 60 : 300)}${chance() < 0.12 ? oneOf(chance, ['A', 'b', 'C']) : ''}`
  const foreign = chance() < 0.25
  const street = foreign ? oneOf(chance, [...welsh, ...Object.keys(otherSpellings)]) : oneOf(chance, english).join(' ')
  const flat = numbered && chance() < 0.12 ? `Flat ${upTo(chance, 20)}, ` : ''
  return {
    house: numbered ? flat + number : oneOf(chance, houseNames),
    numbered,
    street,
    foreign,
    postcode: `${oneOf(chance, areas)} ${digits(chance, 1)}${inwardLetter(chance)}${inwardLetter(chance)}`,
    phone: chance() < 0.8 ? `07${digits(chance, 9)}` : `0161${digits(chance, 7)}`,
    email: `${oneOf(chance, ['shanaz', 'kasia.w', 'bethan', 'mum_of_3', 'd-okafor'])}${chance() < 0.5 ? digits(chance, 2) : ''}@${oneOf(chance, ['example.com', 'post.example.org', 'example.co.uk'])}`,
    school: oneOf(chance, schools),
  }
}

/** What the guard is told of the home. */
export const whereaboutsOf = ({ house, street, postcode, phone, email, school }: BlindHome): Whereabouts[] => [
  { sort: 'address', house, street, postcode },
  { sort: 'telephone number', value: phone },
  { sort: 'e-mail address', value: email },
  { sort: 'school', value: school },
]
