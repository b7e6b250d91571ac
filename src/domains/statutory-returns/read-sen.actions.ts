import { basename } from 'node:path'
import { readRecords } from '../../platform/files/index.ts'
import { type Row, rowOf, type Tables } from './return-rules.ts'

const tableOf = (sheet: string): string | undefined => {
  const [, number] = /^\s*list[\s_-]*([12])\s*$/i.exec(sheet) ?? []
  return number && `List_${number}`
}

/**
 * Reads the lists of children with special educational needs: a workbook with the sheets List 1 and List 2, headings in the first row that
 * has any. A cell with nothing in it is none. Other sheets are passed over.
 * @throws Error in a plain sentence where the file or a row cannot be read, or neither list is there.
 */
export const readSen = async (path: string): Promise<Tables> => {
  const tables: Record<string, Row[]> = {}
  const headings = new Map<string, readonly string[]>()
  const name = basename(path)
  for await (const event of readRecords({ path, name })) {
    if (event.type === 'problem') {
      const sheet = event.table === undefined ? '' : `, sheet ${event.table}`
      throw new Error(`${name}${sheet}, line ${event.line ?? 1}: ${event.problem} ${event.fix}`)
    }
    if (event.type !== 'row') continue
    const table = tableOf(event.table)
    if (!table) continue
    const columns = headings.get(table)
    if (columns) tables[table]?.push(rowOf(columns, event.values, tables[table].length))
    else if (event.values.some(value => value.trim() !== '')) {
      const found = event.values.map(value => value.trim().replaceAll('’', "'"))
      headings.set(table, found)
      tables[table] = []
    }
  }
  if (headings.size === 0)
    throw new Error(`${name} has neither of the lists. Send a workbook with the sheets List 1 and List 2.`)
  return tables
}
