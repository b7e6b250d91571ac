import type { Child } from './family.ts'
import { isMohammed, nicknameOf, otherSpelling, withoutMarks } from './names.ts'
import type { Chance } from './random.ts'
import { rates, type System } from './rates.ts'

/** What can go wrong in one system: chance, and how careless the system is. */
export type Desk = { readonly system: System; readonly chance: Chance; slips(rate: number): boolean }

export const deskOf = (system: System, chance: Chance): Desk => ({
  system,
  chance,
  slips: rate => chance.hits(rate * rates.carelessness[system]),
})

const { slips } = rates
const nearKeys: Record<string, string> = {
  a: 'sq',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'wr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'k',
  m: 'n',
  n: 'bm',
  o: 'ip',
  p: 'o',
  q: 'w',
  r: 'et',
  s: 'ad',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'qe',
  x: 'zc',
  y: 'tu',
  z: 'x',
}

/** One slip of the finger: a letter left out, doubled, changed with its neighbour, or the key beside it. */
export const mistyped = (text: string, chance: Chance): string => {
  if (text.length < 3) return text
  const at = 1 + chance.below(text.length - 1)
  const [before, letter, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)]
  switch (chance.below(4)) {
    case 0:
      return before + after
    case 1:
      return before + letter + letter + after
    case 2:
      return after ? before + after[0] + letter + after.slice(1) : before + letter
    default:
      return before + chance.pick([...(nearKeys[letter.toLowerCase()] ?? 'e')]) + after
  }
}

export type Names = { forename: string; middle: string; surname: string; alias: string; former: string }

/** A child's names as this desk wrote them down. */
export const writeNames = (child: Child, age: number, desk: Desk): Names => {
  const { chance } = desk
  const names: Names = { ...writeSurname(child, desk), forename: '', middle: writeMiddle(child, desk), alias: '' }
  const called = child.forename.split(' ').at(-1)!
  names.forename = writeForename(child, desk)
  if (child.middle && desk.slips(slips.middleAsForename))
    Object.assign(names, { forename: child.middle, middle: chance.hits(0.4) ? called : '' })
  if (called !== child.forename && names.forename === child.forename && chance.hits(0.2)) {
    names.middle = [called, names.middle].filter(Boolean).join(' ')
    names.forename = child.forename.slice(0, -called.length - 1)
  }
  if (nicknameOf(called) && chance.hits(0.15)) names.alias = nicknameOf(called)!
  if (age < 1 && desk.system !== 'school' && chance.hits(slips.babyName))
    return { ...names, ...namelessBaby(child, desk) }
  if (desk.slips(slips.swappedNames)) return { ...names, forename: names.surname, surname: names.forename }
  return names
}

const writeForename = (child: Child, desk: Desk): string => {
  const parts = child.forename.split(' ')
  if (parts.length > 1 && isMohammed(parts[0]!) && desk.slips(slips.mohammedDropped)) parts.shift()
  const written = parts.map(part => {
    if (desk.slips(slips.spellingVariant)) return otherSpelling(part, desk.chance) ?? part
    return desk.slips(slips.nickname) ? (nicknameOf(part) ?? part) : part
  })
  const forename = written.join(' ')
  if (desk.slips(slips.initialOnly)) return forename[0]!
  return desk.slips(slips.forenameTypo) ? mistyped(forename, desk.chance) : forename
}

const writeMiddle = ({ middle }: Child, { system, chance }: Desk): string => {
  if (system === 'care' && chance.hits(0.6)) return ''
  if (chance.hits(0.2)) return ''
  return chance.hits(0.1) ? middle.slice(0, 1) : middle
}

const writeSurname = (child: Child, desk: Desk): Pick<Names, 'surname' | 'former'> => {
  const { chance } = desk
  const other = child.otherSurname !== '' && chance.hits(slips.otherSurname)
  let surname = other ? child.otherSurname : child.surname
  const former = child.otherSurname && chance.hits(0.25) ? (other ? child.surname : child.otherSurname) : ''
  const halves = surname.split('-')
  if (halves.length === 2 && !/^(al|el|ap)$/i.test(halves[0]!)) {
    if (chance.hits(slips.halfSurname)) surname = chance.pick(halves)
    else if (chance.hits(0.12)) surname = halves.join(' ')
  }
  if (desk.slips(slips.spellingVariant)) surname = otherSpelling(surname, chance) ?? surname
  return { surname: desk.slips(slips.surnameTypo) ? mistyped(surname, chance) : surname, former }
}

const namelessBaby = (child: Child, { chance }: Desk): Partial<Names> => {
  const twin = child.birth > 0 && chance.hits(0.6)
  const word = twin
    ? `Twin ${child.birthOrder + 1}`
    : chance.pick(['Baby', 'Baby', child.sex === 'F' ? 'Baby Girl' : 'Baby Boy', 'Unknown', 'Infant'])
  return {
    forename: word,
    middle: '',
    alias: '',
    surname: chance.hits(0.5) ? child.family.motherSurname : child.surname,
  }
}

const dayOf = (born: number): Date => new Date(Date.UTC(2000, 0, 1 + born))

/** A date of birth as written: year, month, day; empty where it is not known. */
export const writeBirth = (born: number, desk: Desk): string => {
  const { chance } = desk
  const date = dayOf(born)
  let [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  if (desk.slips(slips.dobMissing)) return ''
  if (desk.system === 'care' && chance.hits(slips.firstOfJanuary)) [month, day] = [1, 1]
  else if (day <= 12 && desk.slips(slips.dayMonthSwap * 2.5)) [month, day] = [day, month]
  else if (desk.slips(slips.dobDigit)) {
    const which = chance.below(3)
    if (which === 0) year += chance.pick([-1, 1])
    else if (which === 1) month = 1 + ((month + chance.below(11)) % 12)
    else day = 1 + ((day + chance.below(27)) % 28)
  }
  // The day must be one that the month has, or a system would not have taken it.
  day = Math.min(day, new Date(Date.UTC(year, month, 0)).getUTCDate())
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** A name in the letters of the system: health in capitals without marks, care as it comes, school as parents write it. */
export const inLettersOf = (name: string, { system, chance }: Desk): string => {
  if (system === 'health') return withoutMarks(name).toUpperCase()
  const written = chance.hits(slips.diacriticsLost) ? withoutMarks(name) : name
  if (system === 'care' && chance.hits(0.08)) return written.toUpperCase()
  return system === 'care' && chance.hits(0.02) ? written.toLowerCase() : written
}
