import writeExcelFile from 'write-excel-file/node'
import { type Day, excelSerial } from '../calendar.ts'

/** A cell: text, a number, nothing, or one with a format or a width of several columns. */
export type Cell =
  | string
  | number
  | null
  | {
      readonly value: string | number
      readonly format?: string
      readonly columnSpan?: number
      readonly fontWeight?: 'bold'
    }

export interface Sheet {
  readonly sheet: string
  readonly data: readonly (readonly Cell[])[]
}

/** A real Excel date, shown as English people read it. */
export const dateCell = (day: Day | undefined): Cell =>
  day === undefined ? null : { value: excelSerial(day), format: 'dd/mm/yyyy' }

/** 1 January 2020, midnight, as a zip archive writes it. */
const fixedTime = { time: 0, date: ((2020 - 1980) << 9) | (1 << 5) | 1 }

/**
 * Sets every time stamp inside a zip archive to one fixed moment, so that the same rows always make the same bytes. A
 * zip has them in each entry's own header (signature PK 3 4) and again in the directory at its end (PK 1 2).
 */
const timeless = (zip: Buffer): Buffer => {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    zip.writeUInt16LE(fixedTime.time, at + 12)
    zip.writeUInt16LE(fixedTime.date, at + 14)
    const local = zip.readUInt32LE(at + 42)
    zip.writeUInt16LE(fixedTime.time, local + 10)
    zip.writeUInt16LE(fixedTime.date, local + 12)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}

/** An `.xlsx` workbook of these sheets. */
export const workbook = async (sheets: readonly Sheet[]): Promise<Buffer> =>
  timeless(await writeExcelFile(sheets as unknown as Parameters<typeof writeExcelFile>[0]).toBuffer())
