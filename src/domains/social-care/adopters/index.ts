export { adopterPages } from './adopters.page.ts'
export { forgetAdopters } from './forget-adopters.actions.ts'
export { adoptersOnce, listWrittenAdopters } from './written-adopters.queries.ts'
