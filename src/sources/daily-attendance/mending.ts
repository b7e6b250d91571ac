import { type MendedFile, type Mending, objectOfTree, type RowToMend, type RowValues } from '../../intake/index.ts'
import { readDate } from '../../kernel/index.ts'
import { pupilKey } from './pupil-rows.ts'

const isValues = (values: unknown): values is RowValues =>
  typeof values === 'object' && values !== null && Object.values(values).every(value => typeof value === 'string')

/** A mark of a pupil whom the file did not name is kept without the type of its line. */
const lineOf = (values: RowValues, laestab: string): RowValues => {
  const { pupil, ...line } = values
  if (values['type'] !== undefined || pupil === undefined) return values
  return { type: 'attendance_day', mis_id: pupil.slice(laestab.length + 1), ...line }
}

const dayOf = (text: string | undefined): string | undefined => {
  const read = text === undefined ? undefined : readDate(text, { order: 'dmy' })
  return read && 'date' in read ? read.date : undefined
}

/** The row of the source that a line becomes, as its reader names it; undefined where the line does not say which. */
const keyOf = (values: RowValues, { laestab }: MendedFile, personKey: string): string | undefined => {
  if (values['type'] === 'pupil' || values['type'] === 'deletion') return `pupil/${personKey}`
  const day = dayOf(values[values['type'] === 'exclusion' ? 'start' : 'date'])
  if (!day) return undefined
  return values['type'] === 'exclusion'
    ? `exclusion/${personKey}/${day}/${values['category']}`
    : `register/${laestab}/${day}`
}

const row = (kept: unknown, file: MendedFile): RowToMend | undefined => {
  if (!isValues(kept)) return undefined
  const values = lineOf(kept, file.laestab)
  const table = values['type'] ?? ''
  if (!['pupil', 'attendance_day', 'exclusion', 'deletion'].includes(table)) return undefined
  const misId = values['mis_id']?.trim()
  if (!misId) return { table, values }
  const personKey = pupilKey(file.laestab, misId)
  const key = keyOf(values, file, personKey)
  return { table, values, personKey, ...(key ? { key } : {}) }
}

const file = (values: RowValues, { laestab, period, asOf }: MendedFile) => {
  const [from = '', to = from] = period.split(' to ')
  const manifest = {
    ...{ type: 'manifest', la: laestab.slice(0, 3), estab: laestab.slice(3), generated_at: asOf.toISOString() },
    ...{ mode: 'delta', from, to },
  }
  return {
    name: `mended row, ${period}.ndjson`,
    text: [manifest, objectOfTree(values)].map(one => `${JSON.stringify(one)}\n`).join(''),
  }
}

/** How a school mends one line of its bundle: the line goes in a bundle of its own, under the first one's manifest. */
export const dailyMending: Mending = {
  words: {
    mis_id: 'Pupil’s number in your system',
    upn: 'Unique pupil number',
    legal_surname: 'Surname',
    legal_forename: 'Forename',
    dob: 'Date of birth',
    entry_date: 'Day of entry',
    leaving_date: 'Day of leaving',
    date: 'Day of the register',
    am: 'Morning mark',
    pm: 'Afternoon mark',
    category: 'Category of the suspension',
    start: 'First day of the suspension',
    sessions: 'Sessions',
    of: 'Kind of line that is deleted',
  },
  row,
  file,
}
