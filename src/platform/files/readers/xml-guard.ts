import { SaxesParser } from 'saxes'
import { FileRefused } from '../file-event.ts'
import { quoteForProblem } from '../text.ts'

/** What a reader of XML is told. Names are local names: a prefix or a default namespace makes no difference. */
export type XmlHandler = {
  open: (name: string, attributes: Readonly<Record<string, string>>, line: number) => void
  text: (text: string) => void
  close: (name: string) => void
}

const limits = { depth: 64, text: 1_048_576, attributes: 256, prolog: 65_536 }

/**
 * A strict streaming XML parser with the limits of security.md §6: no DOCTYPE (so no entities to expand or fetch),
 * depth, text length and attributes bounded. `write` and `end` throw FileRefused.
 */
export const guardedXml = (handler: XmlHandler): { write: (text: string) => void; end: () => void } => {
  const parser = new SaxesParser({ fragment: false })
  let depth = 0
  let attributes = 0
  let opened = false
  let sinceEvent = 0
  const heard = (): void => {
    sinceEvent = 0
  }
  parser.on('doctype', () => {
    throw doctype(parser.line)
  })
  parser.on('attribute', () => {
    heard()
    if (++attributes > limits.attributes) throw tooMuch(parser.line, `more than ${limits.attributes} attributes`)
  })
  parser.on('opentag', tag => {
    heard()
    attributes = 0
    opened = true
    if (++depth > limits.depth) throw tooMuch(parser.line, `elements nested more than ${limits.depth} deep`)
    handler.open(localName(tag.name), tag.attributes as Record<string, string>, parser.line)
  })
  parser.on('closetag', tag => {
    heard()
    depth--
    handler.close(localName(tag.name))
  })
  const onText = (text: string): void => {
    heard()
    if (text.length > limits.text) throw tooMuch(parser.line, `a text of ${text.length} characters`)
    if (depth > 0) handler.text(text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('error', error => {
    throw malformed(parser.line, parser.column, error.message)
  })
  const write = (text: string): void => {
    for (let at = 0; at < text.length; at += 65_536) {
      const part = text.slice(at, at + 65_536)
      sinceEvent += part.length
      parser.write(part)
      if (sinceEvent > limits.text)
        throw tooMuch(parser.line, 'a text, name or comment of more than a million characters')
      if (!opened && parser.position > limits.prolog) throw tooMuch(parser.line, 'a very long beginning')
    }
  }
  return { write, end: () => void parser.close() }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const doctype = (line: number): FileRefused =>
  new FileRefused({
    problem: 'The file has a DOCTYPE, which we never read: it can hide an attack.',
    line,
    got: '<!DOCTYPE …>',
    wanted: 'XML without a DOCTYPE',
    fix: 'Ask the supplier of the system for a file without one.',
  })

const tooMuch = (line: number, got: string): FileRefused =>
  new FileRefused({
    problem: 'The XML is not shaped like any file we know, and may be an attack.',
    line,
    got,
    wanted: `at most ${limits.depth} levels, and texts of at most a million characters`,
    fix: 'Check that this is the right file, and export it again.',
  })

const malformed = (line: number, column: number, message: string): FileRefused =>
  new FileRefused({
    problem: 'The XML is broken, so it cannot be read beyond this place.',
    line,
    column: `character ${column}`,
    got: quoteForProblem(message.replace(/^\d+:\d+: /, '')),
    wanted: 'well-formed XML',
    fix: 'Export the file again; do not edit it by hand.',
  })
