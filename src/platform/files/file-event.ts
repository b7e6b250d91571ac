/** The layouts we read. `xls` is BIFF only; `csv` covers comma, semicolon and tab; `mdb` covers .mdb and .accdb. */
export const formats = ['csv', 'xlsx', 'xls', 'mdb', 'xml', 'json'] as const
export type Format = (typeof formats)[number]

export type Delimiter = ',' | ';' | '\t'

/** One XML element by local name. `text` is absent when there is none, `attributes` leaves out namespaces. */
export type XmlElement = {
  name: string
  text?: string
  attributes?: Record<string, string>
  children?: XmlElement[]
}

/** What is wrong, in words for the person who sent the file. `column` is an Excel letter, a field name or a path. */
export type Problem = {
  problem: string
  fix: string
  line?: number
  column?: string
  table?: string
  got?: string
  wanted?: string
  /** The cells of a refused row as far as they could be read (raw line in one cell when it could not be divided). */
  values?: string[]
}

/**
 * What reading a file yields, in the order of the file.
 * A `problem` that is not fatal stands for exactly one row, element or object that is not given otherwise;
 * a fatal one is the last event. Without one the last event is `end`.
 */
export type FileEvent =
  | { type: 'table'; table: string; columns?: string[]; hidden?: boolean }
  | { type: 'row'; table: string; line: number; values: string[] }
  | { type: 'element'; line: number; element: XmlElement }
  | { type: 'object'; line: number; value: unknown }
  | { type: 'note'; note: string }
  | ({ type: 'problem'; fatal: boolean } & Problem)
  | { type: 'end'; rows: number }

/** Readers give their events in batches, so that a row costs no turn of the event loop. */
export type Batches = AsyncGenerator<FileEvent[], void, undefined>

/** How the sender or the mapping says the file is laid out. */
export type Layout = {
  csv?: {
    /** Declared delimiter; without it the first lines must leave only one possibility. */
    delimiter?: Delimiter
    /** 'same' (the default) refuses rows that are not as wide as the first; 'any' is for sheets with title rows. */
    rowWidth?: 'same' | 'any'
  }
  select?: {
    /** XML only: local names of the elements that are one record each. Without it, the children of the root. */
    recordElement?: string | readonly string[]
  }
}

/** Stops the reading of the whole file, with the words for its sender. Never carries a stack to the reader. */
export class FileRefused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.problem)
    this.name = 'FileRefused'
    this.problem = problem
  }
}

/** Documents whose words can be read: by what they are, not by their names. */
export type WordsFormat = 'pdf-words' | 'office-words'
