import { checkNhsNumber, checkUln, checkUpn, foldName } from '../kernel/index.ts'
import { houseOf, phoneOf, postcodeOf, streetOf } from './contact.ts'
import { hash53 } from './hash.ts'
import type { Identity } from './identity.ts'
import {
  aliasForms,
  type ForenameForms,
  forenameForms,
  middleForms,
  otherSurnameForms,
  parentKey,
  type SurnameForms,
  surnameForms,
} from './name-forms.ts'
import { saysNothing } from './placeholders.ts'

/** How exactly a birth date is known, as a number: 0 none, 1 to the day, 2 the month, 3 the year or about, 4 expected. */
export type BirthExactness = 0 | 1 | 2 | 3 | 4

/** An identity made ready for comparing: folded, canonical, checked. Empty text, 0 and empty lists mean "not known". */
export type Standard = ForenameForms &
  SurnameForms & {
    readonly aliases: readonly string[]
    readonly middles: readonly string[]
    readonly otherSurnames: readonly string[]
    readonly year: number
    readonly month: number
    readonly day: number
    readonly exactness: BirthExactness
    /** 1 male, 2 female, 0 not known. */
    readonly sex: 0 | 1 | 2
    /** The digits of a valid NHS number, or 0. Numbers are kept as numbers: a million pairs a second are told apart by them. */
    readonly nhs: number
    readonly supersededNhs: readonly number[]
    /** The digits of a valid permanent UPN, or 0. A temporary one neither identifies nor tells apart. */
    readonly upn: number
    readonly formerUpns: readonly number[]
    readonly uln: number
    readonly postcode: string
    readonly previousPostcodes: readonly string[]
    readonly house: string
    readonly street: string
    readonly uprn: number
    /** Towns and parts of towns, folded, without spaces. */
    readonly towns: readonly string[]
    readonly sharedAddress: boolean
    /** Hashes of telephone numbers. */
    readonly phones: readonly number[]
    readonly emails: readonly string[]
    /** Parents' names as `canonical forename|canonical surname`. */
    readonly parents: readonly string[]
    /** A hash of the school's name, or 0. */
    readonly school: number
    /** Hashes of numbers that one system gave, with the system before them. */
    readonly locals: readonly number[]
  }

const none: readonly string[] = []

/** Each text standardised, blanks and repeats left out. */
const each = <T extends string | number>(
  texts: readonly string[] | undefined,
  standard: (text: string) => T,
): readonly T[] =>
  texts === undefined || texts.length === 0
    ? (none as readonly T[])
    : texts.length === 1
      ? [standard(texts[0]!)].filter(Boolean)
      : [...new Set(texts.map(standard).filter(Boolean))]

/** The digits of a permanent UPN that passes its check (its letter follows from them), else 0. */
export const upnOf = (text: string): number => {
  const checked = checkUpn(text)
  return checked.ok && !checked.temporary ? Number(checked.text.slice(1)) : 0
}

/** The digits of an NHS number that passes its check, else 0. */
export const nhsOf = (text: string): number => {
  const checked = checkNhsNumber(text)
  return checked.ok ? Number(checked.text) : 0
}

/** The digits of a ULN that passes its check, else 0. */
export const ulnOf = (text: string): number => {
  const checked = checkUln(text)
  return checked.ok ? Number(checked.text) : 0
}

/** The digits of a UPRN, else 0. */
export const uprnOf = (text: string): number => Number(text.replace(/\D/g, '').slice(0, 12))

/** A folded text, '' where it only says that nothing is known. */
const known = (folded: string): string => (saysNothing(folded) ? '' : folded)

/** An address that is one: "none", "noemail@" and their like are everybody's. */
const emailOf = (text: string): string => {
  const email = text.trim().toLowerCase()
  return /^(?!(no-?\.?(e-?mail|reply)?|none|na|unknown|test|donotreply)@)[^@\s]+@[^@\s]+$/.test(email) ? email : ''
}

const hashOf = (text: string): number => (text === '' ? 0 : hash53(text))

/** The lists of an identity, each standardised. */
export const aliasesOf = (knownAs: readonly string[] | undefined): readonly string[] => aliasForms(knownAs ?? none)
export const otherSurnamesOf = (others: readonly string[] | undefined): readonly string[] =>
  otherSurnameForms(others ?? none)
export const formerUpnsOf = (upns: readonly string[] | undefined): readonly number[] => each(upns, upnOf)
export const supersededNhsOf = (numbers: readonly string[] | undefined): readonly number[] => each(numbers, nhsOf)
export const phonesOf = (phones: readonly string[] | undefined): readonly number[] =>
  each(phones, text => hashOf(phoneOf(text)))
export const emailsOf = (emails: readonly string[] | undefined): readonly string[] => each(emails, emailOf)
export const parentsOf = (parents: readonly string[] | undefined): readonly string[] => each(parents, parentKey)
export const localsOf = (numbers: readonly string[] | undefined): readonly number[] =>
  each(numbers, text => hashOf(text.trim().toLowerCase()))
export const postcodesOf = (postcodes: readonly string[] | undefined): readonly string[] => each(postcodes, postcodeOf)
export const townsOf = (towns: readonly string[] | undefined): readonly string[] =>
  each(towns, text => known(foldName(text)).replaceAll(' ', ''))
export const schoolOf = (school: string): number => hashOf(known(foldName(school)))

/** Days that systems write when they know nothing: they say nothing of the child. */
const emptyDates = new Set(['1900-01-01', '1899-12-30', '1899-12-31', '1901-01-01', '9999-12-31'])

const exactnessOf = { day: 1, month: 2, year: 3, about: 3, expected: 4 } as const

/** Birth date and how exactly it is known; nothing of a date that systems write for none. */
export const birthOf = ({
  birthDate,
  birthPrecision = 'day',
}: {
  readonly birthDate?: Identity['birthDate'] | undefined
  readonly birthPrecision?: Identity['birthPrecision'] | undefined
}): Pick<Standard, 'year' | 'month' | 'day' | 'exactness'> =>
  birthDate === undefined || emptyDates.has(birthDate)
    ? { year: 0, month: 0, day: 0, exactness: 0 }
    : {
        year: Number(birthDate.slice(0, 4)),
        month: Number(birthDate.slice(5, 7)),
        day: Number(birthDate.slice(8, 10)),
        exactness: exactnessOf[birthPrecision],
      }

export const sexOf = { M: 1, F: 2, U: 0 } as const

/**
 * The form of an identity that is compared and blocked on; made once per record. Numbers that fail their check, temporary
 * UPNs, placeholder forenames ("Baby", "Twin 1") and pseudo-postcodes are left out, so they neither join nor part anyone.
 */
export const standardise = (identity: Identity): Standard => {
  const address = houseOf(identity.house, identity.street)
  const postcode = postcodeOf(identity.postcode ?? '')
  return {
    ...forenameForms(identity.forename ?? ''),
    ...surnameForms(identity.surname ?? ''),
    aliases: aliasesOf(identity.knownAs),
    middles: middleForms(identity.middle ?? ''),
    otherSurnames: otherSurnamesOf(identity.otherSurnames),
    ...birthOf(identity),
    sex: sexOf[identity.sex ?? 'U'],
    nhs: nhsOf(identity.nhsNumber ?? ''),
    supersededNhs: supersededNhsOf(identity.supersededNhsNumbers),
    upn: upnOf(identity.upn ?? ''),
    formerUpns: formerUpnsOf(identity.formerUpns),
    uln: ulnOf(identity.uln ?? ''),
    locals: localsOf(identity.localNumbers),
    postcode,
    previousPostcodes: postcodesOf(identity.previousPostcodes).filter(previous => previous !== postcode),
    house: address.house,
    street: streetOf(address.street),
    uprn: uprnOf(identity.uprn ?? ''),
    towns: townsOf(identity.towns),
    sharedAddress: identity.sharedAddress ?? false,
    phones: phonesOf(identity.phones),
    emails: emailsOf(identity.emails),
    parents: parentsOf(identity.parents),
    school: schoolOf(identity.school ?? ''),
  }
}
