import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`

const piece = 1 << 20

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
    for (const { path, partial } of files) renameSync(partial, path)
  } finally {
    for (const { partial } of files) rmSync(partial, { force: true })
  }
}

const open = (path: string) => {
  const partial = `${path}.partial-${process.pid}`
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
