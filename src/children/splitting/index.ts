import type { Route } from '../../access/index.ts'
import { giveOwnAction, ownTrayPage, type SplittingOptions } from './own-tray.page.ts'

export { countOwn } from './own-tray.queries.ts'
export { chooseWords, type Halves, isGivenTo, type TrayItem, trayItem } from './tray-item.view.ts'

/** What was written while two records were one: the page for who wrote it. */
export const splittingPages = (options: SplittingOptions): readonly Route[] => [ownTrayPage(options), giveOwnAction]
