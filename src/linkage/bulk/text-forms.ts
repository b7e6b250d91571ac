import { foldName } from '../../kernel/index.ts'
import { forenameForms, middleForms, surnameForms } from '../name-forms.ts'
import {
  aliasesOf,
  emailsOf,
  formerUpnsOf,
  localsOf,
  otherSurnamesOf,
  postcodesOf,
  schoolOf,
  supersededNhsOf,
  townsOf,
} from '../standard.ts'
import { line, type SharedTable, type TextField } from './record-table.ts'
import { madeFrom, textsOf } from './text-pool.ts'

export type Forms = ReturnType<typeof formsOf>

/** The forms of each text by its id, made at the first asking. */
export const formsOf = ({ texts, ids }: SharedTable) => {
  const listOf = <T>(field: TextField, make: (texts: readonly string[]) => readonly T[]) => {
    const none = make([])
    const made = madeFrom(texts[field], text => make(text.split(line)))
    const column = ids[field]
    return (record: number): readonly T[] => {
      const id = column[record]!
      return id === 0 ? none : made(id)
    }
  }
  const textOf = (field: TextField) => {
    const made = madeFrom(texts[field], text => text)
    const column = ids[field]
    return (record: number): string => made(column[record]!)
  }
  const usual = usualForenames(ids.forename, textsOf(texts.forename))
  const school = madeFrom(texts.school, schoolOf)
  return {
    forename: madeFrom(texts.forename, text => {
      const forms = forenameForms(text)
      return usual.has(forms.forename) ? { ...forms, isName: true } : forms
    }),
    surname: madeFrom(texts.surname, surnameForms),
    ...{ house: textOf('house'), street: textOf('street'), postcode: textOf('postcode') },
    school: (record: number): number => school(ids.school[record]!),
    middles: listOf('middle', ([text = '']) => middleForms(text)),
    aliases: listOf('knownAs', aliasesOf),
    otherSurnames: listOf('otherSurnames', otherSurnamesOf),
    formerUpns: listOf('formerUpns', formerUpnsOf),
    supersededNhs: listOf('supersededNhs', supersededNhsOf),
    previousPostcodes: listOf('previousPostcodes', postcodesOf),
    ...{ phones: listOf('phones', hashes => hashes.map(Number)), emails: listOf('emails', emailsOf) },
    ...{
      parents: listOf('parents', parents => parents),
      locals: listOf('locals', localsOf),
      towns: listOf('towns', townsOf),
    },
  }
}

/** A forename that so many records in a million bear, and so many at least, is a name, not a slip of the pen. */
const [usualInAMillion, usualAtLeast] = [20, 20]

const usualForenames = (ids: Uint32Array, textOf: (id: number) => string): ReadonlySet<string> => {
  const least = Math.max(usualAtLeast, (usualInAMillion * ids.length) / 1e6)
  return new Set(
    countBy(ids, id => foldName(textOf(id)))
      .entries()
      .filter(([, count]) => count >= least)
      .map(([name]) => name),
  )
}

/** How many records bear each name, by the name of each text. */
export const countBy = (ids: Uint32Array, nameOf: (id: number) => string): ReadonlyMap<string, number> => {
  const bearers = new Map<number, number>()
  for (const id of ids) if (id !== 0) bearers.set(id, (bearers.get(id) ?? 0) + 1)
  const counts = new Map<string, number>()
  for (const [id, count] of bearers) {
    const name = nameOf(id)
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return counts
}
