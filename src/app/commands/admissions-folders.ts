import { faultLine, RoundRefused } from '../../domains/admissions/index.ts'
import type { Command } from './command.ts'

/** A command of admissions that makes one folder out of another, without a database. */
type FolderWork<Report> = {
  readonly name: string
  /** What the two folders are called in the usage. */
  readonly from: string
  readonly to: string
  readonly about: string
  /** Asks for the second folder where it is not named. */
  readonly where: string
  readonly work: (folder: string, out: string, tell: (line: string) => void) => Report | Promise<Report>
  readonly words: (report: Report) => readonly string[]
}

/** Reads its options, says what came of it, in words or as JSON, and tells every fault of the files: 1 where there is one, and nothing was written. */
export const folderCommand = <Report>({
  name,
  from,
  to,
  about,
  where,
  work,
  words: wordsOf,
}: FolderWork<Report>): Command => ({
  name,
  usage: `${name} ${from} --out ${to} [--json]`,
  about,
  options: { out: { type: 'string' }, json: { type: 'boolean' } },
  apart: true,
  run: async ({ words, switches, say, tell }) => {
    const [folder, more] = words
    if (folder === undefined || more !== undefined)
      throw new Error(`Name one folder: throughline ${name} ${from} --out ${to}.`)
    if (typeof switches.out !== 'string') throw new Error(`${where}: --out ${to}.`)
    try {
      const report = await work(folder, switches.out, tell)
      for (const line of switches.json ? [JSON.stringify(report)] : wordsOf(report)) say(line)
      return 0
    } catch (error) {
      if (!(error instanceof RoundRefused)) throw error
      tell(error.message)
      for (const fault of error.faults) tell(faultLine(fault))
      if (switches.json) say(JSON.stringify({ faults: error.faults }))
      return 1
    }
  },
})
