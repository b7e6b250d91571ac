import type { OpenFile } from '../bytes.ts'
import type { Batches, FileEvent } from '../file-event.ts'
import { quoteForProblem } from '../text.ts'
import { numberText, type Shown } from './number-text.ts'
import { outsideSheet, sheetLimits, sheetRow } from './sheet-row.ts'
import { openWorkbook, partXml, type Sheet, type Workbook } from './xlsx-package.ts'
import { decodeEscapes, readSharedStrings, readStyles } from './xlsx-parts.ts'
import type { XmlHandler } from './xml-guard.ts'

/**
 * Reads the sheets of an .xlsx workbook: each row with its number in Excel and its cells as the text that a person
 * sees, dates as ISO text. Formulas are never looked at, only the values Excel last kept for them.
 */
export async function* readXlsx(file: OpenFile): Batches {
  const workbook = await openWorkbook(file)
  const styles = await readStyles(workbook)
  const strings = await readSharedStrings(workbook)
  for (const sheet of workbook.sheets) {
    yield [{ type: 'table', table: sheet.name, ...(sheet.hidden && { hidden: true }) }]
    yield* readSheet(workbook, sheet, styles, strings)
  }
}

async function* readSheet(workbook: Workbook, sheet: Sheet, styles: readonly Shown[], strings: readonly string[]) {
  let batch: FileEvent[] = []
  const keep = (line: number, cells: readonly string[]): void => {
    const event = sheetRow(sheet.name, line, cells)
    if (event) batch.push(event)
  }
  const text = (cell: Cell): string => cellText(cell, styles, strings, workbook.from1904)
  for await (const _ of partXml(workbook, sheet.part, sheetHandler(sheet.name, text, keep))) {
    if (batch.length === 0) continue
    yield batch
    batch = []
  }
}

type Cell = { type: string; style: number; value: string; inline: string }

const cellText = (cell: Cell, styles: readonly Shown[], strings: readonly string[], from1904: boolean): string => {
  switch (cell.type) {
    case 's':
      return strings[Number(cell.value)] ?? ''
    case 'inlineStr':
      return decodeEscapes(cell.inline)
    case 'str':
      return decodeEscapes(cell.value)
    case 'b':
      return cell.value === '' ? '' : cell.value === '1' || cell.value === 'true' ? 'TRUE' : 'FALSE'
    case 'e':
      return cell.value
    case 'd':
      return cell.value.replace(/T00:00:00(\.0+)?Z?$/, '')
    default:
      return cell.value === '' ? '' : numberText(cell.value, styles[cell.style] ?? { as: 'number' }, from1904)
  }
}

/** Follows row, c, v and is/t; hands over each row as it closes. */
const sheetHandler = (
  table: string,
  textOf: (cell: Cell) => string,
  keep: (line: number, cells: readonly string[]) => void,
): XmlHandler => {
  let line = 0
  let column = -1
  let total = 0
  let cells: string[] = []
  let cell: Cell | undefined
  let into: 'value' | 'inline' | undefined
  let phonetic = 0
  const openRow = (reference: string | undefined): void => {
    const next = reference === undefined ? line + 1 : Number(reference)
    if (!Number.isInteger(next) || next <= line || next > sheetLimits.rows) {
      throw outsideSheet(table, `row ${quoteForProblem(reference ?? String(next))}`)
    }
    line = next
    column = -1
    cells = []
  }
  const openCell = (attributes: Readonly<Record<string, string>>): void => {
    column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
    if (column < 0 || column >= sheetLimits.columns)
      throw outsideSheet(table, quoteForProblem(attributes.r ?? 'a cell'))
    cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', inline: '' }
  }
  const closeCell = (): void => {
    if (!cell) return
    while (cells.length < column) cells.push('')
    cells[column] = textOf(cell)
    cell = undefined
  }
  return {
    open: (name, attributes) => {
      into = undefined
      if (name === 'row') openRow(attributes.r)
      else if (name === 'c') openCell(attributes)
      else if (name === 'rPh') phonetic++
      else if (cell && name === 'v') into = 'value'
      else if (cell && name === 't' && phonetic === 0) into = 'inline'
    },
    text: text => {
      if (cell && into) cell[into] += text
    },
    close: name => {
      into = undefined
      if (name === 'rPh') phonetic--
      else if (name === 'c') closeCell()
      else if (name === 'row') {
        total += cells.length
        if (total > sheetLimits.cells) throw outsideSheet(table, 'more than a hundred million cells')
        keep(line, cells)
      }
    },
  }
}

/** 0 for 'A1', 27 for 'AB5'; -1 where it is no reference. */
const columnOf = (reference: string): number => {
  let column = 0
  for (let at = 0; at < 4; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}
