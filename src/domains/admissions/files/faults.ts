/** One thing wrong with the files of a round, as whoever made them can find and mend it. */
export type RoundFault = {
  readonly file: string
  readonly line: number
  readonly problem: string
  readonly fix: string
}

/** "preferences.csv, line 12: … …" */
export const faultLine = ({ file, line, problem, fix }: RoundFault): string =>
  `${file}, line ${line}: ${problem} ${fix}`

/** The files of a round cannot be used; nothing was written. The faults stand file by file, by line. */
export class RoundRefused extends Error {
  readonly faults: readonly RoundFault[]
  constructor(faults: readonly RoundFault[]) {
    super(`The round cannot be allocated: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in its files.`)
    const files = [...new Set(faults.map(fault => fault.file))]
    this.faults = faults.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line)
  }
}
