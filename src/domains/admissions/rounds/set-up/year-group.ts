import { addDays, dateParts, type PlainDate, plainDate } from '../../../../kernel/index.ts'
import type { AdmissionRound } from '../rounds.queries.ts'

/** Year groups to which families apply during the year. */
export const yearGroups = ['R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'] as const
export type YearGroup = (typeof yearGroups)[number]

/** "Reception", "Year 4" */
export const yearGroupWords = (group: string): string => (group === 'R' ? 'Reception' : `Year ${group}`)

/** Who is in a year group in the school year that begins in this September: the birth dates of its children, and the days between which they apply. */
export const daysOfYearGroup = (
  group: YearGroup,
  year: number,
): Pick<AdmissionRound, 'bornFrom' | 'bornTo' | 'closesOn' | 'offerDay'> => {
  const age = 5 + yearGroups.indexOf(group)
  return {
    bornFrom: plainDate(year - age, 9, 1),
    bornTo: plainDate(year - age + 1, 8, 31),
    closesOn: plainDate(year + 1, 8, 31),
    offerDay: plainDate(year + 1, 9, 1),
  }
}

/**
 * From which day an application is outside a round: the first of September in which its children begin, or the day after the offers where they are made
 * later than that; for a year group, the first of September of its school year.
 */
export const inYearFrom = ({ offerDay, yearGroup }: Pick<AdmissionRound, 'offerDay' | 'yearGroup'>): PlainDate => {
  const { year } = dateParts(offerDay)
  if (yearGroup !== undefined) return plainDate(year - 1, 9, 1)
  const begins = plainDate(year, 9, 1)
  return offerDay < begins ? begins : addDays(offerDay, 1)
}

/** So many days into September the schools' rolls say who has come: until then a nursery's pupils may stand there still. A local setting, from memory. */
const rollsAfter = 14

/**
 * Whether the schools' rolls say which places of a round are taken: during the school year in which its children begin, once September's rolls have
 * come; for a year group from its first day. Gives from which day somebody must have been on a roll to have left it.
 */
export const rollsCount = (
  round: Pick<AdmissionRound, 'offerDay' | 'yearGroup'>,
  today: PlainDate,
): PlainDate | undefined => {
  const from = inYearFrom(round)
  const since = round.yearGroup === undefined ? addDays(from, rollsAfter) : from
  return today >= since && today < plainDate(dateParts(from).year + 1, 9, 1) ? since : undefined
}
