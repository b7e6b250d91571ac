import { columnsFrom } from './csv-lines.ts'

/** What a person's facts say of the hard case they are (see population.ts). */
export type PersonFacts = { group: string; underOne: boolean; family: number; birth: number; adoption: number }

/** Which record is of which person: numbers instead of names, so that two million of them fit. */
export type Truth = {
  /** A record's number by its id. */
  readonly records: ReadonlyMap<string, number>
  /** Each record's person, by the record's number. */
  readonly persons: Int32Array
  /** Each person's facts; empty for a set without. */
  readonly facts: readonly PersonFacts[]
  readonly count: number
}

/** Persons and their records from ids and truth labels; `facts` by label where the set has them. */
export const makeTruth = (
  rows: Iterable<readonly [id: string, label: string]>,
  facts: ReadonlyMap<string, PersonFacts> = new Map(),
): Truth => {
  const [records, labels] = [new Map<string, number>(), new Map<string, number>()]
  const [persons, known]: [number[], PersonFacts[]] = [[], []]
  for (const [id, label] of rows) {
    if (records.has(id)) throw new Error(`Record ${id} is there twice.`)
    let person = labels.get(label)
    if (person === undefined) {
      person = labels.size
      labels.set(label, person)
      const its = facts.get(label)
      if (its) known[person] = its
    }
    records.set(id, records.size)
    persons.push(person)
  }
  return { records, persons: Int32Array.from(persons), facts: known, count: labels.size }
}

/** The truth of a written population: its files' ids and persons, and the facts beside them. */
export const readTruth = async (files: readonly string[], factsFile: string): Promise<Truth> => {
  const facts = new Map<string, PersonFacts>()
  const columns = ['person', 'group', 'under_one', 'family', 'birth', 'adoption']
  for await (const [person, group, underOne, family, birth, adoption] of columnsFrom(factsFile, columns))
    facts.set(person!, {
      ...{ group: group!, underOne: underOne === '1' },
      ...{ family: Number(family), birth: Number(birth), adoption: Number(adoption) },
    })
  const rows: [string, string][] = []
  for (const file of files)
    for await (const [id, person] of columnsFrom(file, ['record_id', 'person'])) rows.push([id!, person!])
  return makeTruth(rows, facts)
}

/** The number of a record by the id that the linker wrote, with or without a file's name before it. */
export const recordOf = ({ records }: Truth, id: string): number => {
  const found = records.get(id) ?? records.get(id.slice(Math.max(id.lastIndexOf(':'), id.lastIndexOf('/')) + 1))
  if (found === undefined) throw new Error(`The linker wrote a record ${id} that it was not given.`)
  return found
}
