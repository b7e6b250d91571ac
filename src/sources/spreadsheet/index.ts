/** Any spreadsheet, through columns that a person has confirmed. */

export { mappingPages } from './mapping.page.ts'
export { withSpreadsheets } from './mapping.queries.ts'
export { isMapping, type MappedColumn, type Mapping, openQuestions, sourceColumns } from './mapping.ts'
export { type ProposeOptions, proposeMapping, sheetsOf, wantedMeanings } from './propose.ts'
export { spreadsheet, spreadsheetSource } from './spreadsheet.source.ts'
