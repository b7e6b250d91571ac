import {
  ageOn,
  type DatePrecision,
  foldName,
  formatAge,
  formatDate,
  type PlainDate,
  plural,
  type SchoolAge,
  schoolAge,
} from '../../kernel/index.ts'
import type { GoldenRecord } from '../golden-record/index.ts'

/** The words of the banner: a name, what to call the child, and age before birth date. `born` only where the age does not say it. */
export type NameAndAge = {
  readonly name: string
  readonly first: string
  readonly knownAs?: string
  readonly age: string
  readonly born?: string
  /** When the child is of compulsory school age; not where the birth date is not known to the day. */
  readonly schoolAge?: SchoolAge
}
type Who = Pick<GoldenRecord, 'name' | 'knownAs' | 'birth' | 'death'>

/** A child's full name as given, and who they are known as where that is another name. A name is never cut or re-cased. */
export const nameWords = (record: Who): { name: string; first: string; knownAs?: string } => {
  const { forename, surname } = record.name?.value ?? {}
  const given = [forename, surname].filter(Boolean).join(' ')
  const known = withoutSurname(record.knownAs?.value, surname)
  const unnamed = record.birth?.value.precision === 'expected' ? 'Unborn child' : 'Name not recorded'
  const another = known && ![given, forename].some(name => name && foldName(name) === foldName(known))
  return {
    name: given || known || unnamed,
    first: known?.split(' ')[0] || forename || 'this child',
    ...(given && another ? { knownAs: known } : {}),
  }
}

/** "Millie" of "Millie Okafor-Reid" where the surname is the child's own. */
const withoutSurname = (known: string | undefined, surname: string | undefined): string | undefined =>
  known && surname && known.endsWith(` ${surname}`) ? known.slice(0, -surname.length - 1) : known

/** Age first, then the birth date in full; what is not known to the day says so; of a child who died, the age then. */
export const nameAndAge = (record: Who, today: PlainDate): NameAndAge => {
  const named = nameWords(record)
  const died = record.death?.value
  if (!record.birth) return { ...named, age: died ? `Died ${formatDate(died)}` : 'Date of birth not recorded' }
  const { date, precision } = record.birth.value
  const born = { born: formatDate(date, precision) }
  if (died) return { ...named, age: deathWords(date, precision, died), ...born }
  if (precision !== 'day') return { ...named, age: formatAge(date, today, precision) }
  return date > today
    ? { ...named, age: `Expected ${formatDate(date)}` }
    : { ...named, age: `${formatAge(date, today)} old`, ...born, schoolAge: schoolAge(date) }
}

const deathWords = (born: PlainDate, precision: DatePrecision, died: PlainDate): string => {
  const { years } = ageOn(born, died)
  return precision === 'day' && years >= 1
    ? `Died ${formatDate(died)}, aged ${plural(years, 'year')}`
    : `Died ${formatDate(died)}`
}
