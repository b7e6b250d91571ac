export { keptRecordOwed } from './kept-owed.queries.ts'
export { keptRecordPages } from './kept-record.page.ts'
