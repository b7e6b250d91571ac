import { addDays, addYears, dateParts, dayOfWeek, type PlainDate, plainDate } from './plain-date.ts'

/** The days between which a child is of compulsory school age, both included. */
export type SchoolAge = { readonly from: PlainDate; readonly until: PlainDate }

/** In each year the days on which those who have turned five since the last begin (SI 1998/1607). */
const beginnings = [
  [3, 31],
  [8, 31],
  [12, 31],
] as const

/** The last Friday in June (SI 1997/1970). */
const leavingDate = (year: number): PlainDate => {
  const last = plainDate(year, 6, 30)
  return addDays(last, -((dayOfWeek(last) + 2) % 7))
}

/**
 * When a child born on a day is of compulsory school age (Education Act 1996, section 8): from 31 March, 31 August or 31 December on or
 * after the fifth birthday, until the last Friday in June of the school year, from September to August, in which they turn sixteen.
 */
export const schoolAge = (bornOn: PlainDate): SchoolAge => {
  const five = addYears(bornOn, 5)
  const sixteen = dateParts(addYears(bornOn, 16))
  const { year } = dateParts(five)
  const from = beginnings.map(([month, day]) => plainDate(year, month, day)).find(day => day >= five)
  return {
    from: from ?? plainDate(year, 12, 31),
    until: leavingDate(sixteen.month >= 9 ? sixteen.year + 1 : sixteen.year),
  }
}

/** Whether a day lies in it; where the birth date is not known to the day nobody can say no. */
export const isOfSchoolAge = (age: SchoolAge | undefined, on: PlainDate): boolean =>
  age === undefined || (age.from <= on && on <= age.until)
