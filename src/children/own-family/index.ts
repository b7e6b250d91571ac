import type { Route } from '../../access/index.ts'
import { answerEndAction, askToEndAction, heldConflictsPage } from './held-conflicts.page.ts'
import { declareAction, ownFamilyPage } from './own-family.page.ts'

/** Children whose records are shut to somebody because they are of their own family; and ending one that is a mistake. */
export const ownFamilyPages: readonly Route[] = [
  ...[ownFamilyPage, declareAction],
  ...[heldConflictsPage, askToEndAction, answerEndAction],
]
