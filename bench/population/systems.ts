import { ageOf, type Child } from './family.ts'
import type { NumberOffice } from './identifiers.ts'
import { type Address, schoolName } from './places.ts'
import type { Chance } from './random.ts'
import { rates, type System } from './rates.ts'
import { type Desk, deskOf, inLettersOf, mistyped, writeBirth, writeNames } from './slips.ts'

/** One row of a system's file, column by column. */
export type Row = readonly string[]

export const systems = Object.keys(rates.systems) as System[]

/** The columns of each system's file, in the words such files use. `person` is the truth, for the bench alone. */
export const columnsOf: Record<System, readonly string[]> = {
  school: [
    ...['record_id', 'person', 'UPN', 'FormerUPN', 'Surname', 'Forename', 'MiddleNames', 'PreferredForename'],
    ...[
      'FormerSurname',
      'DOB',
      'Sex',
      'AddressLine1',
      'Town',
      'Postcode',
      'School',
      'ParentName',
      'Telephone',
      'Email',
    ],
  ],
  care: [
    ...['record_id', 'person', 'Forename', 'Middle Name', 'Surname', 'Also Known As', 'Date of Birth', 'Gender'],
    ...['NHS Number', 'UPN', 'Address Line 1', 'Address Line 2', 'Postcode', 'Parent Name', 'Phone', 'Email', 'School'],
  ],
  health: [
    ...['record_id', 'person', 'NHS Number', 'Superseded NHS Number', 'Family Name', 'Given Name', 'Middle Names'],
    ...[
      'Date of Birth',
      'Sex',
      'Address Line 1',
      'Address Line 2',
      'Postcode',
      'Previous Address',
      'Previous Postcode',
    ],
    ...['Mother Name', 'Mobile', 'Email', 'School'],
  ],
}

/** Whoever writes rows: the registers' numbers, chance, and who else is in the family. */
export type Writing = { chance: Chance; office: NumberOffice; nextId(system: System): string }

/** Who the child's brothers and sisters are, and how likely each system knows them; unset, as the rates say. */
export type About = { siblings: readonly Child[]; known?: Partial<Record<System, number>> }

/** The rows of one child in one system: none, one, or several where it has them twice. */
export const rowsOf = (child: Child, system: System, { siblings, known }: About, writing: Writing): Row[] => {
  const { chance } = writing
  const its = rates.systems[system]
  const age = ageOf(child)
  const share = system === 'care' && child.placement ? 1 : (known?.[system] ?? its.children)
  if (age < its.from || !chance.hits(share)) return []
  const desk = deskOf(system, chance)
  const times = chance.hits(its.again) ? (chance.hits(0.12) ? 3 : 2) : 1
  const rows = Array.from({ length: times }, () => writeRow(child, siblings, desk, writing))
  // The register's own doubles of a child to whom it gave two numbers: the void one has a row of its own.
  if (system === 'health' && child.secondNhs && !child.secondNhsIsMarked)
    rows.push(writeRow({ ...child, nhs: child.secondNhs }, siblings, desk, writing))
  return rows
}

const { slips } = rates

const writeRow = (child: Child, siblings: readonly Child[], desk: Desk, writing: Writing): Row => {
  const { chance, system } = desk
  const its = rates.systems[system]
  const age = ageOf(child)
  const names = writeNames(child, age, desk)
  const { address, previous } = writeAddress(child, desk)
  const born = writeBirth(child.born, desk)
  const values: Record<string, string> = {
    forename: inLettersOf(names.forename, desk),
    middle: inLettersOf(names.middle, desk),
    surname: inLettersOf(names.surname, desk),
    alias: names.alias,
    former: names.former,
    sex: writeSex(child, desk),
    nhs: chance.hits(its.nhs) ? writeNhs(child, siblings, desk) : '',
    superseded: child.secondNhsIsMarked ? child.secondNhs : '',
    ...writeUpn(child, siblings, desk, writing.office),
    line: address.line,
    town: chance.hits(0.8) ? townOf(address) : '',
    postcode: writePostcode(address, desk),
    previousLine: previous?.line ?? '',
    previousPostcode: previous?.postcode ?? '',
    parent: writeParent(child, desk),
    phone: chance.hits(its.phone) ? writePhone(child, desk) : '',
    email: chance.hits(its.email) ? child.family.email : '',
    school: writeSchool(child, age, desk),
  }
  const keys = { school: schoolKeys, care: careKeys, health: healthKeys }[system]
  const dob = born === '' ? '' : dateIn[system](born)
  return [writing.nextId(system), child.person, ...keys.map(key => (key === 'dob' ? dob : (values[key] ?? '')))]
}

const schoolKeys =
  'upn formerUpn surname forename middle alias former dob sex line town postcode school parent phone email'.split(' ')
const careKeys = 'forename middle surname alias dob sex nhs upn line town postcode parent phone email school'.split(' ')
const healthKeys =
  'nhs superseded surname forename middle dob sex line town postcode previousLine previousPostcode parent phone email school'.split(
    ' ',
  )

const dateIn: Record<System, (born: string) => string> = {
  school: born => born,
  care: born => born.split('-').reverse().join('/'),
  health: born => born.replaceAll('-', ''),
}

const writeSex = ({ sex }: Child, desk: Desk): string => {
  if (desk.slips(slips.sexMissing)) return desk.system === 'care' ? 'Unknown' : ''
  const written = desk.slips(slips.sexWrong) ? (sex === 'F' ? 'M' : 'F') : sex
  if (desk.system !== 'care') return written
  return written === 'F' ? 'Female' : 'Male'
}

/** The brother or sister whose number stands in this child's row, if one does; a twin's the more often. */
const mixedUpWith = (child: Child, siblings: readonly Child[], rate: number, desk: Desk): Child | undefined => {
  if (siblings.length === 0) return undefined
  const twins = siblings.filter(({ birth }) => birth > 0 && birth === child.birth)
  if (twins.length === 0) return desk.slips(rate) ? desk.chance.pick(siblings) : undefined
  return desk.slips(rate * rates.twins.mixedUp) ? desk.chance.pick(twins) : undefined
}

const writeNhs = (child: Child, siblings: readonly Child[], desk: Desk): string => {
  const { chance, system } = desk
  const sibling = mixedUpWith(child, siblings, slips.siblingNhs, desk)
  const stale = system === 'care' && child.secondNhs !== '' && chance.hits(0.5)
  const number = sibling?.nhs ?? (stale ? child.secondNhs : child.nhs)
  return system === 'health' ? `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}` : number
}

const writeUpn = (
  child: Child,
  siblings: readonly Child[],
  desk: Desk,
  office: NumberOffice,
): { upn: string; formerUpn: string } => {
  const { chance, system } = desk
  const its = rates.systems[system]
  const schooled = siblings.filter(({ upn }) => upn !== '')
  if (child.upn === '' || !chance.hits(its.upn)) return { upn: '', formerUpn: '' }
  if (chance.hits(its.temporaryUpn))
    return { upn: office.temporaryUpn(child.school, 26, chance.hits(rates.temporaryUpnReused)), formerUpn: '' }
  const sibling = mixedUpWith(child, schooled, slips.siblingUpn, desk)
  if (sibling) return { upn: sibling.upn, formerUpn: '' }
  if (child.formerUpn === '') return { upn: child.upn, formerUpn: '' }
  if (system === 'care' && chance.hits(0.6)) return { upn: child.formerUpn, formerUpn: '' }
  return { upn: child.upn, formerUpn: chance.hits(0.7) ? child.formerUpn : '' }
}

const writeAddress = (child: Child, desk: Desk): { address: Address; previous: Address | undefined } => {
  const { chance, system } = desk
  const { addresses, secondHome } = child.family
  const old = addresses.length > 1 && desk.slips(slips.oldAddress) ? 1 + chance.below(addresses.length - 1) : 0
  let address = addresses[old]!
  if (secondHome && chance.hits(0.3)) address = secondHome
  if (child.placement && chance.hits(system === 'care' ? 0.95 : 0.6)) address = child.placement
  const previous = system === 'health' && old === 0 && chance.hits(0.6) ? addresses[1] : undefined
  if (desk.slips(slips.houseMissing)) return { address: { ...address, line: '' }, previous }
  return { address: { ...address, line: writeLine(address.line, desk) }, previous }
}

const writeLine = (line: string, { chance, system }: Desk): string => {
  let written = line
  if (chance.hits(0.12))
    written = written
      .replace(/Road$/, 'Rd')
      .replace(/Street$/, 'St')
      .replace(/Avenue$/, 'Ave')
  if (chance.hits(0.015)) written = mistyped(written, chance)
  return system === 'health' ? written.toUpperCase() : written
}

const towns = ['Northmere', 'Eastleigh Cross', 'Westbury', 'Sutton', 'Kingsford', 'Ashcombe', 'Holbeach', 'Marlow End']
const townOf = ({ sector }: Address): string => towns[sector % towns.length]!

const writePostcode = ({ postcode }: Address, desk: Desk): string => {
  if (desk.slips(slips.postcodeMissing)) return desk.chance.hits(0.1) ? 'ZZ99 3VZ' : ''
  const written = desk.slips(slips.postcodeTypo) ? mistyped(postcode, desk.chance).toUpperCase() : postcode
  return desk.chance.hits(0.15) ? written.replace(' ', '') : written
}

const writeParent = ({ family }: Child, desk: Desk): string => {
  const { chance, system } = desk
  if (chance.hits(slips.parentMissing)) return ''
  const other = system !== 'health' && chance.hits(slips.otherParent)
  const name = other ? `${family.father} ${family.surname}` : `${family.mother} ${family.motherSurname}`
  const title = system === 'school' && chance.hits(0.4) ? (other ? 'Mr ' : chance.pick(['Mrs ', 'Ms ', 'Miss '])) : ''
  return inLettersOf(title + (chance.hits(0.03) ? mistyped(name, chance) : name), desk)
}

const writePhone = ({ family }: Child, { chance }: Desk): string => {
  const at = chance.hits(slips.oldPhone) ? 1 + chance.below(2) : 0
  const number = family.phones[at]!
  if (chance.hits(0.1)) return `+44${number.slice(1)}`
  return chance.hits(0.4) ? `${number.slice(0, 5)} ${number.slice(5)}` : number
}

const writeSchool = (child: Child, age: number, { chance, system }: Desk): string => {
  if (age < 4 && system !== 'school') return ''
  if (chance.hits(slips.schoolMissing[system])) return ''
  return schoolName(chance.hits(slips.oldSchool) ? child.school + 2 : child.school)
}
