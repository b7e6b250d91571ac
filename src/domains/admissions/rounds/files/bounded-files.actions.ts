import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type FileEvent, readRecords, shareReader } from '../../../../platform/files/index.ts'
import type { RoundFault } from '../../files/faults.ts'
import { csvText } from './csv-text.ts'

/** Bytes that a document of criteria may have; no county's has a tenth of that. */
const mostCriteria = 4 * 1024 * 1024
/** Seconds that a page waits for one file. */
const longest = 20
/** Letters that are written at once. */
const atOnce = 1024 * 1024

/** A file that cannot be read at all. */
export class FileNotRead extends Error {
  readonly fault: RoundFault
  constructor(fault: RoundFault) {
    super(fault.problem)
    this.name = 'FileNotRead'
    this.fault = fault
  }
}

/**
 * Reads files that somebody sent (names in a private folder) in the bounded child process, as imports are, and writes each CSV file anew from the rows
 * that came of it, each on its own line: what is read of it in this process are our own bytes. A row that cannot be read is written so that it cannot be
 * divided, and told. A JSON document stays as it is once it was read to its end there. @throws FileNotRead
 */
export const readBounded = async (folder: string, files: Iterable<string>): Promise<RoundFault[]> => {
  const reader = shareReader(folder)
  const faults: RoundFault[] = []
  try {
    for (const file of files) {
      const isJson = file.endsWith('.json')
      const turn = reader.takeTurn()
      const path = join(folder, file)
      const request = { path, name: file, limits: { seconds: longest }, turn }
      try {
        if (isJson && statSync(path).size > mostCriteria) throw new FileNotRead({ file, line: 1, ...tooLong })
        if (isJson) await readThrough(file, readRecords({ ...request, format: 'json' }))
        else
          faults.push(
            ...(await writeAnew(path, file, readRecords({ ...request, format: 'csv', csv: { rowWidth: 'any' } }))),
          )
      } finally {
        turn.end()
      }
    }
    return faults
  } finally {
    await reader.close()
  }
}

const faultOf = (file: string, { line = 1, problem, fix }: Extract<FileEvent, { type: 'problem' }>): RoundFault => ({
  file,
  line,
  problem,
  fix,
})

const readThrough = async (file: string, events: AsyncIterable<FileEvent>): Promise<void> => {
  for await (const event of events) if (event.type === 'problem') throw new FileNotRead(faultOf(file, event))
}

const tooLong = { problem: 'The file is longer than criteria are.', fix: 'Send the criteria of one round alone.' }

const writeAnew = async (path: string, file: string, events: AsyncIterable<FileEvent>): Promise<RoundFault[]> => {
  const faults: RoundFault[] = []
  let [text, line] = ['', 1]
  const keep = (): void => {
    appendFileSync(`${path}.read`, text)
    text = ''
  }
  const put = (row: string, at: number): void => {
    text += '\n'.repeat(Math.max(0, at - line)) + row
    line = Math.max(line, at) + row.split(/\r\n?|\n/).length - 1
    if (text.length > atOnce) keep()
  }
  for await (const event of events) {
    if (event.type === 'row') put(csvText([event.values]), event.line)
    if (event.type !== 'problem') continue
    if (event.fatal) throw new FileNotRead(faultOf(file, event))
    faults.push(faultOf(file, event))
    put('"-"-\n', event.line ?? line)
  }
  keep()
  renameSync(`${path}.read`, path)
  return faults
}
