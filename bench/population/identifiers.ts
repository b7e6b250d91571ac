const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** The check letter of twelve characters of a unique pupil number, the last of which may be a letter (reference: formats.md §3.1). */
export const upnLetter = (body: string): string => {
  let sum = 0
  for (let at = 0; at < body.length; at++) {
    const letter = letters.indexOf(body[at]!)
    sum += (letter >= 0 ? letter : Number(body[at])) * (at + 2)
  }
  return letters[sum % 23]!
}

/** The NHS number that begins with these nine digits; none where its check digit would be ten (formats.md §3.2). */
export const nhsNumber = (nine: number): string | undefined => {
  const digits = String(nine).padStart(9, '0')
  let sum = 0
  for (let at = 0; at < 9; at++) sum += Number(digits[at]) * (10 - at)
  const check = 11 - (sum % 11)
  return check === 10 ? undefined : digits + (check === 11 ? 0 : check)
}

/** Gives out numbers as the registers do: in series, so that twins' numbers stand side by side. */
export type NumberOffice = {
  /** For a child born on this day (counted from 1 January 2000). */
  nhs(day: number): string
  upn(school: number, year: number): string
  /** A temporary number; with `again` the one that the school gave last. */
  temporaryUpn(school: number, year: number, again: boolean): string
}

const perDay = 40_000
const firstNhs = 400_000_000

export const openNumberOffice = (): NumberOffice => {
  const [births, pupils, temporary] = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()]
  const nextOf = (counts: Map<number, number>, key: number): number => {
    const next = counts.get(key) ?? 0
    counts.set(key, next + 1)
    return next
  }
  // Each day's series begins somewhere else in its range.
  const begin = (day: number): number => (Math.imul(day + 7, 0x9e3779b1) >>> 0) % (perDay / 2)
  const nhs = (day: number): string =>
    nhsNumber(firstNhs + (day + 2000) * perDay + begin(day) + nextOf(births, day)) ?? nhs(day)
  const stem = (school: number, year: number): string =>
    `${laCodes[school % laCodes.length]}${2000 + (Math.floor(school / laCodes.length) % 7000)}${String(year % 100).padStart(2, '0')}`
  return {
    nhs,
    upn: (school, year) => {
      const serial = nextOf(pupils, school * 100 + (year % 100))
      // A school's thousand of a year is used up: the next number comes from a school of a number of its own.
      const from = school + Math.floor(serial / 999) * 5_000 * laCodes.length
      const body = stem(from, year) + String((serial % 999) + 1).padStart(3, '0')
      return upnLetter(body) + body
    },
    temporaryUpn: (school, year, again) => {
      const key = school * 100 + (year % 100)
      const serial = again && temporary.has(key) ? temporary.get(key)! - 1 : nextOf(temporary, key)
      const body = `${stem(school, year)}${String(Math.floor(serial / 23) % 100).padStart(2, '0')}${letters[serial % 23]}`
      return upnLetter(body) + body
    },
  }
}

/** Essex, Somerset, Nottingham, Plymouth, Stoke: where the postcodes come from. */
const laCodes = ['881', '933', '892', '879', '861'] as const
