import { basename } from 'node:path'
import { readRecords, type XmlElement } from '../../platform/files/index.ts'
import { cinTables } from './cin-tables.ts'
import type { Tables } from './return-rules.ts'

/**
 * Reads a Children in Need census (XML, DfE CIN census guide) as tables.
 * @throws Error in a plain sentence where the file cannot be read, or is none.
 */
export const readCin = async (path: string): Promise<Tables> => {
  const elements: XmlElement[] = []
  const request = { path, name: basename(path), format: 'xml' as const, select: { recordElement: ['Header', 'Child'] } }
  for await (const event of readRecords(request)) {
    if (event.type === 'problem') throw new Error(`${basename(path)}: ${event.problem} ${event.fix}`)
    if (event.type === 'element') elements.push(event.element)
  }
  if (!elements.some(element => element.name === 'Child'))
    throw new Error(`${basename(path)}: There is no child in it. Send a Children in Need census as XML.`)
  return cinTables(elements)
}
