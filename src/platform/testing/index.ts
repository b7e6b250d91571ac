export { emptyTables } from './empty-tables.ts'
export { quickFolder, type TestDatabase, testDatabase, testServer } from './test-database.ts'
