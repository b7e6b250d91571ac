import { addDays, formatDate, type PlainDate, plural, upperFirst } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { dayIn, type Fields } from '../case/step-form.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import {
  type BoardDuty,
  boardDuty,
  countSuspended,
  type Exclusion,
  isOverYearLimit,
  meetBy,
  sixthDay,
} from '../suspension.ts'
import type { ReturnBody } from './return-form.ts'

/** The three ways of being excluded. */
export const exclusionSorts = [
  { value: 'SUSP', text: 'Suspended' },
  { value: 'LNCH', text: 'Suspended at lunchtimes', hint: 'Each counts as half a day' },
  { value: 'PERM', text: 'Permanently excluded' },
] as const

/** As many reasons as the school census takes of one suspension. */
export const mostReasons = 3

export type SuspensionContext = {
  readonly today: PlainDate
  readonly calendar: SchoolCalendar
  /** What is known of the pupil already, at all schools. */
  readonly before: readonly Exclusion[]
  readonly isReason: (code: string) => boolean
}
/** A suspension as the form tells it. */
export type ToldSuspension = Exclusion & { readonly reasons: readonly string[]; readonly missesExamination: boolean }

/** The form of a suspension: refused where it would take the school year over 45 days (domain.md 6.4). */
export const readSuspension = (
  fields: Fields,
  chosen: readonly string[],
  { today, calendar, before, isReason }: SuspensionContext,
): { readonly errors: readonly FormError[] } | { readonly body: ReturnBody; readonly told: ToldSuspension } => {
  const errors: FormError[] = []
  const add = (field: string, text: string) => errors.push({ field, text })
  const category = exclusionSorts.find(one => one.value === fields.exclusion)?.value
  if (!category) add('exclusion', 'Choose whether it is a suspension or a permanent exclusion')
  const from = dayIn(fields, 'on', 'the first day')
  if ('error' in from) errors.push(from.error)
  else if (from.date > addDays(today, 14)) add('on-day', 'The first day must be within two weeks from today')
  const sessions = Number(fields.sessions?.trim() || Number.NaN)
  if (category && category !== 'PERM' && !(Number.isInteger(sessions) && sessions > 0 && sessions <= 90))
    add('sessions', 'Enter how many sessions, from 1 to 90: half a day is one session')
  const reasons = chosen.filter(isReason)
  if (reasons.length === 0) add('reasons', 'Choose the reason')
  if (reasons.length > mostReasons) add('reasons', `Choose at most ${mostReasons} reasons`)
  if (fields.examination !== 'yes' && fields.examination !== 'no')
    add('examination', 'Choose whether a public examination or national test would be missed')
  if (fields.told !== 'yes') add('told', 'Tell the parents first: they must know without delay')
  if (errors.length > 0 || 'error' in from || !category) return { errors }
  const told: ToldSuspension = {
    category,
    from: from.date,
    halfDays: category === 'PERM' ? 0 : sessions,
    calendar,
    reasons,
    missesExamination: fields.examination === 'yes',
  }
  const over = overLimit(told, before)
  if (over) return { errors: [{ field: 'sessions', text: over }] }
  const due = sixthDay(told, before)
  return {
    told,
    body: {
      sort: 'suspension',
      on: told.from,
      exclusion: category,
      examination: fields.examination,
      ...(category === 'PERM' ? {} : { sessions }),
      ...(due ? { dueOn: due.on < told.from ? told.from : due.on } : {}),
    },
  }
}

const overLimit = (told: ToldSuspension, before: readonly Exclusion[]): string | undefined => {
  if (told.category === 'PERM') return undefined
  const counted = countSuspended([...before, told], told.calendar, told.from)
  // Without term dates the year is counted by sessions alone, which can only be too many where a stretch crosses into the next year.
  const year = counted.known ? counted.year : [...before, told].reduce((all, one) => all + one.halfDays, 0)
  return isOverYearLimit(year)
    ? `With these the pupil would be suspended for ${days(year)} in the school year. More than 45 is not lawful`
    : undefined
}

const days = (halfDays: number): string => `${halfDays / 2} days`

/** What the governing board owes, in a sentence without its full stop; `by` is the last day of its meeting. */
export const boardWords = ({ duty, withinSchoolDays = 0 }: BoardDuty, by: PlainDate | undefined): string =>
  duty === 'consider-representations'
    ? 'the governing board considers what the parents say, and cannot take the pupil back'
    : `the governing board must meet${duty === 'meet-if-asked' ? ' if the parents ask' : ''} within ${plural(withinSchoolDays, 'school day')}${by ? `: by ${formatDate(by)}` : ''}`

/** What a suspension brings with it, in sentences, with the days where the school's term dates are known. */
export const suspensionDuties = (
  told: Exclusion & { readonly missesExamination?: boolean },
  before: readonly Exclusion[],
  toldOn: PlainDate,
): readonly string[] => {
  const counted = countSuspended([...before, told], told.calendar, told.from)
  if (!counted.known)
    return ['The days that follow cannot be counted: your school’s term dates for the year are not told yet.']
  const duty = boardDuty(told.category, counted.term, told.missesExamination)
  const by = meetBy(told.calendar, duty, toldOn)
  const sixth = sixthDay(told, before)
  return [
    `${days(counted.term)} of suspension this term, ${days(counted.year)} of at most 45 this school year.`,
    `${upperFirst(boardWords(duty, by))}.`,
    ...(told.missesExamination
      ? ['It meets before the examination if that can be done; the chair may decide alone.']
      : []),
    ...(sixth
      ? [
          `The ${sixth.owedBy} arranges full-time education from ${formatDate(sixth.on)}, the sixth school day${sixth.since ? ` since ${formatDate(sixth.since)}: suspensions that follow one another are one` : ''}.`,
        ]
      : []),
    'A pupil who is in care or has an education, health and care plan: education from the first day.',
  ]
}
