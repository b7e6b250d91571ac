import { commonForenames } from './common-names.ts'
import { britishForenames } from './forename-groups.ts'
import { worldForenames } from './forename-groups-world.ts'
import { givenNames } from './given-names.ts'
import { nicknames } from './nicknames.ts'
import { worldNicknames } from './nicknames-world.ts'
import { surnameGroups } from './surname-groups.ts'

const groupsToFirst = (...tables: readonly string[]): ReadonlyMap<string, string> => {
  const first = new Map<string, string>()
  for (const line of tables.join('').trim().split('\n')) {
    const names = line.split(' ')
    for (const name of names) if (!first.has(name)) first.set(name, names[0] ?? name)
  }
  return first
}

const forenameFirst = groupsToFirst(britishForenames, worldForenames)
const surnameFirst = groupsToFirst(surnameGroups)

const fullNamesOf = (table: string): ReadonlyMap<string, readonly string[]> => {
  const full = new Map<string, string[]>()
  for (const line of table.trim().split('\n')) {
    const [name = '', short = ''] = line.split(': ')
    for (const form of short.split(' ')) full.set(form, [...(full.get(form) ?? []), forenameFirst.get(name) ?? name])
  }
  return full
}

const fullNames = fullNamesOf(nicknames + worldNicknames.trimStart())
const none: readonly string[] = []

const given = new Set(
  [britishForenames, worldForenames, nicknames, worldNicknames, commonForenames, givenNames]
    .join(' ')
    .match(/\p{L}+/gu) ?? [],
)

/** True for a folded word that is known as a forename: two such are two names, however alike. Not every name is known. */
export const isGivenName = (word: string): boolean => given.has(word)

/** True for a folded forename that is one spelling among others. */
export const isGroupedForename = (name: string): boolean => forenameFirst.has(name)

/** The spelling that stands for a folded forename's group: "mohamed" gives "mohammed". A name of no group is itself, long vowels written once. */
export const canonicalForename = (name: string): string => {
  const listed = forenameFirst.get(name)
  if (listed !== undefined || name.length < 5 || !longVowel.test(name)) return listed ?? name
  const short = name.replace(longVowel, '$1')
  return forenameFirst.get(short) ?? short
}

/** A vowel that some write twice for its length, as of "Inaaya". */
const longVowel = /([aiu])\1/g

/** The full names a folded short form may stand for, each by its canonical spelling: "alex" gives two. */
export const fullForenames = (name: string): readonly string[] => fullNames.get(name) ?? none

/** The spelling that stands for a folded surname's group, Slavic feminine endings and Mac/Mc made one. */
export const canonicalSurname = (name: string): string => {
  const listed = surnameFirst.get(name)
  if (listed !== undefined) return listed
  let plain = name
  if (plain.length > 5) {
    plain = plain.replace(/(?<=[sc]k|dzk)a$/, 'i').replace(/(?<=[oe]v)a$/, '')
    plain = plain.replace(/^mac(?=[^aeiouhk])/, 'mc')
  }
  return surnameFirst.get(plain) ?? plain
}

/** Forenames that often stand before the name a child is called by, and are dropped or shared by brothers or sisters. */
export const leadingForenames: ReadonlySet<string> = new Set(
  'mohammed muhammed syed abdul abu md mohd sheikh noor bibi umm al el oluwa maria van'.split(' '),
)
