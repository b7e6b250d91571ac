import { markComment } from '../../domains/attendance/index.ts'
import {
  type Cells,
  type Problem,
  type RegisterRow,
  type RowOutcome,
  readCells,
  type TreeRecord,
} from '../../intake/index.ts'
import { findMarkCode, isMarkInForce, isWeekday, londonDate, noMark, type PlainDate } from '../../kernel/index.ts'
import type { Manifest } from './manifest.ts'
import { pupilKey } from './pupil-rows.ts'

type Mark = RegisterRow['marks'][number]
type Day = { line: number; rows: number; readonly marks: Map<string, Mark>; readonly warnings: Problem[] }

/** The registers of one school while its file is read: at most one file's days, whatever the number of schools. */
export type Registers = {
  /** Takes an attendance line. What it says besides marks, or why it cannot be used, comes back at once. */
  add(record: TreeRecord): Iterable<RowOutcome>
  /** The days, once the file has been read: a later line for the same session has replaced the earlier. */
  days(): Iterable<RowOutcome>
}

/** Gathers attendance lines into one register for each day. `numberOf` finds the pupil where a line has only a UPN. */
export const gatherRegisters = (manifest: Manifest, numberOf: (upn: string) => string | undefined): Registers => {
  const days = new Map<PlainDate, Day>()
  return {
    *add({ tree, line }) {
      const cells = readCells(tree.values, line)
      const misId = readPupil(cells, numberOf)
      const date = readDay(cells, manifest)
      const rejection = cells.rejection()
      if (rejection) {
        yield { outcome: 'rejected', line, problem: rejection, values: tree.values }
        return
      }
      const day = days.get(date) ?? { line, rows: 0, marks: new Map<string, Mark>(), warnings: [] }
      days.set(date, day)
      const personKey = pupilKey(manifest.laestab, misId)
      if (isWeekday(date) && date <= dayOf(manifest)) mark(cells, day, personKey, date)
      day.warnings.push(...cells.warnings)
      const comment = commentRow(cells, manifest, personKey, date, line)
      // A line is counted once: with its comment, or with its day's register.
      if (comment) yield comment
      else day.rows += 1
    },
    *days() {
      for (const [date, { line, rows, marks, warnings }] of days) {
        const key = `register/${manifest.laestab}/${date}`
        const register = {
          key,
          scope: key,
          asOf: manifest.generatedAt,
          laestab: manifest.laestab,
          date,
          rows,
          marks: [...marks.values()],
        }
        yield {
          outcome: 'register',
          line,
          warnings,
          register: { ...register, ...(manifest.school ? { schoolName: manifest.school } : {}) },
        }
      }
    },
  }
}

/** The school's number of the pupil; a line with only a UPN is understood where the same file has the pupil. */
export const readPupil = (cells: Cells, numberOf: (upn: string) => string | undefined): string => {
  const upn = cells.text('upn')?.toUpperCase()
  const misId = cells.text('mis_id') ?? (upn === undefined ? undefined : numberOf(upn))
  if (misId !== undefined) return misId
  cells.reject(
    'mis_id',
    'This line does not say which pupil it is about.',
    'Send mis_id, or the pupil’s own line in the same file.',
    'the pupil’s mis_id',
  )
  return ''
}

/** The day on which the file was made: what it says of a later one is planned, and no register. */
const dayOf = ({ generatedAt }: Manifest): PlainDate => londonDate(generatedAt)

const readDay = (cells: Cells, manifest: Manifest): PlainDate => {
  const { from, to } = manifest
  const date = cells.needDate('date', 'day of the register')
  const isMark = (column: string) => !['', noMark, '#'].includes(cells.text(column) ?? '')
  if (!isWeekday(date) && (isMark('am') || isMark('pm')))
    cells.reject(
      'date',
      'This day is a Saturday or a Sunday, and registers are taken on weekdays.',
      'Correct the day, or send # for a day without school.',
      'a day from Monday to Friday',
    )
  if (date > dayOf(manifest) && (isMark('am') || isMark('pm')))
    cells.reject(
      'date',
      'This day had not come when the file was made, and a register is taken on its day.',
      'Correct the day, or send the marks once the register was taken.',
      `a day until ${dayOf(manifest)}`,
    )
  if (date < from || date > to)
    cells.warn(
      'date',
      'This day is outside the days that the file says it covers.',
      'The marks were kept. Ask the supplier to correct the manifest.',
      `${from} to ${to}`,
    )
  return date
}

const mark = (cells: Cells, day: Day, personKey: string, date: PlainDate): void => {
  const before = day.marks.get(personKey)
  const minutes = cells.number('am_minutes_late') ?? cells.number('pm_minutes_late') ?? before?.minutesLate
  day.marks.set(personKey, {
    personKey,
    am: readMark(cells, 'am', date) ?? before?.am ?? noMark,
    pm: readMark(cells, 'pm', date) ?? before?.pm ?? noMark,
    ...(minutes === undefined ? {} : { minutesLate: minutes }),
  })
}

/** The code as it came. One that no set has, or that was not in use that day, warns and is kept. */
const readMark = (cells: Cells, column: 'am' | 'pm', date: PlainDate): string | undefined => {
  const code = cells.text(column)
  if (code === undefined) return undefined
  const known = findMarkCode(code)
  if (!known)
    cells.warn(
      column,
      'This is not a register code.',
      'Correct the mark in the school’s system. It was kept as it came and counts for nothing.',
      'a register code, such as / or I',
    )
  else if (!isMarkInForce(known, date))
    cells.warn(
      column,
      'This register code was not in use on that day.',
      'Correct the mark in the school’s system. It was kept as it came.',
      'a code in use on the day',
    )
  return code
}

/** What was written beside a mark may tell of illness or home: a row and a label of its own, never part of the register. */
const commentRow = (
  cells: Cells,
  { laestab, generatedAt }: Manifest,
  personKey: string,
  on: PlainDate,
  line: number,
): RowOutcome | undefined => {
  const said = (['am', 'pm'] as const).flatMap(session => {
    const comment = cells.text(`${session}_comment`)
    const minutesLate = cells.number(`${session}_minutes_late`)
    return comment ? [{ session, comment, minutesLate }] : []
  })
  if (said.length === 0) return undefined
  return {
    outcome: 'accepted',
    line,
    row: {
      key: `comment/${personKey}/${on}`,
      scope: `comment/${laestab}/${on}`,
      personKey,
      asOf: generatedAt,
      content: Object.fromEntries(said.map(({ session, comment }) => [`${session}_comment`, comment])),
      facts: said.map(body => ({ kind: markComment, body: { on, ...body }, from: on, to: on })),
    },
  }
}
