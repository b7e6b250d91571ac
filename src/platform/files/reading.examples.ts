// Files made on the spot for the tests, some of them hostile, and a short way to read them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32, deflateRawSync } from 'node:zlib'
import type { FileEvent } from './file-event.ts'
import { type ReadRequest, readRecords } from './read-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-files-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
let made = 0

/** Writes the bytes to a new temporary file and gives its path. */
export const fileOf = (bytes: string | Buffer): string => {
  const path = join(folder, String(made++))
  writeFileSync(path, bytes)
  return path
}

export const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url))

/** Everything that a sequence yields. */
export const all = async <T>(sequence: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const item of sequence) found.push(item)
  return found
}

/** Reads bytes as a file of that name, through the child process. */
export const readBytesAs = (name: string, bytes: string | Buffer, more: Partial<ReadRequest> = {}) =>
  all(readRecords({ path: fileOf(bytes), name, ...more }))

/** Reads a fixture, through the child process. */
export const readFixture = (name: string, more: Partial<ReadRequest> = {}) =>
  all(readRecords({ path: fixture(name), name, ...more }))

export const rowsOf = (events: readonly FileEvent[], table?: string): string[][] =>
  events.flatMap(event => (event.type === 'row' && (!table || event.table === table) ? [event.values] : []))

export const problemsOf = (events: readonly FileEvent[]) => events.filter(event => event.type === 'problem')

export type Part = { name: string; bytes: string | Buffer; declaredSize?: number; flags?: number; at?: number }

/** A zip file, honest unless a part says otherwise. */
export const zipOf = (parts: readonly Part[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, declaredSize, flags = 0, at } of parts) {
    const raw = Buffer.from(bytes)
    const packed = deflateRawSync(raw)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(raw), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(declaredSize ?? raw.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at ?? offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, rest, Buffer.from(name)]))
    bodies.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06'), end])
}

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet from the XML of its rows, with further parts or other versions of the usual ones. */
export const workbookOf = (rows: string, more: readonly Part[] = []): Buffer => {
  const usual: Part[] = [
    {
      name: '_rels/.rels',
      bytes: `<Relationships><Relationship Id="a" Type="${types}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      bytes: `<workbook xmlns:r="${types}"><sheets><sheet name="Pupils" sheetId="1" r:id="s1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: `<Relationships><Relationship Id="s1" Type="${types}/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="s2" Type="${types}/styles" Target="styles.xml"/>
        <Relationship Id="s3" Type="${types}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', bytes: `<worksheet><sheetData>${rows}</sheetData></worksheet>` },
  ]
  return zipOf([...usual.filter(part => !more.some(other => other.name === part.name)), ...more])
}

/** A PDF of one page with these lines. */
export const pdfOf = (lines: readonly string[]): Buffer => {
  const words = `BT /F1 12 Tf 14 TL 72 720 Td ${lines.map(line => `(${line}) Tj T*`).join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${words.length} >>\nstream\n${words}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let out = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = out.length
    out += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer << /Size 6 /Root 1 0 R >>`
  return Buffer.from(`${out}${table}\nstartxref\n${out.length}\n%%EOF`)
}

/** A Word document of paragraphs, each of runs: a word may be divided between two. */
export const wordOf = (paragraphs: readonly (readonly string[])[]): Buffer =>
  zipOf([
    {
      name: 'word/document.xml',
      bytes: `<w:document xmlns:w="w"><w:body>${paragraphs
        .map(runs => `<w:p>${runs.map(run => `<w:r><w:t>${run}</w:t></w:r>`).join('')}</w:p>`)
        .join('')}</w:body></w:document>`,
    },
  ])
