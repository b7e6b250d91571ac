import type { RecordKind } from '../../../access/index.ts'
import type { Versions } from '../../../children/index.ts'
import {
  transitionAnswer,
  transitionAsked,
  transitionNeeds,
  transitionOffer,
  transitionPlan,
} from '../transition/transition.record.ts'
import {
  transitionAnswerForms,
  transitionAskForms,
  transitionNeedsForms,
  transitionOfferForms,
  transitionPlanForms,
} from '../transition/transition-forms.ts'
import { cardForms } from './card.ts'
import { consentForms } from './consent-form.ts'
import { backForms, givenForms, sessionForms } from './help-forms.ts'
import { levelForms } from './level.ts'
import { needsForms } from './needs-form.ts'
import { contactForms, endingForms, foundForms, offerForms } from './register-forms.ts'
import { schoolForms } from './school-form.ts'
import {
  supportBack,
  supportCard,
  supportConsent,
  supportContact,
  supportEnding,
  supportFound,
  supportGiven,
  supportLevel,
  supportNeeds,
  supportOffer,
  supportSchool,
  supportSession,
} from './support.record.ts'

/** A part of the support with its form. `latest`: a later one takes the place of the one before, and begins from its answers. */
export type Part = {
  readonly key: PartKey
  readonly kind: RecordKind
  readonly forms: Versions
  readonly keeps: 'each' | 'latest'
  readonly saved: string
}
/** The last part of a form's address: it says nothing of what the support is for. */
export type PartKey =
  | 'told'
  | 'offer'
  | 'contact'
  | 'needs'
  | 'level'
  | 'school'
  | 'agreed'
  | 'given'
  | 'back'
  | 'session'
  | 'card'
  | 'end'
  | 'adult-offer'
  | 'adult-needs'
  | 'adult-plan'
  | 'adult-ask'
  | 'adult-answer'

const part = (key: PartKey, kind: RecordKind, forms: Versions, keeps: Part['keeps'], saved: string): Part => ({
  key,
  kind,
  forms,
  keeps,
  saved,
})

export const parts: readonly Part[] = [
  part('told', supportFound, foundForms, 'each', 'Who told us is saved.'),
  part('offer', supportOffer, offerForms, 'each', 'The offer is saved.'),
  part('contact', supportContact, contactForms, 'latest', 'How to get in touch is saved.'),
  part('needs', supportNeeds, needsForms, 'latest', 'The assessment is saved.'),
  part('level', supportLevel, levelForms, 'latest', 'The level is saved.'),
  part('school', supportSchool, schoolForms, 'latest', 'The plan is saved.'),
  part('agreed', supportConsent, consentForms, 'each', 'It is saved.'),
  part('given', supportGiven, givenForms, 'each', 'The help is saved.'),
  part('back', supportBack, backForms, 'each', 'It is saved.'),
  part('session', supportSession, sessionForms, 'each', 'The time together is saved.'),
  part('card', supportCard, cardForms, 'latest', 'The card is issued.'),
  part('end', supportEnding, endingForms, 'each', 'The support has ended.'),
  part('adult-offer', transitionOffer, transitionOfferForms, 'each', 'The answer is saved.'),
  part('adult-needs', transitionNeeds, transitionNeedsForms, 'latest', 'The assessment is saved.'),
  part('adult-plan', transitionPlan, transitionPlanForms, 'latest', 'The plan is saved.'),
  part('adult-ask', transitionAsked, transitionAskForms, 'each', 'It is saved. Write here when they answer.'),
  part('adult-answer', transitionAnswer, transitionAnswerForms, 'each', 'The answer is saved.'),
]

/** The part of that name. */
export const partOf = (key: string | undefined): Part | undefined => parts.find(one => one.key === key)

/** Whether it is written anew on top of what stood before, as one thing: a level stands in two rows, and each card for itself. */
export const hasVersions = (key: string): boolean =>
  partOf(key)?.keeps === 'latest' && key !== 'level' && key !== 'card'
