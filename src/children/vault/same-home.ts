import { foldName, normalisePostcode } from '../../kernel/index.ts'

/** An address as a fact says it. */
export type Home = Readonly<Partial<Record<'saon' | 'paon' | 'postcode' | 'uprn', string>>>

const houseOf = ({ saon, paon }: Home): string => foldName(`${saon ?? ''} ${paon ?? ''}`).replace(/[^a-z0-9]/g, '')
const postcodeOf = ({ postcode }: Home): string => normalisePostcode(postcode ?? '') ?? ''

/**
 * May these be one home? By their property where both tell it, else by house and postcode; one that tells no house may be any of its postcode. On the safe
 * side: a person decides.
 */
export const maybeSameHome = (one: Home, other: Home): boolean => {
  if (one.uprn && other.uprn) return one.uprn === other.uprn
  const [house, itsHouse] = [houseOf(one), houseOf(other)]
  return (
    postcodeOf(one) !== '' &&
    postcodeOf(one) === postcodeOf(other) &&
    (house === itsHouse || house === '' || itsHouse === '')
  )
}
