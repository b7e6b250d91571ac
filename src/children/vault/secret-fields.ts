import type { Identity } from '../../linkage/index.ts'

/** Of which kinds of fact the vault holds what, for a child whose place is protected; undefined is all of it. */
export const secretOf = {
  address: undefined,
  'contact-detail': undefined,
  // the surgery: near home
  doctor: undefined,
  // marks of the addresses that were to be chosen from: whoever guesses an address can make them too
  'chosen-value': undefined,
  carer: ['phone', 'email'],
  'care-episode': ['homePostcode', 'placementPostcode'],
} as const satisfies Readonly<Record<string, readonly string[] | undefined>>
export type HeldKind = keyof typeof secretOf

/** What of what a source says of a person tells where they are. */
export const secretIdentity = [
  'postcode',
  'previousPostcodes',
  'house',
  'street',
  'uprn',
  'towns',
  'phones',
  'emails',
] as const satisfies readonly (keyof Identity)[]

/** An identity without that. */
export const openIdentityOf = (identity: Identity): Identity =>
  Object.fromEntries(
    Object.entries(identity).filter(([field]) => !(secretIdentity as readonly string[]).includes(field)),
  )
