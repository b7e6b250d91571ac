import { britishForenames } from './forename-groups.ts'
import { worldForenames } from './forename-groups-world.ts'
import { nicknames } from './nicknames.ts'
import { worldNicknames } from './nicknames-world.ts'
import { surnameGroups } from './surname-groups.ts'

type Related = Map<string, Set<string>>

const tie = (related: Related, names: readonly string[]): void => {
  for (const name of names) {
    const known = related.get(name) ?? new Set<string>()
    for (const other of names) if (other !== name) known.add(other)
    related.set(name, known)
  }
}
const lines = (table: string): string[] => table.trim().split('\n')

// Spellings stand for each other; a short form stands for its full name and back, not for the name's other short forms.
const tieAll = (groups: readonly string[], shortForms: string): Related => {
  const related: Related = new Map()
  for (const line of groups.flatMap(lines)) tie(related, line.split(' '))
  for (const line of shortForms === '' ? [] : lines(shortForms)) {
    const [full = '', short = ''] = line.split(': ')
    for (const form of short.split(' ')) tie(related, [full, form])
  }
  return related
}

const forenames = tieAll([britishForenames, worldForenames], nicknames + worldNicknames.trimStart())
const surnames = tieAll([surnameGroups], '')
const none: ReadonlySet<string> = new Set()

/** The other words that a folded forename may be written as: spellings, full names of a short form, short forms of a full name. */
export const relatedForenames = (name: string): readonly string[] => [...(forenames.get(name) ?? none)]

/** The other words that a folded name may be written as: spellings, full names of a short form, short forms of a full name. */
export const relatedNames = (name: string): readonly string[] => [
  ...new Set([...(forenames.get(name) ?? none), ...(surnames.get(name) ?? none)]),
]
