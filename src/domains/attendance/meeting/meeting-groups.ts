import { academicYearOf, type PlainDate } from '../../../kernel/index.ts'
import {
  countSessions,
  isPersistentlyAbsent,
  isSeverelyAbsent,
  marksUntil,
  overlayMarks,
  type SessionCounts,
  sessionsMissed,
} from '../attendance.ts'

/** A share of a pupil's own possible sessions, in whole numbers: `missed` of every `of`. */
type Share = { readonly missed: number; readonly of: number }

/** Whom a school and its officer talk about beside those who are severely or persistently absent: dated local settings. */
type MeetingThresholds = {
  readonly from: PlainDate
  /** At risk of persistent absence. */
  readonly atRisk: Share
  /** Of pupils with special needs or a social worker: earlier than of others. */
  readonly withNeeds: Share
  /** Before this many possible sessions nothing is said of a pupil. */
  readonly fewestSessions: number
}

const settings: readonly MeetingThresholds[] = [
  {
    from: '2024-08-19' as PlainDate,
    atRisk: { missed: 7, of: 100 },
    withNeeds: { missed: 5, of: 100 },
    fewestSessions: 20,
  },
]

/** The settings in force on a day. */
export const meetingThresholds = (day: PlainDate): MeetingThresholds =>
  settings.findLast(one => one.from <= day) ?? (settings[0] as MeetingThresholds)

/** The groups of the page, the gravest first; a pupil is in the first that fits. */
export const meetingGroups = ['severe', 'persistent', 'at-risk', 'with-needs', 'agreed'] as const
export type MeetingGroup = (typeof meetingGroups)[number]

/** What places a pupil: the sessions, special needs or a social worker as far as the reader knows of them, and an action that stands. */
export type Placed = { readonly counts: SessionCounts; readonly hasNeeds: boolean; readonly hasAction: boolean }

const reaches = (counts: SessionCounts, { missed, of }: Share): boolean =>
  sessionsMissed(counts) * of >= counts.possible * missed

/** The group of a pupil on a day; undefined of whom nobody needs to talk. Nothing is rounded before comparing. */
export const groupOf = ({ counts, hasNeeds, hasAction }: Placed, day: PlainDate): MeetingGroup | undefined => {
  const { atRisk, withNeeds, fewestSessions } = meetingThresholds(day)
  if (counts.possible >= fewestSessions) {
    if (isSeverelyAbsent(counts)) return 'severe'
    if (isPersistentlyAbsent(counts)) return 'persistent'
    if (reaches(counts, atRisk)) return 'at-risk'
    if (hasNeeds && reaches(counts, withNeeds)) return 'with-needs'
  }
  return hasAction ? 'agreed' : undefined
}

/** A pupil's sessions at the school this year until a day, from the marks of each telling, the older first. */
export const countUntil = (tellings: readonly string[], day: PlainDate): SessionCounts => {
  const marks = tellings.reduce(overlayMarks, '')
  return countSessions(marksUntil({ school: '', year: academicYearOf(day), marks, changedAt: new Date(0) }, day))
}

/** The greatest share missed first; then the most sessions. In whole numbers. */
export const byAbsence = (a: SessionCounts, b: SessionCounts): number =>
  sessionsMissed(b) * a.possible - sessionsMissed(a) * b.possible || sessionsMissed(b) - sessionsMissed(a)
