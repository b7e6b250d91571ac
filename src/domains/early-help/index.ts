import { earlyHelpEpisode } from './early-help.record.ts'

export { earlyHelpPanels } from './early-help.page.ts'
export { earlyHelpEpisode }
/** Every record kind of this service. */
export const earlyHelpKinds = [earlyHelpEpisode] as const
