import type { Route } from '../../access/index.ts'
import type { EnrolmentKind } from '../find/index.ts'
import { askAction, closeAction, looksPage } from './looks.page.ts'
import { answerLookAction, ownLooksPage } from './own-looks.page.ts'

export { findLooks, findLooksJob } from './find-looks.job.ts'
export { forgetLooks } from './forget-looks.actions.ts'
export { countLooks } from './looks.queries.ts'
export { looksOwed } from './owed.queries.ts'

/** Looks that nothing explains: the list of whoever asks, and the questions of whoever is asked. */
export const lookPages = ({ enrolment }: { readonly enrolment: EnrolmentKind }): readonly Route[] => [
  looksPage,
  askAction,
  closeAction,
  ownLooksPage(enrolment),
  answerLookAction,
]
