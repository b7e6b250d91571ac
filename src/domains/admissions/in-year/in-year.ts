import { formatDate, type PlainDate, type SchoolCalendar, schoolDaysAfter } from '../../../kernel/index.ts'
import { type AppealsTo, clerkWords } from '../rounds/index.ts'

/**
 * School days of an application outside the round: aimed at and at most until the family has the outcome in writing (School Admissions Code 2021,
 * in-year admissions; domain.md 1.2), and until a child whom the fair access protocol takes has a place.
 */
export const inYearDays = { aim: 10, must: 15, fairAccess: 20 } as const

/** By when the family has its answer; undefined where the term dates of the school that they named first are not told. */
export const answerBy = (
  calendar: SchoolCalendar,
  receivedOn: PlainDate,
): { aim: PlainDate | undefined; must: PlainDate | undefined } => ({
  aim: schoolDaysAfter(calendar, receivedOn, inYearDays.aim),
  must: schoolDaysAfter(calendar, receivedOn, inYearDays.must),
})

/** By when a child has a place whom the fair access protocol takes. */
export const fairAccessBy = (calendar: SchoolCalendar, eligibleOn: PlainDate): PlainDate | undefined =>
  schoolDaysAfter(calendar, eligibleOn, inYearDays.fairAccess)

/** A school that a family named, and what they were told of it. */
export type Asked = {
  readonly rank: number
  readonly key: string
  readonly school: string
  readonly answer: 'offered' | 'refused' | null
  readonly on: PlainDate | null
}

/**
 * The day on which a whole application was answered: every school refused in writing down to the first that offered a place, or all of them. Undefined while
 * one is open.
 */
export const answeredOn = (asked: readonly Asked[]): PlainDate | undefined => {
  const sorted = asked.toSorted((a, b) => a.rank - b.rank)
  const offered = sorted.findIndex(one => one.answer === 'offered')
  const wanted = offered === -1 ? sorted : sorted.slice(0, offered + 1)
  const days = wanted.map(one => one.on)
  if (days.length === 0 || days.includes(null)) return undefined
  return days
    .filter(day => day !== null)
    .toSorted()
    .at(-1)
}

/** Which schools may still be refused in writing: those that are not answered, above the first that offered a place. */
export const openOf = (asked: readonly Asked[]): readonly Asked[] => {
  const best = Math.min(...asked.filter(one => one.answer === 'offered').map(one => one.rank), Number.POSITIVE_INFINITY)
  return asked.filter(one => one.answer === null && one.rank < best)
}

/** The words of a refusal outside the round: why, the waiting list, and the right of appeal. Nothing in it is of another child. */
export const refusalWords = (
  { name, reference, school, why }: { name: string; reference: string; school: string; why: string },
  { lodgeBy, appealsTo }: { lodgeBy: PlainDate | undefined; appealsTo: AppealsTo | undefined },
): string =>
  [
    `We are sorry that ${school} cannot offer ${name} a place.`,
    `Why: ${why}`,
    `${name} is on the waiting list of the school. Its published criteria decide, and children who are or were looked after come first; how long you wait plays no part. The place on it can go down as well as up.`,
    `You may appeal to an independent panel. You have twenty school days from the day of this letter${lodgeBy === undefined ? '' : `, until ${formatDate(lodgeBy)}`}. Send your appeal to ${clerkWords(appealsTo)}, with the reference ${reference} and your child’s date of birth.`,
  ].join('\n\n')
