export { namedReaderPages } from './fact.page.ts'
export { type Colleague, listColleagues } from './fact.queries.ts'
