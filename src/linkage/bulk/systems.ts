import type { Edges } from './edges.ts'
import { type SharedTable, sourceIn } from './record-table.ts'
import { shared } from './text-pool.ts'

/** In memory that threads share: which system tells each source's records, and whether it keeps a child once: what two records of one such system are worth. */
export type Systems = {
  /** The system of each source, by number. */
  readonly of: Uint32Array
  /** By system, 1 where it hardly ever tells one child twice. */
  readonly keepsOnce: Uint8Array
}

/** So many bits with nothing against them make two records surely of one child. */
const surely = 14

/** A system that keeps a child once has so many sure pairs in itself to a hundred records, at most. */
const mostAgain = 0.03

/** A column that names systems leaves hardly any of a file's sure pairs within one of its values. */
const mostWithin = 0.05

/** A column of more values than this names no systems. */
const mostSystems = 12

/** With fewer sure pairs than this in a file, its rows are all one system's. */
const enoughPairs = 50

/**
 * Judges by the pairs that are surely of one child. Each file is a system; but one that tells children again and again, and
 * hardly ever within one value of its source column, holds the rows of as many systems: a column by that name alone proves nothing.
 */
export const judgeSystems = (table: SharedTable, edges: Edges): Systems => {
  const { fileOf } = table
  const sources = fileOf.length
  const [records, within, inFile, recordsInFile] = [counts(sources), counts(sources), counts(sources), counts(sources)]
  for (let record = 0; record < table.count; record++) {
    const source = sourceIn(table, record)
    records[source]!++
    recordsInFile[fileOf[source]!]!++
  }
  for (let edge = 0; edge < edges.a.length; edge++) {
    if (edges.vetoes[edge] !== 0 || edges.bits[edge]! < surely) continue
    const [one, other] = [sourceIn(table, edges.a[edge]!), sourceIn(table, edges.b[edge]!)]
    if (fileOf[one] !== fileOf[other]) continue
    inFile[fileOf[one]!]!++
    if (one === other) within[one]!++
  }
  const [of, keepsOnce] = [fileOf.slice(), new Uint8Array(sources)]
  for (const file of new Set(fileOf)) {
    const its = [...fileOf.keys()].filter(source => fileOf[source] === file)
    const again = its.reduce((sum, source) => sum + within[source]!, 0)
    const isSeveral =
      its.length > 1 &&
      its.length <= mostSystems &&
      inFile[file]! >= enoughPairs &&
      again <= mostWithin * inFile[file]! &&
      again <= mostAgain * recordsInFile[file]!
    for (const source of its) {
      const [system, pairs, all] = isSeveral
        ? [source, within[source]!, records[source]!]
        : [file, inFile[file]!, recordsInFile[file]!]
      of[source] = system
      keepsOnce[system] = pairs <= mostAgain * all ? 1 : 0
    }
  }
  return { of: shared(of), keepsOnce: shared(keepsOnce) }
}

const counts = (length: number): Uint32Array => new Uint32Array(length)
