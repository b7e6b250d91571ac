import { addMonths, type PlainDate } from '../../../kernel/index.ts'
import type { IssuedNotice } from './steps.ts'

/** Months from the offence in which a case must be put before the court (Magistrates' Courts Act 1980, s127(1); from memory, so a setting). */
const limits: readonly { readonly from: PlainDate; readonly months: number }[] = [
  { from: '1981-07-06' as PlainDate, months: 6 },
]

/** The last day on which the absence of this day can be put before the court. */
export const lastDayToProsecute = (session: PlainDate): PlainDate =>
  addMonths(session, (limits.findLast(({ from }) => from <= session) ?? limits[0])?.months ?? 0)

/** What can still go to court: for the latest absence and for the oldest that is not too old, and how many sessions that is. */
export type InTime = {
  readonly sessions: number
  readonly latest: { readonly session: PlainDate; readonly until: PlainDate }
  readonly oldest: { readonly session: PlainDate; readonly until: PlainDate }
}

/**
 * Unauthorised sessions that can still be prosecuted today; undefined where there is none. A notice that was paid ends the liability
 * for the absence it was given for (Education Act 1996, s444A(4)).
 */
export const sessionsInTime = (
  sessions: readonly PlainDate[],
  notices: readonly IssuedNotice[],
  today: PlainDate,
): InTime | undefined => {
  const paidTo = notices
    .filter(one => one.outcome === 'paid')
    .map(one => one.offenceOn)
    .sort()
    .at(-1)
  const open = sessions
    .filter(day => day <= today && lastDayToProsecute(day) >= today && (paidTo === undefined || day > paidTo))
    .sort()
  const [oldest, latest] = [open[0], open.at(-1)]
  if (!oldest || !latest) return undefined
  const dated = (session: PlainDate) => ({ session, until: lastDayToProsecute(session) })
  return { sessions: open.length, latest: dated(latest), oldest: dated(oldest) }
}
