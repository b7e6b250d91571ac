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
export type { KnownAnswer, KnownKinds } from './known-answers.ts'
export { type KnownShown, knownFolded, knownView, repliesView } from './known-answers.view.ts'
export { exampleKnown } from './known-form.examples.ts'
export { type KnownOptions, knownNeeds, loadKnown, tellKnown } from './known-form.ts'
export {
  type KeptReply,
  type KnownChange,
  keptReplies,
  knownAsked,
  knownBoxes,
  readReplies,
  repliesIn,
  replyFields,
} from './known-replies.ts'
export { localForm } from './local-form.ts'
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
