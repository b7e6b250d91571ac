import { type DatePrecision, foldName, type PlainDate } from '../../kernel/index.ts'
import type { ChosenValues } from './chosen.ts'
import type { Birth, GoldenRecord, Name, Numbered } from './golden-record.ts'
import type { KnownFact } from './known-fact.ts'
import { byNewest, byTrust, type Candidate, candidatesOf, survive, surviveEach } from './survivorship.ts'

type Text = string | undefined
const textOf = (value: unknown): Text => (typeof value === 'string' && value !== '' ? value : undefined)
const dateOf = (value: unknown): PlainDate | undefined => textOf(value) as PlainDate | undefined
/** Values that are the same only where they are written the same: dates, codes. */
export const sameText = (value: string): string => value
const plain = { order: byTrust, same: sameText }
const folded = { order: byTrust, same: foldName }

const nameOf = ({ body }: KnownFact): Name | undefined => {
  const name = { forename: textOf(body.forename), middle: textOf(body.middle), surname: textOf(body.surname) }
  return (name.forename ?? name.surname) ? name : undefined
}
/** Two names are one if they sound no different however they are written. */
export const sameName = ({ forename, surname }: Name): string =>
  `${foldName(forename ?? '')}|${foldName(surname ?? '')}`

const birthOf = ({ body }: KnownFact): Birth | undefined => {
  const date = dateOf(body.birthDate)
  return date && { date, precision: (textOf(body.birthPrecision) ?? 'day') as DatePrecision }
}

/** Two births are one if they are on one day, however exactly each is known. */
export const sameBirth = ({ date }: Birth): string => date
const exactness: Readonly<Record<DatePrecision, number>> = { day: 0, month: 1, year: 2, about: 3, expected: 4 }

/** A birth date known to the day first, then the one that more sources give, then trust (linkage.md 6, survivorship). */
const byAgreement = (births: readonly Candidate<Birth>[]) => {
  const backers = (b: Birth): number => new Set(births.filter(c => c.value.date === b.date).map(c => c.source)).size
  return (a: Candidate<Birth>, b: Candidate<Birth>): number =>
    exactness[a.value.precision] - exactness[b.value.precision] || backers(b.value) - backers(a.value) || byTrust(a, b)
}

/** A preferred surname stands behind the forename, its own or the given one: a census sends it alone, and nobody is called by it. */
const knownAsOf = ({ body }: KnownFact): Text => {
  const forename = textOf(body.preferredForename)
  const surname = textOf(body.preferredSurname)
  if (!surname) return forename
  const first = forename ?? textOf(body.forename)
  return first && `${first} ${surname}`
}

/** Names, birth, sex and death from facts of kind `identity`. */
export const foldIdentity = (
  facts: readonly KnownFact[],
  chosen: ChosenValues,
): Pick<GoldenRecord, 'name' | 'knownAs' | 'formerSurnames' | 'birth' | 'otherBirthDate' | 'sex' | 'death'> => {
  const births = candidatesOf(facts, birthOf)
  return {
    name: survive(candidatesOf(facts, nameOf), { order: byTrust, same: sameName, chosen: chosen.get('name') }),
    knownAs: survive(candidatesOf(facts, knownAsOf), { order: byNewest, same: foldName }),
    formerSurnames: surviveEach(
      facts.flatMap(fact => candidatesOfList(fact, fact.body.formerSurnames)),
      folded,
    ),
    birth: survive(births, { order: byAgreement(births), same: sameBirth, chosen: chosen.get('birth') }),
    otherBirthDate: survive(
      candidatesOf(facts, f => dateOf(f.body.otherBirthDate)),
      plain,
    ),
    sex: survive(
      candidatesOf(facts, f => textOf(f.body.sex)),
      { order: byNewest, same: sameText, chosen: chosen.get('sex') },
    ),
    death: survive(
      candidatesOf(facts, f => dateOf(f.body.deathDate)),
      { ...plain, chosen: chosen.get('death') },
    ),
  }
}

const candidatesOfList = (fact: KnownFact, values: unknown): Candidate<string>[] =>
  (Array.isArray(values) ? values : []).flatMap(value => candidatesOf([fact], () => textOf(value)))

const numberOf =
  (type: string) =>
  ({ body }: KnownFact): Numbered | undefined => {
    const number = textOf(body.value)
    return body.type === type && number ? { number, ok: body.ok === true, note: textOf(body.note) } : undefined
  }
export const sameNumber = ({ number }: Numbered): string => number.replace(/\s/g, '').toUpperCase()
const byNumber = {
  /** A number that passes its check goes before one that does not. */
  order: (a: Candidate<Numbered>, b: Candidate<Numbered>): number =>
    Number(b.value.ok) - Number(a.value.ok) || byTrust(a, b),
  same: sameNumber,
}

/** The numbers that name the child, from facts of kind `identifier`. */
export const foldNumbers = (
  facts: readonly KnownFact[],
  chosen: ChosenValues,
): Pick<GoldenRecord, 'upn' | 'uln' | 'nhsNumber' | 'otherNumbers'> => {
  const of = (type: string) => candidatesOf(facts, numberOf(type))
  return {
    upn: survive(of('upn'), { ...byNumber, chosen: chosen.get('upn') }),
    uln: survive(of('uln'), byNumber),
    nhsNumber: survive(of('nhs-number'), { ...byNumber, chosen: chosen.get('nhs-number') }),
    otherNumbers: surviveEach([...of('former-upn'), ...of('local')], byNumber),
  }
}
