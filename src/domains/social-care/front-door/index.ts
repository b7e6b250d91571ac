import type { CommandGrant, Route } from '../../../access/index.ts'
import { besideRoute } from './beside.page.ts'
import type { ToldWorry } from './contact.ts'
import { receiveContact } from './contacts.actions.ts'
import type { FrontDoorOptions } from './front-door-options.ts'
import { trayRoutes } from './tray.page.ts'
import { whoseRoutes } from './whose.page.ts'
import { worryRoutes } from './worry.page.ts'

export { sealedContacts } from './contacts.actions.ts'
export { forgetContacts } from './forget-contacts.actions.ts'
export { contactTold, frontDoorStep } from './front-door.record.ts'
export type { FrontDoorOptions } from './front-door-options.ts'
export { undecidedContactsOwed } from './undecided-owed.queries.ts'
export { listWaiting } from './waiting.queries.ts'
export { waitingWords } from './waiting.ts'

/** The front door: the page that anybody may write to, its receipts, and the team’s tray. */
export const frontDoorPages = (options: FrontDoorOptions): readonly Route[] => [
  ...worryRoutes(options),
  ...trayRoutes(options),
  ...whoseRoutes(options),
  besideRoute(options),
]

/** How another service takes a child it works with to the front door. Gives the reference. */
export const takeToFrontDoor =
  ({ key }: Pick<FrontDoorOptions, 'key'>) =>
  (
    command: CommandGrant<'recorder'>,
    { childId, ...told }: Omit<ToldWorry, 'source'> & { readonly childId: number },
  ): Promise<string | undefined> =>
    receiveContact(command, key, { ...told, source: 'council' }, 'signed-in', childId)
