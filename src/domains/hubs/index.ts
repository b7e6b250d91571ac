import { membership, registration } from './hubs.record.ts'

export { hubsPanels } from './hubs.page.ts'
export { membership, registration }
/** Every record kind of this service. */
export const hubsKinds = [registration, membership] as const
