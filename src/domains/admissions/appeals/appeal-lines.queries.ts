import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../access/index.ts'
import type { CalendarSpan, PlainDate, SchoolCalendar } from '../../../kernel/index.ts'
import { type AppealClocks, clocksOf, type Due, dueOf } from './appeal-clocks.ts'
import type { AppealSort, Outcome } from './decision.ts'

/** One appeal: whose, against which school, how far it has come. */
export type AppealRow = {
  readonly id: number
  readonly address: string
  readonly applicationId: number
  readonly key: string
  readonly sort: AppealSort
  readonly appellant: string
  readonly refusedOn: PlainDate
  readonly lodgedOn: PlainDate
  readonly hearing: string | null
  readonly hearingOn: PlainDate | null
  readonly hour: string | null
  readonly place: string | null
  readonly noticeSentOn: PlainDate | null
  readonly noticeAgreed: string | null
  readonly hasStatement: boolean
  readonly papersOutOn: PlainDate | null
  readonly outcome: Outcome | null
  readonly finding: string | null
  readonly decidedOn: PlainDate | null
  readonly letterSentOn: PlainDate | null
  readonly withdrawnOn: PlainDate | null
  readonly withdrawnWhy: string | null
  readonly placedAt: Date | null
  readonly inYear: boolean
}
/** With its days, in the school's own school days, and what is next. */
export type Clocked = AppealRow & { readonly clocks: AppealClocks; readonly due: Due | undefined }

/** The columns of an appeal `x` and its hearing `h`, and where they are read from. */
export const appealColumns = sql`x.id, x.uuid as address, x.application_id as "applicationId", x.school_key as key, x.sort, x.appellant, x.refused_on as "refusedOn",
  x.lodged_on as "lodgedOn", h.uuid as hearing, h.held_on as "hearingOn", h.hour, h.place, x.notice_sent_on as "noticeSentOn", x.notice_agreed as "noticeAgreed",
  exists (select from appeal_text t where t.appeal_id = x.id and t.sort = 'statement' and t.known_to = 'infinity') as "hasStatement",
  x.papers_out_on as "papersOutOn", x.outcome, x.finding, x.decided_on as "decidedOn", x.letter_sent_on as "letterSentOn", x.withdrawn_on as "withdrawnOn",
  x.withdrawn_why as "withdrawnWhy", x.placed_at as "placedAt", x.in_year as "inYear"`
export const appealTables: RawBuilder<unknown> = sql`admission_appeal x left join appeal_hearing h on h.id = x.hearing_id`

/** The school days that these schools have told, by DfE number. */
const calendarsOf = async (tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, SchoolCalendar>> => {
  const { rows } = await sql<CalendarSpan & { key: string }>`
    select e.laestab as key, t.kind, t.name, t.from_on::text as from, t.to_on::text as to from term_date t
      join access.establishment e on e.id = t.establishment_id
    where e.laestab = any(${keys}::text[]) and t.known_to = 'infinity' order by t.from_on`.execute(tx)
  return Map.groupBy(rows, row => row.key)
}

/** The days that a school has told; empty where it has told none. */
export const calendarOf = async (tx: Tx, key: string): Promise<SchoolCalendar> =>
  (await calendarsOf(tx, [key])).get(key) ?? []

/** Counts the days of appeals. `publishedOf`: the last day to lodge that the appeal's round published. */
export const withClocks = async <T extends AppealRow>(
  tx: Tx,
  rows: readonly T[],
  publishedOf: (row: T) => PlainDate | null,
): Promise<(T & Clocked)[]> => {
  const calendars = await calendarsOf(tx, [...new Set(rows.map(row => row.key))])
  // Most appeals of a school were refused and are heard on the same days: each set of days is counted once.
  const known = new Map<string, AppealClocks>()
  return rows.map(row => {
    const calendar = calendars.get(row.key) ?? []
    const dates = {
      refusedOn: row.refusedOn,
      lodgedOn: row.lodgedOn,
      hearingOn: row.hearingOn,
      published: publishedOf(row),
      inYear: row.inYear,
    }
    const of = `${row.key} ${Object.values(dates).join(' ')}`
    const clocks = known.get(of) ?? clocksOf(calendar, dates)
    known.set(of, clocks)
    return { ...row, clocks, due: dueOf(calendar, clocks, row) }
  })
}

/** What is due first stands first; without a day last; then by school and day of lodging. */
export const byDue = (a: Clocked, b: Clocked): number => {
  const of = (one: Clocked): string =>
    `${one.due ? (one.due.by ?? '9998') : '9999'} ${one.key} ${one.lodgedOn} ${one.id}`
  return of(a) < of(b) ? -1 : 1
}
