export { changesList, changesTable, type VersionChanges, versionChanges } from './changes.view.ts'
export { fieldView } from './field.view.ts'
export {
  answersOf,
  askedOf,
  type Body,
  bodySchema,
  boxesOf,
  type Choice,
  chosenOf,
  type Field,
  type Form,
  fieldBoxNames,
  formOn,
  readForm,
  type Typed,
  typedFrom,
  typedOf,
  type Versions,
  wordsOf,
} from './fields.ts'
export {
  type KeptReply,
  type KnownAnswer,
  knownAnswers,
  knownAsked,
  readReplies,
  replyFields,
} from './known-answers.ts'
export { knownView, repliesView } from './known-answers.view.ts'
export type { Asked, Fields } from './merge.ts'
export { choiceField, type MergeData, mergeView } from './merge.view.ts'
export { namedForm, namedForms } from './named-form.ts'
export {
  answerShared,
  endDrafts,
  openForm,
  type SavedVersion,
  type SharedForm,
  sharedBoxes,
} from './open-form.actions.ts'
export * as questions from './questions.ts'
export { sharedButtons, sharedInputs, sharedLines } from './shared-form.view.ts'
