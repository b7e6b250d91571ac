export { namedReaderPages } from './fact.page.ts'
export { type Colleague, listColleagues, worksWithChild } from './fact.queries.ts'
