import { type Category, categoryMask } from '../kernel/index.ts'
import { type Masks, union } from './masks.ts'

/** Who agreed. Who gives no consent is written here as well, so that a parent's word is known and opens nothing. */
export type ConsentGiver = 'young-person' | 'parent'
/** How far it opens: who to speak to, or the summary as well. */
export type ConsentSight = 'contact' | 'summary'

/** That somebody agreed that a person or a team may know of one category: from when to when, and when it was taken back. */
export type Consent = {
  readonly category: Category
  readonly by: ConsentGiver
  readonly principal: number
  readonly opens: ConsentSight
  readonly startsAt: Date
  /** An open end is the last instant that can be said; so is the moment of taking it back where nobody did. */
  readonly endsAt: Date
  readonly withdrawnAt: Date
}

/** Where sight rests on consent: whose it must be, with the sentence that tells the rule. */
export type ConsentRule = {
  readonly category: Category
  readonly by: readonly ConsentGiver[]
  readonly sentence: string
}

/**
 * Version 1, of 29 November 2026. One category alone rests on consent (design part 4; reference/domain.md 7.2, "if agreed"): every other sight rests on
 * a public task, for which nobody is asked (7.1). Confidential health and adoption are opened by no consent.
 */
export const consentRules: readonly ConsentRule[] = [
  {
    category: 'young-carer',
    by: ['young-person'],
    sentence:
      'Somebody who works with a young carer learns of it where the young person agreed that they may: who to speak to, or the summary as well, until the day they said, and no longer once they take it back.',
  },
]

/** Does this consent hold at the instant, for a reader with these principals? Half-open; what was taken back holds no more from that moment. */
export const consentHolds = (consent: Consent, principals: readonly number[], at: Date): boolean =>
  principals.includes(consent.principal) &&
  consent.startsAt <= at &&
  at < consent.endsAt &&
  at < consent.withdrawnAt &&
  consentRules.some(rule => rule.category === consent.category && rule.by.includes(consent.by))

/** The role's masks for one child, as far as consents widen them: never to content in full, and only where a reason goes by the masks. */
export const widened = (masks: Masks, consents: readonly Consent[]): Masks => {
  const of = (...sights: readonly ConsentSight[]) =>
    categoryMask(consents.filter(one => sights.includes(one.opens)).map(one => one.category))
  return {
    ...masks,
    summary: union(masks.summary, of('summary')),
    existence: union(masks.existence, of('summary', 'contact')),
  }
}

/** What a consent adds, in the words after "You also see". */
export const consentSentence = (
  { category, opens }: Pick<Consent, 'category' | 'opens'>,
  firstName: string,
): string => {
  const what = category === 'young-carer' ? 'support for young carers' : category
  return opens === 'summary'
    ? `the summary of ${what}, and who to speak to, because ${firstName} agreed that you may`
    : `who to speak to about ${what}, because ${firstName} agreed that you may`
}
