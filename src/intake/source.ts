import type { RecordKind } from '../access/index.ts'
import type { Category, PlainDate, Sensitivity } from '../kernel/index.ts'
import type { Identity } from '../linkage/index.ts'
import type { FileEvent, Format } from '../platform/files/index.ts'

/** What is known of a file before it is read: its name and its first rows, elements or objects. */
export type FileHead = {
  readonly name: string
  readonly format: Format
  /** First events of the file, at most 60. */
  readonly events: readonly FileEvent[]
}

/** Which source, table and period a file belongs to. Files of one source and period are one run. */
export type Recognised = {
  readonly period: string
  readonly table: string
  /** The moment the source itself says it speaks of (reference date, generated at). Later `asOf` wins over later arrival. */
  readonly asOf: Date
  readonly mode: 'snapshot' | 'delta'
  /** Tables are read in this order, so that children's rows come before rows that hang on them. */
  readonly order: number
  /** The LAEstab of the one school that the whole file speaks for. */
  readonly school?: string
}

/**
 * One column of a source. Every column is listed, with the category of what it says; a column that is not listed is refused.
 * `key` columns only join rows; `unused` ones are read by nobody and not kept.
 */
export type SourceColumn = {
  readonly table: string
  readonly column: string
  readonly category: Category | 'key' | 'unused'
  readonly sensitivity?: Sensitivity
  /** What it becomes: "identity.forename". For the data dictionary. */
  readonly becomes?: string
}

/** What went wrong with a row, in words for the people who sent it: where, what came, what was wanted, how to mend it. */
export type Problem = {
  readonly line?: number
  readonly column?: string
  readonly problem: string
  readonly got?: string
  readonly wanted?: string
  readonly fix: string
}

/** One thing a row says. `kind` and `body` must fit; intake labels it field by field. */
export type Fact = {
  readonly kind: RecordKind
  readonly body: Readonly<Record<string, unknown>>
  /** When it is or was true; undated facts hold from the record's as-of on. `to` includes that day. */
  readonly from?: PlainDate
  readonly to?: PlainDate
  /** For kinds whose author chooses: the service's category. */
  readonly category?: Category
  /** Facts of one occasion that concerns several people share it. */
  readonly occasion?: string
}

/** Somebody else the row names: a parent, a carer, a mother's own child. Never formed from surname or address alone. */
export type OtherPerson = {
  readonly key: string
  readonly identity: Identity
  readonly adult: boolean
  readonly relation: string
  readonly parentalResponsibility?: boolean
}

/** A worker the source says is involved: a signpost and a task, not a grant, unless the source gives grounds. */
export type ImportedInvolvement = {
  readonly kind: string
  readonly service: string
  readonly category: Category
  readonly workerName?: string
  readonly teamName?: string
  readonly phone?: string
  readonly from: PlainDate
  readonly to?: PlainDate
}

/** One row as it came, and what it says. */
export type SourceRow = {
  /** The row's key in its source; the same key again is another version of the same row. */
  readonly key: string
  /** Rows of one scope make a snapshot: a key of the scope that is missing from the next one is gone. */
  readonly scope: string
  /** The source's own key of the child it is about… */
  readonly personKey?: string
  /** …or the key of another row of the same source whose child it is about (COLLECT's table ids). */
  readonly parentKey?: string
  readonly asOf?: Date
  readonly gone?: boolean
  /** The values as they came, by column: kept for ever, compared to find changes. Without columns that only order or time the export. */
  readonly content: Readonly<Record<string, unknown>>
  /** Who the child is in this source. A row that only adds facts leaves it out. */
  readonly identity?: Identity
  /** The person of this row is an adult, not a child. */
  readonly adult?: boolean
  readonly facts: readonly Fact[]
  readonly others?: readonly OtherPerson[]
  readonly involvements?: readonly ImportedInvolvement[]
  /** The school's roll this row puts the child on (LAEstab), from and to inclusive. */
  readonly roll?: {
    readonly laestab: string
    readonly name?: string
    readonly from: PlainDate
    readonly to?: PlainDate
  }
  /** The source's own family this child belongs to. */
  readonly family?: { readonly key: string; readonly from?: PlainDate; readonly to?: PlainDate }
  /** Facts about a property, not a person. */
  readonly property?: { readonly uprn: string; readonly facts: readonly Fact[] }
}

/** A school's register for a day (design 2.2): the marks of many children in one row. Codes raw, '-' where there is no mark. */
export type RegisterRow = {
  readonly key: string
  readonly scope: string
  readonly asOf: Date
  readonly laestab: string
  readonly schoolName?: string
  readonly date: PlainDate
  /** How many rows of the file it stands for. */
  readonly rows: number
  readonly marks: readonly {
    readonly personKey: string
    readonly am: string
    readonly pm: string
    readonly comment?: string
    readonly minutesLate?: number
  }[]
}

/** How one row ended. Accepted rows may carry warnings (a wrong check letter); rejected and waiting rows say why. */
export type RowOutcome =
  | {
      readonly outcome: 'accepted'
      readonly line: number
      readonly row: SourceRow
      readonly warnings?: readonly Problem[]
    }
  | {
      readonly outcome: 'register'
      readonly line: number
      readonly register: RegisterRow
      readonly warnings?: readonly Problem[]
    }
  | {
      readonly outcome: 'rejected' | 'waiting'
      readonly line: number
      readonly problem: Problem
      readonly values: readonly string[] | Readonly<Record<string, unknown>>
      /** Which row of which scope it is, where that can be told; else nothing missing from the list is taken for gone. */
      readonly key?: string
      readonly scope?: string
    }
  /** About the file, not a row: an unlisted column, an encoding that had to be guessed. */
  | { readonly outcome: 'warning'; readonly problem: Problem }

/** A file being read: what was recognised, and its events. */
export type OpenFile = {
  readonly name: string
  readonly recognised: Recognised
  readonly events: AsyncIterable<FileEvent>
  /** The confirmed mapping of a spreadsheet source; undefined for fixed layouts. */
  readonly mapping: unknown
}

/** Values of a row by column, as they came. */
export type RowValues = Readonly<Record<string, string>>
/** A rejected row as it can be mended and sent again by itself. */
export type RowToMend = {
  /** Whose columns its values are. */
  readonly table: string
  readonly values: RowValues
  /** The child it is about in this source, and the source's row that it would be, where it says so. */
  readonly personKey?: string
  readonly key?: string
}
/** How the rejected rows of a layout are mended one by one. */
export type Mending = {
  /** Columns that are shown beside the one at fault, in the words of a school, in the order of the form. */
  readonly words: Readonly<Record<string, string>>
  /** The row of values that were kept; undefined where they are no row that can be sent by itself. */
  row(values: unknown, file: MendedFile): RowToMend | undefined
  /** A file of that row alone, which speaks of the moment that the first one spoke of: what came later still comes later. */
  file(values: RowValues, file: MendedFile): { readonly name: string; readonly text: string }
}
/** The file in which a row came. */
export type MendedFile = { readonly laestab: string; readonly period: string; readonly asOf: Date }

/**
 * Where data comes from: one object for each file layout or feed. `read` is the only code that knows the layout; it is pure
 * but for pulling events, keeps no more than one row (or one school's registers) in memory, and yields rows in file order.
 */
export type Source = {
  readonly id: string
  readonly name: string
  /** The service that tells us, in the words of a source line: "School census" in "From school census, 18 January 2024". */
  readonly said: string
  readonly service: string
  /**
   * What it would tell of a child that this source knows them at all: undefined where every child may be known to it (schools).
   * A reader who may not know of the category is told "another service"; where the category is silent, all that the source says
   * of the child is kept under it, since a name from the young carers' list is a young carer's name.
   */
  readonly tells?: Category
  readonly columns: readonly SourceColumn[]
  /** Its rank where sources differ, by fact: 1 wins. Facts not named take `default`. */
  readonly rank: Readonly<Record<string, number>> & { readonly default: number }
  /** Its agreement: purpose and legal basis, owner. Without a live one its files wait. */
  readonly agreement: { readonly purpose: string; readonly basis: string; readonly owner: string }
  /** Options for the reader: the elements that are one record each; 'any' for sheets with title rows above the header. */
  readonly reading?: { readonly recordElement?: string | readonly string[]; readonly rowWidth?: 'same' | 'any' }
  /**
   * It keeps a child once, under one key: the whole source, or each school for itself, whose number the key begins with. Two of its keys are then two
   * children, unless they are so much alike that it told one child twice. Undefined where a key is made of what may be misspelt, or of a transfer.
   */
  readonly keepsOnce?: 'source' | 'school'
  /** Each school may send it by itself, under a key of its own: the file says which school it is of. */
  readonly bySchool?: true
  /** How a school mends a rejected row of such a file by itself. */
  readonly mending?: Mending
  recognise(head: FileHead): Recognised | undefined
  read(file: OpenFile): AsyncIterable<RowOutcome>
  /** For a layout that many sources share (spreadsheets): the source of one of them, once its mapping has been confirmed. */
  readonly confirmed?: (row: ConfirmedSource) => Source | undefined
}

/** A row of the table `source` that has a confirmed mapping. */
export type ConfirmedSource = { readonly id: string; readonly name: string; readonly mapping: unknown }
