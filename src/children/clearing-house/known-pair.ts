import { addDays, type PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'

/** An invented pair of records, and whether they are one child. */
export type KnownPair = { readonly a: Identity; readonly b: Identity; readonly same: boolean }

/** Draws a whole number from 0 up to, not including, `below`. */
export type Draw = (below: number) => number

const girls =
  'Amelia Olivia Isla Ava Freya Grace Zainab Aisha Maryam Zofia Chiara Ama Siobhan Leila Ruby Poppy Evie Harper Nadia Keziah'
const boys =
  'Oliver George Noah Arthur Leo Muhammad Yusuf Ibrahim Jakub Kacper Kofi Cillian Theo Alfie Rory Dylan Jayden Omar Samuel Tobi'
const families =
  'Smith Jones Taylor Brown Khan Ahmed Hussain Patel Begum Nowak Kowalski Mensah Okafor Adeyemi Murphy Walsh Evans Hughes Wright Baker'
const mothers = 'Sarah Emma Laura Fatima Amina Agnieszka Grace Niamh Donna Claire'
const streets =
  'High Street;Station Road;Church Lane;Mill Lane;Victoria Road;Green Lane;Park Road;Albert Road;Manor Road;The Crescent'

const oneOf = <T>(list: readonly T[], draw: Draw): T => list[draw(list.length)]!
const words = (text: string, split = ' '): string[] => text.split(split)

/** A place as local ones are written: its postcode is of a given district. */
const home = (districts: readonly string[], draw: Draw): Identity => {
  const letters = 'ABDEFGHJLNPQRSTUWXYZ'
  const end = `${draw(9) + 1}${letters[draw(letters.length)]}${letters[draw(letters.length)]}`
  return {
    postcode: `${oneOf(districts, draw)} ${end}`,
    house: String(draw(140) + 1),
    street: oneOf(words(streets, ';'), draw),
  }
}

const child = (today: PlainDate, districts: readonly string[], draw: Draw): Identity => {
  const sex = draw(2) === 0 ? 'F' : 'M'
  const surname = oneOf(words(families), draw)
  return {
    ...{ forename: oneOf(words(sex === 'F' ? girls : boys), draw), surname, sex },
    birthDate: addDays(today, -(400 + draw(5_000))),
    parents: [`${oneOf(words(mothers), draw)} ${surname}`],
    ...home(districts, draw),
  }
}

/** A name with one letter left out, as names are mistyped. */
const mistyped = (name: string, draw: Draw): string => {
  const at = 1 + draw(Math.max(1, name.length - 2))
  return name.slice(0, at) + name.slice(at + 1)
}

type Maker = (one: Identity, today: PlainDate, districts: readonly string[], draw: Draw) => KnownPair
const makers: readonly Maker[] = [
  // one child, mistyped
  (one, _today, _districts, draw) => ({
    ...{ a: one, same: true },
    b: { ...one, surname: mistyped(one.surname ?? '', draw) },
  }),
  // one child who moved: the parent and the home before are the same
  (one, _today, districts, draw) => ({
    ...{ a: one, same: true },
    b: { ...one, ...home(districts, draw), previousPostcodes: one.postcode ? [one.postcode] : [] },
  }),
  // twins
  (one, _today, _districts, draw) => {
    const names = words(one.sex === 'F' ? girls : boys).filter(name => name !== one.forename)
    return { a: one, same: false, b: { ...one, forename: oneOf(names, draw) } }
  },
  // namesakes of different ages, homes and parents
  (one, today, districts, draw) => ({
    ...{ a: one, same: false },
    b: {
      ...child(today, districts, draw),
      ...{ forename: one.forename, surname: one.surname, sex: one.sex },
      birthDate: addDays(one.birthDate ?? today, 500 + draw(300)),
      parents: [
        `${oneOf(
          words(mothers).filter(name => !one.parents?.[0]?.startsWith(name)),
          draw,
        )} ${one.surname}`,
      ],
    } as Identity,
  }),
]

/** An invented pair, in either order; `districts` are the first halves of local postcodes. The same draws give the same pair. */
export const inventPair = (today: PlainDate, districts: readonly string[], draw: Draw): KnownPair => {
  const pair = oneOf(makers, draw)(child(addDays(today, -800), districts, draw), today, districts, draw)
  return draw(2) === 0 ? pair : { ...pair, a: pair.b, b: pair.a }
}
