import { formatInstant, plural } from '../../kernel/index.ts'
import type { Fault } from '../faults.queries.ts'
import type { Problem } from '../source.ts'

/** The ending of the report that is put beside a file. */
export const reportEnding = '.report.txt'

/** Files that are still being sent go by a name of their own in most programs; reports are ours. */
export const isPassedOver = (name: string): boolean =>
  /^(\.|~\$)|\.(part|partial|filepart|tmp|crdownload)$/i.test(name) || name.endsWith(reportEnding)

/** The sub-folder of a source: its id, with `_` for the colon that some systems cannot have in a name. */
export const folderOf = (sourceId: string): string => sourceId.replaceAll(':', '_')

/** The source whose sub-folder it is: `spreadsheet_youth-clubs` is `spreadsheet:youth-clubs`. */
export const sourceOf = (folder: string): string => folder.replace('_', ':')

/** A name that nothing in `taken` has: `list.csv`, then `list (2).csv`. */
export const freeName = (name: string, taken: ReadonlySet<string>): string => {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let count = 1; ; count++) {
    const one = count === 1 ? name : `${stem} (${count})${ending}`
    if (!taken.has(one)) return one
  }
}

const faultLine = ({ line, column, problem, wanted, fix }: Omit<Fault, 'outcome'>): string =>
  `${line ? `Line ${line}` : 'The file'}${column ? `, ${column}` : ''}: ${problem}${wanted ? ` Wanted: ${wanted}.` : ''} ${fix}`

/** The report on a file that was taken in, or whose import failed: what to mend by line, without a value of the file. */
export const takenReport = (taken: {
  readonly run: string
  readonly at: Date
  readonly failed?: { readonly problem: string; readonly fix: string }
  readonly faults: readonly Fault[]
  readonly count: number
}): string =>
  `${[
    `${taken.failed ? 'Refused. It came' : 'Taken in'} on ${formatInstant(taken.at)} as import ${taken.run}. The same file again is not taken a second time.`,
    ...(taken.failed ? [`${taken.failed.problem} ${taken.failed.fix}`] : []),
    taken.count === 0
      ? 'Nothing to mend.'
      : `${plural(taken.count, 'fault')}${taken.count > taken.faults.length ? `, of which the first ${taken.faults.length} are` : ''}, by line. What stood there is on the imports page, not here.`,
    ...taken.faults.map(faultLine),
  ].join('\n')}\n`

/** The report on a file that no import was made of. What it holds is not quoted. */
export const refusedReport = ({ problem, wanted, fix, line, column: _unquoted }: Problem): string =>
  `Refused: nothing of it was taken.\n${faultLine({ problem, fix, ...(wanted ? { wanted } : {}), ...(line ? { line } : {}) })}\n`
