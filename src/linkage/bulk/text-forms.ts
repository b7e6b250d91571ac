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
import { line, placeOf, rowLength, type SharedTable, type TextField } from './record-table.ts'
import { type Made, madeFrom, textsOf } from './text-pool.ts'

export type Forms = ReturnType<typeof formsOf>

/** The forms of each record's texts, made at the first asking. A record is asked for by where its row begins. */
export const formsOf = ({ texts, rows }: SharedTable) => {
  const listOf = <T>(field: TextField, make: (texts: readonly string[]) => readonly T[]) => {
    const none = make([])
    return inRow(
      field,
      madeFrom(texts[field], text => (text === '' ? none : make(text.split(line)))),
    )
  }
  const inRow = <T>(field: TextField, { known, of }: Made<T>) => {
    const place = placeOf[field]
    // What is known is looked up here: a call more for each fact of each pair would be felt.
    return (row: number): T => {
      const id = rows[row + place]!
      return known[id] ?? of(id)
    }
  }
  const textOf = (field: TextField) =>
    inRow(
      field,
      madeFrom(texts[field], text => text),
    )
  const usual = usualForenames(rows, textsOf(texts.forename))
  const forenameMade = madeFrom(texts.forename, text => {
    const forms = forenameForms(text)
    return usual.has(forms.forename) ? { ...forms, isName: true } : forms
  })
  const surnameMade = madeFrom(texts.surname, surnameForms)
  return {
    ...{ forenameOf: forenameMade.of, surnameOf: surnameMade.of },
    ...{ forename: inRow('forename', forenameMade), surname: inRow('surname', surnameMade) },
    ...{ house: textOf('house'), street: textOf('street'), postcode: textOf('postcode') },
    school: inRow('school', madeFrom(texts.school, schoolOf)),
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

/**
 * A forename that so many bear is a name, not a slip of the pen, of which the same one comes again more often the more records there
 * are: four in 20,000 records, twenty in 100,000, twenty in a million beyond that. A file of a few records says nothing of names.
 */
const leastBearers = (records: number): number =>
  records < tooFew ? 20 : Math.max(4, Math.min(20, records / 5000), records / 50_000)
const tooFew = 2000

const usualForenames = (rows: Uint32Array, textOf: (id: number) => string): ReadonlySet<string> => {
  const least = leastBearers(rows.length / rowLength)
  return new Set(
    countBy(rows, 'forename', id => foldName(textOf(id)))
      .entries()
      .filter(([, count]) => count >= least)
      .map(([name]) => name),
  )
}

/** How many records bear each name, by the name of each text. */
export const countBy = (
  rows: Uint32Array,
  field: TextField,
  nameOf: (id: number) => string,
): ReadonlyMap<string, number> => {
  const bearers = new Map<number, number>()
  for (let at = placeOf[field]; at < rows.length; at += rowLength) {
    const id = rows[at]!
    if (id !== 0) bearers.set(id, (bearers.get(id) ?? 0) + 1)
  }
  const counts = new Map<string, number>()
  for (const [id, count] of bearers) {
    const name = nameOf(id)
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return counts
}
