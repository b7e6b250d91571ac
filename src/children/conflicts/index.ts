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

export { chooseSeveral } from './choose.actions.ts'
export { choiceReasons, type Offered, offered } from './choose.ts'
export { checkSeveral, fieldOf, type SeveralErrors } from './choose-several.ts'
export { severalConflicts } from './conflicts.examples.ts'
export { type Conflicting, countConflicts } from './conflicts.queries.ts'
export { conflictsOfDayJob } from './days.job.ts'
export { listConflictsOf } from './of-record.queries.ts'

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
