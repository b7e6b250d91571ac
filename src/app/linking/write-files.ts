import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`

const piece = 1 << 20

const placeOf = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return resolve(path)
  }
}

/** Throws one sentence where what is to be written would take the place of what is read, or of each other, or cannot be a file. */
export const checkPlaces = (outputs: readonly string[], inputs: readonly string[]): void => {
  const taken = new Map<string, string>(inputs.filter(path => path !== '-').map(path => [placeOf(path), 'is read']))
  for (const path of outputs) {
    if (path === '-') throw new Error('The answer goes to a file: name one, not "-".')
    const known = taken.get(placeOf(path))
    if (known) throw new Error(`${path} ${known} and cannot be written over: name another file.`)
    taken.set(placeOf(path), 'is to be written already')
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`${path} is a folder: name a file in it.`)
    const file = open(path)
    file.end()
    drop(file)
  }
}

/**
 * Writes files that appear together when all is written, and not at all where anything fails. `fill` is given, for each
 * path, what takes its next piece of text. Throws one sentence where a path cannot be written.
 */
export const writeTogether = (
  paths: readonly string[],
  fill: (...adders: ((text: string) => void)[]) => void,
): void => {
  const files = paths.map(open)
  try {
    fill(...files.map(({ add }) => add))
    for (const { end } of files) end()
    for (const { path, partial } of files) if (partial !== path) renameSync(partial, path)
  } finally {
    for (const file of files) drop(file)
  }
}

/** Takes away what was written so far and not put in its place. */
const drop = ({ path, partial }: { readonly path: string; readonly partial: string }): void => {
  if (partial !== path) rmSync(partial, { force: true })
}

const open = (path: string) => {
  // What is there and no file, as /dev/null, is written to and never put aside.
  const partial =
    (statSync(path, { throwIfNoEntry: false })?.isFile() ?? true) ? `${path}.partial-${process.pid}` : path
  let fd: number
  try {
    fd = openSync(partial, 'w')
  } catch {
    throw new Error(`${path} cannot be written. Is there a folder for it, and may you write there?`)
  }
  let held = ''
  const flush = (): void => {
    writeSync(fd, held)
    held = ''
  }
  const add = (text: string): void => {
    held += text
    if (held.length > piece) flush()
  }
  const end = (): void => {
    flush()
    closeSync(fd)
  }
  return { path, partial, add, end }
}
