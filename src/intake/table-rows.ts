import type { OpenFile, Problem, RowOutcome, SourceColumn } from './source.ts'

/** One row under its header: the values by column (absent columns are absent), and the cells as they came. */
export type TableRow = {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
  readonly cells: readonly string[]
}

export type TableSpec = {
  /** Every column that the source lists for this table; another one is refused: warned of, and its values not kept. */
  readonly listed: readonly string[]
  /** Without these the file cannot be used at all. */
  readonly required: readonly string[]
  /** Header spelling as the source lists it: for files whose case differs. Default: as it came, trimmed. */
  readonly spell?: (header: string) => string
}

/**
 * Reads a table whose first row is its header and hands each row to `toOutcome`; unreadable rows become rejected outcomes,
 * with the row as far as it could be read. A file without a required column is one fatal problem: throws `FileNotUsable`.
 */
export async function* readTable(
  file: OpenFile,
  spec: TableSpec,
  toOutcome: (row: TableRow) => RowOutcome,
): AsyncGenerator<RowOutcome, void, undefined> {
  let header: string[] | undefined
  for await (const event of file.events) {
    if (event.type === 'problem') {
      const { type: _type, fatal, table: _table, values, ...problem } = event
      if (fatal) throw new FileNotUsable(problem)
      yield { outcome: 'rejected', line: problem.line ?? 0, problem, values: values ?? [] }
    } else if (event.type === 'note') {
      yield {
        outcome: 'warning',
        problem: {
          problem: event.note,
          fix: 'Nothing needs to be done. Ask the sender to save the file as UTF-8 next time.',
        },
      }
    } else if (event.type === 'row' && !header) {
      header = event.values.map(name => (spec.spell ?? trim)(name))
      yield* headerProblems(file, spec, header)
    } else if (event.type === 'row' && header) {
      yield toOutcome({ line: event.line, values: byColumn(header, event.values), cells: event.values })
    }
  }
}

/** The whole file cannot be used; its words say what to do. */
export class FileNotUsable extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.problem)
    this.problem = problem
  }
}

const trim = (name: string): string => name.trim()

const byColumn = (header: readonly string[], cells: readonly string[]): Record<string, string> => {
  const values: Record<string, string> = {}
  header.forEach((column, i) => {
    values[column] = cells[i] ?? ''
  })
  return values
}

function* headerProblems(file: OpenFile, spec: TableSpec, header: readonly string[]): Generator<RowOutcome> {
  const missing = spec.required.filter(column => !header.includes(column))
  if (missing.length > 0) {
    throw new FileNotUsable({
      line: 1,
      problem: `The file has no column ${missing.join(', ')}.`,
      got: header.slice(0, 12).join(', '),
      wanted: spec.required.join(', '),
      fix: `Send the table ${file.recognised.table} again with all its columns, as the system exports it.`,
    })
  }
  for (const column of header) {
    if (column === '' || spec.listed.includes(column)) continue
    yield {
      outcome: 'warning',
      problem: {
        line: 1,
        column,
        problem: `The column ${column} is not known for this table, so its values were not kept.`,
        fix: 'If it should be used, ask the clearing house to give it a category first.',
      },
    }
  }
}

/** The values that are kept for ever and compared: listed columns with a value, without those nobody reads. */
export const keptContent = (
  columns: readonly SourceColumn[],
  table: string,
  values: Readonly<Record<string, string>>,
): Record<string, string> => {
  const kept: Record<string, string> = {}
  for (const column of keptColumns(columns, table)) {
    const value = values[column]
    if (value) kept[column] = value
  }
  return kept
}

// Asked for every row: worked out once for each list and table.
const known = new WeakMap<readonly SourceColumn[], Map<string, string[]>>()
const keptColumns = (columns: readonly SourceColumn[], table: string): string[] => {
  const byTable = known.get(columns) ?? new Map<string, string[]>()
  known.set(columns, byTable)
  const kept =
    byTable.get(table) ?? columns.filter(c => c.table === table && c.category !== 'unused').map(c => c.column)
  byTable.set(table, kept)
  return kept
}
