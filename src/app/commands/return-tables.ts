import type { StatutoryReturn } from '../../domains/statutory-returns/index.ts'

type Tables = Parameters<StatutoryReturn['check']>[0]
export type ReturnTables = { readonly tables: Tables; readonly about: Readonly<Record<string, unknown>> }

/**
 * Reads one line of tables: a JSON object whose lists are tables of rows; `metadata` says what is known beside them. A table that is null is
 * not there; a row without `_row` is numbered by its place.
 * @throws Error saying what came and what was wanted, where the line is something else.
 */
export const readReturnTables = (line: string): ReturnTables => {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    throw new Error('got no JSON, wanted an object of tables. Write one object a line.')
  }
  if (!isObject(parsed))
    throw new Error(`got ${kindOf(parsed)}, wanted an object of tables, each a list of rows. Write one object a line.`)
  const { metadata, ...rest } = parsed
  return {
    tables: Object.fromEntries(
      Object.entries(rest)
        .filter(([, table]) => table !== null)
        .map(([name, table]) => [name, rowsOf(name, table)]),
    ),
    about: isObject(metadata) ? metadata : {},
  }
}

const rowsOf = (name: string, table: unknown): Tables[string] => {
  if (!Array.isArray(table)) throw new Error(`got ${kindOf(table)} as ${name}, wanted a list of rows.`)
  return table.map((row: unknown, at) => {
    if (!isObject(row)) throw new Error(`got ${kindOf(row)} as row ${at + 1} of ${name}, wanted an object of columns.`)
    const number = row['_row'] ?? at
    if (!Number.isSafeInteger(number))
      throw new Error(`got ${kindOf(number)} as the _row of row ${at + 1} of ${name}, wanted a whole number.`)
    return { ...row, _row: number }
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object'
}
