import lists from './data/names.json' with { type: 'json' }
import rare from './data/rare-names.json' with { type: 'json' }
import type { Chance } from './random.ts'
import { type NameGroup, rates } from './rates.ts'

export type Sex = 'F' | 'M'

const words = (text: string): string[] => text.split(' ')
const groupNames = Object.keys(rates.groups) as NameGroup[]
const groupWeights = Object.values(rates.groups)
const pools = Object.fromEntries(
  groupNames.map(group => {
    const { girls, boys, surnames } = lists[group]
    return [group, { F: words(girls), M: words(boys), surnames: words(surnames) }]
  }),
) as Record<NameGroup, Record<Sex | 'surnames', string[]>>
const tail = { F: words(rare.girls), M: words(rare.boys), surnames: words(rare.surnames) }

/** One of a list whose first are the commonest, about as much as in life: one in thirty of the first of a hundred. */
const leaning = (list: readonly string[], chance: Chance): string =>
  list[Math.floor(chance.next() ** 1.35 * list.length)]!

export const drawGroup = (chance: Chance): NameGroup => groupNames[chance.weighted(groupWeights)]!

export const drawForename = (group: NameGroup, sex: Sex, chance: Chance): string =>
  group === 'british' && chance.hits(rates.rareForename)
    ? leaning(tail[sex], chance)
    : leaning(pools[group][sex], chance)

export const drawSurname = (group: NameGroup, chance: Chance): string =>
  group === 'british' && chance.hits(rates.rareSurname)
    ? leaning(tail.surnames, chance)
    : leaning(pools[group].surnames, chance)

/** A surname as a daughter or son of this family bears it: Kowalska and Kowalski, Ivanova and Ivanov. */
export const surnameFor = (surname: string, sex: Sex): string => {
  if (sex === 'M') return surname
  if (/[sc]ki$/.test(surname)) return surname.replace(/i$/, 'a')
  return /[eo]v$/.test(surname) ? `${surname}a` : surname
}

const spellings = new Map<string, string[]>()
for (const line of lists.spellings) for (const name of words(line)) spellings.set(name, words(line))
const nicknames = new Map(words(lists.nicknames).map(pair => pair.split(':') as [string, string]))
const nearTwins = words(lists.twinsOneLetterApart).map(pair => pair.split('/') as [string, string])

/** Another spelling of the name, if it has one. */
export const otherSpelling = (name: string, chance: Chance): string | undefined => {
  const others = spellings.get(name)?.filter(other => other !== name)
  return others && chance.pick(others)
}
/** Whether two names are one name, spelt alike or not. */
export const areOneName = (one: string, other: string): boolean =>
  one === other || (spellings.get(one)?.includes(other) ?? false)
export const nicknameOf = (name: string): string | undefined => nicknames.get(name)
export const isMohammed = (name: string): boolean => spellings.get('Mohammed')!.includes(name)
export const drawMohammed = (chance: Chance): string => leaning(spellings.get('Mohammed')!, chance)
export const drawNearTwins = (chance: Chance): readonly [string, string] => chance.pick(nearTwins)

/** Letters without their marks: Łucja becomes Lucja, Gràinne Grainne. */
export const withoutMarks = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'L').replaceAll('ı', 'i')
