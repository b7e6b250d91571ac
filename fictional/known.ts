import { type Day, makeDay, swapDayAndMonth, yearOf } from './calendar.ts'
import { nicknames, spellings, typo } from './names/index.ts'
import { anyAddress } from './places.ts'
import { type Random, seeded } from './random.ts'
import type { Address, Child, Family, FileSource, Northmere, Sex } from './world.ts'

/** A child as one system knows it: its own spelling, its own mistakes. */
export interface Known {
  readonly forename: string
  readonly middle: string
  readonly surname: string
  readonly knownAs: string
  readonly formerSurname: string
  readonly dob: Day
  readonly sex: Sex | ''
  readonly upn: string
  readonly address: Address
  readonly postcode: string
}

/** A school's census, daily feed and transfer file come out of one system, so they err alike. */
const systemOf = (source: FileSource): string => {
  if (source === 'school-census' || source === 'daily-attendance' || source === 'ctf') return 'school'
  return source === 'annex-a' || source === 'cin-census' || source === 'ssda903' ? 'care' : source
}

/** How much likelier than `reference/linkage.md` §4's rates a system is to have something wrong. */
const carelessness: Readonly<Record<string, number>> = {
  school: 0.5,
  care: 1.4,
  'early-help': 1.8,
  'childrens-centre': 1.6,
  'youth-clubs': 1.8,
  'young-carers': 1.2,
}

const misheard = (random: Random, k: number, name: string, slip: number): string => {
  const others = spellings.get(name)
  if (others && random.chance(0.11 * k)) return random.pick(others)
  return random.chance(slip * k) ? typo(random, name) : name
}

const forenameOf = (random: Random, k: number, child: Child): string => {
  const { forename, middle } = child
  if (/^M[ou]h?am/.test(forename) && middle && random.chance(0.12 * k)) return middle
  if (middle && random.chance(0.012 * k)) return middle
  const nickname = child.knownAs || nicknames.get(forename)
  if (nickname && random.chance(0.1 * k)) return nickname
  return misheard(random, k, forename, 0.018)
}

const surnameOf = (random: Random, k: number, child: Child, family: Family): string => {
  const [first = '', second] = child.surname.split('-')
  if (second && random.chance(0.2 * k)) return random.chance(0.5) ? first : second
  const other = family.adults.find(a => a.surname !== child.surname && a.relationship === 'PAM')?.surname
  if (other && random.chance(0.12 * k)) return other
  return misheard(random, k, child.surname, 0.02)
}

const birthOf = (random: Random, k: number, child: Child): Day => {
  if (random.chance(0.01 * k)) return swapDayAndMonth(child.dob)
  if (random.chance(0.009 * k)) return child.dob + random.pick([-10, -1, 1, 10, 31])
  return random.chance(0.004 * k) ? makeDay(yearOf(child.dob), 1, 1) : child.dob
}

const homeOn = (family: Family, on: Day): Address =>
  family.formerAddress && family.movedOn !== undefined && family.movedOn > on ? family.formerAddress : family.address

const byChance = (world: Northmere, system: string, family: Family, child: Child, on: Day): Known => {
  const random = seeded(world.seed, 'known', system, child.key)
  const k = carelessness[system] ?? 1
  const forename = forenameOf(random, k, child)
  const surname = surnameOf(random, k, child, family)
  const turned = random.chance(0.006 * k)
  const sibling = random.chance(0.006 * k) ? family.children.find(c => c.key !== child.key && c.upn) : undefined
  const stale = system !== 'school' && random.chance(0.14)
  const address = stale ? (family.formerAddress ?? anyAddress(random, family.address.district)) : homeOn(family, on)
  return {
    forename: turned ? surname : forename,
    middle: child.middle,
    surname: turned ? forename : surname,
    knownAs: child.knownAs,
    formerSurname: child.formerSurname,
    dob: birthOf(random, k, child),
    sex: system !== 'school' && random.chance(0.03) ? '' : child.sex,
    upn: sibling?.upn ?? child.upn,
    address,
    postcode: system !== 'school' && random.chance(0.035) ? '' : address.postcode,
  }
}

/**
 * What `source` says of a child on a day. An ordinary child gets the errors of `reference/linkage.md` §4 by chance, the
 * same ones in every file of that system; a hard case differs only where its story says so.
 */
export const knownTo = (world: Northmere, source: FileSource, family: Family, child: Child, on: Day): Known => {
  if (child.cast === undefined) return byChance(world, systemOf(source), family, child, on)
  const { forename, middle, surname, knownAs, formerSurname, dob, sex, upn } = child
  const address = homeOn(family, on)
  const truth: Known = {
    forename,
    middle,
    surname,
    knownAs,
    formerSurname,
    dob,
    sex,
    upn,
    address,
    postcode: address.postcode,
  }
  const said = child.said[source] ?? {}
  const { until, ...earlier } =
    systemOf(source) === 'school' && child.before && on < child.before.until ? child.before : { until: 0 }
  const known = { ...truth, ...earlier, ...said }
  return { ...known, postcode: known.address.postcode }
}
