import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Explanation } from './explain.ts'

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
export const writeOffers = <Report>(out: string, { offers, explanations, report }: Writing<Report>): Report => {
  const target = resolve(out)
  if (existsSync(target) && readdirSync(target).some(name => !ours.includes(name)))
    throw new Error(`${out} holds other files. Name a folder that is not there yet, or one with an earlier result.`)
  mkdirSync(dirname(target), { recursive: true })
  const making = mkdtempSync(join(dirname(target), `.${basename(target)}-`))
  try {
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
    rmSync(target, { recursive: true, force: true })
    renameSync(making, target)
    return made
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  }
}

function* mapped<T>(items: Iterable<T>, line: (item: T) => string): Generator<string> {
  for (const item of items) yield line(item)
}

/** Ids come back as they came: a cell is quoted only where it must be (RFC 4180). */
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const atOnce = 1 << 20

const writeParts = (path: string, parts: Iterable<string>): void => {
  const fd = openSync(path, 'wx')
  try {
    let text = ''
    for (const part of parts) {
      text += part
      if (text.length < atOnce) continue
      writeFileSync(fd, text)
      text = ''
    }
    writeFileSync(fd, text)
  } finally {
    closeSync(fd)
  }
}
