import type { Route } from '../../access/index.ts'
import { documentRoutes } from './document.page.ts'
import { familyNoteRoutes } from './family-note.page.ts'
import { moveRoutes } from './move-note.page.ts'
import { noteRoutes } from './note.page.ts'
import { noteCorrectionRoutes } from './note-correction.page.ts'

export { sealedDocuments } from './document.queries.ts'
export { openDocument } from './document-file.actions.ts'
export { documentName, sizeWords } from './document-type.ts'
export { draftButtons, draftInputs, draftLine, type ShownDrafts } from './draft.view.ts'
export type { DraftPlace } from './drafts.actions.ts'
export { anyTyped, notSavedPart, savedBefore, type TypedWords } from './not-saved.view.ts'
export { closeWriting, tellOfChange, write, writeParts } from './own-source.actions.ts'
export {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  openTyped,
  type TypedForm,
} from './typed-form.actions.ts'
export { listVersions } from './written.queries.ts'

/** Writing on the record: notes, documents, corrections and moves. */
export const writingPages: readonly Route[] = [
  ...noteRoutes,
  ...noteCorrectionRoutes,
  ...familyNoteRoutes,
  ...moveRoutes,
  ...documentRoutes,
]
