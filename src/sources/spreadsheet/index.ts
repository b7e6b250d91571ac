/** Any spreadsheet, through columns that a person has confirmed. */
export { isMapping, type MappedColumn, type Mapping, openQuestions, sourceColumns } from './mapping.ts'
export { type ProposeOptions, proposeMapping, sheetsOf, wantedMeanings } from './propose.ts'
export { type ConfirmedSource, spreadsheet, spreadsheetSource } from './spreadsheet.source.ts'
