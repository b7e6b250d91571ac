import type { Route } from '../../../access/index.ts'
import type { FrontDoorOptions } from './front-door-options.ts'
import { trayRoutes } from './tray.page.ts'
import { worryRoutes } from './worry.page.ts'

export { countContacts } from './contacts.queries.ts'
export { contactTold, frontDoorStep } from './front-door.record.ts'
export type { FrontDoorOptions } from './front-door-options.ts'

/** The front door: the page that anybody may write to, its receipts, and the team’s tray. */
export const frontDoorPages = (options: FrontDoorOptions): readonly Route[] => [
  ...worryRoutes(options),
  ...trayRoutes(options),
]
