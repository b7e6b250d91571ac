import { addDays, dayOfWeek, mondayOf, type PlainDate, plainDate } from './plain-date.ts'

/** A day on which banks close in England and Wales. */
export type BankHoliday = { date: PlainDate; name: string }

/**
 * What royal proclamations changed, dated: `moved` gives a usual holiday another day, `added` is a day of its own
 * (gov.uk/bank-holidays, and the London Gazette before 2012). A new proclamation is a new line here.
 */
const proclamations: Record<number, { moved?: Record<string, string>; added?: Record<string, string> }> = {
  1995: { moved: { 'Early May bank holiday': '1995-05-08' } },
  1999: { added: { 'Millennium Eve': '1999-12-31' } },
  2002: { moved: { 'Spring bank holiday': '2002-06-04' }, added: { 'Golden Jubilee': '2002-06-03' } },
  2011: { added: { 'Royal wedding': '2011-04-29' } },
  2012: { moved: { 'Spring bank holiday': '2012-06-04' }, added: { 'Diamond Jubilee': '2012-06-05' } },
  2020: { moved: { 'Early May bank holiday': '2020-05-08' } },
  2022: {
    moved: { 'Spring bank holiday': '2022-06-02' },
    added: { 'Platinum Jubilee': '2022-06-03', 'State funeral of Queen Elizabeth II': '2022-09-19' },
  },
  2023: { added: { 'Coronation of King Charles III': '2023-05-08' } },
}

/** Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
export const easterSunday = (year: number): PlainDate => {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100]
  const skipped = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const shift = Math.floor((golden + 11 * moon + 22 * sunday) / 451)
  const day = moon + sunday - 7 * shift + 114
  return plainDate(year, Math.floor(day / 31), (day % 31) + 1)
}

const firstMondayOf = (year: number, month: number): PlainDate => mondayOf(plainDate(year, month, 7))
const lastMondayOf = (year: number, month: number): PlainDate => mondayOf(plainDate(year, month, 31))

/** New Year's Day on a weekend is kept on the Monday after; Christmas and Boxing Day on the next days still free. */
const kept = (date: PlainDate, extra: number): PlainDate => {
  const weekday = dayOfWeek(date)
  return weekday === 6 ? addDays(date, 2) : weekday === 7 ? addDays(date, 1 + extra) : date
}

const christmas = (year: number): [PlainDate, PlainDate] => {
  const day = plainDate(year, 12, 25)
  return [kept(day, 1), dayOfWeek(day) === 7 ? addDays(day, 1) : kept(addDays(day, 1), 1)]
}

const usual = (year: number): Record<string, PlainDate> => {
  const [christmasDay, boxingDay] = christmas(year)
  return {
    "New Year's Day": kept(plainDate(year, 1, 1), 0),
    'Good Friday': addDays(easterSunday(year), -2),
    'Easter Monday': addDays(easterSunday(year), 1),
    'Early May bank holiday': firstMondayOf(year, 5),
    'Spring bank holiday': lastMondayOf(year, 5),
    'Summer bank holiday': lastMondayOf(year, 8),
    'Christmas Day': christmasDay,
    'Boxing Day': boxingDay,
  }
}

/**
 * The bank holidays of England and Wales in a year, in order, as kept (substitute days instead of weekends): Banking
 * and Financial Dealings Act 1971 with its proclamations. Right from 1978; later years as far as proclaimed today.
 */
export const bankHolidaysIn = (year: number): BankHoliday[] => {
  const { moved, added } = proclamations[year] ?? {}
  return Object.entries({ ...usual(year), ...moved, ...added })
    .map(([name, date]) => ({ name, date: date as PlainDate }))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
}
