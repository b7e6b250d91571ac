import type { RecordKind, Tx } from '../../access/index.ts'
import type { ReturnFact } from '../../children/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Adopter } from '../../sources/annex-a/index.ts'

/** What a return is made with, besides the record. */
export type ReturnAbout = {
  /** The last day it tells of: 31 March, or of lists the day that was asked for. */
  readonly day: PlainDate
  /** The year of that day. */
  readonly year: number
  readonly authority: string
  readonly at: Date
  readonly release: string
  /** The adults of whom a list told, where the return has any. */
  readonly adopters: readonly Adopter[]
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
  /** Whether it is of the twelve months that end on 31 March, or of a day that is asked for. */
  readonly of31March: boolean
  /** How its file's name ends; of a return of several files, whose folder has no ending, nothing. */
  readonly ending: string
  /** A child belongs in it by facts of these kinds. */
  readonly of: readonly RecordKind[]
  readonly read: readonly RecordKind[]
  /** The adults it tells of, who are on no child's record. */
  readonly adopters?: (tx: Tx, day: PlainDate) => Promise<readonly Adopter[]>
  /** Takes what is known of each child, one after the other: a county’s are never all held at once. */
  readonly write: (children: AsyncIterable<readonly ReturnFact[]>, about: ReturnAbout) => Promise<WrittenReturn>
  /** Where each thing that it may lack is mended, in words. */
  readonly mend: Readonly<Record<string, string>>
}
