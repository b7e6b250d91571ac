import type { Route } from '../../access/index.ts'
import {
  alikePage,
  chooseAction,
  conflictPage,
  conflictsPage,
  decideAlikeAction,
  decidedConflictsPage,
  undoBatchAction,
  undoChoiceAction,
} from './conflicts.page.ts'

export { countConflicts } from './conflicts.queries.ts'
export { conflictsOfDayJob } from './days.job.ts'

/** "Conflicts": facts on which sources disagree, and choosing between them. */
export const conflictRoutes: readonly Route[] = [
  conflictsPage,
  decidedConflictsPage,
  alikePage,
  decideAlikeAction,
  conflictPage,
  chooseAction,
  undoChoiceAction,
  undoBatchAction,
]
