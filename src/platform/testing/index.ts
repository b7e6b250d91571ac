export { emptyTables } from './empty-tables.ts'
export { type TestDatabase, testDatabase, testServer } from './test-database.ts'
