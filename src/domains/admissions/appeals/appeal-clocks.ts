import { type PlainDate, type SchoolCalendar, schoolDaysAfter, schoolDaysBefore } from '../../../kernel/index.ts'

/**
 * School days of the School Admission Appeals Code 2022, section 2, "Timetable": to lodge, from the refusal; to the hearing, from the last day to lodge, or
 * from the lodging where that came late or the application outside the round; notice of the hearing; the letter after it (domain.md 1.2).
 */
export const appealDays = { lodge: 20, hearing: 40, hearingLate: 30, notice: 10, letter: 5 } as const

/** Which of a school's days before a hearing the papers are due by. */
type PaperDays = { readonly statement: number; readonly papers: number; readonly evidence: number }

/**
 * School days before the hearing by which the authority's statement is with the clerk, the papers go out, and the family's last evidence is in. The Code asks
 * for reasonable days and names none: these are a local setting, from memory of what councils publish. Each holds for hearings from its day on.
 */
const paperDays: readonly (PaperDays & { readonly from: PlainDate })[] = [
  { from: '2022-10-01' as PlainDate, statement: 10, papers: 7, evidence: 3 },
]

/** What of an appeal its clocks are made of. */
export type AppealDates = {
  readonly refusedOn: PlainDate
  readonly lodgedOn: PlainDate
  /** The last day to lodge that the round published, for who was refused with its offers. */
  readonly published: PlainDate | null
  readonly hearingOn: PlainDate | null
  /** The refusal was of an application outside the round. */
  readonly inYear: boolean
}
/** Every day is the last on which the thing is in time; undefined where the hearing is not set, or the school's term dates are not told so far. */
export type AppealClocks = {
  readonly lodgeBy: PlainDate | undefined
  readonly onTime: boolean | undefined
  readonly hearBy: PlainDate | undefined
  readonly noticeBy: PlainDate | undefined
  readonly statementBy: PlainDate | undefined
  readonly papersBy: PlainDate | undefined
  readonly evidenceBy: PlainDate | undefined
  readonly letterBy: PlainDate | undefined
}

const later = (a: PlainDate | undefined, b: PlainDate | undefined): PlainDate | undefined =>
  a !== undefined && b !== undefined && b > a ? b : a

/** The last day to lodge: twenty school days after the refusal, or the day that was published where that is later. */
export const lodgeByOf = (
  calendar: SchoolCalendar,
  { refusedOn, published }: Pick<AppealDates, 'refusedOn' | 'published'>,
): PlainDate | undefined => {
  const least = schoolDaysAfter(calendar, refusedOn, appealDays.lodge)
  return least === undefined ? (published ?? undefined) : later(least, published ?? least)
}

/** The days of one appeal, counted in the days of the school that refused. */
export const clocksOf = (calendar: SchoolCalendar, dates: AppealDates): AppealClocks => {
  const { lodgedOn, hearingOn, inYear } = dates
  const lodgeBy = lodgeByOf(calendar, dates)
  const onTime = lodgeBy === undefined ? undefined : lodgedOn <= lodgeBy
  const of = (n: number): PlainDate | undefined =>
    hearingOn === null ? undefined : schoolDaysBefore(calendar, hearingOn, n)
  const set = hearingOn === null ? undefined : paperDays.findLast(one => one.from <= hearingOn)
  return {
    lodgeBy,
    onTime,
    hearBy: hearByOf(calendar, { lodgeBy, onTime, lodgedOn, inYear }),
    noticeBy: of(appealDays.notice),
    statementBy: set && of(set.statement),
    papersBy: set && of(set.papers),
    evidenceBy: set && of(set.evidence),
    letterBy: hearingOn === null ? undefined : schoolDaysAfter(calendar, hearingOn, appealDays.letter),
  }
}

type HearBy = Pick<AppealDates, 'lodgedOn' | 'inYear'> & Pick<AppealClocks, 'lodgeBy' | 'onTime'>

/** On time: 40 school days from the last day to lodge. Late: the later of that and 30 from the lodging. Outside the round: 30 from the lodging. */
const hearByOf = (calendar: SchoolCalendar, { lodgeBy, onTime, lodgedOn, inYear }: HearBy): PlainDate | undefined => {
  if (inYear) return schoolDaysAfter(calendar, lodgedOn, appealDays.hearingLate)
  if (lodgeBy === undefined || onTime === undefined) return undefined
  const usual = schoolDaysAfter(calendar, lodgeBy, appealDays.hearing)
  return onTime ? usual : later(usual, schoolDaysAfter(calendar, lodgedOn, appealDays.hearingLate))
}

/** How far an appeal has come: what each next step waits for. */
export type AppealStands = {
  readonly withdrawnOn: PlainDate | null
  readonly hearingOn: PlainDate | null
  readonly noticeSentOn: PlainDate | null
  readonly hasStatement: boolean
  readonly papersOutOn: PlainDate | null
  readonly outcome: 'upheld' | 'dismissed' | null
  readonly letterSentOn: PlainDate | null
}
export const dueSteps = ['hearing', 'notice', 'statement', 'papers', 'decision', 'letter'] as const
export type DueStep = (typeof dueSteps)[number]
/** The next thing to do for an appeal, and by when; without a day where none can be counted. */
export type Due = { readonly step: DueStep; readonly by: PlainDate | undefined }

/** What is next: a hearing that leaves time for notice, then notice, the authority's statement, the papers, the decision, the letter. */
export const dueOf = (calendar: SchoolCalendar, clocks: AppealClocks, stands: AppealStands): Due | undefined => {
  if (stands.withdrawnOn !== null || stands.letterSentOn !== null) return undefined
  if (stands.outcome !== null) return { step: 'letter', by: clocks.letterBy }
  if (stands.hearingOn === null) {
    const { hearBy } = clocks
    return { step: 'hearing', by: hearBy && schoolDaysBefore(calendar, hearBy, appealDays.notice) }
  }
  if (stands.noticeSentOn === null) return { step: 'notice', by: clocks.noticeBy }
  if (!stands.hasStatement) return { step: 'statement', by: clocks.statementBy }
  if (stands.papersOutOn === null) return { step: 'papers', by: clocks.papersBy }
  return { step: 'decision', by: stands.hearingOn }
}

/**
 * Why notice that is sent on this day is too short for the hearing: undefined where the family has its ten school days, or agreed to fewer. Also where it
 * cannot be counted.
 */
export const shortNotice = (
  calendar: SchoolCalendar,
  { sentOn, hearingOn, agreed }: { sentOn: PlainDate; hearingOn: PlainDate; agreed: boolean },
): string | undefined => {
  if (agreed) return undefined
  const first = schoolDaysAfter(calendar, sentOn, appealDays.notice)
  if (first === undefined) return 'The school’s term dates are not told, so the ten school days cannot be counted'
  return first <= hearingOn ? undefined : 'The family has fewer than ten school days before the hearing'
}
