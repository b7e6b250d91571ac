import type { Route } from '../../access/index.ts'
import { sealedTellings, sealedWrongs } from './family/index.ts'
import { heldRoutes } from './held.page.ts'
import { ledgerRoutes } from './ledger.page.ts'
import { reachRoutes } from './reach.page.ts'
import type { TellOptions } from './tell.actions.ts'
import { tellRoutes } from './tell.page.ts'
import { tellChildRoutes } from './tell-child.page.ts'
import { sealedChanges } from './words.actions.ts'
import { wrongRoutes } from './wrong.page.ts'

export { dailyFilesJob } from './daily-files.job.ts'
export { type FamilyTelling, familyPages } from './family/index.ts'
export { forgetTold } from './forget-told.actions.ts'
export { isSampled } from './gate.ts'
export type { TellOptions } from './tell.actions.ts'
export { tellOnForm, toldOnForms } from './tell-on-form.actions.ts'
export { type Delivering, seeToConflictsJob, tellServiceJob } from './tell-service.job.ts'
export { toldMailPages } from './told-mails.page.ts'
export { toldOnceKinds } from './told-once.record.ts'
export { readServices, type ToldService } from './told-service.ts'

/** What is sealed here, as a change of key seals it anew. */
export const sealedToldOnce = [...sealedChanges, sealedTellings, sealedWrongs]

/** What is told once: on a record, by an adviser without one, its receipts, what waits for a person, and whether services can be told. */
export const toldOncePages = (options: TellOptions): readonly Route[] => [
  ...tellRoutes(options),
  ...tellChildRoutes(options),
  ...ledgerRoutes(options),
  ...heldRoutes(options),
  ...wrongRoutes(options),
  ...reachRoutes(options),
]
