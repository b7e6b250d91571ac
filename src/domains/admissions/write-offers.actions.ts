import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Explanation } from './explain/explain.ts'

const ours = ['offers.csv', 'explanations.jsonl', 'report.json']

/** What is written, one after another; the report is asked for when the others are done. */
export type Writing<Report> = {
  readonly offers: Iterable<readonly string[]>
  readonly explanations: Iterable<Explanation>
  readonly report: () => Report
}

/**
 * Writes the three files into a new folder beside `out`, and puts it in the place of `out` when all is written.
 * @throws Error where `out` holds anything but an earlier result, or cannot be written.
 */
export const writeOffers = <Report>(out: string, { offers, explanations, report }: Writing<Report>): Report =>
  wholeFolder(out, ours, making => {
    writeParts(
      join(making, 'offers.csv'),
      mapped(offers, row => `${row.map(csvCell).join(',')}\n`),
    )
    writeParts(
      join(making, 'explanations.jsonl'),
      mapped(explanations, one => `${JSON.stringify(one)}\n`),
    )
    const made = report()
    writeParts(join(making, 'report.json'), [`${JSON.stringify(made, undefined, 2)}\n`])
    return made
  })

/** Lets `write` fill a new folder beside `out`, and puts it in its place whole. @throws Error where `out` holds other files than these */
export const wholeFolder = <T>(out: string, names: readonly string[], write: (making: string) => T): T => {
  const target = folderFor(out, names)
  const making = newBeside(target, out)
  try {
    const made = write(making)
    // Either result stands whole at every moment, or none: taking files away one by one could leave half of the earlier one.
    const earlier = `${making}-earlier`
    if (existsSync(target)) renameSync(target, earlier)
    renameSync(making, target)
    rmSync(earlier, { recursive: true, force: true })
    return made
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  }
}

/**
 * Where the offers go, if they may.
 * @throws Error where something else is there.
 */
export const folderFor = (out: string, names: readonly string[] = ours): string => {
  const target = resolve(out)
  const there = statSync(target, { throwIfNoEntry: false })
  if (there && !there.isDirectory()) throw new Error(`${out} is a file. Name a folder.`)
  if (there && readdirSync(target).some(name => !names.includes(name)))
    throw new Error(`${out} holds other files. Name a folder that is not there yet, or one with an earlier result.`)
  return target
}

/** A folder and those above it. One after another: asked for all at once under a folder that makes none (/proc), Node never comes back. */
const makeUpTo = (folder: string): void => {
  if (existsSync(folder)) return
  makeUpTo(dirname(folder))
  mkdirSync(folder)
}

const newBeside = (target: string, out: string): string => {
  try {
    makeUpTo(dirname(target))
    return mkdtempSync(join(dirname(target), `.${basename(target)}-`))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`The folder ${out} cannot be made (${code}). Name another one.`, { cause: error })
  }
}

function* mapped<T>(items: Iterable<T>, line: (item: T) => string): Generator<string> {
  for (const item of items) yield line(item)
}

/** Ids come back as they came: a cell is quoted only where it must be (RFC 4180). */
export const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const atOnce = 1 << 20

/** Writes parts by way of one buffer: joined to one text first, they take twice as long. */
const writeParts = (path: string, parts: Iterable<string>): void => {
  const fd = openSync(path, 'wx')
  try {
    let buffer = Buffer.allocUnsafe(atOnce)
    let filled = 0
    const flush = (): void => {
      for (let done = 0; done < filled; ) done += writeSync(fd, buffer, done, filled - done)
      filled = 0
    }
    for (const part of parts) {
      // A UTF-16 unit is at most three bytes of UTF-8.
      const most = 3 * part.length
      if (most > buffer.length - filled) flush()
      if (most > buffer.length) buffer = Buffer.allocUnsafe(most)
      filled += buffer.write(part, filled)
    }
    flush()
  } finally {
    closeSync(fd)
  }
}
