import type { Route } from '../../../access/index.ts'
import type { TellOptions } from '../tell.actions.ts'
import type { FamilyTelling } from './family-telling.ts'
import { startRoute } from './start.page.ts'
import { tellFamilyRoutes } from './tell-family.page.ts'
import { toldFamilyRoutes } from './told-family.page.ts'
import { wrongRoutes } from './wrong.page.ts'

export { claimDecision, toldOnlineRows, wordsOfClaim } from './claim.view.ts'
export { noChild, readClaimDecision } from './claim-decision.ts'
export { type ClaimOutcome, decideClaim } from './decide-claim.actions.ts'
export type { FamilyTelling } from './family-telling.ts'
export { openWrong, sealedTellings, sealedWrongs } from './family-words.actions.ts'

/** Everything that a family's own account sees: where it begins, the form, what it told, and taking that back. */
export const familyPages = (options: TellOptions, telling: FamilyTelling): readonly Route[] => [
  startRoute(telling),
  ...tellFamilyRoutes(options, telling),
  ...toldFamilyRoutes(options.key, telling),
  ...wrongRoutes(options.key, telling),
]
