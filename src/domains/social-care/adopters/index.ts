export { adopterPages } from './adopters.page.ts'
export { listWrittenAdopters } from './written-adopters.queries.ts'
