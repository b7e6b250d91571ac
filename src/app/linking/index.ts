export { type ColumnMap, parseColumnMap } from './columns.ts'
export { type LinkReport, linkFiles } from './link-files.ts'
export { readTruthColumn } from './truth-column.ts'
