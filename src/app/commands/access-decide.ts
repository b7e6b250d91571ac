import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
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
    const folder = await mkdtemp(join(tmpdir(), 'throughline-worlds-'))
    try {
      // Nothing is answered before everything is known to be understood, so what comes once is kept to be read twice.
      const path = file === '-' ? join(folder, 'worlds.ndjson') : file
      if (file === '-') await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }))
      for await (const { world, fault } of worldsOf(path)) {
        if (fault === undefined && world) continue
        tell(fault ?? '')
        return 2
      }
      for await (const { world } of worldsOf(path))
        if (world) say(JSON.stringify({ world: world.world, answers: decideWorld(world) }))
      return 0
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

const check = Compile(World)

type Read = { readonly world?: World; readonly fault?: string }

/** The worlds of a file, a line each; a line that is not understood, with its number and what is wrong. */
async function* worldsOf(path: string): AsyncGenerator<Read, void, undefined> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const { world, fault } = readWorld(line)
    yield fault === undefined ? { ...(world ? { world } : {}) } : { fault: `Line ${number}: ${fault}` }
  }
}

const readWorld = (line: string): Read => {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return { fault: 'This is not JSON. Write one world a line.' }
  }
  if (!check.Check(parsed)) {
    const [first] = check.Errors(parsed)
    return {
      fault: `At ${first?.instancePath || '/'}: ${first?.message ?? 'not a world'}. docs/access.md lists every word there is.`,
    }
  }
  const fault = notUnderstood(parsed)
  return fault === undefined ? { world: parsed } : { fault }
}
