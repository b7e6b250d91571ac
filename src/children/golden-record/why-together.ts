import { evidenceInWords, type Identity, score, standardise } from '../../linkage/index.ts'
import type { KnownFact } from './known-fact.ts'

/** Why one source's record is on this child's, in words: what it shares with the record that it resembles most. */
export type Tie = { readonly sourcePerson: number; readonly with: string; readonly words: readonly string[] }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const partsOf = ({ kind, body }: KnownFact): Record<string, unknown> => {
  if (kind === 'identity') {
    const { forename, middle, surname, birthDate, birthPrecision, formerSurnames } = body
    const sex = body.sex === 'M' || body.sex === 'F' ? body.sex : undefined
    return {
      forename,
      middle,
      surname,
      birthDate,
      birthPrecision,
      otherSurnames: formerSurnames,
      sex,
      knownAs: text(body.preferredForename) && [body.preferredForename],
    }
  }
  if (kind === 'identifier') return { [body.type === 'nhs-number' ? 'nhsNumber' : String(body.type)]: body.value }
  return kind === 'address' ? { postcode: body.postcode, house: body.paon, street: body.street, uprn: body.uprn } : {}
}

const known = (parts: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parts).filter(([, v]) => v !== undefined))

/**
 * Compares the sources' records with one another by the very rules that tie them, but on the facts given alone: what a reader may
 * not see neither shows nor is missed. In order of source person.
 */
export const tiesBetween = (facts: readonly KnownFact[]): readonly Tie[] => {
  const people = new Map<number, { said: string; identity: Identity }>()
  for (const fact of facts) {
    if (fact.sourcePerson === undefined || fact.source === 'throughline') continue
    const before = people.get(fact.sourcePerson)
    people.set(fact.sourcePerson, {
      said: fact.said,
      identity: { ...before?.identity, ...known(partsOf(fact)) } as Identity,
    })
  }
  const standards = [...people]
    .map(([id, { said, identity }]) => ({ id, said, standard: standardise(identity) }))
    .sort((a, b) => a.id - b.id)
  return standards.flatMap(one => {
    const scores = standards
      .filter(other => other.id !== one.id)
      .map(other => ({ other, found: score(one.standard, other.standard) }))
    const best = scores.sort((a, b) => b.found.bits - a.found.bits || a.other.id - b.other.id)[0]
    return best ? [{ sourcePerson: one.id, with: best.other.said, words: evidenceInWords(best.found) }] : []
  })
}
