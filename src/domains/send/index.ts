import { disability, senNeed, senProvision } from './send.record.ts'

export { sendPanels } from './send.page.ts'
export { disability, senNeed, senProvision }
/** Every record kind of this service. */
export const sendKinds = [senProvision, senNeed, disability] as const
