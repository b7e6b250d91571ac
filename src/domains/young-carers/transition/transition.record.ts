import { recordKind } from '../../../access/index.ts'
import { bodySchema } from '../../../children/index.ts'
import { supportLabel } from '../support/label.ts'
import {
  transitionAnswerForms,
  transitionAskForms,
  transitionNeedsForms,
  transitionOfferForms,
  transitionPlanForms,
} from './transition-forms.ts'

/** The move to adult support was offered, and what the young person said. */
export const transitionOffer = recordKind({
  kind: 'young-carer-transition-offer',
  title: 'Move to adult support offered to a young carer',
  ...supportLabel,
  schema: bodySchema(transitionOfferForms),
  ownWords: { fields: ['why'] },
  promotes: { status: 'answer', code: 'atRisk' },
  line: () => ({ title: 'Move to adult support offered', key: true }),
})

/** The assessment under section 63 of the Care Act 2014. */
export const transitionNeeds = recordKind({
  kind: 'young-carer-transition-assessment',
  title: 'Transition assessment of a young carer',
  ...supportLabel,
  schema: bodySchema(transitionNeedsForms),
  ownWords: { fields: ['outcomes'] },
  line: () => ({ title: 'Transition assessment', key: true }),
})

/** The plan for adult life. */
export const transitionPlan = recordKind({
  kind: 'young-carer-transition-plan',
  title: 'Plan of a young carer for adult life',
  ...supportLabel,
  schema: bodySchema(transitionPlanForms),
  ownWords: { fields: ['goals'] },
  promotes: { status: 'agreed', due_on: 'reviewOn' },
  line: () => ({ title: 'Plan for adult life', key: true }),
})

/** An adult service was asked to take over. */
export const transitionAsked = recordKind({
  kind: 'young-carer-transition-asked',
  title: 'Adult service asked for a young carer',
  ...supportLabel,
  schema: bodySchema(transitionAskForms),
  line: () => ({ title: 'Adult service asked', key: false }),
})

/** What it answered: `asked` is the address of what it was asked. */
export const transitionAnswer = recordKind({
  kind: 'young-carer-transition-answer',
  title: 'Answer of an adult service for a young carer',
  ...supportLabel,
  schema: bodySchema(transitionAnswerForms),
  promotes: { status: 'answer', code: 'asked', due_on: 'startsOn' },
  line: () => ({ title: 'Adult service answered', key: true }),
})

/** Every kind of the move to adult support. */
export const transitionKinds = [
  transitionOffer,
  transitionNeeds,
  transitionPlan,
  transitionAsked,
  transitionAnswer,
] as const
