// The least Access 2000 (Jet 4) database that readers of the format take, after mdbtools' HACKING.md. It has no indexes
// and no system tables but the list of objects: for the fictional authority's old files and for tests. Access itself
// has not been tried on it.

export type MdbColumn = { name: string; type: 'text' | 'date' | 'whole' }
export type MdbTable = { name: string; columns: readonly MdbColumn[]; rows: readonly (readonly (string | null)[])[] }

const pageSize = 4096
const mostPages = 512
const kinds = { text: { code: 10, size: 510 }, date: { code: 8, size: 8 }, whole: { code: 4, size: 4 } }

/**
 * Writes an .mdb file. Dates are ISO dates, whole numbers decimal text, `null` is no value.
 * Throws RangeError where a text is over 255 characters or a table needs more than 2 MB.
 */
export const writeMdb = (tables: readonly MdbTable[]): Buffer => {
  const pages: Buffer[] = [header(), Buffer.alloc(pageSize)]
  const maps: Buffer[] = []
  const objects = { columns: objectColumns, name: 'MSysObjects' }
  const definitions = tables.map((_, index) => 3 + index)
  pages.length = 3 + tables.length
  const rows = tables.map((table, index) => [String(definitions[index]), '251658241', table.name, '1', '0'])
  for (const [index, table] of [{ ...objects, rows }, ...tables].entries()) {
    const data = dataPages(table, 2 + index)
    maps.push(usageMap(pages.length, data.length))
    pages[2 + index] = definition(table, index)
    pages.push(...data)
  }
  pages[1] = dataPage(maps, 0)
  return Buffer.concat(pages)
}

const objectColumns: MdbColumn[] = [
  { name: 'Id', type: 'whole' },
  { name: 'ParentId', type: 'whole' },
  { name: 'Name', type: 'text' },
  { name: 'Type', type: 'whole' },
  { name: 'Flags', type: 'whole' },
]

const header = (): Buffer => {
  const page = Buffer.alloc(pageSize)
  page.writeUInt32LE(0x100, 0)
  page.write('Standard Jet DB\0', 4, 'latin1')
  page.writeUInt32LE(1, 0x14)
  page.writeUInt16LE(1252, 0x3c)
  page.writeUInt16LE(1033, 0x6e)
  hide(page.subarray(0x18, 0x18 + 128))
  return page
}

/** The header is RC4 with a key that all Jet databases share. */
const hide = (bytes: Buffer): void => {
  const key = [0xc7, 0xda, 0x39, 0x6b]
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const at = (index: number): number => state[index & 255] ?? 0
  const swap = (a: number, b: number): void => {
    const kept = at(a)
    state[a & 255] = at(b)
    state[b & 255] = kept
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % 4] ?? 0)) & 255
    swap(i, j)
  }
  for (let k = 0, j = 0; k < bytes.length; k++) {
    j = (j + at(k + 1)) & 255
    swap(k + 1, j)
    bytes[k] = (bytes[k] ?? 0) ^ at(at(k + 1) + at(j))
  }
}

const usageMap = (first: number, count: number): Buffer => {
  if (count > mostPages) throw new RangeError('a table of an .mdb file we write holds at most 2 MB')
  const map = Buffer.alloc(5 + mostPages / 8)
  map.writeUInt32LE(first, 1)
  for (let page = 0; page < count; page++) map[5 + (page >> 3)] = (map[5 + (page >> 3)] ?? 0) | (1 << (page & 7))
  return map
}

const definition = ({ columns, rows }: MdbTable, mapRow: number): Buffer => {
  const page = Buffer.alloc(pageSize)
  page.set([2, 1], 0)
  page.writeUInt32LE(rows.length, 16)
  page.writeUInt8(mapRow === 0 ? 0x53 : 0x4e, 40)
  page.writeUInt16LE(columns.length, 41)
  page.writeUInt16LE(columns.filter(column => column.type === 'text').length, 43)
  page.writeUInt16LE(columns.length, 45)
  // The usage maps are the rows of page 1: row in the low byte, page above it.
  page.writeUInt32LE((1 << 8) | mapRow, 55)
  page.writeUInt32LE((1 << 8) | mapRow, 59)
  let at = 63
  let fixed = 0
  let variable = 0
  for (const [index, { type }] of columns.entries()) {
    page.writeUInt8(kinds[type].code, at)
    page.writeUInt16LE(index, at + 5)
    page.writeUInt16LE(type === 'text' ? variable++ : variable, at + 7)
    page.writeUInt16LE(index, at + 9)
    if (type === 'text') page.writeUInt16LE(1033, at + 11)
    page.writeUInt16LE(type === 'text' ? 2 : 3, at + 15)
    page.writeUInt16LE(type === 'text' ? 0 : fixed, at + 21)
    page.writeUInt16LE(kinds[type].size, at + 23)
    if (type !== 'text') fixed += kinds[type].size
    at += 25
  }
  for (const { name } of columns) {
    page.writeUInt16LE(name.length * 2, at)
    at += 2 + page.write(name, at + 2, 'utf16le')
  }
  page.writeUInt16LE(0xffff, at)
  page.writeUInt32LE(at + 2 - 8, 8)
  return page
}

const dataPages = (table: MdbTable, owner: number): Buffer[] => {
  const pages: Buffer[] = []
  let held: Buffer[] = []
  let room = pageSize - 14
  for (const row of table.rows) {
    const bytes = rowBytes(table.columns, row)
    if (bytes.length + 2 > room) {
      pages.push(dataPage(held, owner))
      held = []
      room = pageSize - 14
    }
    held.push(bytes)
    room -= bytes.length + 2
  }
  return [...pages, dataPage(held, owner)]
}

const dataPage = (rows: readonly Buffer[], owner: number): Buffer => {
  const page = Buffer.alloc(pageSize)
  page.set([1, 1], 0)
  page.writeUInt32LE(owner, 4)
  page.writeUInt16LE(rows.length, 12)
  let end = pageSize
  for (const [index, row] of rows.entries()) {
    end -= row.length
    row.copy(page, end)
    page.writeUInt16LE(end, 14 + index * 2)
  }
  page.writeUInt16LE(end - 14 - rows.length * 2, 2)
  return page
}

/** Count of columns, fixed values, texts, where each text begins (backwards), their count, and which have a value. */
const rowBytes = (columns: readonly MdbColumn[], row: readonly (string | null)[]): Buffer => {
  const present = Buffer.alloc(Math.ceil(columns.length / 8))
  const fixed: Buffer[] = []
  const texts: Buffer[] = []
  for (const [index, { type }] of columns.entries()) {
    const value = row[index] ?? null
    if (value !== null) present[index >> 3] = (present[index >> 3] ?? 0) | (1 << (index & 7))
    if (type === 'text') texts.push(textBytes(value ?? ''))
    else fixed.push(fixedBytes(type, value))
  }
  const starts = [2 + fixed.reduce((sum, bytes) => sum + bytes.length, 0)]
  for (const text of texts) starts.push((starts.at(-1) ?? 0) + text.length)
  return Buffer.concat([
    words([columns.length]),
    ...fixed,
    ...texts,
    words(starts.reverse()),
    words([texts.length]),
    present,
  ])
}

const words = (values: readonly number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer)

const textBytes = (text: string): Buffer => {
  if (text.length > 255) throw new RangeError('a text of an .mdb file we write has at most 255 characters')
  return Buffer.from(text, 'utf16le')
}

const fixedBytes = (type: 'date' | 'whole', value: string | null): Buffer => {
  const bytes = Buffer.alloc(kinds[type].size)
  if (value === null) return bytes
  if (type === 'whole') bytes.writeInt32LE(Number(value))
  else bytes.writeDoubleLE(Date.parse(`${value}T00:00:00Z`) / 86_400_000 + 25_569)
  return bytes
}
