import type { OpenFile } from '../bytes.ts'
import type { Batches, FileEvent } from '../file-event.ts'
import { readXlsx } from './xlsx.ts'
import { partXml } from './xlsx-package.ts'
import type { XmlHandler } from './xml-guard.ts'
import { type ZipEntry, zipEntries } from './zip.ts'

/** Parts of Word and PowerPoint files and of notes in workbooks that hold words; of OpenDocument files. */
const wordParts = [
  /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/,
  /^ppt\/(slides|notesSlides|comments)\/[^/]+\.xml$/,
  /^xl\/(comments\d*|threadedComments\/[^/]+|drawings\/[^/]+)\.xml$/,
  /^docProps\/core\.xml$/,
  /^(content|styles|meta)\.xml$/,
]

/**
 * The words of a Word, Excel, PowerPoint or OpenDocument file, a row for each paragraph or row of cells, in their order. Words that are
 * hidden, deleted with changes kept, in notes or in headers are among them: they leave with the file.
 * @throws FileRefused as the zip and XML readers do.
 */
export async function* readOfficeWords(file: OpenFile): Batches {
  const entries = zipEntries(file)
  if (entries.has('xl/workbook.xml'))
    for await (const batch of readXlsx(file)) yield batch.filter(event => event.type === 'row')
  for (const name of entries.keys()) if (wordParts.some(part => part.test(name))) yield* partWords(file, entries, name)
}

/** Elements after which other words begin; those inside a paragraph only bring letters. */
const ends = new Set(['p', 'h', 'tr', 'table-row', 'title', 'subject', 'creator', 'description', 'keywords', 'text'])
const spaces = new Set(['tab', 'br', 'cr', 's', 'line-break', 'tc', 'table-cell'])

async function* partWords(file: OpenFile, entries: Map<string, ZipEntry>, name: string): Batches {
  let words = ''
  let made: FileEvent[] = []
  const end = (): void => {
    if (words.trim() !== '') made.push({ type: 'row', table: name, line: 0, values: [words] })
    words = ''
  }
  const handler: XmlHandler = {
    open: element => {
      if (spaces.has(element)) words += ' '
    },
    text: text => {
      words += text
    },
    close: element => {
      if (ends.has(element)) end()
      else if (spaces.has(element)) words += ' '
    },
  }
  for await (const _ of partXml({ file, entries }, name, handler)) {
    yield made
    made = []
  }
  end()
  yield made
}
