import type { Route } from '../../access/index.ts'
import { agreementPage, agreementsPage, saveAgreementAction, withdrawAgreementAction } from './agreements.page.ts'
import { importsPage, uploadAction } from './imports.page.ts'
import type { ImportParts } from './parts.ts'
import {
  againAction,
  problemPage,
  progressPage,
  rejectedRowsPages,
  runLivePage,
  runPage,
  undoAction,
  undoPage,
} from './run.page.ts'
import { makeKeyAction, revokeKeyAction, schoolsPage } from './schools.page.ts'
import { sourceDueAction, sourcePage, sourcesPage } from './sources.page.ts'

export { isCovered, maskValue } from './masked.ts'
export type { ImportParts } from './parts.ts'
export { type Desk, findRun, type RunDetails } from './runs.queries.ts'

/** Imports and sources: whether the files came and are sound, bringing in, putting right, undoing; what each source agreed to. */
export const importPages = (parts: ImportParts): readonly Route[] => [
  importsPage,
  uploadAction(parts),
  runPage(parts),
  progressPage(parts),
  runLivePage,
  againAction(parts),
  problemPage(parts),
  ...rejectedRowsPages(parts),
  undoPage,
  undoAction,
  sourcesPage(parts),
  sourcePage(parts),
  sourceDueAction,
  schoolsPage(parts),
  makeKeyAction(parts),
  revokeKeyAction(parts),
  agreementsPage,
  agreementPage,
  saveAgreementAction,
  withdrawAgreementAction,
]
