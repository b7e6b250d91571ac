/** A file arrives: recognise, read, check, keep, link. */
export { type Cells, type ReadNumber, readCells, readUln, readUpn } from './cells.ts'
export { type Checked, checkFiles } from './check-files.ts'
export { cleanUpJob } from './clean-up.job.ts'
export { type CodeMeaning, codeOf, codesOf, lookUp } from './code-sets/index.ts'
export { type Coded, during, meaningWanted, readCode } from './coded.ts'
export { withConfirmed } from './confirmed-sources.queries.ts'
export { type Dropped, dropFolderJob, lookInDropFolder } from './drop/drop-folder.job.ts'
export { countFeedTroubles, type FeedTroubles } from './feed-troubles.queries.ts'
export { dayInName, latestDay, noonOf, yearBefore, yearEndInName } from './file-dates.ts'
export type { ServiceChanges } from './finish.actions.ts'
export { asIntake, type IntakeGround } from './ground.ts'
export { mendingPages } from './mending/own-rows.page.ts'
export { findOwnSchool, listOwing, type OwnSchool } from './mending/own-rows.queries.ts'
export { withOwnFile } from './own-file.actions.ts'
export { type Desk, findRun, type ImportParts, importPages, maskValue, type RunDetails } from './pages/index.ts'
export { type PlaceColumns, readPlace, readPostcode } from './place-cells.ts'
export { secretOf, secretsOf } from './push/feed-keys.actions.ts'
export { serveBundles } from './push/serve-bundles.ts'
export { readKeptHead, sealedParts } from './raw-files.actions.ts'
export {
  type Received,
  type ReceivedRun,
  type ReceiveOptions,
  type RefusedFile,
  receiveFiles,
} from './receive.actions.ts'
export { type RecognisedFile, recogniseFile, spreadsheetId } from './recognise.ts'
export { registerSources, sharedWords } from './register-sources.actions.ts'
export type { RejectedTable } from './rejected-rows.queries.ts'
export { releaseWaiting } from './release-waiting.actions.ts'
export type { ReportedProblem, RunReport } from './report.queries.ts'
export { type ContactsSaid, readContacts, type SchoolContact } from './school-contacts.ts'
export { calendarOf, isInOn } from './school-feeds.queries.ts'
export type * from './source.ts'
export { FileNotUsable, keptContent, readTable, type TableRow, type TableSpec } from './table-rows.ts'
export { keptTree, objectOfTree, readTrees, type Tree, type TreeRecord, treeOfElement, treeOfObject } from './tree.ts'
export { type Undone, undoRun, undoRunJob } from './undo.job.ts'
export { type Link, type WorkOptions, workRun, workRunJob } from './work-run.job.ts'
