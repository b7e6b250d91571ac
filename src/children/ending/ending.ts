import type { PlainDate } from '../../kernel/index.ts'

/** Why a record is kept longer than the schedule says. */
export const keepReasons = {
  court: 'A court, an inquiry or a claim needs it',
  asked: 'Whom it is about, or their family, asked for it',
  needed: 'It may be needed for somebody’s care or safety',
} as const
export type KeepReason = keyof typeof keepReasons

/** For how long at most it is kept longer before somebody looks again: a local setting. */
export const mostYearsKept = 10

/** How many of what goes, or went, with a record. Never what it says, of which service, or whose it is. */
export const partWords = {
  people: 'People: the child, and adults who are on record for this child alone',
  facts: 'Facts, notes and events',
  rows: 'Rows as files brought them',
  documents: 'Documents',
  marks: 'School years of attendance marks',
  applications: 'Applications for school places',
  contacts: 'Contacts with the front door',
  changes: 'Changes that were told once',
  drafts: 'Drafts that somebody did not save',
} as const
export type RecordParts = Readonly<Record<keyof typeof partWords, number>>

/** The end of one record: proposed, looked at by one person, agreed by another, and gone. */
export type RecordEnding = {
  readonly uuid: string
  /** How the access log names the record. */
  readonly reference: string
  /** A part of it that ends before the rest; never of which service. */
  readonly part: boolean
  /** Undefined (null) while it is kept beforehand, and nothing is proposed. */
  readonly dueOn: PlainDate | null
  readonly proposedAt: Date | null
  readonly askedBy: string | null
  readonly askedAt: Date | null
  /** The reader is the one who asked. */
  readonly own: boolean
  readonly agreedBy: string | null
  readonly agreedAt: Date | null
  readonly keptUntil: PlainDate | null
  readonly keptWhy: KeepReason | null
  readonly keptBy: string | null
  readonly destroyedAt: Date | null
  readonly gone: RecordParts | null
}
export type EndingState = 'proposed' | 'asked' | 'agreed' | 'kept' | 'destroyed'

/** Where it stands on a day. */
export const endingState = (
  one: Pick<RecordEnding, 'askedBy' | 'agreedBy' | 'keptUntil' | 'destroyedAt'>,
  today: PlainDate,
): EndingState => {
  if (one.destroyedAt) return 'destroyed'
  if (one.keptUntil !== null && one.keptUntil > today) return 'kept'
  if (one.agreedBy !== null) return 'agreed'
  return one.askedBy !== null ? 'asked' : 'proposed'
}
