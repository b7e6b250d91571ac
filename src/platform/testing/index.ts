export { migrationsDir, type TestDatabase, testDatabase, testServer } from './test-database.ts'
