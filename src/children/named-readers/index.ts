export { namedReaderPages } from './fact.page.ts'
