import type { PlainDate } from '../../kernel/index.ts'
import { chosenOf } from './chosen.ts'
import { foldAddresses, foldAuthorities, foldCarers, foldContacts, foldSchools } from './fold-contact.ts'
import { foldIdentity, foldNumbers } from './fold-identity.ts'
import type { GoldenRecord } from './golden-record.ts'
import type { KnownFact } from './known-fact.ts'

/** The day on which the record is read, and the name of the record kind that says which school a child is at. */
export type FoldAbout<K extends string = string> = { readonly today: PlainDate; readonly enrolment: K }

/**
 * The golden record of one child for one reader: folded from the facts that this reader may see and nothing else, so that a
 * hidden fact leaves no trace, not even as "two sources disagree" (design 2.1, rule 2). Pure; the order of the facts changes nothing.
 */
export const fold = (facts: readonly KnownFact[], { today, enrolment }: FoldAbout): GoldenRecord => {
  const of = (kind: string): KnownFact[] => facts.filter(fact => fact.kind === kind)
  const chosen = chosenOf(of('chosen-value'))
  return {
    ...foldIdentity(of('identity'), chosen),
    ...foldNumbers(of('identifier'), chosen),
    ...foldAddresses(of('address'), today, chosen),
    ...foldContacts(of('contact-detail'), today),
    ...foldCarers(of('carer'), today),
    ...foldSchools(of(enrolment), today),
    authorities: foldAuthorities(of('authority'), today),
  }
}
