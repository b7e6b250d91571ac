import type { Route } from '../../../access/index.ts'
import type { EnrolmentKind, KnownOptions } from '../../../children/index.ts'
import { servicePages } from '../family-services/index.ts'
import { agreementPages } from './agreement.page.ts'
import { helpCaseloadPage } from './caseload.page.ts'
import { helpPages } from './help.page.ts'
import { helpChangesPage } from './help-changes.page.ts'
import { helpFormPages } from './help-forms.page.ts'
import type { StepUp } from './help-parts.actions.ts'
import { referralPages } from './referral.page.ts'

export { labelsOn } from './headings.ts'
export { helpCase, helpKinds } from './help.record.ts'
export { helpOwed } from './help-owed.queries.ts'

/** Early help from the offer to its end, and the caseload. `stepUp` takes a step up to the front door. */
export const earlyHelpPages = (options: {
  readonly enrolment: EnrolmentKind
  readonly stepUp: StepUp
  readonly known: KnownOptions
}): readonly Route[] => [
  helpCaseloadPage(options.enrolment),
  ...helpPages,
  helpChangesPage,
  ...helpFormPages(options.stepUp, options.known),
  ...referralPages,
  ...agreementPages,
  ...servicePages,
]
