/** Any spreadsheet, through columns that a person has confirmed. */

export { mappingPages } from './mapping.page.ts'
export { withSpreadsheets } from './mapping.queries.ts'
export type { MappedColumn, Mapping } from './mapping.ts'
export type { ProposeOptions } from './propose.ts'
export { spreadsheet } from './spreadsheet.source.ts'
