import { type Encoding, markedEncoding, type OpenFile, readBytes, readText } from '../bytes.ts'
import { type Batches, type FileEvent, FileRefused, type Layout, type XmlElement } from '../file-event.ts'
import { cleanText, quoteForProblem } from '../text.ts'
import { guardedXml, type XmlHandler } from './xml-guard.ts'

const mostElementsInRecord = 50_000
const longestRecordText = 4 * 1024 * 1024

/** Reads an XML file in a stream: one event for each record element, matched by local name. */
export async function* readXml(file: OpenFile, layout: Layout): Batches {
  const { encoding, from } = xmlEncoding(file)
  const chosen = layout.select?.recordElement
  const wanted = chosen === undefined ? undefined : new Set(typeof chosen === 'string' ? [chosen] : chosen)
  let batch: FileEvent[] = []
  const xml = guardedXml(recordHandler(wanted, event => batch.push(event)))
  try {
    for (const text of readText(file, encoding, from)) {
      xml.write(text)
      if (batch.length === 0) continue
      yield batch
      batch = []
    }
    xml.end()
  } finally {
    // Also the records before a break: they are sound.
    yield batch
  }
}

const xmlEncoding = (file: OpenFile): { encoding: Encoding; from: number } => {
  const start = readBytes(file, 0, Math.min(file.size, 1024))
  const mark = markedEncoding(start)
  if (mark) return { encoding: mark.encoding, from: mark.length }
  if (start[0] === 0x3c && start[1] === 0) return { encoding: 'utf-16le', from: 0 }
  if (start[0] === 0 && start[1] === 0x3c) return { encoding: 'utf-16be', from: 0 }
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start.toString('latin1'))?.[1]
  const encoding = declared === undefined ? 'utf-8' : namedEncodings.get(declared.toLowerCase())
  if (encoding) return { encoding, from: 0 }
  throw new FileRefused({
    problem: 'The file names a character encoding that we do not read.',
    line: 1,
    got: quoteForProblem(declared ?? ''),
    wanted: 'UTF-8, UTF-16, ISO-8859-1 or Windows-1252',
    fix: 'Export the file again as UTF-8.',
  })
}

const namedEncodings = new Map<string, Encoding>([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  // Windows-1252 holds all of Latin-1 that is text; exporters mean it when they write either name.
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
])

type Fault = Extract<FileEvent, { type: 'problem' }>

/** Builds the tree of the record that is open, and nothing else: memory stays with the largest record. */
const recordHandler = (wanted: ReadonlySet<string> | undefined, emit: (event: FileEvent) => void): XmlHandler => {
  const open: { element: XmlElement; text: string }[] = []
  let depth = 0
  let line = 0
  let elements = 0
  let length = 0
  let fault: Fault | undefined
  const clean = (raw: string): string => {
    const text = cleanText(raw)
    if (typeof text === 'string') return text
    const path = open.map(({ element }) => element.name).join('/')
    fault ??= { type: 'problem', fatal: false, line, column: path, ...text }
    return ''
  }
  const count = (more: number): void => {
    length += more
    if (++elements > mostElementsInRecord || length > longestRecordText) throw hugeRecord(line, open[0]?.element.name)
  }
  return {
    open: (name, attributes, at) => {
      depth++
      if (open.length === 0) {
        if (wanted ? !wanted.has(name) : depth !== 2) return
        line = at
        elements = 0
        length = 0
        fault = undefined
      }
      const element: XmlElement = { name }
      const parent = open.at(-1)?.element
      if (parent) {
        parent.children ??= []
        parent.children.push(element)
      }
      open.push({ element, text: '' })
      count(name.length)
      addAttributes(element, attributes, clean)
    },
    text: text => {
      const current = open.at(-1)
      if (!current) return
      current.text += text
      length += text.length
      if (length > longestRecordText) throw hugeRecord(line, open[0]?.element.name)
    },
    close: () => {
      depth--
      const current = open.at(-1)
      if (!current) return
      if (current.text.trim() !== '') current.element.text = clean(current.text)
      open.pop()
      if (open.length === 0) emit(fault ?? { type: 'element', line, element: current.element })
    },
  }
}

const addAttributes = (
  element: XmlElement,
  attributes: Readonly<Record<string, string>>,
  clean: (raw: string) => string,
): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'xmlns' || name.startsWith('xmlns:') || name.startsWith('xsi:')) continue
    // Without a prototype, so that an attribute called __proto__ is only a name.
    element.attributes ??= Object.create(null) as Record<string, string>
    element.attributes[name.slice(name.indexOf(':') + 1)] = clean(value)
  }
}

const hugeRecord = (line: number, name: string | undefined): FileRefused =>
  new FileRefused({
    problem: 'One record of the file is too big to be one record.',
    line,
    got: quoteForProblem(`<${name ?? '?'}>`),
    wanted: 'records of at most 4 MB and 50,000 elements',
    fix: 'Check that this is the right kind of file for this source.',
  })
