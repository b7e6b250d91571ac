import type { Route } from '../../access/index.ts'
import {
  decideDuplicatesAction,
  skipDuplicatesAction,
  takeAnswerBackAction,
  undoDuplicatesAction,
} from './decide-duplicates.page.ts'
import {
  agreementPage,
  compareDuplicatesPage,
  decidedDuplicatesPage,
  listDuplicatesPage,
  undoDuplicatesPage,
} from './duplicates.page.ts'
import { letterKeysAction } from './letter-keys.page.ts'
import { askSplitAction, splitAction, splitPage } from './split.page.ts'
import { giveEntryAction, splitsPage, trayPage } from './tray.page.ts'
import { chooseValuesAction, valuesPage } from './values.page.ts'

export { countOpenCases } from './cases.queries.ts'
export { knownPairsJob } from './known-pairs.job.ts'

/** "Possible duplicates": the clearing house's pages and changes. */
export const clearingHouseRoutes: readonly Route[] = [
  listDuplicatesPage,
  decidedDuplicatesPage,
  agreementPage,
  compareDuplicatesPage,
  decideDuplicatesAction,
  skipDuplicatesAction,
  takeAnswerBackAction,
  letterKeysAction,
  undoDuplicatesPage,
  undoDuplicatesAction,
  valuesPage,
  chooseValuesAction,
  askSplitAction,
  splitPage,
  splitAction,
  splitsPage,
  trayPage,
  giveEntryAction,
]
