import { addDays, londonDate, type PlainDate } from '../../kernel/index.ts'
import type { KnownFact } from '../golden-record/index.ts'

/** What a source should tell of every child: by which the completeness of its records is measured. */
export const expected = {
  birth: 'Date of birth, to the day',
  sex: 'Sex',
  number: 'UPN or NHS number that passes its check',
  address: 'Address with a postcode',
} as const
export type Expected = keyof typeof expected
export const isExpected = (text: string): text is Expected => Object.hasOwn(expected, text)

const filled = (value: unknown): boolean => typeof value === 'string' && value !== ''
const tells: Readonly<Record<Expected, (fact: KnownFact) => boolean>> = {
  birth: ({ kind, body }) =>
    kind === 'identity' &&
    filled(body.birthDate) &&
    (body.birthPrecision === undefined || body.birthPrecision === 'day'),
  sex: ({ kind, body }) => kind === 'identity' && filled(body.sex),
  number: ({ kind, body }) =>
    kind === 'identifier' && body.ok === true && (body.type === 'upn' || body.type === 'nhs-number'),
  address: ({ kind, body }) => kind === 'address' && filled(body.postcode),
}

/** Does one of these facts of one child tell what is expected? */
export const isTold = (facts: readonly KnownFact[], what: Expected): boolean => facts.some(tells[what])

/** How complete and how old what a source tells is, over some children. */
export type Completeness = {
  readonly children: number
  readonly told: Readonly<Record<Expected, number>>
  readonly addresses: number
  /** Addresses that were told more than a year ago. */
  readonly oldAddresses: number
  /** The day that half of all facts are newer than. */
  readonly middle: PlainDate | undefined
}

const dayOf = (fact: KnownFact): PlainDate => fact.from ?? londonDate(fact.knownFrom)

/** Measures the facts of one source, child by child, on this day. Pure. */
export const measure = (children: readonly (readonly KnownFact[])[], today: PlainDate): Completeness => {
  const days = children.flat().map(dayOf).sort()
  const addresses = children.flat().filter(fact => fact.kind === 'address')
  const told = (what: Expected): number => children.filter(facts => isTold(facts, what)).length
  return {
    children: children.length,
    told: { birth: told('birth'), sex: told('sex'), number: told('number'), address: told('address') },
    addresses: addresses.length,
    oldAddresses: addresses.filter(fact => dayOf(fact) < addDays(today, -365)).length,
    middle: days[Math.floor(days.length / 2)],
  }
}
