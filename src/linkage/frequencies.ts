import { commonForenames, commonSurnames } from './common-names.ts'
import { canonicalForename, canonicalSurname } from './name-tables.ts'
import type { Standard } from './standard.ts'

/** What share of the population bears a name. Names are asked for in their canonical spelling. */
export type NameFrequencies = {
  readonly forename: (name: string) => number
  readonly surname: (name: string) => number
}

/** Shares given to names that no table has. High rather than low, so that a rare-looking typing error weighs little. */
const rareForename = 2e-4
const rareSurname = 1e-4

const tableOf = (text: string, canonical: (name: string) => string): ReadonlyMap<string, number> => {
  const shares = new Map<string, number>()
  for (const line of text.trim().split('\n')) {
    const [share = '', names = ''] = line.split(': ')
    for (const name of names.split(' ')) {
      const first = canonical(name)
      shares.set(first, (shares.get(first) ?? 0) + Number(share) / 10_000)
    }
  }
  return shares
}

const forenames = tableOf(commonForenames, canonicalForename)
const surnames = tableOf(commonSurnames, canonicalSurname)

/** Rough shares among children in England, for a council whose own names have not been counted yet. */
export const defaultFrequencies: NameFrequencies = {
  forename: name => forenames.get(name) ?? rareForename,
  surname: name => surnames.get(name) ?? rareSurname,
}

/**
 * Shares counted from the records themselves, as bearers of each name: once there are thousands, better than any table. Each
 * name is given a few bearers more than it has, so that one met once is not taken for unique.
 */
export const frequenciesFrom = (
  forenameBearers: ReadonlyMap<string, number>,
  surnameBearers: ReadonlyMap<string, number>,
): NameFrequencies => ({ forename: shareIn(forenameBearers), surname: shareIn(surnameBearers) })

const shareIn = (counts: ReadonlyMap<string, number>): ((name: string) => number) => {
  const total = counts.values().reduce((sum, count) => sum + count, 1000)
  return name => ((counts.get(name) ?? 0) + 2) / total
}

/** The forename whose commonness counts: the name the child is called by, not the leading one. */
export const calledBy = (names: Pick<Standard, 'calledBy'>): string => names.calledBy[0] ?? ''
