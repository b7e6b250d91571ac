import { youngCarer, youngCarerAtAssessment, youngCarerAtSchool } from './young-carers.record.ts'

export { youngCarersPanels } from './young-carers.page.ts'
export { youngCarer, youngCarerAtAssessment, youngCarerAtSchool }
/** Every record kind of this service. */
export const youngCarersKinds = [youngCarer, youngCarerAtSchool, youngCarerAtAssessment] as const
