import { earlyHelpEpisode } from './early-help.record.ts'
import { helpKinds } from './plan/index.ts'

export { earlyHelpPanels } from './early-help.page.ts'
export { earlyHelpPages, helpCase, helpOwed } from './plan/index.ts'
export { earlyHelpEpisode }
/** Every record kind of this service. */
export const earlyHelpKinds = [earlyHelpEpisode, ...helpKinds] as const
