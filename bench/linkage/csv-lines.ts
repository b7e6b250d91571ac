import { createReadStream } from 'node:fs'

/** The lines of a file, one after another; memory for one piece of it. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 2 ** 20 })) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  if (rest !== '') yield rest
}

/** The cells of a line of CSV; quotes as in RFC 4180, no line breaks inside. */
export const cellsOf = (line: string): string[] => {
  if (!line.includes('"')) return line.split(',')
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
    .slice(0, line.endsWith(',') ? undefined : -1)
}

/** The rows of a file, only these columns of each, in this order. Throws where one is not there. */
export async function* columnsFrom(path: string, columns: readonly string[]): AsyncGenerator<string[]> {
  let at: number[] | undefined
  for await (const line of linesOf(path)) {
    const cells = cellsOf(line)
    if (at) yield at.map(index => cells[index] ?? '')
    else {
      const header = cells.map(cell => cell.trim())
      at = columns.map(column => header.indexOf(column))
      const missing = columns.filter((_, index) => at![index] === -1)
      if (missing.length > 0)
        throw new Error(`${path} has no column ${missing.join(', ')}: it has ${header.join(', ')}.`)
    }
  }
}
