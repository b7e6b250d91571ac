import { addDays, addMonths, addWorkingDays, formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'

/** Kinds of fact by how long they stay good. */
export type FreshnessKind =
  | 'register-mark'
  | 'attendance-total'
  | 'plan'
  | 'lives-with'
  | 'phone'
  | 'address'
  | 'language'
  | 'lasting'

/** How long a fact of a kind is taken as it stands before the page calls it old. A council may set others, from a day on. */
type Span = { readonly workingDays: number } | { readonly days: number } | { readonly months: number } | 'always'
type FreshnessTable = { readonly from: PlainDate; readonly spans: Readonly<Record<FreshnessKind, Span>> }

const tables: readonly FreshnessTable[] = [
  {
    from: '2024-01-01' as PlainDate,
    spans: {
      'register-mark': { workingDays: 1 },
      'attendance-total': { days: 7 },
      plan: { days: 7 },
      'lives-with': { months: 3 },
      phone: { months: 6 },
      address: { months: 12 },
      language: { months: 24 },
      lasting: 'always',
    },
  },
]

const lastGoodDay = (said: PlainDate, span: Span): PlainDate | undefined => {
  if (span === 'always') return undefined
  if ('workingDays' in span) return addWorkingDays(said, span.workingDays)
  return 'days' in span ? addDays(said, span.days) : addMonths(said, span.months)
}

/** Is what was said on a day past the time that its kind of fact stays good? The last good day is still good. */
export const isOld = (kind: FreshnessKind, said: PlainDate, today: PlainDate): boolean => {
  const table = tables.findLast(one => one.from <= today) ?? tables[0]
  const last = table && lastGoodDay(said, table.spans[kind])
  return last !== undefined && today > last
}

/** "Changed 2 days ago": for the first seven days after a change of address, school, plan or name. */
export const changedWords = (changedAt: Date, now: Date): string | undefined => {
  const [changed, today] = [londonDate(changedAt), londonDate(now)]
  if (changed > today || addDays(changed, 7) <= today) return undefined
  if (changed === today) return 'Changed today'
  const days = [1, 2, 3, 4, 5, 6].find(n => addDays(changed, n) === today) ?? 0
  return days === 1 ? 'Changed yesterday' : `Changed ${days} days ago`
}

/** "Not checked since 14 July 2026" of a note whose day for checking again has passed; else undefined. */
export const notCheckedSince = (checkBy: PlainDate | undefined, today: PlainDate): string | undefined =>
  checkBy !== undefined && checkBy < today ? formatDate(checkBy) : undefined
