import { type Encoding, markedEncoding } from './bytes.ts'
import type { Format, Problem } from './file-event.ts'

export type Sniffed = { format: Format; encoding?: Encoding; root?: string; note?: string } | { problem: Problem }

const formatOfExtension = new Map<string, Format>([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['tab', 'csv'],
  ['txt', 'csv'],
  ['xlsx', 'xlsx'],
  ['xls', 'xls'],
  ['mdb', 'mdb'],
  ['accdb', 'mdb'],
  ['xml', 'xml'],
  ['json', 'json'],
  ['ndjson', 'json'],
  ['jsonl', 'json'],
])

const wanted = 'CSV, Excel (.xlsx or .xls), Access (.mdb or .accdb), XML or JSON'

/** What the first bytes are, whatever the name says. `office` is OLE: old Excel, Word, Outlook, or encrypted xlsx. */
type Kind = { is: Format | 'zip' | 'office' | 'html' | 'text' | 'other'; words: string }

const signatures: [string | number[], Kind][] = [
  ['PK\x03\x04', { is: 'zip', words: 'a zip-based file such as an Excel workbook' }],
  ['PK\x05\x06', { is: 'zip', words: 'an empty zip file' }],
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], { is: 'office', words: 'an old or protected Office file' }],
  [[0, 1, 0, 0, ...Buffer.from('Standard Jet DB')], { is: 'mdb', words: 'an Access database' }],
  [[0, 1, 0, 0, ...Buffer.from('Standard ACE DB')], { is: 'mdb', words: 'an Access database' }],
  ['%PDF', { is: 'other', words: 'a PDF document' }],
  ['{\\rtf', { is: 'other', words: 'a rich text document' }],
  [[0x89, 0x50, 0x4e, 0x47], { is: 'other', words: 'a PNG picture' }],
  [[0xff, 0xd8, 0xff], { is: 'other', words: 'a JPEG picture' }],
  ['GIF8', { is: 'other', words: 'a GIF picture' }],
  [[0x1f, 0x8b], { is: 'other', words: 'a gzip archive' }],
  ['Rar!', { is: 'other', words: 'a RAR archive' }],
  [[0x37, 0x7a, 0xbc, 0xaf], { is: 'other', words: 'a 7-Zip archive' }],
  [[0x7f, 0x45, 0x4c, 0x46], { is: 'other', words: 'a program' }],
  ['MZ\x90', { is: 'other', words: 'a program' }],
]

/**
 * Decides the format from the first bytes (64 KB are plenty) and the name, which must agree.
 * Gives the encoding where a byte order mark states it, and for XML the local name of the root element.
 */
export const sniff = (start: Buffer, name: string): Sniffed => {
  const extension = /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const named = formatOfExtension.get(extension)
  if (start.length === 0) return { problem: empty }
  const { kind, text, encoding } = look(start)
  if (!named) return { problem: unknownName(extension, kind) }
  if (!agrees(named, kind)) return { problem: disagreement(extension, named, kind) }
  const root = named === 'xml' ? rootName(text) : undefined
  return { format: named, ...(encoding && { encoding }), ...(root && { root }) }
}

const look = (start: Buffer): { kind: Kind; text: string; encoding?: Encoding } => {
  const signature = signatures.find(([bytes]) => startsWith(start, bytes))
  if (signature) return { kind: signature[1], text: '' }
  const mark = markedEncoding(start)
  // XML may be UTF-16 without a mark; its first two characters then show the byte order (XML 1.0 appendix F).
  const pair = start.length < 4 ? 0 : start.readUInt32BE(0)
  const encoding = mark?.encoding ?? (pair === 0x3c003f00 ? 'utf-16le' : pair === 0x003c003f ? 'utf-16be' : undefined)
  const head = start.subarray(mark?.length ?? 0, 4096)
  const text = decodeHead(head, encoding)
  return { kind: kindOfText(text), text, ...(encoding && { encoding }) }
}

const startsWith = (start: Buffer, bytes: string | number[]): boolean => {
  const magic = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes)
  return start.subarray(0, magic.length).equals(magic)
}

const decodeHead = (head: Buffer, encoding: Encoding | undefined): string => {
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return head.toString('latin1')
  const pairs = Buffer.from(head.subarray(0, head.length - (head.length % 2)))
  return (encoding === 'utf-16be' ? pairs.swap16() : pairs).toString('utf16le')
}

const kindOfText = (text: string): Kind => {
  const controls = text.match(/[\x00-\x08\x0E-\x1F]/g)?.length ?? 0
  if (controls > text.length / 10) return { is: 'other', words: 'a file of a kind we do not know, not text' }
  const body = text.trimStart()
  if (/^<(!doctype\s+html|html|head|body|table|meta)\b/i.test(body)) return { is: 'html', words: 'a web page (HTML)' }
  if (/^<[?!A-Za-z_]/.test(body)) return { is: 'xml', words: 'XML' }
  if (/^(\{\s*["}]|\[\s*[[{"\]])/.test(body)) return { is: 'json', words: 'JSON' }
  return { is: 'text', words: 'plain text' }
}

const agrees = (named: Format, kind: Kind): boolean => {
  if (named === 'xlsx') return kind.is === 'zip'
  if (named === 'xls') return kind.is === 'office'
  // A CSV may begin with a bracket or a tag-like word; only a whole web page or XML document is refused.
  if (named === 'csv') return kind.is === 'text' || kind.is === 'json'
  if (named === 'json') return kind.is === 'json' || kind.is === 'text'
  return named === kind.is
}

const rootName = (text: string): string | undefined =>
  /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]/.exec(text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, ''))?.[1]

const empty: Problem = {
  problem: 'The file is empty.',
  got: '0 bytes',
  wanted,
  fix: 'Export the file again, and check that it has rows before sending it.',
}

const unknownName = (extension: string, kind: Kind): Problem => ({
  problem: extension
    ? `We do not read .${extension.slice(0, 20)} files.`
    : 'The name of the file has no ending, so we cannot tell what it is.',
  got: kind.words,
  wanted,
  fix: 'Save or export it in one of these formats, with the right ending on its name.',
})

const disagreement = (extension: string, named: Format, kind: Kind): Problem => {
  const locked = named === 'xlsx' && kind.is === 'office'
  return {
    problem: locked
      ? 'The workbook is protected with a password, or is an old .xls file with a new name.'
      : `The name ends in .${extension} but the file is ${kind.words}.`,
    got: kind.words,
    wanted: `a file that is what its name says (.${extension})`,
    fix: locked
      ? 'Open it in Excel, take the password off (File, Info, Protect Workbook), and save it as .xlsx.'
      : `Open it in the program that made it and save it as .${extension}, or give it the ending that is true.`,
  }
}
