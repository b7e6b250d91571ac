import { membership, registration } from './hubs.record.ts'

export { membership, registration }
/** Every record kind of this service. */
export const hubsKinds = [registration, membership] as const
