import type { RecordKind } from '../../access/index.ts'
import type { ReturnFact } from '../../children/index.ts'

/** What a return is made with, besides the record. */
export type ReturnAbout = {
  readonly year: number
  readonly authority: string
  readonly at: Date
  readonly release: string
}

/** A return, written. */
export type WrittenReturn = {
  /** The file; or, of a return of several, each by its name in their folder. */
  readonly bytes: string | Buffer | ReadonlyMap<string, string>
  readonly children: number
  readonly tables: Readonly<Record<string, number>>
  /** What it asks for and the record does not hold, and how often. */
  readonly lacking: ReadonlyMap<string, number>
}

/** A return that can be written from the record. */
export type ReturnToWrite = {
  readonly title: string
  /** How its file's name ends; of a return of several files, whose folder has no ending, nothing. */
  readonly ending: string
  /** A child belongs in it by facts of these kinds. */
  readonly of: readonly RecordKind[]
  readonly read: readonly RecordKind[]
  readonly write: (
    children: Iterable<readonly ReturnFact[]>,
    about: ReturnAbout,
  ) => Promise<WrittenReturn> | WrittenReturn
  /** Where each thing that it may lack is mended, in words. */
  readonly mend: Readonly<Record<string, string>>
}
