import { markedEncoding, type OpenFile, readBytes, readText } from '../bytes.ts'
import { type Batches, type FileEvent, FileRefused, type Problem } from '../file-event.ts'
import { cleanText, handBack, quoteForProblem, type TextFault } from '../text.ts'
import { brokenAt, deepest, type JsonFault, nestedTooDeep, scanJson } from './json-scan.ts'

const longestLine = 1024 * 1024
const largestDocument = 32 * 1024 * 1024

/**
 * Reads JSON: one object a line (NDJSON, any length), or one array or object of at most 32 MB. The items of an array
 * are given one by one. Keys given twice are refused, since readers disagree about which one counts.
 */
export async function* readJson(file: OpenFile, name: string): Batches {
  const mark = markedEncoding(readBytes(file, 0, Math.min(3, file.size)))
  const parts = () => readText(file, mark?.encoding ?? 'utf-8', mark?.length ?? 0)
  if (/\.(ndjson|jsonl)$/i.test(name) || isLines(parts())) yield* readLines(parts())
  else yield* readDocument(file, parts())
}

/** Lines, when the first line that is not blank is a whole object and something follows it. */
export const isLines = (parts: Iterable<string>): boolean => {
  let start = ''
  for (const part of parts) {
    start = (start + part).trimStart()
    if (start.length > longestLine || /\n\s*\S/.test(start)) break
  }
  const end = start.indexOf('\n')
  if (end === -1 || start[0] !== '{' || !start.slice(end).trim()) return false
  const parsed = parse(start.slice(0, end))
  return 'value' in parsed
}

async function* readLines(parts: Iterable<string>): Batches {
  let rest = ''
  let line = 0
  const eventOf = (text: string): FileEvent[] => {
    line++
    return text.trim() === '' ? [] : [lineEvent(text, line)]
  }
  for (const part of parts) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) throw longLine(line + 1)
    yield lines.flatMap(eventOf)
  }
  yield eventOf(rest)
}

const lineEvent = (text: string, line: number): FileEvent => {
  const parsed = parse(text)
  if ('fault' in parsed) {
    const column = `character ${parsed.fault.at + 1}`
    return { type: 'problem', fatal: false, line, column, ...faultWords(parsed.fault), values: [handBack(text)] }
  }
  return objectEvent(parsed.value, line, text)
}

async function* readDocument(file: OpenFile, parts: Iterable<string>): Batches {
  if (file.size > largestDocument) throw longDocument(file.size)
  const text = [...parts].join('')
  const parsed = parse(text)
  if ('fault' in parsed) {
    const { line, column } = place(text, parsed.fault.at)
    throw new FileRefused({ line, column: `character ${column}`, ...faultWords(parsed.fault) })
  }
  const { value, items } = parsed
  if (!Array.isArray(value)) {
    yield [objectEvent(value, place(text, text.search(/\S/)).line, '')]
    return
  }
  let line = 1
  let counted = 0
  for (const [index, item] of value.entries()) {
    const at = items[index] ?? counted
    for (; counted < at; counted++) if (text.charCodeAt(counted) === 10) line++
    yield [objectEvent(item, line, '')]
  }
}

type Parsed = { value: unknown; items: number[] } | { fault: JsonFault }

const parse = (text: string): Parsed => {
  const tooDeep = nestedTooDeep(text)
  if (tooDeep) return { fault: tooDeep }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    return { fault: brokenAt(cause, text) }
  }
  const { fault, items } = scanJson(text)
  return fault ? { fault } : { value, items }
}

const objectEvent = (value: unknown, line: number, raw: string): FileEvent => {
  const handedBack = raw ? { values: [handBack(raw)] } : {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { type: 'problem', fatal: false, line, ...notObject, ...handedBack }
  }
  const cleaned = cleanValue(value, '')
  if ('fault' in cleaned) {
    return { type: 'problem', fatal: false, line, column: cleaned.path, ...cleaned.fault, ...handedBack }
  }
  return { type: 'object', line, value: cleaned.value }
}

type Cleaned = { value: unknown } | { fault: TextFault; path: string }

/** The same value with every text and key cleaned. Depth is bounded by the scan. */
const cleanValue = (value: unknown, path: string): Cleaned => {
  if (typeof value === 'string') {
    const text = cleanText(value)
    return typeof text === 'string' ? { value: text } : { fault: text, path }
  }
  if (typeof value !== 'object' || value === null) return { value }
  const isArray = Array.isArray(value)
  const made: Record<string, unknown> = Object.create(null)
  const list: unknown[] = []
  for (const [key, inner] of Object.entries(value)) {
    const name = cleanText(key)
    const at = `${path}${path && '.'}${quoteForProblem(key)}`
    if (typeof name !== 'string') return { fault: name, path: at }
    const cleaned = cleanValue(inner, at)
    if ('fault' in cleaned) return cleaned
    if (isArray) list.push(cleaned.value)
    else made[name] = cleaned.value
  }
  return { value: isArray ? list : made }
}

const place = (text: string, at: number): { line: number; column: number } => {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}

const faultWords = (fault: JsonFault): Problem => {
  if (fault.is === 'duplicate') {
    return {
      problem: 'The same name is given twice in one object.',
      got: quoteForProblem(fault.key),
      wanted: 'each name once',
      fix: 'Ask the supplier of the system which value is right; we will not choose.',
    }
  }
  if (fault.is === 'too-deep') {
    return {
      problem: 'The JSON is nested too deeply.',
      wanted: `at most ${deepest} levels`,
      fix: 'Check that this is the right file.',
    }
  }
  return { problem: 'The JSON is broken here.', wanted: 'valid JSON', fix: 'Export it again; do not edit it by hand.' }
}

const notObject: Problem = {
  problem: 'This is not a record.',
  got: 'a list or a single value',
  wanted: 'an object with named values, { … }',
  fix: 'Check that this is the right file for this source.',
}

const longLine = (line: number): FileRefused =>
  new FileRefused({
    problem: 'A line is too long to be one record.',
    line,
    wanted: 'one object a line, at most 1 MB each',
    fix: 'Export the file again with one record on each line.',
  })

const longDocument = (size: number): FileRefused =>
  new FileRefused({
    problem: 'The file is one JSON document that is too big to read at once.',
    got: `${Math.ceil(size / 1024 / 1024)} MB`,
    wanted: 'at most 32 MB, or one object a line (NDJSON) of any length',
    fix: 'Ask for the export as NDJSON, or in smaller parts.',
  })
