import { getDocumentProxy } from 'unpdf'
import { type OpenFile, readBytes } from '../bytes.ts'
import { type Batches, FileRefused } from '../file-event.ts'

const mostPages = 2_000

/**
 * The words of a PDF, a row for each page: what is written on it, what is filled in, and notes. A picture of a page has none.
 * @throws FileRefused where it has a password, too many pages, or is no PDF.
 */
export async function* readPdfWords(file: OpenFile): Batches {
  const data = new Uint8Array(readBytes(file, 0, file.size))
  const opened = await getDocumentProxy(data, { verbosity: 0, stopAtErrors: true }).catch(cause => {
    throw (cause as Error).name === 'PasswordException' ? locked : unreadable
  })
  if (opened.numPages > mostPages) throw tooLong
  for (let at = 1; at <= opened.numPages; at++) {
    const page = await opened.getPage(at)
    const { items } = await page.getTextContent()
    const written = items.map(item => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
    const notes = (await page.getAnnotations()).flatMap(note => [note.fieldValue, note.contentsObj?.str].flat())
    const values = [written, ...notes.filter((text): text is string => typeof text === 'string')]
    yield [{ type: 'row', table: '', line: at, values }]
    page.cleanup()
  }
}

const locked = new FileRefused({
  problem: 'The PDF is protected with a password.',
  wanted: 'a PDF without a password',
  fix: 'Open it, save it without a password, and send that file.',
})
const unreadable = new FileRefused({
  problem: 'The PDF is damaged.',
  wanted: 'a PDF as its own program saves it',
  fix: 'Open it in the program that made it, save it under a new name, and send that file.',
})
const tooLong = new FileRefused({
  problem: 'The PDF has too many pages.',
  wanted: `at most ${mostPages.toLocaleString('en-GB')} pages`,
  fix: 'Divide it, and send the parts.',
})
