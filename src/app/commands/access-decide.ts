import { createReadStream } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Compile } from 'typebox/compile'
import { decideWorld, notUnderstood, World } from '../../access/index.ts'
import type { Command } from './command.ts'

export const accessDecideCommand: Command = {
  name: 'access decide',
  usage: 'access decide WORLDS.ndjson',
  about:
    'Answer who may see what in worlds given as data, by the product’s own policy (docs/access.md). The file may be -.',
  run: async ({ words, say, tell }) => {
    const [file, more] = words
    if (file === undefined || more !== undefined)
      throw new Error('Name one file: throughline access decide WORLDS.ndjson.')
    const worlds = file !== '-' && (await isFile(file)) ? await open(file) : await keptWithoutName(file)
    try {
      // Nothing is answered before everything is known to be understood.
      for await (const { world, fault } of worldsOf(worlds)) {
        if (fault === undefined && world) continue
        tell(fault ?? '')
        return 2
      }
      for await (const { world, name } of worldsOf(worlds))
        if (world) say(JSON.stringify({ world: name ?? world.world, answers: decideWorld(world) }))
      return 0
    } finally {
      await worlds.close()
    }
  },
}

const isFile = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => undefined)
  if (!found || found.isDirectory())
    throw new Error('There is no such file. Name a file of worlds, or - for standard input.')
  return found.isFile()
}

/**
 * What comes once (standard input, a pipe), kept to be read twice: in a file that has lost its name before anything is in it, so that
 * nothing of it is left however we end, at `| head` or by a signal.
 */
const keptWithoutName = async (file: string): Promise<FileHandle> => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-worlds-'))
  const kept = await open(join(folder, 'worlds.ndjson'), 'wx+', 0o600)
  await rm(folder, { recursive: true })
  await kept.writeFile(file === '-' ? process.stdin : createReadStream(file))
  return kept
}

const check = Compile(World)

/** A world, with its name as it was written where that is a number which JavaScript would round; or what is not understood. */
type Read = { readonly world?: World; readonly name?: unknown; readonly fault?: string }

/** The worlds of a file, a line each; a line that is not understood, with its number and what is wrong. */
async function* worldsOf(file: FileHandle): AsyncGenerator<Read, void, undefined> {
  let number = 0
  for await (const line of linesOf(file)) {
    number++
    if (line?.trim() === '') continue
    const read: Read = line === undefined ? { fault: 'This is not UTF-8.' } : readWorld(line)
    yield read.fault === undefined ? read : { fault: `Line ${number}: ${read.fault}` }
  }
}

/**
 * The lines of a file, divided by line feeds alone: a text in JSON may hold what else ends a line elsewhere (U+2028). Undefined is a line
 * that is not UTF-8; a byte order mark at the beginning is passed over.
 */
async function* linesOf(file: FileHandle): AsyncGenerator<string | undefined, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let [parts, isFirst]: [Buffer[], boolean] = [[], true]
  const line = (): string | undefined => {
    const bytes = Buffer.concat(parts)
    parts = []
    try {
      const text = decoder.decode(bytes)
      return isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text
    } catch {
      return undefined
    } finally {
      isFirst = false
    }
  }
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>) {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end))
      start = end + 1
      yield line()
    }
    if (start < chunk.length) parts.push(chunk.subarray(start))
  }
  if (parts.length > 0) yield line()
}

const readWorld = (line: string): Read => {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return { fault: 'This is not JSON. Write one world a line.' }
  }
  if (!check.Check(parsed)) return { fault: sayFault(check.Errors(parsed)[0]) }
  const fault = notUnderstood(parsed)
  if (fault !== undefined) return { fault }
  return {
    world: parsed,
    ...(Math.abs(Number(parsed.world)) > Number.MAX_SAFE_INTEGER ? { name: asWritten(line) } : {}),
  }
}

const sorts: Readonly<Record<string, string>> = {
  ...{ string: 'a text', number: 'a number', boolean: 'true or false' },
  ...{ array: 'a list, in square brackets', object: 'an object, in braces' },
}

/** What the schema did not understand, in one sentence: where, and what would be right. It gives no value back, which may be of a person. */
const sayFault = (error: ReturnType<typeof check.Errors>[number] | undefined): string => {
  const at = error?.instancePath || 'The line'
  // Of three shapes of a flag the schema tells of the first alone.
  if (/^\/flags\/\d+$/.test(at)) return `${at} is no flag of the shapes that docs/access.md lists.`
  if (error?.keyword === 'required') return `${at} lacks ${error.params.requiredProperties.join(', ')}.`
  if (error?.keyword === 'boolean') return `${at} is a part that docs/access.md does not have.`
  if (error?.keyword === 'pattern') return `${at} is no instant like 2026-11-27T09:00:00Z, with a time and a zone.`
  if (error?.keyword === 'minLength') return `${at} is empty.`
  const sort = error?.keyword === 'type' ? sorts[String(error.params.type)] : undefined
  return sort ? `${at} must be ${sort}.` : `${at} is none of the words that docs/access.md lists for it.`
}

// No other part of a world is called so. TypeScript does not know raw JSON yet.
const asWritten = (line: string): unknown => {
  let name: unknown
  JSON.parse(line, (key, value, context?: { readonly source?: string }) => {
    if (key === 'world') name = typeof value === 'number' ? Reflect.get(JSON, 'rawJSON')(context?.source) : value
    return value
  })
  return name
}
