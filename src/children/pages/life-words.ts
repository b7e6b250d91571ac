import { ageOn, type DatePrecision, formatAge, formatDate, type PlainDate, plural } from '../../kernel/index.ts'

/** Who a child is, as far as the reader may see: the facts that lead every page of the record. */
export type Person = {
  readonly forename?: string
  readonly middle?: string
  readonly surname?: string
  readonly preferredForename?: string
  readonly preferredSurname?: string
  readonly birthDate?: PlainDate
  readonly birthPrecision?: DatePrecision
  readonly deathDate?: PlainDate
}

/** The words of the banner: a name, what to call the child, and age before birth date. `born` only where the age does not say it. */
export type NameAndAge = {
  readonly name: string
  readonly first: string
  readonly knownAs?: string
  readonly age: string
  readonly born?: string
}

/** A child's full name as given, and who they are known as where that is another name. A name is never cut or re-cased. */
export const nameWords = (person: Person): { name: string; first: string; knownAs?: string } => {
  const { forename, surname, preferredForename = forename, preferredSurname = surname } = person
  const full = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')
  const [given, preferred] = [full(forename, surname), full(preferredForename, preferredSurname)]
  const unnamed = person.birthPrecision === 'expected' ? 'Unborn child' : 'Name not recorded'
  const knownAs = given === '' || preferred === given ? '' : preferredSurname === surname ? preferredForename : preferred
  return {
    name: given || preferred || unnamed,
    first: preferredForename || given || preferred || 'this child',
    ...(knownAs ? { knownAs } : {}),
  }
}

/** Age first, then the birth date in full; what is not known to the day says so; of a child who died, the age then. */
export const nameAndAge = (person: Person, today: PlainDate): NameAndAge => {
  const named = nameWords(person)
  const { birthDate, birthPrecision = 'day', deathDate } = person
  if (!birthDate) return { ...named, age: deathDate ? `Died ${formatDate(deathDate)}` : 'Date of birth not recorded' }
  if (deathDate) return { ...named, age: deathWords(birthDate, birthPrecision, deathDate), ...bornOf(person) }
  if (birthPrecision !== 'day') return { ...named, age: formatAge(birthDate, today, birthPrecision) }
  const age = formatAge(birthDate, today)
  return { ...named, age: birthDate > today ? 'Not yet born' : `${age} old`, ...bornOf(person) }
}

const bornOf = ({ birthDate, birthPrecision = 'day' }: Person): { born?: string } =>
  birthDate ? { born: formatDate(birthDate, birthPrecision) } : {}

const deathWords = (born: PlainDate, precision: DatePrecision, died: PlainDate): string => {
  const { years } = ageOn(born, died)
  return precision === 'day' && years >= 1
    ? `Died ${formatDate(died)}, aged ${plural(years, 'year')}`
    : `Died ${formatDate(died)}`
}
