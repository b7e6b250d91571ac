import type { Route } from '../../access/index.ts'
import type { EnrolmentKind, KnownOptions } from '../../children/index.ts'
import { talkPages } from './conversations/talk.page.ts'
import { talkAboutHome } from './conversations/talk.record.ts'
import { screeningPages } from './screening.page.ts'
import { cardPages } from './support/card.page.ts'
import { checkCardPages } from './support/check-card.page.ts'
import { consentPages } from './support/consent.page.ts'
import { groupPages } from './support/group.page.ts'
import { registerPage } from './support/register.page.ts'
import { schoolPlanPages } from './support/school-plan.page.ts'
import { supportPages } from './support/support.page.ts'
import { schoolArrangements, supportEnding, supportKinds, supportLevel } from './support/support.record.ts'
import { supportChangesPage } from './support/support-changes.page.ts'
import { supportOwed } from './support/support-owed.queries.ts'
import { trendsPage } from './trends/trends.page.ts'
import { youngCarer, youngCarerAtAssessment, youngCarerAtSchool, youngCarerScreening } from './young-carers.record.ts'

export { conversationRules } from './conversations/conversation-rules.ts'
export { conversationsOwed } from './conversations/conversations-owed.queries.ts'
export { transitionOffer } from './transition/transition.record.ts'
export { youngCarersPanels } from './young-carers.page.ts'
export { supportEnding, supportLevel, supportOwed, youngCarer, youngCarerAtAssessment, youngCarerAtSchool }
/** Every record kind of this service. */
export const youngCarersKinds = [
  youngCarer,
  youngCarerAtSchool,
  youngCarerAtAssessment,
  youngCarerScreening,
  ...supportKinds,
  schoolArrangements,
  talkAboutHome,
] as const
/** Its pages. `enrolment` is the education service's kind of a school place; `known` is what its forms show as known already. */
export const youngCarersPages = (enrolment: EnrolmentKind, known: KnownOptions): readonly Route[] => [
  ...screeningPages(known),
  registerPage(enrolment),
  ...groupPages(enrolment),
  trendsPage,
  ...talkPages,
  ...schoolPlanPages,
  ...consentPages,
  ...cardPages,
  ...supportPages(known),
  supportChangesPage,
  ...checkCardPages,
]
