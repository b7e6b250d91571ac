import { addMonths, isOfSchoolAge, type PlainDate, type SchoolAge } from '../../../kernel/index.ts'
import { type Register, unauthorisedSessions } from '../attendance.ts'
import { latestThreshold, type Threshold, thresholdWeeks } from '../penalty-notice.ts'
import { schoolWeeksBack } from '../school-calendar.ts'
import { lastDayToProsecute } from './prosecution-limit.ts'

/** A child's absence, as the law looks at it on a day. `schoolAge` is undefined where the birth date is not known to the day. */
type Absence = {
  readonly registers: readonly Register[]
  readonly schoolAge: SchoolAge | undefined
  readonly today: PlainDate
}

/** Every unauthorised session of the child's registers on a day of compulsory school age. */
export const sessionsOf = ({ registers, schoolAge }: Omit<Absence, 'today'>): PlainDate[] =>
  registers.flatMap(unauthorisedSessions).filter(day => isOfSchoolAge(schoolAge, day))

const authorityOf = ({ laestab }: Register): string | undefined => laestab?.slice(0, 3)

/** Registers whose absence our own code covers: those of schools in our area, and those of which nothing says where they are. */
export const underOurCode = (registers: readonly Register[], authority: string): readonly Register[] =>
  registers.filter(one => [undefined, authority].includes(authorityOf(one)))

/** The school at which the threshold counts for a notice today: the latest of those where it is met. */
export type NoticeThreshold =
  | (Extract<Threshold, { state: 'met' }> & { readonly school: string; readonly authority: string | undefined })
  | { readonly state: 'too-old'; readonly on: PlainDate }
  | { readonly state: 'not-met'; readonly recent: number | undefined }
  | Extract<Threshold, { state: 'not-known' }>

/**
 * Ten unauthorised sessions in ten school weeks after the day `after` (the absence of an earlier notice is not counted twice), and
 * not so long ago that the absence could no longer be prosecuted if the notice were not paid.
 */
export const thresholdFor = ({ registers, schoolAge, today }: Absence, after?: PlainDate): NoticeThreshold => {
  const schools = [...Map.groupBy(registers, one => `${one.laestab ?? ''} ${one.school}`)].map(([, own]) => {
    const [{ calendar = [], school = '' } = {}] = own
    // A threshold met six months ago looks back ten school weeks more: never a whole year.
    const from = addMonths(today, -11)
    const days = sessionsOf({ registers: own, schoolAge }).filter(
      day => day >= from && day <= today && (!after || day > after),
    )
    const lately = schoolWeeksBack(calendar, today, thresholdWeeks(today))
    return {
      school,
      authority: own[0] && authorityOf(own[0]),
      found: latestThreshold(calendar, days),
      recent: lately && days.filter(day => day >= lately).length,
    }
  })
  const found = schools.flatMap(({ school, authority, found: one }) =>
    one.state === 'met' ? [{ ...one, school, authority }] : [],
  )
  const latest = found.sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
  if (latest) return lastDayToProsecute(latest.on) >= today ? latest : { state: 'too-old', on: latest.on }
  const unknown = schools.map(one => one.found).find(one => one.state === 'not-known')
  if (unknown) return unknown
  const counts = schools.flatMap(one => one.recent ?? [])
  return { state: 'not-met', recent: counts.length > 0 ? Math.max(...counts) : undefined }
}
