import { foldName, normalisePhone, type PlainDate } from '../../kernel/index.ts'
import type { ChosenValues } from './chosen.ts'
import type { Address, Carer, GoldenRecord, School } from './golden-record.ts'
import { holdsOn, type KnownFact } from './known-fact.ts'
import { byNewest, byTrust, type Candidate, candidatesOf, survive, surviveEach } from './survivorship.ts'

type Text = string | undefined
const textOf = (value: unknown): Text => (typeof value === 'string' && value !== '' ? value : undefined)

const addressOf = ({ body }: KnownFact): Address | undefined => {
  const [saon, paon, street] = [textOf(body.saon), textOf(body.paon), textOf(body.street)]
  const first = [saon, [paon, street].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  const lines = [first, textOf(body.locality), textOf(body.town)].filter((line): line is string => !!line)
  const asWritten = lines.length === 0 ? textOf(body.asWritten) : undefined
  const postcode = textOf(body.postcode)
  if (lines.length === 0 && !asWritten && !postcode) return undefined
  return {
    type: (textOf(body.type) ?? 'home') as Address['type'],
    lines: asWritten ? [asWritten] : lines,
    postcode,
    uprn: textOf(body.uprn),
  }
}
/** Two addresses are one if property and postcode are, however they are written. */
export const sameAddress = ({ lines, postcode }: Address): string =>
  `${(postcode ?? '').replace(/\s/g, '')}|${
    /\d+\s?[a-z]?/i
      .exec(lines[0] ?? '')?.[0]
      ?.toLowerCase()
      .replace(/\s/g, '') ?? foldName(lines[0] ?? '')
  }`
const byAddress = { order: byNewest, same: sameAddress }

/** Parts addresses from bare postcodes that one of them lies in: those say no other home, and less of it. */
const partBare = (addresses: readonly Candidate<Address>[]): [Candidate<Address>[], Candidate<Address>[]] => {
  const plain = ({ postcode }: Address): string => (postcode ?? '').replace(/\s/g, '').toUpperCase()
  const whole = new Set(addresses.filter(c => c.value.lines.length > 0).map(c => plain(c.value)))
  const isBare = ({ value }: Candidate<Address>): boolean => value.lines.length === 0 && whole.has(plain(value))
  return [addresses.filter(c => !isBare(c)), addresses.filter(isBare)]
}

/** Where the child lives, by the newest effective date, not the newest file; and where they lived before. */
export const foldAddresses = (
  facts: readonly KnownFact[],
  today: PlainDate,
  chosen: ChosenValues,
): Pick<GoldenRecord, 'address' | 'previousAddresses'> => {
  const current = candidatesOf(
    facts.filter(f => holdsOn(f, today)),
    addressOf,
  ).filter(c => c.value.type !== 'other')
  const [told, bare] = partBare(current)
  const best = survive(told, { ...byAddress, chosen: chosen.get('address') })
  const address = best && { ...best, candidates: [...best.candidates, ...bare] }
  const now = address && sameAddress(address.value)
  const [before] = partBare(
    candidatesOf(
      facts.filter(f => (f.from ?? today) <= today),
      addressOf,
    ),
  )
  return { address, previousAddresses: surviveEach(before, byAddress).filter(a => sameAddress(a.value) !== now) }
}

/** Telephone numbers and e-mail addresses, from facts of kind `contact-detail`. */
export const foldContacts = (
  facts: readonly KnownFact[],
  today: PlainDate,
): Pick<GoldenRecord, 'phones' | 'emails'> => {
  const of = (type: string) =>
    candidatesOf(
      facts.filter(f => holdsOn(f, today) && f.body.type === type),
      f => textOf(f.body.value),
    )
  return {
    phones: surviveEach(of('phone'), { order: byNewest, same: phone => normalisePhone(phone) ?? phone }),
    emails: surviveEach(of('email'), { order: byNewest, same: email => email.toLowerCase() }),
  }
}

const carerOf = ({ body }: KnownFact): Carer | undefined => {
  const name = textOf(body.name)
  const flag = (value: unknown) => (typeof value === 'boolean' ? value : undefined)
  return name === undefined
    ? undefined
    : {
        name,
        relation: textOf(body.relation),
        parentalResponsibility: flag(body.parentalResponsibility),
        phone: textOf(body.phone),
        email: textOf(body.email),
        livesWith: flag(body.livesWith),
        order: typeof body.order === 'number' ? body.order : undefined,
      }
}

/** Parents and carers now, one line for each name, in the order in which the best source would have them called. */
export const foldCarers = (facts: readonly KnownFact[], today: PlainDate): Pick<GoldenRecord, 'carers'> => {
  const order = (a: Candidate<Carer>, b: Candidate<Carer>): number => byTrust(a, b)
  const carers = surviveEach(
    candidatesOf(
      facts.filter(f => holdsOn(f, today)),
      carerOf,
    ),
    { order, same: c => foldName(c.name) },
  )
  return { carers: carers.sort((a, b) => (a.value.order ?? 99) - (b.value.order ?? 99) || order(a, b)) }
}

const schoolOf = ({ body }: KnownFact): School | undefined => {
  const school = {
    name: textOf(body.school),
    laestab: textOf(body.laestab),
    status: textOf(body.status),
    yearGroup: textOf(body.yearGroup),
    registrationGroup: textOf(body.registrationGroup),
  }
  return (school.name ?? school.laestab) ? school : undefined
}
/** A main or only registration goes before a subsidiary one, and that before a guest's. */
const standing: Readonly<Record<string, number>> = { C: 0, M: 0, S: 1, F: 2, O: 2, G: 3 }
const standingOf = ({ status }: School): number => standing[status ?? 'C'] ?? 0
const sameSchool = ({ laestab, name }: School): string => laestab ?? foldName(name ?? '')

/** The school places held today, from facts of the kind that says so. */
export const foldSchools = (
  facts: readonly KnownFact[],
  today: PlainDate,
): Pick<GoldenRecord, 'school' | 'schools'> => {
  const places = candidatesOf(
    facts.filter(f => holdsOn(f, today) && !(typeof f.body.leavingDate === 'string' && f.body.leavingDate < today)),
    schoolOf,
  )
  const order = (a: Candidate<School>, b: Candidate<School>): number =>
    standingOf(a.value) - standingOf(b.value) || byNewest(a, b)
  const by = { order, same: sameSchool }
  const schools = surviveEach(places, by)
  // Only places of the same standing can contradict one another: a dual registration is not a disagreement.
  const best =
    schools[0] &&
    survive(
      places.filter(c => standingOf(c.value) === standingOf(schools[0]!.value)),
      by,
    )
  return { school: best, schools }
}

/** Home, school and placing authority, dated, from facts of kind `authority`. */
export const foldAuthorities = (facts: readonly KnownFact[], today: PlainDate): GoldenRecord['authorities'] => {
  const of = (field: string) =>
    survive(
      candidatesOf(
        facts.filter(f => holdsOn(f, today)),
        f => textOf(f.body[field]),
      ),
      { order: byNewest, same: (code: string) => code },
    )
  return { home: of('home'), school: of('school'), placing: of('placing') }
}
