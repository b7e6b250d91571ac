import { decoder, type OpenFile } from '../bytes.ts'
import { FileRefused } from '../file-event.ts'
import { guardedXml, type XmlHandler } from './xml-guard.ts'
import { damaged, entryBytes, type ZipEntry, zipEntries } from './zip.ts'

export type Sheet = { name: string; part: string; hidden: boolean }
export type Workbook = {
  file: OpenFile
  entries: Map<string, ZipEntry>
  sheets: Sheet[]
  from1904: boolean
  sharedStrings?: string
  styles?: string
}

/** Opens a workbook: refuses macros and links to other files, and finds its sheets in their order. */
export const openWorkbook = async (file: OpenFile): Promise<Workbook> => {
  const entries = zipEntries(file)
  refuseDangers([...entries.keys()])
  const root = [...(await relations(file, entries, '_rels/.rels')).values()]
  const path = resolve('', root.find(relation => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml')
  if (!entries.has(path)) throw notWorkbook(entries)
  if (path.endsWith('.bin')) throw otherWorkbook('an Excel binary workbook (.xlsb)')
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const related = await relations(file, entries, `${folder}_rels/${path.slice(folder.length)}.rels`)
  const { sheets, from1904 } = await readSheetList(file, entries, path)
  const partOf = (type: string): string | undefined => {
    const target = [...related.values()].find(relation => relation.type === type)?.target
    const part = target === undefined ? undefined : resolve(folder, target)
    return part !== undefined && entries.has(part) ? part : undefined
  }
  const sharedStrings = partOf('sharedStrings')
  const styles = partOf('styles')
  const found = sheets.flatMap(({ name, id, hidden }) => {
    const relation = related.get(id)
    // Chart sheets have no cells.
    return relation?.type === 'worksheet' ? [{ name, hidden, part: resolve(folder, relation.target) }] : []
  })
  if (found.some(sheet => !entries.has(sheet.part))) throw damaged()
  return { file, entries, from1904, sheets: found, ...(sharedStrings && { sharedStrings }), ...(styles && { styles }) }
}

/** Gives the XML of one part to a handler, and lets the caller drain what it made after each piece. */
export async function* partXml(workbook: Pick<Workbook, 'file' | 'entries'>, part: string, handler: XmlHandler) {
  const entry = workbook.entries.get(part)
  if (!entry) throw damaged()
  const xml = guardedXml(handler)
  let decode: ReturnType<typeof decoder> | undefined
  for await (const bytes of entryBytes(workbook.file, entry)) {
    const utf16 = bytes[0] === 0xff || bytes[0] === 0xfe
    decode ??= decoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8')
    xml.write(decode(bytes, false))
    yield
  }
  xml.write(decode?.(Buffer.alloc(0), true) ?? '')
  xml.end()
  yield
}

/** Reads one small part to its end. */
export const readPart = async (workbook: Pick<Workbook, 'file' | 'entries'>, part: string, handler: XmlHandler) => {
  for await (const _ of partXml(workbook, part, handler));
}

type Relation = { type: string; target: string }

const relations = async (file: OpenFile, entries: Map<string, ZipEntry>, part: string) => {
  const found = new Map<string, Relation>()
  if (!entries.has(part)) return found
  await readPart({ file, entries }, part, {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name !== 'Relationship' || !Id || !Type || !Target || TargetMode === 'External') return
      found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target: Target })
    },
    text: () => {},
    close: () => {},
  })
  return found
}

const readSheetList = async (file: OpenFile, entries: Map<string, ZipEntry>, path: string) => {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  await readPart({ file, entries }, path, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      sheets.push({ name: attributes.name ?? '', id, hidden: (attributes.state ?? 'visible') !== 'visible' })
    },
    text: () => {},
    close: () => {},
  })
  return { sheets, from1904 }
}

const resolve = (folder: string, target: string): string => {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

const refuseDangers = (names: readonly string[]): void => {
  if (names.some(name => /vbaProject|macrosheets\//i.test(name))) {
    throw new FileRefused({
      problem: 'The workbook has macros (a program inside it).',
      wanted: 'a workbook without macros',
      fix: 'In Excel choose Save As, "Excel Workbook (*.xlsx)", and send that file.',
    })
  }
  if (names.some(name => /(^|\/)externalLinks\//i.test(name))) {
    throw new FileRefused({
      problem: 'The workbook takes values from other files.',
      wanted: 'a workbook that holds its own values',
      fix: 'In Excel choose Data, Edit Links, Break Link for each, save, and send that file.',
    })
  }
}

const notWorkbook = (entries: Map<string, ZipEntry>): FileRefused => {
  if (entries.has('xl/workbook.bin')) return otherWorkbook('an Excel binary workbook (.xlsb)')
  if (entries.has('content.xml')) return otherWorkbook('an OpenDocument file')
  if (entries.has('word/document.xml')) return otherWorkbook('a Word document')
  return otherWorkbook('a zip file')
}

const otherWorkbook = (got: string): FileRefused =>
  new FileRefused({
    problem: `The file is ${got}, not an Excel workbook (.xlsx).`,
    got,
    wanted: 'an Excel workbook (.xlsx)',
    fix: 'Open it in its own program and save it as "Excel Workbook (*.xlsx)" or as CSV.',
  })
