import type { OpenFile } from '../bytes.ts'
import type { Batches, Format, Layout, WordsFormat } from '../file-event.ts'
import { readCsv } from './csv.ts'

/** Chooses the reader. Those with a library behind them are loaded only when needed: the child starts faster. */
export async function* readFile(file: OpenFile, format: Format | WordsFormat, name: string, layout: Layout): Batches {
  switch (format) {
    case 'csv':
      return yield* readCsv(file, layout)
    case 'xlsx':
      return yield* (await import('./xlsx.ts')).readXlsx(file)
    case 'xls':
      return yield* (await import('./xls.ts')).readXls(file)
    case 'mdb':
      return yield* (await import('./mdb.ts')).readMdb(file)
    case 'xml':
      return yield* (await import('./xml.ts')).readXml(file, layout)
    case 'json':
      return yield* (await import('./json.ts')).readJson(file, name)
    case 'pdf-words':
      return yield* (await import('./pdf-words.ts')).readPdfWords(file)
    case 'office-words':
      return yield* (await import('./office-words.ts')).readOfficeWords(file)
  }
}
