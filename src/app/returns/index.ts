export { type ExportReport, exportReturn } from './export-return.actions.ts'
export { returnsToWrite } from './returns.ts'
