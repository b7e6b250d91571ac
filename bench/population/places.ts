import lists from './data/names.json' with { type: 'json' }
import areas from './data/postcode-sectors.json' with { type: 'json' }
import type { Chance } from './random.ts'
import { rates } from './rates.ts'

export type Address = { readonly line: string; readonly postcode: string; readonly sector: number }

const sectors = areas.sectors.split(',')
const unitLetters = 'ABDEFGHJLNPQRSTUWXYZ'
const streets = lists.streets.split(' ')
const kinds = lists.streetKinds.split(' ')
const postcodesThereAre = sectors.length * unitLetters.length ** 2

/** A number that scatters another, the same for ever: which street a postcode lies in. */
const scatter = (number: number): number => (Math.imul(number + 1, 2_654_435_761) >>> 8) >>> 0

/** A house in one of so many postcodes as the children of the population fill. Every house of a postcode is in one street. */
export const drawAddress = (children: number, chance: Chance): Address => {
  const wanted = Math.max(10, Math.round(children / rates.childrenPerPostcode))
  const at = chance.below(Math.min(wanted, postcodesThereAre))
  const sector = at % sectors.length
  const unit = Math.floor(at / sectors.length)
  const letters = unitLetters[Math.floor(unit / unitLetters.length)]! + unitLetters[unit % unitLetters.length]!
  const street = `${streets[scatter(at) % streets.length]} ${kinds[scatter(at * 7) % kinds.length]}`
  const house = chance.below(38) + 1
  const flat = chance.hits(0.12) ? `Flat ${chance.below(9) + 1}, ` : chance.hits(0.02) ? 'The Old Cottage, ' : ''
  return { line: `${flat}${house} ${street}`, postcode: `${sectors[sector]}${letters}`, sector }
}

/** The school of those who live there: one of two near by. */
export const drawSchool = (children: number, sector: number, chance: Chance): number => {
  const schools = Math.max(4, Math.round(children / rates.childrenPerSchool))
  return (sector + (chance.hits(0.35) ? 3 : 0)) % schools
}

const saints = ['St Mary’s', 'St John’s', 'Holy Trinity', 'All Saints', 'St Peter’s', 'Our Lady’s']
/** The name of a school, by its number. */
export const schoolName = (school: number): string => {
  const kind = school % 4 === 0 ? 'C of E Primary School' : school % 3 === 0 ? 'Academy' : 'School'
  const first = school % 4 === 0 ? saints[scatter(school) % saints.length] : streets[scatter(school) % streets.length]
  return `${first} ${kinds[Math.floor(school / 12) % kinds.length]} ${kind}`
}
