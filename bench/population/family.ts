import { type NumberOffice, openNumberOffice } from './identifiers.ts'
import {
  areOneName,
  drawForename,
  drawGroup,
  drawMohammed,
  drawNearTwins,
  drawSurname,
  type Sex,
  surnameFor,
} from './names.ts'
import { type Address, drawAddress, drawSchool } from './places.ts'
import type { Chance } from './random.ts'
import { type NameGroup, rates } from './rates.ts'

/** A child as they are: what every system ought to say. A new identity after adoption is a child of its own. */
export type Child = {
  readonly person: string
  readonly group: NameGroup
  readonly family: Family
  /** Children of one birth share it; alone it is 0. */
  readonly birth: number
  readonly birthOrder: number
  /** Days since 1 January 2000. */
  readonly born: number
  readonly sex: Sex
  readonly forename: string
  readonly middle: string
  readonly surname: string
  /** Another legal surname, former or later; empty where there is none. */
  readonly otherSurname: string
  readonly nhs: string
  /** A second valid NHS number; empty where there is none. */
  readonly secondNhs: string
  readonly secondNhsIsMarked: boolean
  readonly upn: string
  readonly formerUpn: string
  readonly school: number
  readonly placement?: Address
}

export type Family = {
  readonly number: number
  readonly group: NameGroup
  readonly mother: string
  readonly father: string
  readonly surname: string
  readonly motherSurname: string
  /** The present one first. */
  readonly addresses: readonly Address[]
  readonly secondHome?: Address
  readonly phones: readonly string[]
  readonly email: string
}

/** What a population is made with: chance, the registers' numbers, and what one family leaves for the next. */
export type World = {
  readonly children: number
  readonly chance: Chance
  readonly office: NumberOffice
  count: number
  families: number
  births: number
  namesakesOwed: number
  readonly namesakes: Pick<Child, 'group' | 'family' | 'forename' | 'surname' | 'born' | 'sex'>[]
  readonly placements: { address: Address; free: number }[]
}

/** A world without anybody yet. */
export const openWorld = (children: number, chance: Chance): World => ({
  ...{ children, chance, office: openNumberOffice(), count: 0, families: 0, births: 0 },
  ...{ namesakesOwed: 0, namesakes: [], placements: [] },
})

/** 1 September 2026: the day the files are drawn, in days since 1 January 2000. */
export const today = 9740

/** Years since birth, on that day. */
export const ageOf = ({ born }: { born: number }): number => (today - born) / 365.25

const phone = (chance: Chance): string => `07${String(chance.below(1e9)).padStart(9, '0')}`

export const drawFamily = (world: World, group = drawGroup(world.chance)): Family => {
  const { chance, children } = world
  const surname = drawSurname(group, chance)
  const mother = drawForename(group, 'F', chance)
  const moves = chance.hits(rates.moved.once) ? (chance.hits(rates.moved.twice / rates.moved.once) ? 2 : 1) : 0
  const motherSurname = chance.hits(0.55) ? surname : drawSurname(group, chance)
  const at = `${mother}.${motherSurname}${chance.below(999)}`.normalize('NFD').replace(/[^\w.]/g, '')
  return {
    number: ++world.families,
    group,
    mother,
    father: drawForename(group, 'M', chance),
    surname,
    motherSurname,
    addresses: Array.from({ length: moves + 1 }, () => drawAddress(children, chance)),
    ...(chance.hits(rates.secondHome) ? { secondHome: drawAddress(children, chance) } : {}),
    phones: [phone(chance), phone(chance), phone(chance)],
    email: `${at.toLowerCase()}@${chance.pick(['example.com', 'example.org', 'example.net'])}`,
  }
}

/** The children of one family, those of one birth together, the eldest first. */
export const drawChildren = (world: World, family: Family): Child[] => {
  const { chance } = world
  const children: Child[] = []
  let born = today - Math.floor(chance.next() * 18.9 * 365.25)
  const own = surnameOfChildren(family, chance)
  const step = chance.hits(rates.stepFamily) ? drawSurname(family.group, chance) : ''
  for (let left = chance.weighted(rates.familySizes) + 1; left > 0 && born <= today; left--) {
    const surname = step && children.length === 0 ? step : own
    children.push(...drawBirth(world, { family, born, surname, taken: children.map(({ forename }) => forename) }))
    const { least, most } = rates.gapYears
    born += Math.floor((least + chance.next() * (most - least)) * 365.25)
  }
  return children
}

const surnameOfChildren = (family: Family, chance: Chance): string => {
  if (family.motherSurname !== family.surname && chance.hits(rates.hyphenatedSurname / 0.45))
    return `${family.motherSurname}-${family.surname}`
  return chance.hits(0.8) ? family.surname : family.motherSurname
}

type Birth = { family: Family; born: number; surname: string; taken: readonly string[] }

const drawBirth = (world: World, { family, born, surname, taken }: Birth): Child[] => {
  const { chance } = world
  const several = chance.hits(rates.twins.births)
  const number = several ? (chance.hits(rates.twins.triplets) ? 3 : 2) : 1
  const birth = several ? ++world.births : 0
  const names: { sex: Sex; forename: string }[] = []
  const near = several && chance.hits(rates.twins.oneLetterApart) ? drawNearTwins(chance) : undefined
  const sex: Sex = chance.hits(0.487) ? 'F' : 'M'
  for (let order = 0; order < number; order++) {
    const its: Sex = near || order === 0 || chance.hits(0.67) ? sex : sex === 'F' ? 'M' : 'F'
    const others = [...taken, ...names.map(({ forename }) => forename)]
    const forename =
      near?.[order] ?? drawTwinName({ group: family.group, sex: its, others, order, first: names[0], chance })
    names.push({ sex: its, forename })
  }
  const school = drawSchool(world.children, family.addresses[0]!.sector, chance)
  const brothersAndSisters = [...taken, ...names.map(({ forename }) => forename)]
  return names.map((name, order) =>
    makeChild(world, { family, born, surname, school, birth, order, brothersAndSisters, ...name }),
  )
}

type TwinName = {
  group: NameGroup
  sex: Sex
  others: readonly string[]
  order: number
  first: { forename: string } | undefined
  chance: Chance
}

/** A name that no sibling has; a twin's begins now and then as the other's. */
const drawTwinName = ({ group, sex, others, order, first, chance }: TwinName): string => {
  const initial = order > 0 && chance.hits(rates.twins.sameInitial) ? first?.forename[0] : undefined
  let name = drawForename(group, sex, chance)
  for (let tries = 0; tries < 60; tries++) {
    if (
      !others.some(other => areOneName(other, name)) &&
      (tries > 40 || initial === undefined || name.startsWith(initial))
    )
      return name
    name = drawForename(group, sex, chance)
  }
  return name
}

export type ChildFacts = {
  family: Family
  born: number
  surname: string
  school: number
  birth: number
  order: number
  sex: Sex
  forename: string
  middle?: string
  brothersAndSisters?: readonly string[]
  /** Born so and named so, whatever chance says: the other identity of an adopted child. */
  exact?: boolean
}

/** A child with the registers' numbers; alone born, they may be the namesake of another. */
export const makeChild = (world: World, facts: ChildFacts): Child => {
  const { chance, office } = world
  const { family, birth, order, school, exact = false } = facts
  const { group } = family
  const like = birth === 0 && !exact ? namesakeOwed(world, family) : undefined
  const { born, sex } = like ?? facts
  const forename = like?.forename ?? (exact ? facts.forename : withMohammed(group, sex, facts.forename, chance))
  const surname = like?.surname ?? surnameFor(facts.surname, sex)
  const age = ageOf({ born })
  const started = 2000 + Math.floor((born + 4 * 365.25) / 365.25)
  const second = chance.hits(rates.twoNhsNumbers.children)
  const replaced = age > 5 && chance.hits(rates.upnReplaced)
  const child: Child = {
    person: `P${++world.count}`,
    ...{ group, family, birth, birthOrder: order, born, sex, forename, surname, school },
    middle: facts.middle ?? drawMiddle(family, sex, facts.brothersAndSisters ?? [], chance),
    otherSurname: chance.hits(rates.surnameChanged) ? otherSurname(family, surname, chance) : '',
    nhs: office.nhs(born),
    secondNhs: second ? office.nhs(chance.below(today)) : '',
    secondNhsIsMarked: second && chance.hits(rates.twoNhsNumbers.marked),
    upn: age >= 3 ? office.upn(school, started) : '',
    formerUpn: replaced ? office.upn(school + 1, started) : '',
    ...(chance.hits(rates.lookedAfter.children) ? { placement: drawPlacement(world) } : {}),
  }
  remember(world, child)
  return child
}

const withMohammed = (group: NameGroup, sex: Sex, forename: string, chance: Chance): string =>
  (group === 'southAsianMuslim' || group === 'somali') && sex === 'M' && chance.hits(rates.mohammedFirst)
    ? `${drawMohammed(chance)} ${forename}`
    : forename

/** A middle name that no brother or sister is called by: parents do not name twins Jonathan Tobias and Tobias. */
const drawMiddle = ({ group, father }: Family, sex: Sex, others: readonly string[], chance: Chance): string => {
  if (group === 'somali') return father
  if (!chance.hits(rates.middleName)) return ''
  const name = drawForename(group, sex, chance)
  return others.some(other => areOneName(other, name)) ? '' : name
}

const otherSurname = (family: Family, surname: string, chance: Chance): string =>
  surname !== family.motherSurname && chance.hits(0.6) ? family.motherSurname : drawSurname(family.group, chance)

/** Now and then a namesake; where the group has no common names yet, the next child is one instead. */
const namesakeOwed = (world: World, family: Family) => {
  if (world.chance.hits(rates.namesake)) world.namesakesOwed++
  const like = world.namesakesOwed > 0 ? namesake(world, family) : undefined
  if (like) world.namesakesOwed--
  return like
}

/** Somebody of another family whose forename and surname others bear too: in life it is common names that meet on one day. */
const namesake = ({ namesakes, chance }: World, family: Family) => {
  const others = namesakes.filter(other => other.group === family.group && other.family !== family)
  const common = others.filter(
    one =>
      others.some(other => other.family !== one.family && other.surname === one.surname) &&
      others.some(other => other.family !== one.family && other.forename === one.forename),
  )
  return common.length > 0 ? chance.pick(common) : undefined
}

const remember = ({ namesakes, count }: World, { group, family, forename, surname, born, sex }: Child): void => {
  namesakes[count % 500] = { group, family, forename, surname, born, sex }
}

/** A carer's address, now and then with children of other families, or a children's home. */
const drawPlacement = ({ placements, chance, children }: World): Address => {
  const open = placements.at(-1)
  if (open && open.free > 0 && chance.hits(rates.lookedAfter.sharesCarersWithStrangers)) {
    open.free--
    return open.address
  }
  const address = drawAddress(children, chance)
  const free = chance.hits(rates.lookedAfter.inHome) ? 9 : rates.lookedAfter.mostInPlacement - 1
  placements.push({ address, free })
  if (placements.length > 20) placements.shift()
  return address
}
