import { supportKinds } from './support/support.record.ts'
import { youngCarer, youngCarerAtAssessment, youngCarerAtSchool, youngCarerScreening } from './young-carers.record.ts'

export { screeningPages } from './screening.page.ts'
export { registerPage } from './support/register.page.ts'
export { supportPages } from './support/support.page.ts'
export { youngCarersPanels } from './young-carers.page.ts'
export { youngCarer, youngCarerAtAssessment, youngCarerAtSchool }
/** Every record kind of this service. */
export const youngCarersKinds = [
  youngCarer,
  youngCarerAtSchool,
  youngCarerAtAssessment,
  youngCarerScreening,
  ...supportKinds,
] as const
