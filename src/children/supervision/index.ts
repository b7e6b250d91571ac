import type { Route } from '../../access/index.ts'
import type { EnrolmentKind } from '../find/child-cards.queries.ts'
import { childSupervisionRoutes } from './child.page.ts'
import { supervisionCorrectionRoutes } from './correction.page.ts'
import { workerSupervisionRoutes } from './worker.page.ts'
import { workerCorrectionRoutes } from './worker-correction.page.ts'

export { forgetSupervision } from './forget-supervision.actions.ts'
export { supervisionOwed } from './owed.queries.ts'

/** Supervision: of a child on the child's record, of a worker for the two. */
export const supervisionPages = ({ enrolment }: { readonly enrolment: EnrolmentKind }): readonly Route[] => [
  ...childSupervisionRoutes,
  ...supervisionCorrectionRoutes,
  ...workerSupervisionRoutes(enrolment),
  ...workerCorrectionRoutes,
]
