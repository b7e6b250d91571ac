import { checkNhsNumber, checkUln, checkUpn, foldName } from '../kernel/index.ts'
import { houseOf, phoneOf, postcodeOf, streetOf } from './contact.ts'
import type { Identity } from './identity.ts'
import { type ForenameForms, forenameForms, parentKey, type SurnameForms, surnameForms } from './name-forms.ts'

/** How exactly a birth date is known, as a number: 0 none, 1 to the day, 2 the month, 3 the year or about, 4 expected. */
export type BirthExactness = 0 | 1 | 2 | 3 | 4

/** An identity made ready for comparing: folded, canonical, checked. Empty text, 0 and empty lists mean "not known". */
export type Standard = ForenameForms &
  SurnameForms & {
    readonly year: number
    readonly month: number
    readonly day: number
    readonly exactness: BirthExactness
    /** 1 male, 2 female, 0 not known. */
    readonly sex: 0 | 1 | 2
    /** Valid NHS number, or ''. */
    readonly nhs: string
    /** Valid permanent UPN, or ''. A temporary one neither identifies nor tells apart. */
    readonly upn: string
    readonly formerUpns: readonly string[]
    readonly uln: string
    readonly postcode: string
    readonly previousPostcodes: readonly string[]
    readonly house: string
    readonly street: string
    readonly uprn: string
    readonly sharedAddress: boolean
    readonly phones: readonly string[]
    readonly emails: readonly string[]
    /** Parents' names as `canonical forename|canonical surname`. */
    readonly parents: readonly string[]
    readonly school: string
    /** Numbers that one system gave, with the system before them. */
    readonly locals: readonly string[]
  }

const none: readonly string[] = []

/** Each text standardised, blanks and repeats left out. */
const each = (texts: readonly string[] | undefined, standard: (text: string) => string): readonly string[] =>
  texts === undefined || texts.length === 0 ? none : [...new Set(texts.map(standard).filter(text => text !== ''))]

const permanentUpn = (text: string | undefined): string => {
  if (!text) return ''
  const checked = checkUpn(text)
  return checked.ok && !checked.temporary ? checked.text : ''
}

const validNhs = (text: string | undefined): string => {
  if (!text) return ''
  const checked = checkNhsNumber(text)
  return checked.ok ? checked.text : ''
}

const validUln = (text: string | undefined): string => {
  if (!text) return ''
  const checked = checkUln(text)
  return checked.ok ? checked.text : ''
}

/** Days that systems write when they know nothing: they say nothing of the child. */
const emptyDates = new Set(['1900-01-01', '1899-12-30', '1899-12-31', '1901-01-01', '9999-12-31'])

const exactnessOf = { day: 1, month: 2, year: 3, about: 3, expected: 4 } as const

const birthOf = ({
  birthDate,
  birthPrecision = 'day',
}: Identity): Pick<Standard, 'year' | 'month' | 'day' | 'exactness'> =>
  birthDate === undefined || emptyDates.has(birthDate)
    ? { year: 0, month: 0, day: 0, exactness: 0 }
    : {
        year: Number(birthDate.slice(0, 4)),
        month: Number(birthDate.slice(5, 7)),
        day: Number(birthDate.slice(8, 10)),
        exactness: exactnessOf[birthPrecision],
      }

const sexOf = { M: 1, F: 2, U: 0 } as const

/**
 * The form of an identity that is compared and blocked on; made once per record. Numbers that fail their check, temporary
 * UPNs, placeholder forenames ("Baby", "Twin 1") and pseudo-postcodes are left out, so they neither join nor part anyone.
 */
export const standardise = (identity: Identity): Standard => {
  const address = houseOf(identity.house, identity.street)
  const postcode = postcodeOf(identity.postcode ?? '')
  const former = each(identity.formerUpns, permanentUpn)
  return {
    ...forenameForms(identity.forename ?? '', identity.middle ?? '', identity.knownAs ?? none),
    ...surnameForms(identity.surname ?? '', identity.otherSurnames ?? none),
    ...birthOf(identity),
    sex: sexOf[identity.sex ?? 'U'],
    nhs: validNhs(identity.nhsNumber),
    upn: permanentUpn(identity.upn),
    formerUpns: former,
    uln: validUln(identity.uln),
    locals: each(identity.localNumbers, text => text.trim().toLowerCase()),
    postcode,
    previousPostcodes: each(identity.previousPostcodes, postcodeOf).filter(previous => previous !== postcode),
    house: address.house,
    street: streetOf(address.street),
    uprn: (identity.uprn ?? '').replace(/\D/g, '').replace(/^0+/, ''),
    sharedAddress: identity.sharedAddress ?? false,
    phones: each(identity.phones, phoneOf),
    emails: each(identity.emails, text => text.trim().toLowerCase()),
    parents: each(identity.parents, parentKey),
    school: foldName(identity.school ?? ''),
  }
}
