import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Format, readHead, sniff } from '../platform/files/index.ts'
import { readRequest } from './raw-files.actions.ts'
import { findSource, layoutOf } from './run.ts'
import type { FileHead, Problem, Recognised, Source } from './source.ts'

/** A file and what it is: a source's, or nobody's, with the reason in words for its sender. */
export type RecognisedFile =
  | {
      readonly path: string
      readonly name: string
      readonly source: Source
      readonly sourceId: string
      readonly recognised: Recognised
    }
  | { readonly path: string; readonly name: string; readonly problem: Problem; readonly unreadable: boolean }

const headEvents = 60

/** What this file is. With `sourceId` only that source is asked; else the first of the list that knows its layout. */
export const recogniseFile = async (
  path: string,
  sources: readonly Source[],
  sourceId?: string,
): Promise<RecognisedFile> => {
  const name = basename(path)
  const start = await readStart(path)
  const sniffed = start ? sniff(start, name) : { problem: cannotOpen }
  if ('problem' in sniffed) return { path, name, problem: sniffed.problem, unreadable: true }
  const headFor = heads(path, name, sniffed.format)
  for (const source of candidates(sources, sourceId)) {
    const recognised = source.recognise(await headFor(source.reading))
    if (recognised) return { path, name, source, recognised, sourceId: sourceId ?? ownId(source, name) }
  }
  const fatal = (await headFor(undefined)).events.find(event => event.type === 'problem' && event.fatal)
  if (fatal?.type === 'problem') {
    const { type: _type, fatal: _fatal, ...problem } = fatal
    return { path, name, problem, unreadable: true }
  }
  return { path, name, unreadable: false, problem: unknownLayout(sources, sourceId) }
}

/** Any spreadsheet can be taken for a spreadsheet: asked last, so that a fixed layout is never mistaken for one. */
const candidates = (sources: readonly Source[], sourceId: string | undefined): readonly Source[] => {
  if (sourceId !== undefined) {
    // A list that has changed its shape is still the source it was named as: its layout takes it.
    const layout = sources.find(source => source.id === layoutOf(sourceId))
    const only = findSource(sources, sourceId)
    return [...new Set([only, layout].filter(source => source !== undefined))]
  }
  return [...sources].sort(
    (a, b) => Number(layoutOf(a.id) === 'spreadsheet') - Number(layoutOf(b.id) === 'spreadsheet'),
  )
}

const ownId = (source: Source, name: string): string => (source.id === 'spreadsheet' ? spreadsheetId(name) : source.id)

/** A spreadsheet goes by the name of its file, without dates and numbers, so that next month's finds the same mapping. */
export const spreadsheetId = (name: string): string => {
  const words = name
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  return `spreadsheet:${words.replaceAll(' ', '-') || 'unnamed'}`
}

const readStart = async (path: string): Promise<Buffer | undefined> => {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return undefined
  try {
    const buffer = Buffer.alloc(65_536)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}

/** Reads the head once for each way in which sources want the file read. */
const heads = (path: string, name: string, format: Format): ((reading: Source['reading']) => Promise<FileHead>) => {
  const made = new Map<string, Promise<FileHead>>()
  return reading => {
    const own = format === 'xml' ? reading?.recordElement : format === 'csv' ? reading?.rowWidth : undefined
    const key = JSON.stringify(own ?? null)
    const head = made.get(key) ?? headOf(path, name, format, reading)
    made.set(key, head)
    return head
  }
}

const headOf = async (path: string, name: string, format: Format, reading: Source['reading']): Promise<FileHead> => ({
  name,
  format,
  events: await readHead(readRequest(path, name, reading), format, headEvents),
})

const cannotOpen: Problem = {
  problem: 'The file cannot be opened.',
  wanted: 'a file that is there and may be read',
  fix: 'Check the name and the folder, and that nobody has the file locked.',
}

const unknownLayout = (sources: readonly Source[], sourceId: string | undefined): Problem => {
  if (sourceId !== undefined && !findSource(sources, sourceId)) {
    const named = sources.map(s => (s.id === 'spreadsheet' ? 'spreadsheet:NAME' : s.id)).join(', ')
    return { problem: `There is no source ${sourceId}.`, wanted: named, fix: `Name one of these: ${named}.` }
  }
  return {
    problem: 'The layout of this file is none that we know.',
    wanted:
      sourceId === undefined ? sources.map(s => s.name).join(', ') : (findSource(sources, sourceId)?.name ?? sourceId),
    fix: 'Send the file as its system exports it, or import it as a spreadsheet: --source spreadsheet:NAME, then confirm its columns on the imports page.',
  }
}
