import type { Day } from '../calendar.ts'
import { type CommunityName, communities } from '../names/index.ts'
import { anyAddress } from '../places.ts'
import { type Random, seeded } from '../random.ts'
import type { Adult, Child, Family, HousingNote } from '../world.ts'
import { type Home, type Making, makeChild, surnameOf } from './child.ts'
import type { Registry } from './registry.ts'
import type { SchoolMap } from './schooling.ts'

const adultNames = (random: Random, community: CommunityName): { mother: string; father: string } => {
  const { names } = communities[community]
  return { mother: random.favour(names.mothers), father: random.favour(names.fathers) }
}

/** One of Ofcom's numbers for drama; there are only a thousand, so strangers share them. */
const mobile = (random: Random): string => `07700 900${String(random.between(0, 999)).padStart(3, '0')}`

const adult = (random: Random, parts: Omit<Adult, 'phone' | 'email'>): Adult => ({
  ...parts,
  phone: random.chance(0.35) ? mobile(random) : '',
  email: random.chance(0.25) ? `parent${random.between(1000, 999_999)}@example.org` : '',
})

const adultsOf = (random: Random, home: Home): Adult[] => {
  const { mother, father } = adultNames(random, home.community)
  const together = random.chance(0.68)
  const hers = together || random.chance(0.3) ? home.surnameIndex : random.between(0, 9)
  const mum = { title: together ? 'Mrs' : 'Ms', forename: mother, surname: surnameOf(home.community, hers, 'F') }
  const dad = { title: 'Mr', forename: father, surname: surnameOf(home.community, home.surnameIndex, 'M') }
  const list = [adult(random, { ...mum, relationship: 'PAM', responsibility: true, livesHere: true })]
  if (together || random.chance(0.6))
    list.push(adult(random, { ...dad, relationship: 'PAF', responsibility: random.chance(0.85), livesHere: together }))
  return list
}

/** The days on which the children were born: some two to five years apart, now and then two on one day. */
const birthDays = (random: Random, today: Day): Day[] => {
  const size = Number(random.weighted({ '1': 40, '2': 38, '3': 15, '4': 7 }))
  const before = random.between(0, size - 1)
  const anchor = today - Math.floor(random.next() * 18.9 * 365.25)
  const days: Day[] = []
  let day = anchor
  for (let i = 0; i < before; i++) day -= Math.floor((1.2 + random.next() * 4) * 365.25)
  for (let i = 0; i < size; i++) {
    if (day <= today && day > today - 18.95 * 365.25) {
      days.push(day)
      if (random.chance(0.015)) days.push(day)
    }
    day += Math.floor((1.2 + random.next() * 4) * 365.25)
  }
  return days
}

const housingNotes = [
  'Large dog at the address: ring first',
  'Side gate, not the front door',
  'Key safe: code with duty officer',
  'Steep steps, no handrail',
  'Tenant hard of hearing: knock loudly',
  'No signal in the stairwell',
] as const

const notesOf = (random: Random, today: Day): HousingNote[] => {
  if (!random.chance(0.1)) return []
  const text = random.pick(housingNotes)
  const on = today - random.between(10, 500)
  return [{ kind: text.includes('dog') ? 'Animal' : 'Access', text, on, checkBy: on + 90 }]
}

const homeOf = (random: Random, key: string, today: Day, districts: number): Home => {
  const shares = Object.fromEntries(Object.entries(communities).map(([name, c]) => [name, c.weight]))
  const community = random.weighted(shares as Record<CommunityName, number>)
  const { names, ethnicities, languages } = communities[community]
  const address = anyAddress(random, random.between(0, districts - 1))
  const moved = random.chance(0.2)
  const nearBy = random.chance(0.7) ? address.district : random.between(0, districts - 1)
  return {
    key,
    community,
    surnameIndex: Math.floor(random.next() ** 1.7 * names.surnames.length),
    ...(random.chance(0.06) ? { secondHalf: random.between(0, names.surnames.length - 1) } : {}),
    address,
    ...(moved ? { formerAddress: anyAddress(random, nearBy), movedOn: today - random.between(30, 900) } : {}),
    choice: random.between(0, 11),
    freeMeals: random.chance(0.24),
    ethnicity: random.pick(ethnicities),
    language: random.pick(languages),
  }
}

/** What a family is made with; `registry` is the only thing that the making changes. */
export interface FamilyMaking {
  readonly seed: string
  readonly today: Day
  readonly districts: number
  readonly map: SchoolMap
  readonly registry: Registry
}

/** Family number `n` of the county; undefined where all its children would be grown up by now. */
export const makeFamily = (making: FamilyMaking, n: number): Family | undefined => {
  const random = seeded(making.seed, 'family', n)
  const { today, map, registry } = making
  const home = homeOf(random, `F${n}`, today, making.districts)
  const m: Making = { random, registry, map, today }
  const children: Child[] = []
  for (const born of birthDays(random, today))
    children.push(
      makeChild(
        m,
        home,
        children.length + 1,
        born,
        children.map(c => c.forename),
      ),
    )
  if (children.length === 0) return undefined
  const tenancy = random.chance(0.17)
    ? { since: today - random.between(100, 4000), notes: notesOf(random, today) }
    : undefined
  return {
    key: home.key,
    address: home.address,
    ...(home.formerAddress && home.movedOn ? { formerAddress: home.formerAddress, movedOn: home.movedOn } : {}),
    adults: adultsOf(random, home),
    children,
    ...(tenancy ? { tenancy } : {}),
  }
}
