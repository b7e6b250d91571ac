import { youngCarer, youngCarerAtSchool } from './young-carers.record.ts'

export { youngCarer, youngCarerAtSchool }
/** Every record kind of this service. */
export const youngCarersKinds = [youngCarer, youngCarerAtSchool] as const
