import { ageOf, type Child, drawChildren, drawFamily, makeChild, openWorld, type World } from './family.ts'
import { drawForename, surnameFor } from './names.ts'
import { drawSchool } from './places.ts'
import { type Chance, chanceFrom } from './random.ts'
import { rates, type System } from './rates.ts'
import { type About, type Row, rowsOf, systems } from './systems.ts'

/** What the bench alone knows of a child: which hard case they are, and of which group recall is counted. */
export type Facts = {
  readonly person: string
  readonly group: string
  readonly underOne: boolean
  readonly family: number
  /** Children of one birth share it; alone it is 0. */
  readonly birth: number
  /** The two identities of an adopted child share it; otherwise it is 0. */
  readonly adoption: number
}

/** One family as the files and the bench get it. */
export type Household = {
  readonly facts: readonly Facts[]
  readonly rows: Readonly<Record<System, readonly Row[]>>
  /** Pairs of rows that a holder of sealed records has said are never to meet. */
  readonly barriers: readonly (readonly [string, string])[]
}

export type Wanted = { readonly children: number; readonly seed: number }

const idBits = 24
/** Ids tell nothing: the next number, its bits stirred, so that a child's rows are not neighbours by name. */
const idOf = (system: System, count: number): string => {
  const mask = 2 ** idBits - 1
  const stirred = (Math.imul(count ^ (count >>> 11), 0x9e3b71) ^ (0x5bd1e9 + systems.indexOf(system) * 77_777)) & mask
  return `${system[0]!.toUpperCase()}${(stirred + Math.floor(count / (mask + 1)) * (mask + 1)).toString().padStart(8, '0')}`
}

/** Draws families until there are so many children; the same seed gives the same families. Holds one family at a time. */
export function* drawPopulation({ children, seed }: Wanted): Generator<Household> {
  const world = openWorld(children, chanceFrom(seed))
  const { chance, office } = world
  const counts: Record<System, number> = { school: 0, care: 0, health: 0 }
  const writing = { chance, office, nextId: (system: System) => idOf(system, ++counts[system]) }
  let adoptions = 0
  while (world.count < children) {
    const household = { facts: [] as Facts[], rows: emptyRows(), barriers: [] as [string, string][] }
    const family = drawFamily(world)
    const own = drawChildren(world, family)
    for (const child of own) {
      const siblings = own.filter(other => other !== child)
      const adopted = ageOf(child) > 0.5 && chance.hits(rates.adopted.children)
      const adoption = adopted ? ++adoptions : 0
      const about: About = adopted ? { siblings, known: { care: 0.3 } } : { siblings }
      const present = add(household, child, { adoption, rows: drawRows(child, about, writing) })
      if (!adopted) continue
      const known = { school: chance.hits(0.3) ? 0.9 : 0, care: 0.92, health: 0.9 }
      const birthIdentity = drawBirthIdentity(world, child)
      const rows = drawRows(birthIdentity, { siblings: [], known }, writing)
      const past = add(household, birthIdentity, { adoption, rows })
      if (chance.hits(rates.adopted.inBarrierFile))
        household.barriers.push(...present.flatMap(one => past.map(other => [one, other] as [string, string])))
    }
    yield household
  }
}

const emptyRows = (): Record<System, Row[]> => ({ school: [], care: [], health: [] })

type Writing = Parameters<typeof rowsOf>[3]
const drawRows = (child: Child, about: About, writing: Writing): Record<System, Row[]> => {
  const rows = emptyRows()
  for (const system of systems) rows[system] = rowsOf(child, system, about, writing)
  return rows
}

type Filling = { readonly facts: Facts[]; readonly rows: Record<System, Row[]> }
type Added = { adoption: number; rows: Record<System, Row[]> }

/** Puts a child's rows and facts to those of the household; gives the ids of the rows. */
const add = (household: Filling, child: Child, { adoption, rows }: Added): string[] => {
  const { person, group, family, birth } = child
  household.facts.push({ person, group, underOne: ageOf(child) < 1, family: family.number, birth, adoption })
  for (const system of systems) household.rows[system].push(...rows[system])
  return systems.flatMap(system => rows[system].map(([id]) => id!))
}

/** Who an adopted child was before: born the same day, another name, other numbers, another address, often the same forename. */
const drawBirthIdentity = (world: World, child: Child): Child => {
  const { chance } = world
  const family = drawFamily(world, chance.hits(0.8) ? child.group : undefined)
  const { born, sex } = child
  const keeps = (share: number): boolean => chance.hits(share)
  return makeChild(world, {
    ...{ family, born, sex, birth: 0, order: 0, exact: true },
    surname: surnameFor(family.surname, sex),
    school: drawSchool(world.children, family.addresses[0]!.sector, chance),
    forename: keeps(rates.adopted.keepForename) ? child.forename : drawForename(family.group, sex, chance),
    middle: keeps(rates.adopted.keepMiddle) ? child.middle : drawForename(family.group, sex, chance),
  })
}

/** Stirs a stream: each row leaves among the next few thousand, so that a family's rows are not neighbours. */
export const stirrer = (chance: Chance, emit: (row: Row) => void, held = 4000) => {
  const waiting: Row[] = []
  return {
    add: (row: Row): void => {
      if (waiting.length < held) {
        waiting.push(row)
        return
      }
      const at = chance.below(held)
      emit(waiting[at]!)
      waiting[at] = row
    },
    end: (): void => {
      for (const row of waiting) emit(row)
      waiting.length = 0
    },
  }
}
