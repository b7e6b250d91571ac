import {
  type AcademicYear,
  academicYearDays,
  academicYearLabel,
  addDays,
  isWeekday,
  type PlainDate,
  readDate,
} from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { type CalendarSpan, isSchoolDay, isYearTold, type SchoolCalendar } from '../school-calendar.ts'

/** What stands in the form's boxes, by the name of the box. */
export type TermDateBoxes = Readonly<Record<string, string | undefined>>

/** The three terms of the form, by the names of their boxes. */
export const formTerms = [
  { key: 'autumn', name: 'Autumn' },
  { key: 'spring', name: 'Spring' },
  { key: 'summer', name: 'Summer' },
] as const
/** How many training days and closures the form has room for. */
export const formTrainingDays = 6
export const formClosures = 4
const halfTerm = 'Half-term'
const trainingDay = 'Training day'

const numbered = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)
const termYear = (key: string, year: AcademicYear): number => (key === 'autumn' ? year : year + 1)

/** Every box of the form. */
export const termDateBoxNames: readonly string[] = [
  ...formTerms.flatMap(({ key }) => [`${key}-from`, `${key}-to`, `${key}-break-from`, `${key}-break-to`]),
  ...numbered(formTrainingDays).map(at => `training-${at}`),
  ...numbered(formClosures).flatMap(at => [`closure-${at}-name`, `closure-${at}-from`, `closure-${at}-to`]),
]

/** Spans, or what is wrong with which box and how to mend it. */
export type ReadTermDates = { readonly spans: SchoolCalendar; readonly faults: readonly FormError[] }

/**
 * The calendar of one school year as the form's boxes tell it: three terms with their half-terms, training days, closures. Every
 * fault is given at once, each by its box.
 */
export const readTermDates = (boxes: TermDateBoxes, year: AcademicYear): ReadTermDates => {
  const faults: FormError[] = []
  const wrong = (field: string, text: string): undefined => {
    faults.push({ field, text })
  }
  const textIn = (field: string): string => boxes[field]?.trim() ?? ''
  const { from: first, to: last } = academicYearDays(year)

  const dayIn = (field: string, what: string): PlainDate | undefined => {
    const read = readDate(textIn(field), { order: 'dmy' })
    if ('problem' in read || read.precision !== 'day')
      return wrong(field, `${what} needs a day, a month and a year, like 2 9 ${year}`)
    if (read.date < first || read.date > last)
      return wrong(field, `${what} must be in the school year ${academicYearLabel(year)}`)
    return read.date
  }
  /** From one box to the other; a box left empty is an error only where the span must be there. */
  const spanIn = (
    { kind, name, what }: Pick<CalendarSpan, 'kind' | 'name'> & { what: string },
    [fromBox, toBox]: readonly [string, string],
  ): CalendarSpan | undefined => {
    const [from, to] = [dayIn(fromBox, `The first day of ${what}`), dayIn(toBox, `The last day of ${what}`)]
    if (!from || !to) return undefined
    return from <= to ? { kind, name, from, to } : wrong(toBox, `The last day of ${what} must not be before its first`)
  }

  const terms = formTerms.flatMap(({ key, name }) => {
    const term = { kind: 'term', name: `${name} ${termYear(key, year)}`, what: `the ${key} term` } as const
    return spanIn(term, [`${key}-from`, `${key}-to`]) ?? []
  })
  const breaks = formTerms.flatMap(({ key }, at) => {
    const [from, to] = [`${key}-break-from`, `${key}-break-to`]
    if (textIn(from) === '' && textIn(to) === '') return []
    const found = spanIn({ kind: 'holiday', name: halfTerm, what: `half-term in the ${key} term` }, [from, to])
    const term = terms.length === formTerms.length ? terms[at] : undefined
    if (found && term && (found.from <= term.from || found.to >= term.to))
      wrong(from, `Half-term in the ${key} term must be within the term`)
    return found ?? []
  })
  const training = numbered(formTrainingDays).flatMap(at => {
    const box = `training-${at}`
    if (textIn(box) === '') return []
    const day = dayIn(box, `Training day ${at}`)
    if (day && !isWeekday(day)) wrong(box, `Training day ${at} is at a weekend`)
    return day ? [{ kind: 'training' as const, name: trainingDay, from: day, to: day }] : []
  })
  const closures = numbered(formClosures).flatMap(at => {
    const [nameBox, from, to] = [`closure-${at}-name`, `closure-${at}-from`, `closure-${at}-to`]
    const name = textIn(nameBox)
    if (name === '' && textIn(from) === '' && textIn(to) === '') return []
    if (name === '') wrong(nameBox, `Say why the school is closed, closure ${at}`)
    return spanIn({ kind: 'closure', name, what: `closure ${at}` }, [from, textIn(to) === '' ? from : to]) ?? []
  })

  for (const [at, term] of terms.entries()) {
    const before = terms[at - 1]
    const box = `${formTerms.find(({ name }) => term.name.startsWith(name))?.key}-from`
    if (before && term.from <= before.to) wrong(box, `The ${term.name} term begins before the ${before.name} term ends`)
  }
  const spans = [...terms, ...breaks, ...training, ...closures]
  if (faults.length === 0 && !isYearTold(spans, year))
    wrong('autumn-from', 'The autumn term must begin by the end of September, and the summer term reach into July')
  return { spans: uniqueSpans(spans), faults: uniqueFaults(faults) }
}

/** A day written down twice is one day. */
const uniqueSpans = (spans: SchoolCalendar): SchoolCalendar => [
  ...new Map(spans.map(span => [`${span.kind} ${span.from}`, span])).values(),
]
const uniqueFaults = (faults: readonly FormError[]): FormError[] =>
  [...new Map(faults.toReversed().map(fault => [fault.field, fault])).values()].toReversed()

const written = (day: PlainDate): string => day.split('-').map(Number).toReversed().join(' ')

/** The boxes of the form as they stand when these spans have been told: `readTermDates` of them gives the spans again. */
export const termDateBoxes = (spans: SchoolCalendar): TermDateBoxes => {
  const kinds = (kind: CalendarSpan['kind']) => spans.filter(span => span.kind === kind)
  const terms = kinds('term')
  const between = (name: string, span: CalendarSpan | undefined): [string, string][] =>
    span
      ? [
          [`${name}-from`, written(span.from)],
          [`${name}-to`, written(span.to)],
        ]
      : []
  return Object.fromEntries([
    ...formTerms.flatMap(({ key, name }) => {
      const term = terms.find(one => one.name.startsWith(name))
      const pause = kinds('holiday').find(one => term && term.from <= one.from && one.to <= term.to)
      return [...between(key, term), ...between(`${key}-break`, pause)]
    }),
    ...kinds('training').map((span, at): [string, string] => [`training-${at + 1}`, written(span.from)]),
    ...kinds('closure').flatMap((span, at): [string, string][] => [
      [`closure-${at + 1}-name`, span.name],
      ...between(`closure-${at + 1}`, span),
    ]),
  ])
}

/** How many days pupils are in, in one school year. Most schools are open to them on 190 (SI 1999/3181, regulation 3: 380 sessions). */
export const countSchoolDays = (calendar: SchoolCalendar, year: AcademicYear): number => {
  const { from, to } = academicYearDays(year)
  let days = 0
  for (let day = from; day <= to; day = addDays(day, 1)) if (isSchoolDay(calendar, day)) days += 1
  return days
}

/**
 * When registers are due, from what was typed: "9:30", "09.30am", "1:15 pm"; as HH:MM. Undefined where it is no time of a school's day,
 * from 7am to 6pm.
 */
export const readRegisterDue = (text: string): string | undefined => {
  const [, hours, minutes, half] = /^\s*(\d{1,2})[:.](\d{2})\s*(am|pm)?\s*$/i.exec(text) ?? []
  const hour = Number(hours) + (half?.toLowerCase() === 'pm' && Number(hours) < 12 ? 12 : 0)
  if (minutes === undefined || Number(minutes) > 59 || hour < 7 || hour > 17) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes}`
}
